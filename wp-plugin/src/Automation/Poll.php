<?php

declare(strict_types=1);

namespace DoliSync\Automation;

/** Asks Dolibarr what changed since the last time. */
final class Poll
{
    public function run(int $seconds = 30): PollReport
    {
        throw new \LogicException();
    }
}
