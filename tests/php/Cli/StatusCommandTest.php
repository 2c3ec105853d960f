<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Services;
use DoliSync\Tests\Support\CliCase;
use DoliSync\Tests\Support\StandIn;
use WP_CLI;

/** `wp dolisync status` */
final class StatusCommandTest extends CliCase
{
    public function testItShowsEachProductAndSaysByItsCodeWhetherAllAreTheSame(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::assertSame(0, self::wp("status {$id}")[0]);
        $other = self::product(['title' => 'Théière', 'reference' => 'THE']);
        self::assertSame(2, self::wp('status --all')[0]);
        $before = self::everything();
        $rows = self::rows('status --all');
        self::assertSame([
            [$id, 'MUG', 'Mug bleu', $dolibarrId, 'synced', null],
            [$other, 'THE', 'Théière', null, 'unlinked', null],
        ], array_map(static fn (array $row): array => array_slice(array_values($row), 0, 6), $rows));
        self::assertEquals($before, self::everything(), 'looking writes nothing');
        self::assertSame([], StandIn::writes());
    }

    public function testAPageOfTwoHundredIsOneCallToDolibarr(): void
    {
        for ($number = 1; $number <= 201; $number++) {
            Services::get()->links()->put(self::product(['title' => "Mug {$number}"]), 9000 + $number, null);
        }
        StandIn::forgetCalls();
        self::assertSame('201', self::wp('status --all --format=count')[1]);
        // The last page has one product, of which Dolibarr's 404 has to be proved.
        $asked = array_filter(StandIn::calls(), static fn (array $call): bool => str_ends_with($call['path'], '/products'));
        self::assertCount(2, $asked);
        self::wp('status --all');
        self::assertSame([201, 201, true], [WP_CLI::$bars[0]->count, WP_CLI::$bars[0]->ticks, WP_CLI::$bars[0]->isFinished]);
    }

    public function testFilterAndFormats(): void
    {
        [$id] = self::linkedMug();
        $other = self::product(['title' => 'Théière', 'reference' => 'THE']);
        self::assertSame([2, "{$other}"], self::wp('status --status=unlinked --format=ids'));
        self::assertSame([0, "{$id}"], self::wp("status {$id} {$other} --status=synced --format=ids"));
        self::assertSame([0, '[]'], self::wp('status --status=out_of_sync --format=json'));
        self::assertSame([2, "id,title\n{$other},Théière\n"], self::wp("status {$other} --fields=id,title --format=csv"));
        self::assertSame([1, ''], self::wp("status {$other} --fields=id,color --format=csv"));
    }

    public function testWithoutProductsItCountsWhatIsKnownAndAsksNobody(): void
    {
        self::linkedMug();
        self::product(['title' => 'Théière']);
        StandIn::forgetCalls();
        self::assertSame(
            ['synced' => 1, 'out_of_sync' => 0, 'unlinked' => 1, 'unknown' => 0],
            array_column(self::rows('status'), 'products', 'status')
        );
        self::assertSame([], StandIn::calls());
    }

    public function testADolibarrThatIsDownMakesNoProductGone(): void
    {
        [$id] = self::linkedMug();
        StandIn::fail(['kind' => 'status', 'status' => 503, 'times' => 99]);
        [$row] = self::rows("status {$id} --fields=status,problem");
        self::assertSame('unknown', $row['status']);
        self::assertStringContainsString("Warning: {$row['problem']}", WP_CLI::$errors, 'it says why, once');
    }

    /** @dataProvider badInput */
    public function testBadInputIsAnErrorAndPrintsNothing(string $line, string $error): void
    {
        self::product(['title' => 'Théière']);
        self::assertSame([1, ''], self::wp($line));
        self::assertStringContainsString($error, WP_CLI::$errors);
    }

    /** @return array<string, array{string, string}> */
    public static function badInput(): array
    {
        return [
            'no number' => ['status abc', 'abc'],
            'zero' => ['status 0', '0'],
            'not in the shop' => ['status 99999999', '99999999'],
            'products and all' => ['status 1 --all', '--all'],
            'no status' => ['status --status=green', 'status'],
            'no format' => ['status --all --format=xml', 'format'],
            'no option' => ['status --every', 'every'],
        ];
    }

    public function testAUserWhoMayNotUseDoliSyncMayNotHereEither(): void
    {
        self::product(['title' => 'Théière']);
        wp_set_current_user(get_user_by('login', 'subscriber')->ID);
        self::assertSame([1, ''], self::wp('status --all'));
        self::assertStringContainsString('dolisync_not_allowed', WP_CLI::$errors);
    }
}
