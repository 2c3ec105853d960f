<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Admin\FindingWords;
use DoliSync\Admin\ProductNames;
use DoliSync\Problem;
use DoliSync\Sync\Finding;
use DoliSync\Sync\FindingKind;
use WP_CLI;

/** `wp dolisync audit` */
final class AuditCommand extends Command
{
    private const COLUMNS = ['id', 'title', 'dolibarr_id', 'kind', 'repair', 'result'];

    /** Between two looks at how far it is. */
    private const SECONDS = 10;

    /**
     * Finds associations that are one-sided, double or without an end, and repairs
     * them.
     *
     * A repair writes associations and their marks, never a product's data, and is
     * in the journal.
     *
     * ## OPTIONS
     *
     * [--dolibarr]
     * : Look at Dolibarr's end of the associations too, a request for a hundred
     * products; otherwise what was found there last is shown.
     *
     * [--kind=<kind>]
     * : Only findings of this kind, as the column shows it.
     *
     * [--repair]
     * : Do the usual repair of each. What several products claim is left: only a
     * person can tell whose it is.
     *
     * [--dry-run]
     * : With --repair: only show which repairs would be done.
     *
     * [--yes]
     * : Do not ask.
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: id, title, dolibarr_id, kind, found,
     * repair, result.
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
     * 0: every association is in order, or was repaired.
     * 1: an error.
     * 2: something is not in order.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync audit --dolibarr
     *     $ wp dolisync audit --kind=mark_missing --repair --yes
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function __invoke(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($options): int {
            $output = new Output($options);
            $kind = self::kind($options);
            if ($options['dolibarr'] ?? false) {
                $this->lookInDolibarr($output);
            }
            $findings = array_values(array_filter(
                $this->services->linkAudit()->findings(),
                static fn (Finding $finding): bool => $kind === null || $finding->kind === $kind
            ));
            $rows = $this->rows($findings);
            $isRepair = (bool) ($options['repair'] ?? false) && !($options['dry-run'] ?? false) && $rows !== [];
            if ($isRepair) {
                $this->ask($output, $rows);
                $rows = array_map($this->repaired(...), $rows, $findings);
            }
            $output->rows($rows, self::COLUMNS);
            return self::conclude($output, $rows);
        });
    }

    /**
     * @param list<Finding> $findings
     * @return list<array<string, mixed>>
     */
    private function rows(array $findings): array
    {
        $names = ProductNames::of($this->services, array_merge([], ...array_map(
            static fn (Finding $finding): array => array_filter([$finding->wpId, $finding->otherWpId]),
            $findings
        )));
        return array_map(static fn (Finding $finding): array => [
            'id' => $finding->wpId,
            'title' => $names->plain($finding->wpId),
            'dolibarr_id' => $finding->dolibarrId,
            'kind' => $finding->kind->value,
            'found' => FindingWords::sentence($finding, $finding->otherWpId === null ? '' : $names->plain($finding->otherWpId)),
            'repair' => self::usualRepair($finding->kind),
            'result' => 'left',
        ], $findings);
    }

    /** @param list<array<string, mixed>> $rows */
    private function ask(Output $output, array $rows): void
    {
        if ($output->isForPeople()) {
            $output->rows($rows, self::COLUMNS);
        }
        $repairs = count(array_filter(array_column($rows, 'repair')));
        $output->confirm(sprintf(
            /* translators: %s: a number. */
            _n('Repair %s association?', 'Repair %s associations?', $repairs, 'dolisync'),
            number_format_i18n($repairs)
        ));
    }

    /**
     * @param array<string, mixed> $row
     * @return array<string, mixed>
     */
    private function repaired(array $row, Finding $finding): array
    {
        if ($row['repair'] === null) {
            return $row;
        }
        try {
            $this->services->linkRepair()->repair($finding->key(), $row['repair']);
            return ['result' => 'repaired'] + $row;
        } catch (Problem $problem) {
            WP_CLI::warning("#{$finding->wpId} {$row['title']}: " . ProblemText::of($problem));
            return $row;
        }
    }

    /** @param list<array<string, mixed>> $rows */
    private static function conclude(Output $output, array $rows): int
    {
        $left = count(array_filter($rows, static fn (array $row): bool => $row['result'] !== 'repaired'));
        $output->success($rows === [] ? __('Every association is in order.', 'dolisync') : sprintf(
            /* translators: 1, 2: numbers of associations. */
            __('Repaired: %1$s; left: %2$s.', 'dolisync'),
            number_format_i18n(count($rows) - $left),
            number_format_i18n($left)
        ));
        return $left === 0 ? ExitCode::DONE : ExitCode::LEFT;
    }

    /** @throws Problem */
    private function lookInDolibarr(Output $output): void
    {
        if (!$this->services->probe()->run()->hasModule) {
            WP_CLI::warning(__('Dolibarr’s module for WPshop is not there: Dolibarr notes no associations, so there is nothing to compare.', 'dolisync'));
            return;
        }
        $output->log(__('Looking in Dolibarr…', 'dolisync'));
        while (!$this->services->dolibarrAudit()->look(self::SECONDS)) {
            continue;
        }
    }

    /** What everybody would do; null: only a person can tell. */
    private static function usualRepair(FindingKind $kind): ?string
    {
        return $kind === FindingKind::MarkedTwice ? null : $kind->repairs()[0];
    }

    /** @param array<string, mixed> $options */
    private static function kind(array $options): ?FindingKind
    {
        $typed = $options['kind'] ?? null;
        return $typed === null ? null : FindingKind::tryFrom((string) $typed) ?? throw ProblemText::badInput(sprintf(
            /* translators: 1: what was typed, 2: a list of words that may be typed. */
            __('“%1$s” is no kind of finding. There are %2$s.', 'dolisync'),
            $typed,
            implode(', ', array_column(FindingKind::cases(), 'value'))
        ));
    }
}
