<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** The time that a piece of work may take: nothing more of it begins once that is up, whatever somebody does to the clock. */
final class TimeLimit
{
    /** @param float $end on PHP's monotonic clock, in seconds */
    private function __construct(private readonly float $end)
    {
    }

    /** @param int|float $seconds from now */
    public static function in(int|float $seconds): self
    {
        return new self(self::clock() + $seconds);
    }

    public function isUp(): bool
    {
        return $this->isUpIn(0);
    }

    /** Whether it will be up that many seconds from now. */
    public function isUpIn(int|float $seconds): bool
    {
        return self::clock() + $seconds >= $this->end;
    }

    private static function clock(): float
    {
        return hrtime(true) / 1_000_000_000;
    }
}
