<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Admin\MassSyncWords;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Sync\Locks;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** What goes wrong on the way: rule 12, one bad record stops nobody else, and a Dolibarr that is down comes back. */
final class TroubleTest extends MassSyncCase
{
    public function testDolibarrsErrorsAreTriedAgain(): void
    {
        StandIn::reset('large', 16, 450);
        foreach ([2, 5] as $nth) {
            StandIn::fail(['kind' => 'html_500', 'method' => 'GET', 'path' => '/products', 'nth' => $nth]);
        }
        StandIn::fail(['kind' => 'truncated', 'method' => 'GET', 'path' => '/products', 'nth' => 8]);
        $run = self::written(self::previewed());
        self::assertSame(RunState::Done, $run->state);
        self::assertAsPreviewed($run);
        self::assertShopIsLikeDolibarr();
    }

    public function testABadRecordIsReportedAndTriedAgainAlone(): void
    {
        StandIn::reset('large', 16, 120);
        StandIn::settings(['garbled_products' => [7, 110]]);
        $run = self::written(self::previewed());
        self::assertSame(RunState::Done, $run->state);
        self::assertAsPreviewed($run);
        self::assertSame(['created' => 118, 'failed' => 2], array_intersect_key(self::stage($run), ['created' => 0, 'failed' => 0]));
        $failed = self::records($run, RecordKind::Failed);
        self::assertSame([7, 110], [$failed[0]->dolibarrId, $failed[1]->dolibarrId]);
        self::assertSame('dolisync_record_unreadable', $failed[0]->problem['code']);

        StandIn::settings(['garbled_products' => [110]]);
        StandIn::forgetCalls();
        $run = self::worked(self::mass()->retry($run->id, [$failed[0]->id]));
        self::assertSame(RunState::Done, $run->state);
        self::assertCount(1, StandIn::calls());
        self::assertStringContainsString('(t.rowid:in:7)', rawurldecode(StandIn::calls()[0]['query']));
        self::assertSame(['created' => 119, 'failed' => 1], array_intersect_key(self::stage($run), ['created' => 0, 'failed' => 0]));
        self::assertSame(120, self::stage($run)['done']);

        StandIn::settings(['garbled_products' => []]);
        $run = self::worked(self::mass()->retry($run->id, null));
        self::assertSame(0, self::stage($run)['failed']);
        self::assertShopIsLikeDolibarr();
        self::assertSame('dolisync_nothing_to_retry', self::problem(static fn () => self::mass()->retry($run->id, null))->name);
    }

    public function testARecordThatTheShopDoesNotTakeSpoilsNoOther(): void
    {
        StandIn::reset('large', 16, 5);
        $linked = self::product(['reference' => 'X', 'barcode' => ''] + self::MUG);
        Services::get()->links()->put($linked, 3, []);
        $run = self::previewed();
        self::assertSame(1, self::mass()->overwrites($run));
        $refuse = static fn (bool $empty, array $post): bool => $empty || ($post['ID'] ?? 0) === $linked;
        add_filter('wp_insert_post_empty_content', $refuse, 10, 2);
        $run = self::written($run);
        self::assertSame(4, self::stage($run)['created']);
        self::assertSame(1, self::stage($run)['failed']);
        self::assertSame('dolisync_wpshop_refused', self::records($run, RecordKind::Failed)[0]->problem['code']);
        self::assertSame('X', self::values($linked)['reference'], 'nothing of it is half-written');
        remove_filter('wp_insert_post_empty_content', $refuse);
        $run = self::worked(self::mass()->retry($run->id, null));
        self::assertSame(1, self::stage($run)['changed']);
        self::assertShopIsLikeDolibarr();
    }

