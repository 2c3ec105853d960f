<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Admin\BrakeWords;
use DoliSync\Admin\ProblemWords;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Problem;
use DoliSync\Queue\Entry;
use DoliSync\Queue\Report;
use WP_CLI;

/**
 * Shows and works through the products that wait to be carried over.
 */
final class QueueCommand extends Command
{
    private const COLUMNS = ['id', 'product_id', 'dolibarr_id', 'title', 'cause', 'since', 'attempts', 'next_at', 'problem'];
    private const DROPPED = ['id', 'product_id', 'dolibarr_id', 'title', 'result'];
    private const REPORT = ['looked', 'written', 'created', 'for_person', 'failed', 'stopped'];

    /** Entries that are read together. */
    private const AT_ONCE = 200;

    /** Between two looks at how far it is. */
    private const SECONDS = 2;

    /**
     * Lists what waits, what is due first.
     *
     * ## OPTIONS
     *
     * [--failed]
     * : Only what was tried without success.
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: id, product_id, dolibarr_id, title, cause,
     * since, attempts, next_at, under_way, problem.
     *
     * [--format=<format>]
     * : How it is printed.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     *   - count
     *   - ids
     * ---
     *
     * ## EXIT CODES
     *
     * 0: nothing waits after a failure.
     * 1: an error.
     * 2: something does.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync queue list --failed
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function list(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($options): int {
            $output = new Output($options);
            $rows = [];
            foreach ($this->pages() as $entries) {
                array_push($rows, ...$this->rows($entries));
            }
            $failed = array_values(array_filter($rows, static fn (array $row): bool => $row['problem'] !== null));
            $shown = $options['failed'] ?? false ? $failed : $rows;
            $output->rows($shown, self::COLUMNS);
            $output->success(sprintf(
                /* translators: 1, 2: numbers of products. */
                __('Waiting: %1$s; of these tried without success: %2$s.', 'dolisync'),
                number_format_i18n(count($rows)),
                number_format_i18n(count($failed))
            ));
            return $failed === [] ? ExitCode::DONE : ExitCode::LEFT;
        });
    }

    /**
     * Works through everything that is due now, as cron does.
     *
     * ## OPTIONS
     *
     * [--format=<format>]
     * : How the figures are printed.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     * ---
     *
     * ## EXIT CODES
     *
     * 0: done.
     * 1: nothing can be done: Dolibarr cannot be reached, or everything automatic
     * is stopped or turned off.
     * 2: some products wait for a person or for another try.
     * 130: ended by Ctrl+C, after the product that was under way.
     *
     * ## EXAMPLES
     *
     *     # Every minute, from the system's cron.
     *     $ wp dolisync queue work --format=json >/dev/null
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function work(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($options): int {
            $output = new Output($options);
            $interruption = Interruption::listen();
            $bar = $output->progress(__('Working', 'dolisync'), $this->services->queue()->count());
            $sum = new Report();
            do {
                $report = $this->services->worker()->run(self::SECONDS);
                $sum->add($report);
                $bar->tick($report->looked);
            } while ($report->stopped === null && $report->looked > 0 && !$interruption->isAsked());
            $bar->finish();
            $output->rows([$sum->jsonSerialize()], self::REPORT, 'looked');
            if ($sum->stopped !== null) {
                throw $this->stopped($sum->stopped);
            }
            return match (true) {
                $interruption->isAsked() => ExitCode::INTERRUPTED,
                $sum->forPerson + $sum->failed > 0 => ExitCode::LEFT,
                default => ExitCode::DONE,
            };
        });
    }

    /**
     * Makes what waits for another try due at once.
     *
     * ## OPTIONS
     *
     * [<id>...]
     * : The numbers of entries, as `wp dolisync queue list` shows them.
     *
     * [--all]
     * : All that were tried without success.
     *
     * ## EXIT CODES
     *
     * 0: done.
     * 1: an error.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync queue retry --all && wp dolisync queue work
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function retry(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($arguments, $options): int {
            $queue = $this->services->queue();
            $isAll = (bool) ($options['all'] ?? false);
            if (($arguments !== []) === $isAll) {
                throw ProblemText::badInput(__('Name entries by their numbers, or all that failed with --all.', 'dolisync'));
            }
            if ($isAll) {
                $queue->retryAll();
            }
            foreach ($this->entries($arguments) as $entry) {
                $queue->retryNow($entry->id);
            }
            /* translators: %s: a command, as it is typed. */
            WP_CLI::success(sprintf(__('It is due at once. To do it now: %s', 'dolisync'), 'wp dolisync queue work'));
            return ExitCode::DONE;
        });
    }

    /**
     * Lets products wait no longer: their last change is not carried over.
     *
     * Both products keep their data; the list of products shows that they differ,
     * and each waits again when it changes again.
     *
     * ## OPTIONS
     *
     * <id>...
     * : The numbers of entries, as `wp dolisync queue list` shows them.
     *
     * [--dry-run]
     * : Only show what would be dropped.
     *
     * [--yes]
     * : Do not ask.
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: id, product_id, dolibarr_id, title, cause,
     * since, attempts, next_at, under_way, problem, result.
     *
     * [--format=<format>]
     * : How it is printed.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     *   - count
     *   - ids
     * ---
     *
     * ## EXIT CODES
     *
     * 0: done.
     * 1: an error.
     * 2: with --dry-run: some would be dropped; otherwise: some were carried over
     * before they could be dropped.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync queue drop 12 --yes
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function drop(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($arguments, $options): int {
            $output = new Output($options);
            $isDry = $output->isDry();
            $entries = $this->entries($arguments);
            $output->confirm(sprintf(
                /* translators: %s: a number of products. */
                _n('Let %s product wait no longer? Its last change is not carried over.', 'Let %s products wait no longer? Their last changes are not carried over.', count($entries), 'dolisync'),
                number_format_i18n(count($entries))
            ));
            $rows = array_map(
                fn (array $row): array => $row + ['result' => $isDry ? 'to_drop' : $this->dropped($row['id'])],
                $this->rows($entries)
            );
            return $output->conclude($rows, self::DROPPED, count(array_keys(array_column($rows, 'result'), 'gone', true)), $isDry
                /* translators: %s: a number of products. */
                ? __('Nothing was written. To be dropped: %s.', 'dolisync')
                /* translators: %s: a number of products. */
                : __('Dropped: %s.', 'dolisync'));
        });
    }

    private function dropped(int $id): string
    {
        try {
            $this->services->queue()->drop($id);
            return 'dropped';
        } catch (Problem $problem) {
            WP_CLI::warning("#{$id}: " . ProblemText::of($problem));
            return 'gone';
        }
    }

    /**
     * All are looked for before anything is done: bad input changes nothing.
     *
     * @param list<string> $arguments
     * @return list<Entry>
     * @throws Problem rest_invalid_param, dolisync_unknown_entry
     */
    private function entries(array $arguments): array
    {
        return array_map(fn (int $id): Entry => $this->services->queue()->entry($id) ?? throw Problem::named(
            'dolisync_unknown_entry',
            /* translators: %d: a number. */
            sprintf(__('Nothing waits with the number %d: it was done or dropped already.', 'dolisync'), $id)
        ), array_values(array_unique(array_map(Selection::id(...), $arguments))));
    }

    /**
     * @param list<Entry> $entries
     * @return list<array<string, mixed>>
     */
    private function rows(array $entries): array
    {
        $titles = $this->services->catalogue()->titles(array_values(array_filter(array_column($entries, 'wpId'))));
        return array_map(static fn (Entry $entry): array => self::row($entry, $titles[$entry->wpId ?? 0] ?? ''), $entries);
    }

    /** @return \Generator<int, list<Entry>> */
    private function pages(): \Generator
    {
        for ($page = 1;; $page++) {
            $entries = $this->services->queue()->page($page, self::AT_ONCE)['entries'];
            if ($entries !== []) {
                yield $entries;
            }
            if (count($entries) < self::AT_ONCE) {
                return;
            }
        }
    }

    /** @return array<string, mixed> */
    private static function row(Entry $entry, string $title): array
    {
        return [
            'id' => $entry->id,
            'product_id' => $entry->wpId,
            'dolibarr_id' => $entry->dolibarrId,
            'title' => $title,
            'cause' => $entry->cause,
            'since' => $entry->since,
            'attempts' => $entry->attempts,
            'next_at' => $entry->nextAt,
            'under_way' => $entry->isUnderWay,
            'problem' => $entry->lastProblem === null ? null : ProblemWords::message($entry->lastProblem),
        ];
    }

    private function stopped(string $why): Problem
    {
        $brake = $this->services->brakes()->state();
        return match ($why) {
            'brake' => Problem::named('dolisync_brake', $brake === null ? __('DoliSync has stopped synchronizing by itself.', 'dolisync') : BrakeWords::stopped($brake), 'review'),
            'outage' => Problem::named('dolisync_outage', __('Dolibarr cannot be reached. Nothing is lost: what waits is tried again.', 'dolisync'), 'retry'),
            'off' => Problem::named('dolisync_off', __('DoliSync is turned off in the settings.', 'dolisync'), 'check_settings'),
            default => ConnectionSettings::notConfigured(),
        };
    }
}
