<?php

declare(strict_types=1);

namespace DoliSync\Automation;

/** Goes slowly through all associations, for what a poll does not show. */
final class FullCheck
{
    /** The next run begins with the first association. */
    public function start(): void
    {
        throw new \LogicException();
    }

    /** Goes on with a check that was started. @return bool whether there is more to do */
    public function run(int $seconds): bool
    {
        throw new \LogicException();
    }
}
