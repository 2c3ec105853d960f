<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Services;
use DoliSync\Sync\Suggestions;
use DoliSync\Tests\Support\CliCase;
use DoliSync\Tests\Support\StandIn;
use WP_CLI;

/** `wp dolisync associate` and `dissociate` */
final class AssociateCommandTest extends CliCase
{
    public function testOnePairThatIsTheSame(): void
    {
        [$id, $dolibarrId] = [self::product(self::MUG), self::mugInDolibarr()];
        self::assertSame([0, "id,dolibarr_id,result\n{$id},{$dolibarrId},associated\n"], self::wp("associate {$id} {$dolibarrId} --fields=id,dolibarr_id,result --format=csv"));
        self::assertSame($dolibarrId, Services::get()->links()->of($id)?->dolibarrId);
        self::assertSame($id, (int) StandIn::product($dolibarrId)['array_options']['options__wps_id']);
        self::assertSame(1, self::wp("associate {$id} {$dolibarrId}")[0]);
        self::assertStringContainsString('dolisync_already_linked', WP_CLI::$errors);
    }

    public function testWhereTheyDifferTheVersionHasToBeNamed(): void
    {
        [$id, $dolibarrId] = [self::product(self::MUG), self::mugInDolibarr(['label' => 'Tasse', 'price' => '14'])];
        $before = self::everything();
        self::assertSame([1, ''], self::wp("associate {$id} {$dolibarrId}"));
        self::assertSame([1, ''], self::wp("associate {$id} {$dolibarrId} --keep=title:wpshop"));
        StandIn::forgetCalls();
        [$row] = self::rows("associate {$id} {$dolibarrId} --keep=title:wpshop,price:dolibarr --dry-run");
        self::assertSame(['title, price', 'price', 'title', 'to_associate'], [$row['differing'], $row['to_wpshop'], $row['to_dolibarr'], $row['result']]);
        self::assertSame([], StandIn::writes());
        self::assertEquals($before, self::everything());
        self::assertSame(0, self::wp("associate {$id} {$dolibarrId} --keep=title:wpshop,price:dolibarr")[0]);
        self::assertSame(['14', 'Mug bleu'], [self::values($id)['price'], StandIn::product($dolibarrId)['label']]);
    }

    public function testADryRunTellsThatOneOfThemIsTaken(): void
    {
        [, $dolibarrId] = self::linkedMug();
        $other = self::product(['title' => 'Théière']);
        self::assertSame(1, self::wp("associate {$other} {$dolibarrId} --dry-run")[0]);
        self::assertStringContainsString('dolisync_taken', WP_CLI::$errors);
    }

    public function testByReferenceOnlyWhatIsSure(): void
    {
        $same = self::pairOf('A', []);
        $differing = self::pairOf('B', ['label' => 'Tasse']);
        $twice = self::pairOf('C', []);
        $copy = self::product(['title' => 'Copie', 'reference' => 'C']);
        $barcode = self::product(['title' => 'Vase', 'reference' => 'V', 'barcode' => '3760000000999']);
        StandIn::create(['label' => 'Vase', 'ref' => 'W', 'barcode' => '3760000000999', 'price' => '1']);
        $before = self::everything();
        StandIn::forgetCalls();
        $shown = array_column(self::rows('associate --by-reference --dry-run'), 'result', 'id');
        self::assertEquals([$same[0] => 'to_associate', $differing[0] => 'left', $twice[0] => 'left', $copy => 'left'], $shown);
        self::assertArrayNotHasKey($barcode, $shown);
        self::assertSame([], StandIn::writes());
        self::assertEquals($before, self::everything());

        [$code] = self::wp('associate --by-reference');
        self::assertSame(2, $code);
        self::assertSame([$same[0] => $same[1]], self::associations());
        self::assertStringContainsString('dolisync_claimed_twice', WP_CLI::$errors);

        WP_CLI::$answers = ['y'];
        self::wp('associate --by-reference --keep=dolibarr');
        self::assertCount(1, WP_CLI::$questions);
        self::assertSame('Tasse', self::values($differing[0])['title']);
        self::assertArrayNotHasKey($twice[0], self::associations());
    }

