<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Admin\MassSyncWords;
use DoliSync\Admin\ProblemWords;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\MassSync;
use DoliSync\MassSync\Phase;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunState;
use DoliSync\Problem;
use WP_CLI;
use WP_CLI\Utils;

/** `wp dolisync mass-sync` */
final class MassSyncCommand extends Command
{
    /** What can be asked of the mass synchronization that there is, instead of a new one. */
    private const WISHES = ['resume', 'release', 'retry-failed', 'cancel', 'undo'];

    /** More changes of the shop than this are not overwritten by a slip of the hand. */
    private const MANY = 100;

    /**
     * Brings Dolibarr’s data into WPshop.
     *
     * What is associated gets Dolibarr’s values, what is not is created.
     *
     * Shows a preview and asks before it writes. Several may work at the same mass
     * synchronization: this command on several servers, the page in the browser,
     * WordPress's cron. Ctrl+C pauses it; --resume goes on.
     *
     * ## OPTIONS
     *
     * [--entities=<list>]
     * : What to bring over, separated by commas: categories, products,
     * third_parties, contacts, proposals, orders, invoices. All but contacts by
     * default.
     *
     * [--dry-run]
     * : Only the preview: nothing is written on either side.
     *
     * [--resume]
     * : Go on with the one that is paused, stopped or previewed, or help with
     * the one that is under way.
     *
     * [--release]
     * : Go on with the one that stopped because what it saw looked like an
     * accident: it is as it should be.
     *
     * [--retry-failed]
     * : Try again what failed in the last one.
     *
     * [--cancel]
     * : End the one that is under way; what was written stays.
     *
     * [--undo]
     * : Put back what the last one wrote.
     *
     * [--yes]
     * : Do not ask.
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
     * 1: an error, or it stopped.
     * 2: some records are left for a person, or with --dry-run: would be written.
     * 130: paused by Ctrl+C.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync mass-sync --entities=categories,products --dry-run
     *
     *     # Every night, from the system's cron.
     *     $ wp dolisync mass-sync --yes --format=json --user=admin
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function __invoke(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($options): int {
            $output = new Output($options);
            $wish = self::wish($options);
            if ($wish !== 'cancel') {
                $output->requireAnswer();
            }
            $run = $wish === null ? $this->begun((string) ($options['entities'] ?? '')) : $this->asWished($wish, $output);
            if ($wish === 'cancel') {
                $output->success(MassSyncWords::state($run->state));
                return ExitCode::DONE;
            }
            return $this->through($run, $output, (bool) Utils\get_flag_value($options, 'yes', false));
        });
    }

    private function through(Run $run, Output $output, bool $isYes): int
    {
        $interruption = Interruption::listen();
        $work = new RunWork($this->mass(), $this->services->massSyncProgress(), $output);
        $tables = new RunTables($this->services->massSyncProgress(), $output);
        $run = $work->until($run, $interruption);
        if ($run->state === RunState::Ready) {
            if ($output->isDry()) {
                $differing = $tables->preview($run);
                $this->mass()->cancel($run->id);
                $output->success(__('Nothing was written.', 'dolisync'));
                return $differing === 0 ? ExitCode::DONE : ExitCode::LEFT;
            }
            $this->ask($run, $output, $tables, $isYes);
            $run = $work->until($this->mass()->start($run->id, $this->mass()->overwrites($run)), $interruption);
        }
        return $run->state->isWorkedAt() ? $this->paused($run, $output) : self::ended($run, $output, $tables);
    }

    /** Shows what would be written, and lets the person decide. */
    private function ask(Run $run, Output $output, RunTables $tables, bool $isYes): void
    {
        if ($output->isForPeople()) {
            $tables->preview($run);
        }
        if ($isYes) {
            return;
        }
        $output->log(__('Nothing is written yet. If you say no, the preview waits: --resume goes on with it, --cancel drops it.', 'dolisync'));
        $overwrites = $this->mass()->overwrites($run);
        if ($overwrites <= self::MANY) {
            $output->confirm(__('Write this?', 'dolisync'));
            return;
        }
        $word = _x('overwrite', 'word to be typed', 'dolisync');
        $typed = self::typed(sprintf(
            /* translators: 1: a number of records, 2: the word “overwrite”. */
            __('%1$s records were changed in WPshop, and these changes will be overwritten. Type “%2$s” to go on', 'dolisync'),
            number_format_i18n($overwrites),
            $word
        ));
        if ($typed !== $word) {
            throw Problem::named('dolisync_not_confirmed', __('Nothing was written: the word was not typed.', 'dolisync'));
        }
    }

