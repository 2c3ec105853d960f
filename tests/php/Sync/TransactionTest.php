<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Problem;
use DoliSync\Sync\Transaction;
use DoliSync\Tests\Support\SiteCase;

/** All or nothing. */
final class TransactionTest extends SiteCase
{
    protected function tearDown(): void
    {
        global $wpdb;
        $wpdb->query("DELETE FROM {$wpdb->options} WHERE option_name LIKE 'dolisync_transaction_%'");
    }

    public function testAllIsStored(): void
    {
        $answer = Transaction::during(static function (): string {
            self::write('first');
            self::write('second');
            return 'done';
        });
        self::assertSame('done', $answer);
        self::assertSame(['first', 'second'], self::written());
    }

    public function testNothingIsStoredWhenTheWorkFails(): void
    {
        $failure = new \RuntimeException('half-way');
        try {
            Transaction::during(static function () use ($failure): void {
                self::write('first');
                throw $failure;
            });
            self::fail('It is said.');
        } catch (\RuntimeException $said) {
            self::assertSame($failure, $said);
        }
        self::assertSame([], self::written());
        self::assertFalse(Transaction::isUnderWay());
    }

    public function testWhatFollowsADeadlockIsNotStoredByItself(): void
    {
        global $wpdb;
        $quiet = $wpdb->suppress_errors();
        try {
            Transaction::during(static function (): void {
                global $wpdb;
                self::write('first');
                // The database ends the transaction, and says so to the query that it refuses.
                $wpdb->query('ROLLBACK');
                $wpdb->query('INSERT INTO nowhere (a) VALUES (1)');
                self::write('second');
            });
            self::fail('It is said.');
        } catch (Problem $problem) {
            self::assertSame('dolisync_database_failed', $problem->name);
        } finally {
            $wpdb->suppress_errors($quiet);
        }
        self::assertSame([], self::written());
        self::write('later');
        self::assertSame(['later'], self::written());
    }

    private static function write(string $name): void
    {
        global $wpdb;
        $wpdb->insert($wpdb->options, ['option_name' => 'dolisync_transaction_' . $name, 'option_value' => '', 'autoload' => 'no']);
    }

    /** @return list<string> */
    private static function written(): array
    {
        global $wpdb;
        $names = $wpdb->get_col("SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE 'dolisync_transaction_%' ORDER BY option_id");
        return array_map(static fn (string $name): string => substr($name, strlen('dolisync_transaction_')), $names);
    }
}
