<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Tests\Support\Deadlocks;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Rule 8: the link is written on both ends, and unique on both. */
final class LinksTest extends SyncCase
{
    /** @dataProvider versions */
    public function testRule8BothEndsAreWrittenAndCleared(int $version): void
    {
        StandIn::reset('empty', $version);
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr();
        self::link($id, $dolibarrId, []);
        self::assertSame($dolibarrId, Services::get()->links()->of($id)->dolibarrId);
        self::assertSame((string) $dolibarrId, get_post_meta($id, '_external_id', true));
        $extrafields = StandIn::product($dolibarrId)['array_options'];
        self::assertSame([$id, 'publish'], [(int) $extrafields['options__wps_id'], $extrafields['options__wps_status']]);

        Services::get()->synchronizer()->unlink($id);
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame('', get_post_meta($id, '_external_id', true));
        $extrafields = StandIn::product($dolibarrId)['array_options'];
        self::assertSame([null, 'publish'], [$extrafields['options__wps_id'], $extrafields['options__wps_status']]);
    }

    /** @return list<array{int}> */
    public function versions(): array
    {
        return [[16], [20]];
    }

    public function testRule8ADolibarrProductHasOneShopProduct(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $other = self::product(self::MUG);
        $problem = self::problem(static fn () => self::link($other, $dolibarrId, []));
        self::assertSame(['dolisync_taken', 409], [$problem->name, $problem->httpStatus]);
        self::assertStringContainsString('Mug bleu', $problem->getMessage());
        self::assertSame([], StandIn::writes());
        self::assertSame($id, Services::get()->links()->holder($dolibarrId)->wpId);
        // The table itself refuses it too.
        self::assertSame('dolisync_taken', self::problem(static fn () => Services::get()->links()->put($other, $dolibarrId, null))->name);
        self::assertSame('', get_post_meta($other, '_external_id', true));
    }

    public function testAnAssociationIsStoredAlthoughOthersGetInTheWay(): void
    {
        $id = self::product(self::MUG);
        foreach (['/^INSERT/', '/^UPDATE/'] as $writes) {
            [, $deadlocks] = Deadlocks::during($writes, 3, static fn () => Services::get()->links()->put($id, 68, null));
            self::assertSame(3, $deadlocks);
            self::assertSame(68, Services::get()->links()->of($id)->dolibarrId);
        }
        Deadlocks::during('/^DELETE/', 3, static fn () => Services::get()->links()->remove($id));
        self::assertNull(Services::get()->links()->of($id));
    }

    public function testRule8AShopProductHasOneDolibarrProduct(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $other = self::mugInDolibarr(['ref' => 'X', 'barcode' => '']);
        $synchronizer = Services::get()->synchronizer();
        self::assertSame('dolisync_already_linked', self::problem(static fn () => $synchronizer->link($id, $other, ['wpshop' => '', 'dolibarr' => ''], []))->name);
        self::assertSame('dolisync_already_linked', self::problem(static fn () => self::look($id, $other))->name);
        self::assertSame($dolibarrId, Services::get()->links()->of($id)->dolibarrId);
    }

    public function testRule8TheNumberThatAnotherDolibarrProductCarriesIsNotStolen(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr();
        $holder = self::mugInDolibarr(['ref' => 'OLD', 'label' => 'Old mug', 'barcode' => '', 'array_options' => ['options__wps_id' => $id, 'options__wps_status' => 'publish']]);
        StandIn::forgetCalls();
        $problem = self::problem(static fn () => self::link($id, $dolibarrId, []));
        self::assertSame('dolisync_taken', $problem->name);
        self::assertStringContainsString('Old mug', $problem->getMessage());
        self::assertSame([], StandIn::writes());
        self::assertSame($id, (int) StandIn::product($holder)['array_options']['options__wps_id']);
    }

    public function testRule8ADolibarrProductThatNamesAnotherShopProductIsNotStolen(): void
    {
        $id = self::product(self::MUG);
        $named = self::product(['title' => 'Cup'] + self::MUG);
        $dolibarrId = self::mugInDolibarr(['array_options' => ['options__wps_id' => $named, 'options__wps_status' => 'publish']]);
        StandIn::forgetCalls();
        $problem = self::problem(static fn () => self::link($id, $dolibarrId, []));
        self::assertSame('dolisync_taken', $problem->name);
        self::assertStringContainsString('Cup', $problem->getMessage());
        self::assertSame([], StandIn::writes());
        // The one that it names may have it.
        self::link($named, $dolibarrId, ['title' => 'wpshop']);
        self::assertSame($dolibarrId, Services::get()->links()->of($named)->dolibarrId);
    }

