<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Sync\OwnWrites;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Rule 5: nothing is lost. Every write is journalled with the values before and after, and can be undone. */
final class UndoTest extends SyncCase
{
    public function testRule5AnAssociationIsUndoneToTheLetter(): void
    {
        // What WordPress would not let an ordinary author store, as an administrator once wrote it.
        $id = self::product(['description' => ''] + self::MUG);
        $GLOBALS['wpdb']->update($GLOBALS['wpdb']->posts, ['post_content' => "<iframe src=\"x\"></iframe>\r\nText &eacute; \\ end "], ['ID' => $id]);
        clean_post_cache($id);
        $dolibarrId = self::mugInDolibarr(['label' => 'Mug bleu roi', 'price' => '14', 'weight' => '400', 'weight_units' => -3]);
        $before = self::shop();
        $recordBefore = StandIn::product($dolibarrId);
        $outcome = self::link($id, $dolibarrId, ['title' => 'wpshop', 'description' => 'dolibarr', 'price' => 'dolibarr', 'weight' => 'wpshop']);
        self::assertSame('synced', $outcome->row->status->value);

        wp_set_current_user(0);
        kses_init_filters();
        $undone = Services::get()->synchronizer()->undo($outcome->journalId);
        kses_remove_filters();
        self::assertSame(['unlinked', []], [$undone->row->status->value, $undone->refused]);
        self::assertEquals(self::withoutTimes($before), self::withoutTimes(self::shop()));
        self::assertEquals(self::data($recordBefore), self::data(StandIn::product($dolibarrId)));
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame('', get_post_meta($id, '_external_id', true));
    }

    public function testRule5ASyncIsUndoneWithItsBaselineAndCanBeDoneAgain(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::edit($id, ['title' => 'Mug bleu nuit']);
        StandIn::change($dolibarrId, ['price' => '15', 'price_base_type' => 'HT']);
        $differing = self::differing(self::look($id));
        $outcome = self::sync($id, ['title' => 'wpshop', 'price' => 'dolibarr']);

        $undone = Services::get()->synchronizer()->undo($outcome->journalId);
        self::assertSame(['out_of_sync', 'differs', ['title', 'price']], [$undone->row->status->value, $undone->row->reason?->value, $undone->row->fields]);
        self::assertSame($differing, self::differing(self::look($id)));
        self::assertSame($id, (int) StandIn::product($dolibarrId)['array_options']['options__wps_id']);

        // The undoing is a write like any other.
        $again = Services::get()->synchronizer()->undo($undone->journalId);
        self::assertSame('synced', $again->row->status->value);
        self::assertSame(['15', 'Mug bleu nuit'], [self::values($id)['price'], StandIn::product($dolibarrId)['label']]);
    }

    public function testRule5ADissociationIsUndoneWithItsBaseline(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $shop = self::values($id);
        $link = Services::get()->links()->of($id)->kept();
        $outcome = Services::get()->synchronizer()->unlink($id);
        self::assertSame(['unlinked', true, true], [$outcome->row->status->value, $outcome->changes->isEmpty(), $outcome->undoable]);
        self::assertNull(StandIn::product($dolibarrId)['array_options']['options__wps_id']);
        self::assertSame($shop, self::values($id));

        $undone = Services::get()->synchronizer()->undo($outcome->journalId);
        self::assertSame('synced', $undone->row->status->value);
        self::assertSame($link, Services::get()->links()->of($id)->kept());
        self::assertSame((string) $dolibarrId, get_post_meta($id, '_external_id', true));
        self::assertSame($id, (int) StandIn::product($dolibarrId)['array_options']['options__wps_id']);
    }

