<?php

declare(strict_types=1);

namespace DoliSync\Tests\Queue;

use DoliSync\Dolibarr\Problems;
use DoliSync\Queue\Entry;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\Deadlocks;

/** The durable queue: one entry a product, nothing is ever lost from it. */
final class QueueTest extends AutomationCase
{
    public function testAFurtherEditFoldsIntoTheFirst(): void
    {
        $queue = Services::get()->queue();
        $queue->add('wp:59', 'edit', 3600);
        $queue->add('wp:60', 'edit');
        $since = self::entry('wp:59')->since;
        $queue->add('wp:59', 'webhook');
        self::assertSame(2, $queue->count());
        $entry = self::entry('wp:59');
        self::assertSame(['webhook', 2, $since], [$entry->cause, $entry->version, $entry->since]);
        self::assertTrue($entry->isDue(Moment::now()));
    }

    public function testNothingIsLostWhenOthersGetInTheWay(): void
    {
        $queue = Services::get()->queue();
        foreach ([1, 2] as $version) {
            [, $deadlocks] = Deadlocks::during('/^(INSERT|UPDATE)/', 4, static fn () => $queue->add('wp:59', 'edit'));
            self::assertSame(4, $deadlocks);
            self::assertSame($version, self::entry('wp:59')->version);
        }
        [$entry] = Deadlocks::during('/^UPDATE/', 2, static fn () => $queue->claim()[0]);
        Deadlocks::during('/^DELETE/', 2, static fn () => $queue->done($entry));
        self::assertSame(0, $queue->count());
    }

    public function testAnAssociatedPairIsOneSubject(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $queue = Services::get()->queue();
        $queue->clear();
        $queue->add('doli:' . $dolibarrId, 'webhook');
        $queue->add('wp:' . $id, 'edit');
        $queue->add('doli:' . ($dolibarrId + 1), 'webhook');
        self::assertEqualsCanonicalizing(["wp:$id", 'doli:' . ($dolibarrId + 1)], self::subjects());
        self::assertSame([$id, $dolibarrId, 2], [self::entry("wp:$id")->wpId, self::entry("wp:$id")->dolibarrId, self::entry("wp:$id")->version]);
    }

    public function testAnEntryGoesToOneWorkerAndComesBackWhenThatOneDies(): void
    {
        global $wpdb;
        $queue = Services::get()->queue();
        $queue->add('wp:59', 'edit');
        $queue->add('wp:60', 'edit', 60);
        [$mine] = $queue->claim(5);
        self::assertSame('wp:59', $mine->subject);
        self::assertSame([], $queue->claim(5));
        self::assertTrue(self::entry('wp:59')->isUnderWay);
        // The lease of the one that died is over.
        $wpdb->query($wpdb->prepare('UPDATE ' . Tables::queue() . ' SET lease_until = %s', Moment::in(-1)));
        [$others] = $queue->claim(5);
        self::assertSame('wp:59', $others->subject);
        // Whoever lost it neither ends nor delays it.
        $queue->done($mine);
        $queue->later($mine, Problems::timeout());
        self::assertTrue(self::entry('wp:59')->isUnderWay);
        $queue->done($others);
        self::assertSame(['wp:60'], self::subjects());
    }

    public function testWhatComesInWhileItIsWorkedOnIsNotLost(): void
    {
        $queue = Services::get()->queue();
        $queue->add('wp:59', 'edit');
        [$claimed] = $queue->claim();
        $queue->add('wp:59', 'edit');
        self::assertSame([], $queue->claim());
        $queue->done($claimed);
        [$again] = $queue->claim();
        self::assertSame('wp:59', $again->subject);
        $queue->done($again);
        self::assertSame(0, $queue->count());
    }

    public function testAFailureDuringWhichAnEditCameInIsTriedAtOnce(): void
    {
        $queue = Services::get()->queue();
        $queue->add('wp:59', 'edit');
        [$claimed] = $queue->claim();
        $queue->add('wp:59', 'edit');
        $queue->later($claimed, Problems::timeout());
        self::assertTrue(self::entry('wp:59')->isDue(Moment::now()));
    }

    public function testTheDelaysGrowAndNeverEnd(): void
    {
        $queue = Services::get()->queue();
        $queue->add('wp:59', 'edit');
        $minutes = [];
        for ($try = 1; $try <= 9; $try++) {
            self::timePasses();
            [$entry] = $queue->claim();
            $queue->later($entry, Problems::timeout());
            $entry = self::entry('wp:59');
            $minutes[] = (int) round(((new \DateTimeImmutable($entry->nextAt))->getTimestamp() - time()) / 60);
            self::assertSame($try, $entry->attempts);
        }
        self::assertSame([1, 2, 5, 15, 30, 60, 60, 60, 60], $minutes);
        self::assertSame('dolisync_dolibarr_timeout', $entry->lastProblem['code']);
        self::assertSame([], $queue->claim());
    }

    public function testAPersonHasItTriedNowOrDropsIt(): void
    {
        $queue = Services::get()->queue();
        $queue->add('wp:59', 'edit', 3600);
        $id = self::entry('wp:59')->id;
        $queue->retryNow($id);
        self::assertCount(1, $queue->claim());
        $queue->drop($id);
        self::assertSame(0, $queue->count());
        foreach ([$queue->retryNow(...), $queue->drop(...)] as $doing) {
            $problem = self::problem(static fn () => $doing($id));
            self::assertSame(['dolisync_unknown_entry', 404], [$problem->name, $problem->httpStatus]);
        }
    }

    public function testThePageShowsWhatIsDueFirst(): void
    {
        $queue = Services::get()->queue();
        foreach ([59 => 300, 60 => 0, 61 => 60] as $id => $delay) {
            $queue->add("wp:$id", 'edit', $delay);
        }
        $queue->add('doli:7', 'webhook', 500);
        self::assertSame(['wp:60', 'wp:61'], array_column($queue->page(1, 2)['entries'], 'subject'));
        self::assertSame(['wp:59', 'doli:7'], array_column($queue->page(2, 2)['entries'], 'subject'));
        self::assertSame(4, $queue->page(3, 2)['total']);
        self::assertSame(['wp:61', 'doli:7'], array_column($queue->page(1, 9, [61], 7)['entries'], 'subject'));
        self::assertSame([61], array_keys($queue->ofProducts([61, 62])));
    }

    /** Several processes take from one queue at the same time: each entry is taken once. */
    public function testWorkersInProcessesOfTheirOwnShareTheWork(): void
    {
        $queue = Services::get()->queue();
        for ($id = 1; $id <= 60; $id++) {
            $queue->add("wp:$id", 'edit');
        }
        $claims = self::inParallel(4, 'while ([$entry] = DoliSync\Services::get()->queue()->claim() + [null]) {
            if ($entry === null) { break; }
            echo $entry->subject, "\n";
        }');
        $claimed = array_filter(explode("\n", implode("\n", $claims)));
        self::assertCount(60, array_unique($claimed));
        self::assertCount(60, $claimed);
    }

    private static function entry(string $subject): Entry
    {
        foreach (self::queued() as $entry) {
            if ($entry->subject === $subject) {
                return $entry;
            }
        }
        self::fail("$subject is not in the queue");
    }
}
