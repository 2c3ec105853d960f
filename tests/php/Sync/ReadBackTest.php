<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Rule 6: what Dolibarr accepted and did not apply is told, and the product stays orange. */
final class ReadBackTest extends SyncCase
{
    public function testRule6APriceThatDolibarrDoesNotApplyIsRefused(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::settings(['price_mode' => 'multi']);
        self::edit($id, ['title' => 'Mug bleu nuit', 'price' => '14']);
        $outcome = self::sync($id, ['title' => 'wpshop', 'price' => 'wpshop']);
        self::assertSame(['price'], $outcome->refused);
        self::assertSame(['out_of_sync', 'refused', ['price']], [$outcome->row->status->value, $outcome->row->reason?->value, $outcome->row->fields]);
        self::assertSame([['key' => 'title', 'before' => 'Mug bleu', 'after' => 'Mug bleu nuit']], $outcome->changes->dolibarr);
        self::assertSame('Mug bleu nuit', StandIn::product($dolibarrId)['label']);

        // A later look still says so, and what the baseline was is not forgotten.
        self::assertSame('refused', self::row($id)->reason?->value);
        $price = array_column(json_decode((string) json_encode(self::look($id)), true)['fields'], null, 'key')['price'];
        self::assertSame(['14', '12.5', '12.5', 'wpshop_changed', 'refused'], [$price['wpshop'], $price['dolibarr'], $price['baseline'], $price['state'], $price['note']]);

        // Once Dolibarr applies prices, or its version is kept, it is over.
        StandIn::settings(['price_mode' => 'unique']);
        self::assertSame('synced', self::sync($id, ['price' => 'wpshop'])->row->status->value);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testRule6AnAssociationWithARefusedFieldIsMadeAndOrange(): void
    {
        StandIn::settings(['price_mode' => 'multi']);
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['price' => '14']);
        $outcome = self::link($id, $dolibarrId, ['price' => 'wpshop']);
        self::assertSame([['price'], 'out_of_sync', 'refused', $dolibarrId], [$outcome->refused, $outcome->row->status->value, $outcome->row->reason?->value, $outcome->row->dolibarrId]);
        self::assertSame('12.5', self::values($id)['price']);
    }

    public function testRule6WhatDolibarrCannotTakeIsNotSentAndTold(): void
    {
        $id = self::product(['reference' => ''] + self::MUG);
        $dolibarrId = self::mugInDolibarr();
        $outcome = self::link($id, $dolibarrId, ['reference' => 'wpshop']);
        self::assertSame(['reference'], $outcome->refused);
        self::assertSame('MUG', StandIn::product($dolibarrId)['ref']);
        self::assertSame('', self::values($id)['reference']);
    }

    public function testRule6EveryWriteIsFollowedByARead(): void
    {
        [$id] = self::linkedMug();
        self::edit($id, ['price' => '14']);
        $revisions = self::look($id)->revisions();
        StandIn::forgetCalls();
        Services::get()->synchronizer()->sync($id, $revisions, ['price' => 'wpshop']);
        // Its categories, which the record does not hold, are asked for by themselves.
        self::assertSame(['GET', 'GET', 'PUT', 'GET'], array_column(StandIn::calls(), 'method'));
    }

    public function testRule6AWriteWhoseAnswerIsLostIsReadBack(): void
    {
        add_filter('dolisync_http_timeout', static fn (): float => 0.5);
        [$id, $dolibarrId] = self::linkedMug();
        self::edit($id, ['price' => '14']);
        foreach ([['kind' => 'timeout_after', 'ms' => 1500], ['kind' => 'truncated']] as $fault) {
            StandIn::fail($fault + ['method' => 'PUT', 'times' => 1]);
            self::assertSame('synced', self::sync($id, ['price' => 'wpshop'])->row->status->value, $fault['kind']);
            StandIn::heal();
            StandIn::change($dolibarrId, ['price' => '12.5', 'price_base_type' => 'HT']);
            self::edit($id, ['price' => '15']);
        }
        remove_all_filters('dolisync_http_timeout');
    }

    public function testAReferenceThatAnotherProductHasIsNotWritten(): void
    {
        [$id] = self::linkedMug();
        self::mugInDolibarr(['ref' => 'TAKEN', 'barcode' => '']);
        self::edit($id, ['reference' => 'TAKEN', 'price' => '13']);
        $problem = self::problem(static fn () => self::sync($id, ['reference' => 'wpshop', 'price' => 'wpshop']));
        self::assertSame(['dolisync_reference_taken', 409, 'review'], [$problem->name, $problem->httpStatus, $problem->nextAction]);
        self::assertSame(['reference' => 'wpshop_changed', 'price' => 'wpshop_changed'], self::differing(self::look($id)));
    }

    public function testAKeyThatMayOnlyReadSaysSo(): void
    {
        foreach ([16, 20] as $version) {
            StandIn::reset('empty', $version);
            [$id, $dolibarrId] = [self::product(self::MUG), self::mugInDolibarr(['price' => '14'])];
            Services::get()->connection()->save(StandIn::url(), 'reader-key', null);
            $problem = self::problem(static fn () => self::link($id, $dolibarrId, ['price' => 'wpshop']));
            self::assertSame(['dolisync_dolibarr_forbidden', 'check_settings'], [$problem->name, $problem->nextAction], (string) $version);
            self::assertNull(Services::get()->links()->of($id));
            Services::get()->connection()->save(StandIn::url(), StandIn::KEY, null);
        }
    }
}
