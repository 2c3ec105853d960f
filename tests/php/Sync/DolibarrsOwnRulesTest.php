<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** What Dolibarr does with a write besides what it was asked. */
final class DolibarrsOwnRulesTest extends SyncCase
{
    /** With a product's first extrafield, Dolibarr stores the module's default «published». */
    public function testAssociatingDoesNotPutAProductOnSale(): void
    {
        $id = self::product(['on_sale' => 'no'] + self::MUG);
        $dolibarrId = self::mugInDolibarr(['status' => 0, 'array_options' => []]);
        self::assertSame([], self::differing(self::look($id, $dolibarrId)));
        $outcome = self::link($id, $dolibarrId, []);
        self::assertSame('synced', $outcome->row->status->value);
        self::assertSame([], $outcome->changes->dolibarr);
        self::assertSame('draft', StandIn::product($dolibarrId)['array_options']['options__wps_status']);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testPuttingOnSaleWithTheAssociationIsTakenBackWithIt(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['status' => 0, 'array_options' => []]);
        $outcome = self::link($id, $dolibarrId, ['on_sale' => 'wpshop']);
        self::assertSame('synced', $outcome->row->status->value);
        self::assertSame('yes', self::look($id)->record->values()['on_sale']);
        $undone = Services::get()->synchronizer()->undo($outcome->journalId);
        self::assertSame([], $undone->refused);
        self::assertSame('no', self::look($id, $dolibarrId)->record->values()['on_sale']);
    }

    /** Dolibarr rounds the price of a new product to cents, that of a changed one to five decimals. */
    public function testANewProductGetsItsWholePrice(): void
    {
        $id = self::product(['price' => '9.12345'] + self::MUG);
        $outcome = Services::get()->synchronizer()->create($id, true);
        self::assertSame('synced', $outcome->row->status->value);
        self::assertSame([], $outcome->refused);
        self::assertSame('9.12345000', StandIn::product($outcome->row->dolibarrId)['price']);
    }

    public function testANewProductWhosePriceIsNotTakenSaysSo(): void
    {
        StandIn::settings(['price_mode' => 'multi']);
        $id = self::product(['price' => '9.12345'] + self::MUG);
        $outcome = Services::get()->synchronizer()->create($id, true);
        self::assertSame(['price'], $outcome->refused);
        self::assertSame('refused', $outcome->row->reason->value);
    }

    /** Dolibarr refuses a price below its lowest, after it has stored the rest of the same change. */
    public function testARefusedPriceDoesNotHideWhatWasStored(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['price_min' => '10']);
        self::edit($id, ['title' => 'Mug vert', 'price' => '5']);
        $outcome = self::sync($id, ['title' => 'wpshop', 'price' => 'wpshop']);
        self::assertSame(['price'], $outcome->refused);
        self::assertSame([['key' => 'title', 'before' => 'Mug bleu', 'after' => 'Mug vert']], $outcome->changes->dolibarr);
        self::assertSame(['out_of_sync', 'refused', ['price']], [
            $outcome->row->status->value, $outcome->row->reason->value, $outcome->row->fields,
        ]);
        self::assertSame('12.50000000', StandIn::product($dolibarrId)['price']);
    }

    public function testARefusedPriceAloneWritesNothing(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['price_min' => '10']);
        self::edit($id, ['price' => '5']);
        $problem = self::problem(static fn () => self::sync($id, ['price' => 'wpshop']));
        self::assertSame(['dolisync_dolibarr_refused', 'review'], [$problem->name, $problem->nextAction]);
        self::assertStringContainsString('lowest price', $problem->getMessage());
        self::assertSame('12.50000000', StandIn::product($dolibarrId)['price']);
        self::assertSame('5', self::values($id)['price']);
    }
}