    private static function typed(string $question): string
    {
        try {
            return trim((string) \cli\prompt($question));
        } catch (\Exception) {
            // There is nobody to type.
            return '';
        }
    }

    private function paused(Run $run, Output $output): int
    {
        $this->mass()->pause($run->id);
        $output->log(__('It is paused. To go on: wp dolisync mass-sync --resume', 'dolisync'));
        return ExitCode::INTERRUPTED;
    }

    /** @throws Problem why it stopped */
    private static function ended(Run $run, Output $output, RunTables $tables): int
    {
        if ($run->brake !== null) {
            throw self::braked($run->brake);
        }
        if ($run->problem !== null) {
            throw Problem::named($run->problem['code'], ProblemWords::message($run->problem), $run->problem['next_action']);
        }
        $left = $run->phase === Phase::Undo ? $tables->undone($run) : $tables->done($run);
        if (in_array($run->state, [RunState::Done, RunState::Undone], true)) {
            $output->success(MassSyncWords::state($run->state));
            return $left === 0 ? ExitCode::DONE : ExitCode::LEFT;
        }
        // Somebody else paused it, or ended it.
        WP_CLI::warning(MassSyncWords::state($run->state));
        return ExitCode::LEFT;
    }

    /** @throws Problem dolisync_run_active, rest_invalid_param, dolisync_not_configured */
    private function begun(string $entities): Run
    {
        $current = $this->mass()->current();
        if ($current !== null && !$current->state->isOver()) {
            throw Problem::named(
                'dolisync_run_active',
                MassSyncWords::state($current->state) . ' ' . __('To go on with it: --resume. To end it: --cancel.', 'dolisync'),
                'review',
                409
            );
        }
        return $this->mass()->begin(self::entities($entities));
    }

    /** @throws Problem */
    private function asWished(string $wish, Output $output): Run
    {
        $run = $this->mass()->current()
            ?? throw Problem::named('dolisync_unknown_run', __('There was no mass synchronization yet.', 'dolisync'));
        if ($wish === 'undo') {
            $output->confirm(__('Put back everything that the last mass synchronization wrote? What was changed since stays.', 'dolisync'));
        }
        try {
            return match ($wish) {
                'resume' => $this->resumed($run),
                'release' => $this->mass()->release($run->id),
                'retry-failed' => $this->mass()->retry($run->id, null),
                'cancel' => $this->mass()->cancel($run->id),
                'undo' => $this->mass()->undo($run->id),
            };
        } catch (Problem $problem) {
            throw $problem->name === 'dolisync_run_state'
                ? Problem::named($problem->name, MassSyncWords::state($run->state) . ' ' . __('That cannot be done now.', 'dolisync'), 'review', 409)
                : $problem;
        }
    }

    /** @throws Problem */
    private function resumed(Run $run): Run
    {
        return match (true) {
            $run->brake !== null => throw self::braked($run->brake),
            $run->state->isWorkedAt(), $run->state === RunState::Ready => $run,
            default => $this->mass()->resume($run->id),
        };
    }

    private function mass(): MassSync
    {
        return $this->services->massSync();
    }

    /** @param array{reason: string, numbers: array<string, int>} $brake */
    private static function braked(array $brake): Problem
    {
        return Problem::named(
            'dolisync_brake',
            MassSyncWords::brake($brake) . ' ' . __('If this is as it should be: --release. To end it: --cancel.', 'dolisync'),
            'review',
            409
        );
    }

    /**
     * @param array<string, mixed> $options
     * @throws Problem rest_invalid_param when several are asked at once
     */
    private static function wish(array $options): ?string
    {
        $wishes = array_values(array_filter(self::WISHES, static fn (string $wish): bool => (bool) ($options[$wish] ?? false)));
        $isNew = isset($options['entities']) || ($options['dry-run'] ?? false);
        if (count($wishes) > 1 || $wishes !== [] && $isNew) {
            throw ProblemText::badInput(sprintf(
                /* translators: %s: a list of options. */
                __('Give one of %s; --entities and --dry-run are for a new one.', 'dolisync'),
                '--' . implode(', --', self::WISHES)
            ));
        }
        return $wishes[0] ?? null;
    }

    /**
     * @return list<Entity>
     * @throws Problem rest_invalid_param
     */
    private static function entities(string $list): array
    {
        if ($list === '') {
            return MassSync::BY_DEFAULT;
        }
        return array_map(static fn (string $name): Entity => Entity::tryFrom(trim($name)) ?? throw ProblemText::badInput(
            /* translators: %s: what was typed. */
            sprintf(__('“%s” is no kind of record that can be synchronized.', 'dolisync'), $name)
        ), explode(',', $list));
    }
}
