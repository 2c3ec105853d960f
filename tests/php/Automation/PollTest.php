<?php

declare(strict_types=1);

namespace DoliSync\Tests\Automation;

use DoliSync\Automation\Poll;
use DoliSync\Automation\PollCursor;
use DoliSync\Automation\PollReport;
use DoliSync\Dolibarr\Client;
use DoliSync\Dolibarr\Products;
use DoliSync\Overview\RecentErrors;
use DoliSync\Services;
use DoliSync\Sync\Locks;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** Asking Dolibarr what changed: nothing is missed, nothing comes in twice. */
final class PollTest extends AutomationCase
{
    public function testTheFirstPollBeginsWithWhatIsThereAndCreatesNothing(): void
    {
        StandIn::reset('lab');
        $report = self::poll();
        self::assertSame([0, null], [$report->queued, $report->stopped]);
        self::assertSame([], self::queued());
        self::assertSame([], StandIn::writes());
    }

    public function testFindsWhatChangedAndLooksAtNothingElse(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::poll();
        self::assertSame([], self::queued(), 'it is as both agreed on');
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        StandIn::forgetCalls();
        self::assertSame(1, self::poll()->queued);
        self::assertCount(1, StandIn::calls());
        self::assertSame(['wp:' . $id], self::subjects());
        self::assertSame('poll', self::queued()[0]->cause);
        self::work();
        self::assertSame('theirs', self::values($id)['title']);
        self::assertSame(0, self::poll()->queued, 'rule 9: our own writes come back as nothing');
    }

    public function testRule9WhatWeWroteInDolibarrIsNoEditOfAnybodys(): void
    {
        [$id] = self::linkedMug();
        self::poll();
        self::someoneEdits($id, ['title' => 'ours', 'price' => '14']);
        self::work();
        $report = self::poll();
        self::assertGreaterThan(0, $report->seen);
        self::assertSame([0, []], [$report->queued, self::queued()]);
    }

    /** Many products of one second, on several pages. */
    public function testMissesNothingOfTheSameSecond(): void
    {
        self::poll();
        $ids = [];
        for ($number = 1; $number <= 45; $number++) {
            $ids[] = 'doli:' . self::mugInDolibarr(['ref' => "S$number", 'barcode' => '']);
        }
        self::assertSame(45, self::pollInPagesOf(7)->queued);
        self::assertEqualsCanonicalizing($ids, self::subjects());
    }

    /** A change that shows up late, with a time that lies before the one already known. */
    public function testReadsTheLastMinutesAgain(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::poll();
        $other = self::mugInDolibarr(['ref' => 'LATER', 'barcode' => '']);
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        $later = (new \DateTimeImmutable(StandIn::product($other)['date_modification']))->modify('+60 seconds');
        $this->setCursor($later->format('Y-m-d H:i:s'), $other);
        self::poll();
        self::assertContains('wp:' . $id, self::subjects());
    }

