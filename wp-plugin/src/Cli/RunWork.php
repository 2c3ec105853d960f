<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Admin\MassSyncWords;
use DoliSync\Admin\ProblemWords;
use DoliSync\MassSync\MassSync;
use DoliSync\MassSync\Progress;
use DoliSync\MassSync\Run;
use DoliSync\Problem;
use DoliSync\Sync\TimeLimit;
use WP_CLI;

/** Works at a mass synchronization until it waits for a person, is over, or is interrupted. */
final class RunWork
{
    /** Between two looks at how far it is. */
    private const SECONDS = 1.0;

    /** @param float $patience seconds without a record that is done, by whomever, after which this gives up */
    public function __construct(
        private readonly MassSync $mass,
        private readonly Progress $progress,
        private readonly Output $output,
        private readonly float $patience = 300.0
    ) {
    }

    /**
     * @return Run not worked at any more, unless it was interrupted
     * @throws Problem what keeps it from getting on
     */
    public function until(Run $run, Interruption $interruption): Run
    {
        $bars = new RunBars($this->output);
        $told = null;
        [$far, $limit] = [-1, TimeLimit::in($this->patience)];
        while ($run->state->isWorkedAt() && !$interruption->isAsked()) {
            if ($this->mass->work($run->id, self::SECONDS) === 0) {
                // Others are at it, or Dolibarr is not well.
                usleep(200_000);
            }
            $run = $this->mass->run($run->id);
            ['stages' => $stages, 'problem' => $problem] = $this->progress->of($run);
            $bars->show($stages);
            $done = array_sum(array_column($stages, 'done'));
            [$far, $limit] = $done === $far ? [$far, $limit] : [$done, TimeLimit::in($this->patience)];
            if ($problem !== null && $run->state->isWorkedAt()) {
                if ($told !== $problem['code']) {
                    $told = $problem['code'];
                    WP_CLI::warning(MassSyncWords::waiting($problem)['message']);
                }
                if ($limit->isUp()) {
                    $bars->end();
                    throw Problem::named($problem['code'], ProblemWords::message($problem), $problem['next_action']);
                }
            }
        }
        $bars->end();
        return $run;
    }
}