    public function testRule8AnAssociationOfADeletedShopProductHoldsNothing(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        wp_delete_post($id, true);
        StandIn::change($dolibarrId, ['array_options' => ['options__wps_id' => null, 'options__wps_status' => 'publish']]);
        $other = self::product(self::MUG);
        self::assertNull(Services::get()->candidates()->likeliest($other)['candidates'][0]['taken_by']);
        self::assertSame('synced', self::link($other, $dolibarrId, [])->row->status->value);
    }

    public function testRule8ASyncMendsDolibarrsEnd(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['array_options' => ['options__wps_id' => null, 'options__wps_status' => 'publish']]);
        self::sync($id, []);
        self::assertSame($id, (int) StandIn::product($dolibarrId)['array_options']['options__wps_id']);
    }

    public function testWithoutTheModuleOurEndIsEnough(): void
    {
        StandIn::settings(['module_wpshop' => false]);
        $id = self::product(['on_sale' => 'no'] + self::MUG);
        $dolibarrId = self::mugInDolibarr(['array_options' => []]);
        $outcome = self::link($id, $dolibarrId, ['on_sale' => 'wpshop']);
        self::assertSame(['synced', []], [$outcome->row->status->value, $outcome->refused]);
        self::assertSame('0', (string) StandIn::product($dolibarrId)['status']);
        self::assertSame('unlinked', Services::get()->synchronizer()->unlink($id)->row->status->value);
    }

    public function testEndingAnAssociationWithWhatIsGoneNeedsNoDolibarrProduct(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::mugInDolibarr(['ref' => 'X', 'barcode' => '']);
        StandIn::delete($dolibarrId);
        $outcome = Services::get()->synchronizer()->unlink($id);
        self::assertSame(['unlinked', false], [$outcome->row->status->value, $outcome->undoable]);
        self::assertSame('dolisync_not_linked', self::problem(static fn () => Services::get()->synchronizer()->unlink($id))->name);
    }

    public function testAProductInTheTrashIsNotWritten(): void
    {
        [$id] = self::linkedMug();
        wp_trash_post($id);
        self::assertSame('dolisync_in_trash', self::problem(static fn () => Services::get()->synchronizer()->unlink($id))->name);
        self::assertSame('out_of_sync', self::row($id)->status->value);
    }

    public function testUnknownProducts(): void
    {
        $page = (int) wp_insert_post(['post_type' => 'page', 'post_title' => 'Mug', 'post_status' => 'publish']);
        $mug = self::product(['title' => 'Mug']);
        $services = Services::get();
        foreach ([999999, $page, 0, -1] as $id) {
            foreach (
                [
                static fn () => $services->statusCheck()->rows([$id]),
                static fn () => self::look($id, 1),
                static fn () => $services->candidates()->likeliest($id),
                static fn () => $services->synchronizer()->link($id, 1, ['wpshop' => '', 'dolibarr' => ''], []),
                static fn () => $services->synchronizer()->sync($id, [], []),
                static fn () => $services->synchronizer()->unlink($id),
                static fn () => $services->synchronizer()->create($id, true),
                ] as $doing
            ) {
                self::assertSame(['dolisync_unknown_product', 404], [self::problem($doing)->name, self::problem($doing)->httpStatus]);
            }
        }
        self::assertSame([$mug], array_map(static fn ($row): int => $row->id, $services->statusCheck()->rows([$page, $mug, 999999])));
        self::assertSame([], StandIn::calls());
        wp_delete_post($page, true);
    }

    public function testAnUnknownDolibarrProductIsNotGone(): void
    {
        self::mugInDolibarr();
        $id = self::product(self::MUG);
        $problem = self::problem(static fn () => self::look($id, 9999));
        self::assertSame(['dolisync_unknown_dolibarr_product', 404], [$problem->name, $problem->httpStatus]);
        self::assertSame(['dolisync_not_linked', 409], [self::problem(static fn () => self::look($id))->name, self::problem(static fn () => self::look($id))->httpStatus]);
    }
}
