<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** What DoliSync is going to carry over is shown as such, with the next try. */
final class PendingTest extends AutomationCase
{
    public function testWhatIsDueIsPending(): void
    {
        [$id] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'ours']);
        $row = self::row($id);
        self::assertSame(['out_of_sync', 'pending', ['title']], [$row->status->value, $row->reason?->value, $row->fields]);
        self::assertSame(self::queued()[0]->nextAt, $row->nextTry);
        self::assertNull($row->problem);
        self::assertSame($row->nextTry, $row->jsonSerialize()['next_try']);
        $known = Services::get()->statusCheck()->lastKnown([$id])[$id];
        self::assertSame('pending', $known->reason?->value);
    }

    public function testWhatIsStillBeingSavedIsNotPendingYet(): void
    {
        [$id] = self::linkedMug();
        self::edit($id, ['title' => 'ours']);
        self::assertSame(['differs', null], [self::row($id)->reason?->value, self::row($id)->nextTry]);
    }

    public function testAnOutageIsShownAsPendingWithWhatWasKnown(): void
    {
        [$id] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'ours']);
        StandIn::fail(['kind' => 'html_500']);
        self::work();
        $row = self::row($id);
        self::assertSame(['out_of_sync', 'pending'], [$row->status->value, $row->reason?->value]);
        self::assertSame(['status' => 'synced', 'fields' => []], $row->lastKnown);
        self::assertSame('dolisync_dolibarr_failing', $row->problem?->name);
        self::assertGreaterThan(\DoliSync\Sync\Moment::in(30), $row->nextTry);
    }

    public function testWhatIsEqualOrWaitsForAPersonIsNotPending(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        Services::get()->queue()->add("wp:$id", 'check');
        self::assertSame('synced', self::row($id)->status->value);
        self::someoneEdits($id, ['title' => 'ours']);
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        self::assertSame('conflict', self::row($id)->reason?->value);
        StandIn::change($dolibarrId, ['label' => 'Mug bleu']);
        Policy::store(Policy::Ask);
        self::assertSame('differs', self::row($id)->reason?->value, 'nothing travels by itself');
    }

    public function testANewProductThatWaitsForDolibarrIsPending(): void
    {
        $id = self::product(self::MUG);
        self::requestIsOver();
        StandIn::fail(['kind' => 'html_500']);
        self::work();
        $row = self::row($id);
        self::assertSame(['unlinked', 'pending', 'dolisync_dolibarr_failing'], [$row->status->value, $row->reason?->value, $row->problem?->name]);
        self::assertNotNull($row->nextTry);
    }

    public function testTheListStillTakesOneCall(): void
    {
        [$id] = self::linkedMug();
        $other = self::product(['title' => 'x']);
        self::someoneEdits($id, ['title' => 'ours']);
        StandIn::forgetCalls();
        Services::get()->statusCheck()->rows([$id, $other]);
        self::assertCount(1, StandIn::calls());
    }
}