    public function testWhileDolibarrIsDownItWaits(): void
    {
        StandIn::reset('large', 16, 120);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        StandIn::settings(['database_down' => true]);
        for ($try = 0; $try < 5; $try++) {
            self::mass()->work($run->id, 0.1);
            self::everythingIsDue();
        }
        self::assertSame(RunState::Running, self::mass()->run($run->id)->state);
        self::assertStringStartsWith('dolisync_dolibarr_', Services::get()->massSyncProgress()->of(self::mass()->run($run->id))['problem']['code']);
        StandIn::settings(['database_down' => false]);
        $run = self::worked($run);
        self::assertSame(RunState::Done, $run->state);
        self::assertNull(Services::get()->massSyncProgress()->of($run)['problem']);
        self::assertShopIsLikeDolibarr();
    }

    public function testWhileItWaitsItSaysWhenTheNextTryIs(): void
    {
        StandIn::reset('large', 16, 5);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        StandIn::settings(['database_down' => true]);
        do {
            self::mass()->work($run->id, 0.1);
            $shown = Services::get()->massSyncProgress()->of(self::mass()->run($run->id));
        } while ($shown['problem'] === null);
        self::assertSame('dolisync_dolibarr_failing', $shown['problem']['code']);
        self::assertGreaterThanOrEqual(0, $shown['next_try_in']);
        $words = MassSyncWords::waiting($shown['problem'])['message'];
        self::assertStringNotContainsString('Try again', $words);
        StandIn::settings(['database_down' => false]);
        self::assertNull(Services::get()->massSyncProgress()->of(self::worked($run))['next_try_in']);
    }

    public function testAnOutageDoesNotUseUpThePatienceWithWhoeverIsAtARecord(): void
    {
        StandIn::reset('large', 16, 3);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        $held = (new Locks())->takeFree(['dolibarr_2'], 600);
        self::mass()->work($run->id, 0.2);
        StandIn::settings(['database_down' => true]);
        for ($try = 0; $try < 25; $try++) {
            self::everythingIsDue();
            self::mass()->work($run->id, 0);
        }
        StandIn::settings(['database_down' => false]);
        self::everythingIsDue();
        self::mass()->work($run->id, 0.2);
        self::assertSame([], self::records($run, RecordKind::Failed));
        (new Locks())->releaseAll($held);
        $run = self::worked(self::mass()->run($run->id));
        self::assertSame([RunState::Done, 3], [$run->state, self::stage($run)['created']]);
    }

    public function testWhatThePageAsksAgainAndAgainIsAFewQueries(): void
    {
        global $wpdb;
        StandIn::reset('large', 16, 250);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        self::mass()->work($run->id, 0);
        $run = self::mass()->run($run->id);
        $before = $wpdb->num_queries;
        Services::get()->massSyncProgress()->of($run);
        self::assertSame(3, $wpdb->num_queries - $before, 'the batches, the records, and what waits');
        self::mass()->cancel($run->id);
    }

    public function testAKeyThatIsRefusedStopsItUntilAPersonGoesOn(): void
    {
        StandIn::reset('large', 16, 20);
        $run = self::mass()->begin([\DoliSync\MassSync\Entity::Products]);
        Services::get()->connection()->save(StandIn::url(), 'wrong-key', '');
        $run = self::worked($run);
        self::assertSame(RunState::Stopped, $run->state);
        self::assertSame('dolisync_dolibarr_key_refused', $run->problem['code']);
        self::assertTrue(Services::get()->massSyncProgress()->of($run)['can']['resume']);
        Services::get()->connection()->save(StandIn::url(), StandIn::KEY, '');
        $run = self::worked(self::mass()->resume($run->id));
        self::assertSame(RunState::Ready, $run->state);
        self::assertNull($run->problem);
    }

    public function testARecordThatDolibarrNoLongerHasIsNoFailure(): void
    {
        StandIn::reset('large', 16, 3);
        StandIn::settings(['garbled_products' => [2]]);
        $run = self::written(self::previewed());
        StandIn::settings(['garbled_products' => []]);
        StandIn::delete(2);
        $run = self::worked(self::mass()->retry($run->id, null));
        self::assertSame(0, self::stage($run)['failed']);
        self::assertShopIsLikeDolibarr();
    }
}
