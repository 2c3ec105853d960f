<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Services;
use DoliSync\Tests\Support\CliCase;
use DoliSync\Tests\Support\StandIn;
use WP_CLI;

/** `wp dolisync journal` */
final class JournalCommandTest extends CliCase
{
    /** A mug whose price went from the shop to Dolibarr. @return array{int, int, int} its numbers on both sides, and the entry's */
    private static function synchronized(): array
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::edit($id, ['price' => '14']);
        self::wp("sync {$id} --keep=wpshop");
        return [$id, $dolibarrId, self::rows("journal list --product={$id} --limit=1")[0]['id']];
    }

    private static function price(int $dolibarrId): float
    {
        return (float) StandIn::product($dolibarrId)['price'];
    }

    public function testItListsWhatWasWrittenTheNewestFirst(): void
    {
        [$id, $dolibarrId] = self::synchronized();
        $before = self::everything();
        [$row] = self::rows("journal list --product={$id}");
        self::assertSame(['cli', 'sync', $id, $dolibarrId, 'price', true], [
            $row['source'], $row['action'], $row['product_id'], $row['dolibarr_id'], $row['fields'], $row['undoable'],
        ]);
        self::assertSame([], self::rows('journal list --product=99999999'));
        self::assertSame(1, self::wp('journal list --limit=none')[0]);
        self::assertEquals($before, self::everything());
    }

    public function testUndoAsksAndPutsBack(): void
    {
        [, $dolibarrId, $entry] = self::synchronized();
        $before = self::everything();
        self::assertSame(2, self::wp("journal undo {$entry} --dry-run")[0]);
        WP_CLI::$answers = ['n'];
        self::assertSame(0, self::wp("journal undo {$entry}")[0]);
        self::assertCount(1, WP_CLI::$questions);
        self::assertSame(1, self::wp("journal undo {$entry} --format=json")[0], 'a program cannot be asked');
        self::assertSame(1, self::wp("journal undo {$entry} 99999999 --yes")[0], 'bad input changes nothing');
        self::assertEquals($before, self::everything());
        $price = self::price($dolibarrId);
        self::assertSame(0, self::wp("journal undo {$entry} --yes")[0]);
        self::assertNotSame($price, self::price($dolibarrId));
        self::assertSame(['cli', 'undo'], [($last = Services::get()->journal()->page(null, 1)['entries'][0])->source, $last->action]);
        [$row] = json_decode(self::wp("journal undo {$entry} --dry-run --format=json")[1], true);
        self::assertSame('dolisync_not_undoable', $row['problem']);
    }

    public function testWhatWasChangedSinceIsLeft(): void
    {
        [, $dolibarrId, $entry] = self::synchronized();
        StandIn::change($dolibarrId, ['price' => '15']);
        [$code, $printed] = self::wp("journal undo {$entry} --yes --format=json");
        self::assertSame([2, 'dolisync_changed_meanwhile'], [$code, json_decode($printed, true)[0]['problem']]);
        self::assertSame(15.0, self::price($dolibarrId));
    }
}
