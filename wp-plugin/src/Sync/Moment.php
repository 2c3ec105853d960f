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
        return (new \DateTimeImmutable('now', new \DateTimeZone('UTC')))
            ->modify(sprintf('%+d seconds', $seconds))
            ->format('Y-m-d\TH:i:s.v\Z');
    }
}