    public function testSuggestedPairsCostNoSearch(): void
    {
        $pairs = [];
        for ($number = 0; $number < 12; $number++) {
            $pairs[] = [$id, $dolibarrId] = self::pairOf("S{$number}", []);
            Services::get()->suggestions()->put($id, $dolibarrId, Suggestions::SAME_BARCODE);
        }
        StandIn::forgetCalls();
        self::assertSame(2, self::wp('associate --suggested --dry-run')[0]);
        self::assertLessThanOrEqual(4, count(StandIn::calls()), 'ten pairs are read together');
        self::assertSame(0, self::wp('associate --suggested')[0]);
        self::assertEquals(array_column($pairs, 1, 0), self::associations());
        self::assertSame([0, '[]'], self::wp('associate --suggested --format=json'));
    }

    public function testTheCategoriesOfTheKeptVersionAreShownAndWritten(): void
    {
        [$id, $dolibarrId] = self::pairOf('CUP', []);
        Services::get()->suggestions()->put($id, $dolibarrId, Suggestions::SAME_BARCODE);
        StandIn::categorize($dolibarrId, [StandIn::category('Mugs')]);
        [$planned] = self::rows('associate --suggested --keep=dolibarr --dry-run');
        [$done] = self::rows('associate --suggested --keep=dolibarr --yes');
        self::assertSame(['categories', 'categories'], [$planned['to_wpshop'], $done['to_wpshop']]);
        self::assertNotSame('', self::values($id)['categories']);
    }

    public function testWhatWasDoneBeforeDolibarrWentIsShown(): void
    {
        for ($number = 0; $number < 12; $number++) {
            Services::get()->suggestions()->put(...[...self::pairOf("S{$number}", []), Suggestions::SAME_BARCODE]);
        }
        $puts = 0;
        $listener = static function (mixed $answer, array $arguments) use (&$puts): mixed {
            $puts += $arguments['method'] === 'PUT' ? 1 : 0;
            if ($puts === 10) {
                StandIn::fail(['kind' => 'drop']);
            }
            return $answer;
        };
        add_filter('http_response', $listener, 10, 2);
        [$code, $printed] = self::wp('associate --suggested --fields=result --format=csv');
        remove_filter('http_response', $listener);
        StandIn::heal();
        self::assertSame(1, $code);
        self::assertSame(count(self::associations()), substr_count($printed, 'associated'));
        self::assertGreaterThanOrEqual(9, count(self::associations()));
        self::assertStringContainsString('Error: ', WP_CLI::$errors);
    }

    /** @dataProvider badInput */
    public function testBadInputChangesNothing(string $line): void
    {
        self::pairOf('A', []);
        $before = self::everything();
        self::assertSame([1, ''], self::wp($line));
        self::assertEquals($before, self::everything());
    }

    /** @return array<string, array{string}> */
    public static function badInput(): array
    {
        return [
            'nothing' => ['associate'],
            'one product' => ['associate 1'],
            'three' => ['associate 1 2 3'],
            'no number' => ['associate 1 two'],
            'both ways' => ['associate --suggested --by-reference'],
            'a pair and a way' => ['associate 1 2 --suggested'],
            'fields of many' => ['associate --by-reference --keep=title:wpshop --yes'],
            'unknown' => ['associate 99999999 1'],
        ];
    }

    public function testDissociateAsksAndLeavesTheData(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $values = self::values($id);
        WP_CLI::$answers = ['n'];
        self::assertSame([0, ''], self::wp("dissociate {$id}"));
        self::assertSame([2, "result\nto_dissociate\n"], self::wp("dissociate {$id} --dry-run --fields=result --format=csv"));
        self::assertNotNull(Services::get()->links()->of($id));
        self::assertSame(0, self::wp("dissociate {$id} --yes")[0]);
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame([$values, 'Mug bleu'], [self::values($id), StandIn::product($dolibarrId)['label']]);
        self::assertSame('dolisync_not_linked', self::rows("dissociate {$id} --yes")[0]['problem']);
    }

    /**
     * The same product on both sides, associated with nothing.
     *
     * @param array<string, mixed> $changes in Dolibarr
     * @return array{int, int}
     */
    private static function pairOf(string $reference, array $changes): array
    {
        $fields = ['reference' => $reference, 'title' => "Mug {$reference}", 'barcode' => ''];
        return [
            self::product($fields + self::MUG),
            self::mugInDolibarr($changes + ['ref' => $reference, 'label' => "Mug {$reference}", 'barcode' => '']),
        ];
    }
}
