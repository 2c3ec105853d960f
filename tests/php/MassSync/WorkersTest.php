<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Automation\Schedule;
use DoliSync\MassSync\Batches;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\LeaseLost;
use DoliSync\MassSync\Phase;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Sync\Locks;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** Several at once, and with the other writers of DoliSync. */
final class WorkersTest extends MassSyncCase
{
    public function testTwoShareTheBatchesAndDoNothingTwice(): void
    {
        StandIn::reset('large', 16, 800);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        StandIn::forgetCalls();
        $code = '$did = 0; do { $did += DoliSync\Services::get()->massSync()->work(' . $run->id . ', 5); }
            while (DoliSync\Services::get()->massSync()->run(' . $run->id . ')->state->isWorkedAt()); echo $did;';
        $did = array_map('intval', self::inParallel(2, $code));
        self::assertSame(9, array_sum($did), 'eight pages, and the empty one that ends the list');
        self::assertGreaterThan(0, min($did), 'both had their part');
        self::assertCount(9, StandIn::calls());
        $run = self::mass()->run($run->id);
        self::assertSame(RunState::Done, $run->state);
        self::assertAsPreviewed($run);
        self::assertShopIsLikeDolibarr();
    }

    public function testABatchThatIsHeldTwiceInTheSameMomentIsStillOurs(): void
    {
        $run = self::mass()->begin([Entity::Products]);
        $batches = new Batches();
        $batches->add($run, Phase::Preview, Entity::Products->value, 0, 0);
        $batch = $batches->claim($run);
        for ($times = 0; $times < 100; $times++) {
            // MySQL counts no row whose value stays what it is.
            $batches->hold($batch);
        }
        self::leasesRunOut();
        self::assertNotNull($batches->claim($run), 'somebody else has it');
        $this->expectException(LeaseLost::class);
        $batches->hold($batch);
    }

    public function testWhatWasAddedAndRemovedSinceThePreviewIsDoneOnce(): void
    {
        StandIn::reset('large', 16, 250);
        $run = self::previewed();
        foreach ([1, 100, 101, 250] as $gone) {
            StandIn::delete($gone);
        }
        foreach (range(1, 120) as $new) {
            StandIn::create(['ref' => "NEW$new", 'label' => "Nouveau $new", 'price' => '9']);
        }
        $run = self::written($run);
        self::assertSame(366, self::stage($run)['created']);
        self::assertShopIsLikeDolibarr();
    }

    public function testAPageThatGrewIsDoneWhole(): void
    {
        StandIn::reset('large', 16, 250);
        foreach (range(11, 60) as $gone) {
            StandIn::delete($gone);
        }
        $run = self::previewed();
        // The page of the preview ended at 150; now there are more products in it than a page holds.
        StandIn::reset('large', 16, 250);
        StandIn::forgetCalls();
        $run = self::written($run);
        self::assertSame(250, self::stage($run)['created']);
        self::assertCount(4, StandIn::calls(), 'the three pages of the preview, and what one of them holds more');
        self::assertShopIsLikeDolibarr();
    }

    public function testCronWorksAtIt(): void
    {
        StandIn::reset('large', 16, 30);
        $run = self::mass()->begin([\DoliSync\MassSync\Entity::Products]);
        wp_set_current_user(0);
        Schedule::work();
        self::assertSame(RunState::Ready, self::mass()->run($run->id)->state);
        self::mass()->start($run->id, 0);
        Schedule::work();
        self::assertSame(RunState::Done, self::mass()->run($run->id)->state);
        self::assertSame(0, get_current_user_id());
        self::assertSame('admin', Services::get()->journal()->ofRun($run->id, PHP_INT_MAX, 1)[0]->user, 'in the name of who started it');
    }

    public function testAProductThatIsBeingSynchronizedIsTriedLater(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $other = self::mugInDolibarr(['ref' => 'OTHER', 'barcode' => '']);
        StandIn::change($dolibarrId, ['label' => 'Mug rouge']);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        (new Locks())->holding(['product_' . $id], function () use ($run, $id, $other): void {
            self::mass()->work($run->id, 0.5);
            self::assertSame('Mug bleu', self::values($id)['title']);
            self::assertNotNull(Services::get()->links()->toDolibarr($other), 'the others do not wait');
            self::assertSame(RunState::Running, self::mass()->run($run->id)->state);
        });
        $run = self::worked($run);
        self::assertSame('Mug rouge', self::values($id)['title']);
        self::assertAsPreviewed($run);
        self::assertSame([], self::records($run, RecordKind::Failed));
    }

    public function testOneThatIsAssociatedMeanwhileIsNotDoubled(): void
    {
        $dolibarrId = self::mugInDolibarr();
        $run = self::previewed();
        // A person creates it by hand, while the run has Dolibarr's page in hand.
        $this->after('GET', static function () use ($dolibarrId): void {
            $id = self::product(['reference' => 'X', 'barcode' => ''] + self::MUG);
            Services::get()->links()->put($id, $dolibarrId, null);
        });
        $run = self::written($run);
        self::assertCount(1, self::shop()['posts']);
        self::assertSame(0, self::stage($run)['created']);
    }

    public function testOneThatIsDissociatedWhileAWorkerWorksIsNotDoubled(): void
    {
        [$id] = self::linkedMug();
        $reference = self::values($id)['reference'];
        $unassociated = Services::get()->catalogue()->unassociated();
        $unassociated->forget();
        self::assertSame([], $unassociated->withCodes([$reference], []), 'the worker remembers which products have no association');
        // In another request, whose memory is not this one's.
        self::inParallel(1, 'DoliSync\\Services::get()->links()->remove(' . $id . ');');
        self::assertSame([$id], array_column($unassociated->withCodes([$reference], []), 'id'));
    }

    public function testClaimsEnd(): void
    {
        global $wpdb;
        StandIn::reset('large', 16, 20);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        self::mass()->work($run->id, 0);
        $wpdb->query($wpdb->prepare('UPDATE ' . Tables::batches() . " SET lease_token = 'somebody', lease_until = %s WHERE state = 'open'", Moment::in(2)));
        self::assertSame(0, self::mass()->work($run->id, 0.3));
        self::assertSame(1, self::mass()->work($run->id, 5));
        self::assertSame(RunState::Done, self::mass()->run($run->id)->state);
    }
}
