<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/**
 * One write that stands by itself. Where several requests write neighboring rows at the same moment, MariaDB and MySQL
 * take one of them back so that the others get on (a deadlock), and expect it to be sent again.
 *
 * Each answers what `wpdb` does: how many rows it wrote, or false when it was not carried out.
 */
final class Statement
{
    private const TRIES = 6;
    /** Whoever met once must not meet again. */
    private const LONGEST_PAUSE_MICROSECONDS = 10_000;

    public static function run(string $sql): int|bool
    {
        return self::carryOut(static fn (object $database): int|bool => $database->query($sql));
    }

    /** @param array<string, mixed> $row column => value */
    public static function insert(string $table, array $row): int|bool
    {
        return self::carryOut(static fn (object $database): int|bool => $database->insert($table, $row));
    }

    /**
     * @param array<string, mixed> $values column => value
     * @param array<string, mixed> $where column => value
     */
    public static function update(string $table, array $values, array $where): int|bool
    {
        return self::carryOut(static fn (object $database): int|bool => $database->update($table, $values, $where));
    }

    /** @param array<string, mixed> $where column => value */
    public static function delete(string $table, array $where): int|bool
    {
        return self::carryOut(static fn (object $database): int|bool => $database->delete($table, $where));
    }

    /** @param callable(\wpdb): (int|bool) $write with WordPress's database */
    private static function carryOut(callable $write): int|bool
    {
        global $wpdb;
        // In a transaction more than this one write is taken back: whoever began it does all of it again.
        for ($try = 1; $try < self::TRIES && !Transaction::isUnderWay(); $try++) {
            $quiet = $wpdb->suppress_errors();
            $answer = $write($wpdb);
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
        return $write($wpdb);
    }
}
