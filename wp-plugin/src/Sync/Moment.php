<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** Points in time as DoliSync writes them: UTC, `2026-11-24T20:00:00.123Z`, always this long, so they sort as text. */
final class Moment
{
    public static function now(): string
    {
        return self::in(0);
    }

    /** @param int $seconds from now */
    public static function in(int $seconds): string
    {
        return self::of((new \DateTimeImmutable())->modify(sprintf('%+d seconds', $seconds)));
    }

    public static function of(\DateTimeInterface $time): string
    {
        return \DateTimeImmutable::createFromInterface($time)
            ->setTimezone(new \DateTimeZone('UTC'))
            ->format('Y-m-d\TH:i:s.v\Z');
    }

    /** As PHP and WordPress count time: in whole seconds since 1970. */
    public static function timestamp(string $moment): int
    {
        return (new \DateTimeImmutable($moment))->getTimestamp();
    }

    /** How far off a moment is; less than nothing for one that is over. */
    public static function secondsUntil(string $moment): float
    {
        return (float) (new \DateTimeImmutable($moment))->format('U.v') - microtime(true);
    }
}
