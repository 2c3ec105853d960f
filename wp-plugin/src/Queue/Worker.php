<?php

declare(strict_types=1);

namespace DoliSync\Queue;

/** Takes entries of the queue and has a look at each, until there is none or the time is up. */
final class Worker
{
    public function run(int $seconds): Report
    {
        throw new \LogicException();
    }
}
