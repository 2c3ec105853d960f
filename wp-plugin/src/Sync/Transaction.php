<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Problem;

/**
 * Several writes that are done all or not at all, also when the process is killed on the way; where the database's
 * tables know no transactions (MyISAM), one after the other.
 */
final class Transaction
{
    private static bool $isUnderWay = false;

    /**
     * @template T
     * @param callable(): T $work
     * @return T
     * @throws \Throwable what the work threw; then nothing was written
     */
    public static function during(callable $work): mixed
    {
        global $wpdb;
        $before = self::failures();
        if ($wpdb->query('START TRANSACTION') === false) {
            throw self::failed();
        }
        try {
            $result = self::onlyAsLongAsNoneFails($before, $work);
            // WordPress's functions do not all say that a query failed, and a deadlock has taken the rest back.
            self::requireNone($before);
        } catch (\Throwable $failure) {
            $wpdb->query('ROLLBACK');
            throw $failure;
        }
        if ($wpdb->query('COMMIT') === false) {
            throw self::failed();
        }
        return $result;
    }

    /**
     * A deadlock has ended the transaction: what follows would be stored by itself, and is not sent.
     *
     * @template T
     * @param callable(): T $work
     * @return T
     */
    private static function onlyAsLongAsNoneFails(int $before, callable $work): mixed
    {
        $send = static fn (string $query): string => self::failures() === $before ? $query : '';
        add_filter('query', $send, PHP_INT_MAX);
        self::$isUnderWay = true;
        try {
            return $work();
        } finally {
            self::$isUnderWay = false;
            remove_filter('query', $send, PHP_INT_MAX);
        }
    }

    /** Whether what is written now is part of one. */
    public static function isUnderWay(): bool
    {
        return self::$isUnderWay;
    }

    /** Whether all tables that a write touches know transactions: not those of MyISAM, on sites that are old. */
    public static function isReal(): bool
    {
        global $wpdb;
        static $isReal = null;
        return $isReal ??= (int) $wpdb->get_var($wpdb->prepare(
            'SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = %s AND TABLE_NAME IN (%s, %s, %s, %s, %s)
            AND ENGINE = %s',
            $wpdb->dbname,
            $wpdb->posts,
            $wpdb->postmeta,
            Tables::links(),
            Tables::journal(),
            Tables::batches(),
            'InnoDB'
        )) === 5;
    }

    /** How many queries of this request have failed so far. */
    public static function failures(): int
    {
        return count($GLOBALS['EZSQL_ERROR'] ?? []);
    }

    /**
     * @param int $before from `failures`
     * @throws Problem when a query has failed since
     */
    public static function requireNone(int $before): void
    {
        if (self::failures() !== $before) {
            throw self::failed();
        }
    }

    private static function failed(): Problem
    {
        return Problem::named(
            'dolisync_database_failed',
            __('WordPress’s database did not store what was to be written, so nothing of it was written. Try again; if this lasts, ask your web host to check the database.', 'dolisync'),
            'retry',
            500
        );
    }
}
