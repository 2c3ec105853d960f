<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Sync\Locks;
use DoliSync\Sync\Statement;
use DoliSync\Sync\Transaction;
use DoliSync\Tests\Support\Deadlocks;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

final class LocksTest extends SyncCase
{
    public function testOneWriterAtATime(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $revisions = self::look($id)->revisions();
        $other = self::product(['title' => 'Bowl']);
        StandIn::forgetCalls();
        $synchronizer = Services::get()->synchronizer();
        foreach (["product_$id", "dolibarr_$dolibarrId"] as $name) {
            (new Locks())->holding([$name], static function () use ($synchronizer, $id, $revisions): void {
                foreach (
                    [
                    static fn () => $synchronizer->sync($id, $revisions, []),
                    static fn () => $synchronizer->unlink($id),
                    ] as $doing
                ) {
                    $problem = self::problem($doing);
                    self::assertSame(['dolisync_busy', 423, 'retry'], [$problem->name, $problem->httpStatus, $problem->nextAction]);
                }
            });
        }
        (new Locks())->holding(["dolibarr_$dolibarrId"], static function () use ($synchronizer, $other, $dolibarrId): void {
            self::assertSame('dolisync_busy', self::problem(static fn () => $synchronizer->link($other, $dolibarrId, [], []))->name);
        });
        self::assertSame([], StandIn::calls());
        self::assertSame('synced', $synchronizer->sync($id, $revisions, [])->row->status->value);
    }

    public function testALockIsGivenBackWhateverHappens(): void
    {
        $locks = new Locks();
        try {
            $locks->holding(['a', 'b'], static fn () => throw new \RuntimeException('x'));
        } catch (\RuntimeException) {
            // Expected.
        }
        self::assertSame('done', $locks->holding(['b', 'a'], static fn (): string => 'done'));
        self::assertSame([], self::rows());
        // The first is given back when the second is not to be had.
        $locks->holding(['b'], static function () use ($locks): void {
            self::problem(static fn () => $locks->holding(['a', 'b'], static fn () => null));
            self::assertSame('free', $locks->holding(['a'], static fn (): string => 'free'));
        });
    }

    public function testTheLockOfARequestThatDiedExpires(): void
    {
        global $wpdb;
        $locks = new Locks();
        $wpdb->insert($wpdb->options, ['option_name' => 'dolisync_lock_a', 'option_value' => (time() + 5) . ':other', 'autoload' => 'no']);
        self::assertSame('dolisync_busy', self::problem(static fn () => $locks->holding(['a'], static fn () => null))->name);
        $wpdb->update($wpdb->options, ['option_value' => (time() - 5) . ':other'], ['option_name' => 'dolisync_lock_a']);
        self::assertSame('mine', $locks->holding(['a'], static fn (): string => 'mine'));
        self::assertSame([], self::rows());
    }

    public function testALockThatWasTakenOverIsNotGivenBackByTheOneWhoLostIt(): void
    {
        global $wpdb;
        (new Locks())->holding(['a'], static function () use ($wpdb): void {
            $wpdb->update($wpdb->options, ['option_value' => (time() + 60) . ':other'], ['option_name' => 'dolisync_lock_a']);
        });
        self::assertCount(1, self::rows());
    }

    public function testALockIsTakenAndGivenBackAlthoughOthersGetInTheWay(): void
    {
        $locks = new Locks();
        foreach (['/^INSERT/', '/^DELETE/'] as $writes) {
            [$answer, $deadlocks] = Deadlocks::during($writes, 3, static fn (): string => $locks->holding(['a'], static fn (): string => 'done'));
            self::assertSame(['done', 3], [$answer, $deadlocks]);
            self::assertSame([], self::rows());
            [$held] = Deadlocks::during($writes, 3, static function () use ($locks): array {
                $held = $locks->takeFree(['a', 'b'], 30);
                $locks->releaseAll($held);
                return array_keys($held);
            });
            self::assertSame(['a', 'b'], $held);
            self::assertSame([], self::rows());
        }
    }

    public function testInATransactionNothingOfItIsDoneAgainByItself(): void
    {
        [$answer, $deadlocks] = Deadlocks::during('/nowhere/', 3, static fn (): int|bool => Transaction::during(
            static fn (): int|bool => Statement::run('INSERT INTO nowhere (a) VALUES (1)')
        ));
        self::assertSame([false, 1], [$answer, $deadlocks]);
    }

    /** @return list<string> */
    private static function rows(): array
    {
        global $wpdb;
        return $wpdb->get_col("SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE 'dolisync_lock_%'");
    }
}