    public function testThePlaceMovesOnOnlyWhenAPageIsStored(): void
    {
        self::poll();
        for ($number = 1; $number <= 5; $number++) {
            self::mugInDolibarr(['ref' => "S$number", 'barcode' => '']);
        }
        $before = get_option('dolisync_poll_cursor');
        StandIn::fail(['kind' => 'truncated']);
        self::assertSame('dolisync_dolibarr_unreadable', self::poll()->stopped);
        self::assertSame($before, get_option('dolisync_poll_cursor'));
        self::assertSame([], self::queued());
        StandIn::heal();
        // Killed while the page is stored: what is stored is stored, and the page comes again.
        self::process('add_filter("query", static function (string $query) {
            static $inserts = 0;
            if (str_contains($query, "dolisync_queue") && str_starts_with($query, "INSERT") && ++$inserts === 3) { posix_kill(getmypid(), SIGKILL); }
            return $query;
        }); DoliSync\Services::get()->poll()->run(5);', false);
        wp_cache_flush();
        self::assertSame($before, get_option('dolisync_poll_cursor'));
        $GLOBALS['wpdb']->query("DELETE FROM {$GLOBALS['wpdb']->options} WHERE option_name LIKE 'dolisync_lock_%'");
        self::poll();
        self::assertCount(5, self::queued());
    }

    /** The first of Dolibarr's products, a new one, and one at the end of a page. */
    public function testRule12AProductThatCannotBeUnderstoodStopsNobodyElse(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::poll();
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        [$bad, $good, $worse] = array_map(static fn (string $ref): int => self::mugInDolibarr(['ref' => $ref, 'barcode' => '']), ['BAD', 'GOOD', 'WORSE']);
        StandIn::settings(['garbled_products' => [$dolibarrId, $bad, $worse]]);
        $report = self::pollInPagesOf(2);
        self::assertSame([4, null], [$report->queued, $report->stopped]);
        self::assertEqualsCanonicalizing(["wp:$id", "doli:$bad", "doli:$good", "doli:$worse"], self::subjects());
        self::assertSame([$worse, true], [get_option('dolisync_poll_cursor')['rowid'], get_option('dolisync_poll_cursor')['is_complete']]);

        $report = self::work();
        self::assertSame([1, 3, null], [$report->created, $report->failed, $report->stopped]);
        self::assertNotNull(Services::get()->links()->toDolibarr($good));
        $waiting = array_column(self::queued(), 'nextAt', 'subject');
        self::assertEqualsCanonicalizing(["wp:$id", "doli:$bad", "doli:$worse"], array_keys($waiting), 'where a person sees them');
        foreach (self::queued() as $entry) {
            self::assertSame('dolisync_record_unreadable', $entry->lastProblem['code']);
        }
        self::assertStringContainsString('cannot be understood', (new RecentErrors(Services::get()))->read()[0]['message']);

        // Listed again, because it is the newest: it is not tried more often for it.
        self::assertSame([0, null], [self::poll()->queued, self::poll()->stopped]);
        self::assertEquals($waiting, array_column(self::queued(), 'nextAt', 'subject'));

        StandIn::settings(['garbled_products' => []]);
        self::timePasses();
        self::assertSame(0, self::work()->failed);
        self::assertSame('theirs', self::values($id)['title']);
        self::assertNotNull(Services::get()->links()->toDolibarr($bad));
        self::assertSame([], self::queued());
    }

    public function testBeginsAtAProductThatCannotBeUnderstood(): void
    {
        StandIn::settings(['garbled_products' => [self::mugInDolibarr()]]);
        self::assertNull(self::poll()->stopped);
        $new = self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '']);
        self::poll();
        self::assertSame(["doli:$new"], self::subjects());
    }

    public function testGoesOnWhereTheTimeRanOut(): void
    {
        self::poll();
        for ($number = 1; $number <= 9; $number++) {
            self::mugInDolibarr(['ref' => "S$number", 'barcode' => '']);
        }
        $rounds = 0;
        do {
            $report = self::pollInPagesOf(2, 0);
            $rounds++;
        } while ($report->stopped === 'time' && $rounds < 20);
        self::assertSame([5, null], [$rounds, $report->stopped]);
        self::assertCount(9, self::queued());
    }

    public function testTwoPollsAtOnceAreOne(): void
    {
        self::poll();
        $second = null;
        $this->before('GET', function () use (&$second): void {
            $second = self::poll();
        });
        self::poll();
        self::assertSame('busy', $second->stopped);
    }

    public function testAnotherDolibarrHasAClockAndNumbersOfItsOwn(): void
    {
        self::poll();
        self::mugInDolibarr();
        Services::get()->connection()->save(StandIn::url() . '/', StandIn::KEY, '');
        self::assertSame(0, self::poll()->queued);
    }

    public function testAClockThatWasAheadDoesNotHideWhatComesAfter(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::poll();
        $this->setCursor('2099-01-01 12:00:00', 99);
        self::poll();
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        self::poll();
        self::assertSame(['wp:' . $id], self::subjects());
    }

    public function testTheOverlapCoversAClockThatIsPutBackAtNight(): void
    {
        $from = static fn (string $moment, bool $isComplete = true): array => (new PollCursor('x', $moment, 7, $isComplete))->from();
        self::assertSame(['2026-11-24 11:58:00', 0], $from('2026-11-24 12:00:00'));
        self::assertSame(['2026-10-25 01:57:59', 0], $from('2026-10-25 02:59:59'));
        self::assertSame(['2026-10-24 23:03:00', 0], $from('2026-10-25 00:05:00'));
        self::assertSame(['2026-11-24 12:00:00', 7], $from('2026-11-24 12:00:00', false));
        self::assertSame([PollCursor::BEGINNING, 0], $from(PollCursor::BEGINNING));
    }

    public function testAProductOfTheShopThatIsInTheTrashIsLeftAlone(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::poll();
        wp_trash_post($id);
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        self::poll();
        self::assertSame([], self::queued());
    }

    private function pollInPagesOf(int $size, int $seconds = 20): PollReport
    {
        $services = Services::get();
        $products = new Products(new Client(static fn () => $services->connection()->connection()));
        return (new Poll(
            $services->connection(),
            $products,
            $services->links(),
            $services->catalogue(),
            $services->journal(),
            $services->queue(),
            $services->brakes(),
            new Locks(),
            $size
        ))->run($seconds);
    }

    private function setCursor(string $moment, int $rowid): void
    {
        update_option('dolisync_poll_cursor', ['moment' => $moment, 'rowid' => $rowid] + get_option('dolisync_poll_cursor'));
    }
}
