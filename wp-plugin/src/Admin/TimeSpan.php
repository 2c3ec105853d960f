<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * How long something takes or took, as in “5 hours”, in DoliSync's own words: WordPress's `human_time_diff` speaks
 * English on a site that lacks WordPress's own language pack.
 */
final class TimeSpan
{
    public static function words(int $seconds): string
    {
        $seconds = max(1, $seconds);
        [$minutes, $hours, $days] = array_map(
            static fn (int $unit): int => (int) round($seconds / $unit),
            [MINUTE_IN_SECONDS, HOUR_IN_SECONDS, DAY_IN_SECONDS]
        );
        return match (true) {
            /* translators: %s: a number of seconds. */
            $seconds < MINUTE_IN_SECONDS => self::counted(_n('%s second', '%s seconds', $seconds, 'dolisync'), $seconds),
            /* translators: %s: a number of minutes. */
            $minutes < 60 => self::counted(_n('%s minute', '%s minutes', $minutes, 'dolisync'), $minutes),
            /* translators: %s: a number of hours. */
            $hours < 24 => self::counted(_n('%s hour', '%s hours', $hours, 'dolisync'), $hours),
            /* translators: %s: a number of days. */
            default => self::counted(_n('%s day', '%s days', $days, 'dolisync'), $days),
        };
    }

    private static function counted(string $words, int $number): string
    {
        return sprintf($words, number_format_i18n($number));
    }
}
