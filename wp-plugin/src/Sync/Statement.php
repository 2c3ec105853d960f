<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/**
 * One write that stands by itself. Where several requests write neighboring rows at the same moment, MariaDB and MySQL
 * take one of them back so that the others get on (a deadlock), and expect it to be sent again.
 */
final class Statement
{
    private const TRIES = 6;
    /** Whoever met once must not meet again. */
    private const LONGEST_PAUSE_MICROSECONDS = 10_000;

    /**
     * @return int|bool what `wpdb::query` answers: false when it was not carried out
     */
    public static function run(string $sql): int|bool
    {
        global $wpdb;
        // In a transaction more than this one write is taken back: whoever began it does all of it again.
        for ($try = 1; $try < self::TRIES && !Transaction::isUnderWay(); $try++) {
            $quiet = $wpdb->suppress_errors();
            $answer = $wpdb->query($sql);
            $wpdb->suppress_errors($quiet);
            if ($answer !== false) {
                return $answer;
            }
            if (!str_contains($wpdb->last_error, 'Deadlock found')) {
                break;
            }
            usleep(random_int(0, self::LONGEST_PAUSE_MICROSECONDS * $try));
        }
        // What is wrong now WordPress notes as it does always.
        return $wpdb->query($sql);
    }
}