    public function testRule5APriceGoesBackWithoutTheVatRateThatWasChangedSince(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['price' => '15', 'price_base_type' => 'HT']);
        $outcome = self::sync($id, ['price' => 'dolibarr']);
        self::edit($id, ['vat_rate' => '10']);
        Services::get()->synchronizer()->undo($outcome->journalId);
        self::assertSame(['12.5', '10', '13.75'], [self::values($id)['price'], self::values($id)['vat_rate'], get_post_meta($id, '_price_ttc', true)]);
        StandIn::change($dolibarrId, ['price' => '12.5', 'price_base_type' => 'HT', 'tva_tx' => '5.5']);
        $outcome = self::sync($id, ['vat_rate' => 'dolibarr']);
        self::edit($id, ['price' => '20']);
        Services::get()->synchronizer()->undo($outcome->journalId);
        self::assertSame(['20', '10', '22'], [self::values($id)['price'], self::values($id)['vat_rate'], get_post_meta($id, '_price_ttc', true)]);
    }

    /** @dataProvider laterChanges */
    public function testRule5WhatWasChangedSinceIsNotOverwritten(callable $change): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::edit($id, ['title' => 'Mug bleu nuit', 'price' => '13']);
        StandIn::change($dolibarrId, ['barcode' => '2']);
        $outcome = self::sync($id, ['title' => 'wpshop', 'price' => 'wpshop', 'barcode' => 'dolibarr']);
        $change($id, $dolibarrId);
        StandIn::forgetCalls();
        $shop = self::shop();
        $problem = self::problem(static fn () => Services::get()->synchronizer()->undo($outcome->journalId));
        self::assertContains($problem->name, ['dolisync_changed_meanwhile', 'dolisync_already_linked', 'dolisync_taken']);
        self::assertSame(409, $problem->httpStatus);
        self::assertSame([], StandIn::writes());
        self::assertEquals($shop, self::shop());
    }

    /** @return array<string, array{callable}> */
    public function laterChanges(): array
    {
        return [
            'in the shop' => [static fn (int $id) => self::edit($id, ['barcode' => '9'])],
            'in Dolibarr' => [static fn (int $id, int $dolibarrId) => StandIn::change($dolibarrId, ['label' => 'Renamed'])],
            'the price base' => [static fn (int $id, int $dolibarrId) => StandIn::change($dolibarrId, ['price_base_type' => 'TTC', 'price_ttc' => '13'])],
            'the association' => [static fn (int $id) => Services::get()->synchronizer()->unlink($id)],
        ];
    }

    public function testRule5ADissociationIsNotUndoneOnceOneOfThemIsAssociatedAnew(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $outcome = Services::get()->synchronizer()->unlink($id);
        $other = self::product(['reference' => 'MUG'] + self::MUG);
        self::link($other, $dolibarrId, []);
        self::assertSame('dolisync_taken', self::problem(static fn () => Services::get()->synchronizer()->undo($outcome->journalId))->name);
        self::assertSame($other, Services::get()->links()->holder($dolibarrId)->wpId);
    }

    public function testRule5AnEntryIsUndoneOnce(): void
    {
        $id = self::product(self::MUG);
        $outcome = self::link($id, self::mugInDolibarr(['label' => 'Other']), ['title' => 'dolibarr']);
        Services::get()->synchronizer()->undo($outcome->journalId);
        $synchronizer = Services::get()->synchronizer();
        self::assertSame('dolisync_undone_already', self::problem(static fn () => $synchronizer->undo($outcome->journalId))->name);
        self::assertSame(['dolisync_unknown_entry', 404], [
            self::problem(static fn () => $synchronizer->undo(999999))->name,
            self::problem(static fn () => $synchronizer->undo(999999))->httpStatus,
        ]);
    }

    public function testRule5TheIntentIsInTheJournalBeforeTheFirstWrite(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['label' => 'Other', 'price' => '14']);
        $seen = [];
        $journal = Services::get()->journal();
        $watch = static function () use (&$seen, $journal): void {
            if (OwnWrites::underWay()) {
                $seen[] = $journal->page(null, 1)['entries'][0]->jsonSerialize();
            }
        };
        add_action('pre_post_update', $watch);
        self::link($id, $dolibarrId, ['title' => 'dolibarr', 'price' => 'wpshop']);
        remove_action('pre_post_update', $watch);
        self::assertNotSame([], $seen);
        self::assertSame(['link', $id, $dolibarrId, false], [$seen[0]['action'], $seen[0]['product_id'], $seen[0]['dolibarr_id'], $seen[0]['undoable']]);
        self::assertSame([['key' => 'title', 'before' => 'Mug bleu', 'after' => 'Other']], $seen[0]['changes']->wpshop);
        self::assertSame([['key' => 'price', 'before' => '14', 'after' => '12.5']], $seen[0]['changes']->dolibarr);
    }

    public function testRule5AWriteThatCouldNotBeReadBackLeavesItsTrace(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['price' => '14']);
        $revisions = self::look($id, $dolibarrId)->revisions();
        StandIn::fail(['kind' => 'html_500', 'method' => 'GET', 'nth' => 4]);
        // After the comparison, which reads the categories too, and the look for who carries the number, the fourth is the reading back.
        StandIn::fail(['kind' => 'truncated', 'method' => 'PUT']);
        $synchronizer = Services::get()->synchronizer();
        $problem = self::problem(static fn () => $synchronizer->link($id, $dolibarrId, $revisions, ['price' => 'wpshop']));
        self::assertSame('retry', $problem->nextAction);
        StandIn::heal();
        self::assertNull(Services::get()->links()->of($id));
        $entry = json_decode((string) json_encode(Services::get()->journal()->page($id, 1)['entries'][0]), true);
        self::assertSame(['link', false], [$entry['action'], $entry['undoable']]);
        self::assertSame([['key' => 'price', 'before' => '14', 'after' => '12.5']], $entry['changes']['dolibarr']);
        self::assertSame('dolisync_not_undoable', self::problem(static fn () => $synchronizer->undo($entry['id']))->name);
    }

    public function testRule5WithoutAJournalNothingIsWritten(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['label' => 'Other', 'price' => '14']);
        $before = self::shop();
        $break = static fn (string $query): string => str_starts_with($query, 'INSERT INTO `' . Tables::journal()) ? 'INSERT INTO nowhere' : $query;
        add_filter('query', $break);
        $quiet = $GLOBALS['wpdb']->suppress_errors();
        StandIn::forgetCalls();
        $problem = self::problem(static fn () => self::link($id, $dolibarrId, ['title' => 'dolibarr', 'price' => 'wpshop']));
        $GLOBALS['wpdb']->suppress_errors($quiet);
        remove_filter('query', $break);
        self::assertSame('dolisync_journal_failed', $problem->name);
        self::assertSame([], StandIn::writes());
        self::assertEquals($before, self::shop());
    }

    public function testRule5AFailedWriteToDolibarrLeavesNothingHalfWay(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['label' => 'Other', 'price' => '14']);
        $choice = ['title' => 'wpshop', 'price' => 'dolibarr'];
        foreach ([['kind' => 'html_500', 'method' => 'PUT'], ['kind' => 'status', 'status' => 403, 'method' => 'PUT']] as $fault) {
            $before = [self::shop(), StandIn::products()];
            StandIn::fail($fault);
            self::problem(static fn () => self::link($id, $dolibarrId, $choice));
            StandIn::heal();
            self::assertEquals($before, [self::shop(), StandIn::products()]);
            self::assertNull(Services::get()->links()->of($id));
        }
        self::assertSame('synced', self::link($id, $dolibarrId, $choice)->row->status->value);
    }

    public function testRule5AFailedWriteToTheShopPutsDolibarrBack(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['label' => 'Other', 'price' => '14']);
        $before = self::shop();
        $record = StandIn::product($dolibarrId);
        $refuse = static fn (): bool => OwnWrites::underWay();
        add_filter('wp_insert_post_empty_content', $refuse);
        $problem = self::problem(static fn () => self::link($id, $dolibarrId, ['title' => 'dolibarr', 'price' => 'wpshop']));
        remove_filter('wp_insert_post_empty_content', $refuse);
        self::assertSame('dolisync_wpshop_refused', $problem->name);
        self::assertEquals(self::data($record), self::data(StandIn::product($dolibarrId)));
        self::assertEquals(self::withoutTimes($before), self::withoutTimes(self::shop()));
        self::assertNull(Services::get()->links()->of($id));
    }

    public function testTheJournalTellsWhoDidWhatToWhichProduct(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        for ($times = 0; $times < 21; $times++) {
            self::edit($id, ['price' => (string) (20 + $times)]);
            self::sync($id, ['price' => 'wpshop']);
        }
        $other = self::product(['title' => 'Bowl']);
        self::link($other, self::mugInDolibarr(['ref' => 'BOWL', 'label' => 'Bowl', 'barcode' => '']), [
            'title' => 'dolibarr', 'reference' => 'dolibarr', 'description' => 'dolibarr', 'price' => 'dolibarr', 'vat_rate' => 'dolibarr', 'weight' => 'dolibarr',
        ]);
        $journal = Services::get()->journal();
        self::assertSame(23, $journal->page(null, 1)['total']);
        $page = $journal->page($id, 1);
        self::assertSame([22, 20], [$page['total'], count($page['entries'])]);
        $newest = json_decode((string) json_encode($page['entries'][0]), true);
        self::assertSame(
            ['admin', 'button', 'sync', $id, $dolibarrId, 'HT', [], true, null],
            [$newest['user'], $newest['source'], $newest['action'], $newest['product_id'], $newest['dolibarr_id'], $newest['price_base'], $newest['refused'], $newest['undoable'], $newest['undone_at']]
        );
        self::assertSame(['wpshop' => [], 'dolibarr' => [['key' => 'price', 'before' => '39', 'after' => '40']]], $newest['changes']);
        self::assertMatchesRegularExpression('/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/', $newest['at']);
        self::assertCount(2, $journal->page($id, 2)['entries']);
    }

    /**
     * @param array<string, mixed> $shop
     * @return array<mixed>
     */
    private static function withoutTimes(array $shop): array
    {
        $posts = array_map(
            static fn (array $post): array => array_diff_key($post, ['post_modified' => 1, 'post_modified_gmt' => 1]),
            $shop['posts']
        );
        $metas = array_column($shop['metas'], 'meta_value', 'meta_key');
        ksort($metas);
        return [$posts, $metas];
    }

    /**
     * @param array<string, mixed> $record
     * @return array<string, mixed>
     */
    private static function data(array $record): array
    {
        return array_diff_key($record, ['date_modification' => 1]);
    }
}
