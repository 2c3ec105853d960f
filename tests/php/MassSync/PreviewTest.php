<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** The preview: it writes nothing, and the run then does what it said. */
final class PreviewTest extends MassSyncCase
{
    /** One of each: new, changed in Dolibarr, edited in the shop, the same, a probable match, in the trash, without a name. */
    private static function oneOfEach(): void
    {
        [$changed, $changedThere] = self::linkedMug();
        StandIn::change($changedThere, ['price' => '14', 'price_base_type' => 'HT']);
        $edited = self::linkedAs('EDITED');
        self::someoneEdits($edited[0], ['title' => 'Mug de la boutique']);
        self::linkedAs('SAME');
        $trashed = self::linkedAs('TRASHED');
        wp_trash_post($trashed[0]);
        self::product(['reference' => 'TWIN', 'barcode' => ''] + self::MUG);
        self::mugInDolibarr(['ref' => 'twin', 'barcode' => '']);
        self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '']);
        Services::get()->queue()->clear();
    }

    /** @return array{int, int} */
    private static function linkedAs(string $reference): array
    {
        $id = self::product(['reference' => $reference, 'barcode' => ''] + self::MUG);
        $dolibarrId = self::mugInDolibarr(['ref' => $reference, 'barcode' => '']);
        self::link($id, $dolibarrId, []);
        return [$id, $dolibarrId];
    }

    public function testItsNumbersAreWhatTheRunThenDoes(): void
    {
        self::oneOfEach();
        $run = self::previewed();
        self::assertSame(
            ['create' => 1, 'change' => 2, 'same' => 1, 'skipped' => 2, 'overwrite' => 1, 'failed' => 0, 'total' => 6],
            self::stage($run)['preview']
        );
        $run = self::written($run);
        self::assertSame(RunState::Done, $run->state);
        self::assertAsPreviewed($run);
    }

    public function testRule1LookingWritesNothing(): void
    {
        global $wpdb;
        self::oneOfEach();
        $theirs = StandIn::products();
        $tables = static fn (): array => array_map(
            static fn (string $table): array => $wpdb->get_results("SELECT * FROM {$table}", ARRAY_A),
            [Tables::links(), Tables::journal(), Tables::queue(), Tables::suggestions()]
        );
        $before = [self::shop(), $tables()];
        StandIn::forgetCalls();
        $run = self::previewed();
        self::assertSame([], StandIn::writes());
        self::assertSame($before, [self::shop(), $tables()]);
        self::assertSame($theirs, StandIn::products());
        self::mass()->cancel($run->id);
        self::assertSame($before, [self::shop(), $tables()], 'nor does letting it go');
    }

    public function testItShowsWhatWouldBeOverwritten(): void
    {
        self::oneOfEach();
        $run = self::previewed();
        $overwritten = self::records($run, RecordKind::Overwritten);
        self::assertCount(1, $overwritten);
        self::assertSame([['field' => 'title', 'wpshop' => 'Mug de la boutique', 'dolibarr' => 'Mug bleu']], $overwritten[0]->changes);
        $skipped = self::records($run, RecordKind::Skipped);
        $codes = array_map(static fn ($record): string => $record->problem['code'], $skipped);
        sort($codes);
        self::assertSame(['dolisync_in_trash', 'dolisync_probable_match'], $codes);
    }

    public function testAnotherNumberThanThePersonSawStartsNothing(): void
    {
        self::oneOfEach();
        $run = self::previewed();
        $problem = self::problem(static fn () => self::mass()->start($run->id, 0));
        self::assertSame('dolisync_preview_changed', $problem->name);
        self::assertSame(['overwrites' => 1], $problem->data);
        self::assertSame(RunState::Ready, self::mass()->run($run->id)->state);
    }

    public function testDolibarrIsAskedForItsPagesAndItsCount(): void
    {
        StandIn::reset('large', 16, 250);
        $run = self::previewed();
        self::assertCount(4, StandIn::calls());
        StandIn::forgetCalls();
        self::written($run);
        self::assertCount(3, StandIn::calls());
        self::assertSame([], StandIn::writes());
    }
}
