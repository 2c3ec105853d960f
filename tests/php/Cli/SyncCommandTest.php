<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Services;
use DoliSync\Tests\Support\CliCase;
use DoliSync\Tests\Support\StandIn;
use WP_CLI;

/** `wp dolisync sync` */
final class SyncCommandTest extends CliCase
{
    public function testWhatOneSideAloneChangedTravelsAndAConflictIsLeft(): void
    {
        [$id, $dolibarrId] = self::conflictingMug();
        self::assertSame(2, self::wp("sync {$id}")[0]);
        self::assertSame(['Grand mug', '14'], [self::values($id)['title'], self::values($id)['price']]);
        self::assertSame('0.4', rtrim(StandIn::product($dolibarrId)['weight'], '0'));
        self::assertSame(['conflict', ['price']], [self::row($id)->reason?->value, self::row($id)->fields]);
        [$entry] = Services::get()->journal()->page($id, 1)['entries'];
        self::assertSame(['cli', '', 'sync'], [$entry->source, $entry->user, $entry->action]);
    }

    public function testADryRunShowsEachFieldAndWritesNothing(): void
    {
        [$id] = self::conflictingMug();
        $before = self::everything();
        StandIn::forgetCalls();
        $fields = 'field,wpshop,dolibarr,result';
        self::assertSame([
            ['field' => 'title', 'wpshop' => 'Mug bleu', 'dolibarr' => 'Grand mug', 'result' => 'to_wpshop'],
            ['field' => 'weight', 'wpshop' => '0.4', 'dolibarr' => '0.35', 'result' => 'to_dolibarr'],
            ['field' => 'price', 'wpshop' => '14', 'dolibarr' => '15', 'result' => 'conflict'],
        ], self::rows("sync {$id} --dry-run --fields={$fields}"));
        self::assertSame(2, self::wp('sync --all --dry-run')[0]);
        self::assertSame(
            ['to_dolibarr', 'to_dolibarr', 'to_dolibarr'],
            array_column(self::rows("sync {$id} --keep=wpshop --dry-run"), 'result')
        );
        self::assertSame([], StandIn::writes());
        self::assertEquals($before, self::everything());
    }

    public function testTheRealRunDoesWhatTheDryRunShowed(): void
    {
        [$id] = self::conflictingMug();
        $shown = self::rows("sync {$id} --dry-run");
        self::assertEqualsCanonicalizing($shown, self::rows("sync {$id}"));
        $shown = self::rows("sync {$id} --keep=dolibarr --dry-run");
        self::assertSame(['to_wpshop'], array_column($shown, 'result'));
        self::assertSame($shown, self::rows("sync {$id} --keep=dolibarr"));
        self::assertSame([0, '[]'], self::wp("sync {$id} --format=json"));
    }

    public function testRule4TheVersionThatIsNamedIsKeptExactly(): void
    {
        [$id, $dolibarrId] = self::conflictingMug();
        self::assertSame(0, self::wp("sync {$id} --keep=title:wpshop,price:dolibarr,weight:dolibarr")[0]);
        self::assertSame(['Mug bleu', '15', '0.35'], array_values(array_intersect_key(self::values($id), ['title' => 0, 'price' => 0, 'weight' => 0])));
        self::assertSame('Mug bleu', StandIn::product($dolibarrId)['label']);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testAFieldThatIsNotNamedIsNobodysChoice(): void
    {
        [$id] = self::conflictingMug();
        $before = self::everything();
        self::assertSame(2, self::wp("sync {$id} --keep=title:wpshop")[0]);
        self::assertStringContainsString('dolisync_choice_incomplete', WP_CLI::$errors);
        self::assertEquals($before, self::everything());
    }

    public function testKeepingOneVersionOfSeveralIsAskedAbout(): void
    {
        [$id] = self::conflictingMug();
        $before = self::everything();
        WP_CLI::$answers = ['n'];
        self::assertSame([0, ''], self::wp('sync --all --keep=dolibarr'));
        self::assertCount(1, WP_CLI::$questions);
        self::assertEquals($before, self::everything());
        self::assertSame([1, ''], self::wp('sync --all --keep=dolibarr --format=json'), 'a question would be among the data');
        self::assertSame(0, self::wp('sync --all --keep=dolibarr --yes')[0]);
        self::assertSame('Grand mug', self::values($id)['title']);
        self::assertCount(1, WP_CLI::$questions);
    }

    public function testRule12OneThatFailsStopsNoOther(): void
    {
        [$id] = self::conflictingMug();
        $gone = self::product(['title' => 'Théière']);
        Services::get()->links()->put($gone, 9999, null);
        $rows = self::rows("sync {$gone} {$id}");
        self::assertSame([$gone, 'dolisync_gone_in_dolibarr'], [$rows[0]['id'], $rows[0]['problem']]);
        self::assertSame('Grand mug', self::values($id)['title']);
    }

    public function testADolibarrThatIsOutOfReachEndsItAtOnce(): void
    {
        $ids = [self::conflictingMug()[0]];
        for ($number = 0; $number < 3; $number++) {
            $ids[] = $id = self::product(['title' => "Mug {$number}"]);
            Services::get()->links()->put($id, 9000 + $number, null);
        }
        StandIn::forgetCalls();
        StandIn::fail(['kind' => 'drop', 'times' => 99]);
        self::assertSame(1, self::wp('sync ' . implode(' ', $ids))[0]);
        StandIn::heal();
        self::assertStringContainsString('dolisync_dolibarr_', WP_CLI::$errors);
        self::assertCount(1, array_unique(array_column(StandIn::calls(), 'path')));
    }

    public function testTheJournalNamesTheUser(): void
    {
        [$id] = self::conflictingMug();
        wp_set_current_user(get_user_by('login', 'admin')->ID);
        self::wp("sync {$id} --keep=wpshop");
        self::assertSame(['cli', 'admin'], [($entry = Services::get()->journal()->page($id, 1)['entries'][0])->source, $entry->user]);
    }

    /** @dataProvider badInput */
    public function testBadInputChangesNothing(string $line): void
    {
        self::conflictingMug();
        $before = self::everything();
        self::assertSame([1, ''], self::wp($line));
        self::assertStringStartsWith('Error: ', WP_CLI::$errors);
        self::assertEquals($before, self::everything());
    }

    /** @return array<string, array{string}> */
    public static function badInput(): array
    {
        return [
            'no product' => ['sync'],
            'products and all' => ['sync 1 --all'],
            'no side' => ['sync --all --yes --keep=both'],
            'no field' => ['sync --all --yes --keep=color:wpshop'],
            'a side without a field' => ['sync --all --yes --keep=title:wpshop,dolibarr'],
            'nothing to keep' => ['sync --all --yes --keep='],
        ];
    }

    /** Its title was changed in Dolibarr, its weight in the shop, its price in both. @return array{int, int} */
    private static function conflictingMug(): array
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::edit($id, ['price' => '14', 'weight' => '0.4']);
        StandIn::change($dolibarrId, ['label' => 'Grand mug', 'price' => '15']);
        return [$id, $dolibarrId];
    }
}
