<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Health\Check;
use DoliSync\Health\CheckState;
use DoliSync\Health\Checkup;

/** `wp dolisync doctor` */
final class DoctorCommand extends Command
{
    private const COLUMNS = ['check', 'state', 'found', 'advice'];

    /**
     * Checks everything that DoliSync's work depends on.
     *
     * The connection, its speed and what its user may do, Dolibarr's version,
     * modules, prices and clock, scheduled tasks, what waits, the tables. What could
     * be better has its cause, and what to do, under “advice”: the same as in
     * WordPress's Site Health.
     *
     * Asks Dolibarr a few things, and changes nothing.
     *
     * ## OPTIONS
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: check, state, found, advice.
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
     * ---
     *
     * ## EXIT CODES
     *
     * 0: all is well.
     * 1: DoliSync cannot work.
     * 2: something could be better.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync doctor --format=json
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function __invoke(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($options): int {
            $output = new Output($options);
            $checks = (new Checkup($this->services))->run();
            $output->rows(array_map(static fn (Check $check): array => [
                'check' => $check->name, 'state' => $check->state->value, 'found' => $check->found, 'advice' => $check->advice,
            ], $checks), self::COLUMNS, 'check');
            return match (Check::worst($checks)->state) {
                CheckState::Critical => ExitCode::ERROR,
                CheckState::Recommended => ExitCode::LEFT,
                CheckState::Note, CheckState::Good => ExitCode::DONE,
            };
        });
    }
}
