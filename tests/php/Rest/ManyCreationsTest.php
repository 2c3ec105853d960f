<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;

/**
 * Creating several products in Dolibarr with one request.
 */
final class ManyCreationsTest extends RestCase
{
    /**
     * @param list<int> $ids
     * @return array<int, array<string, mixed>> by the shop's id
     */
    private static function create(array $ids, bool $confirmed = false): array
    {
        return array_column(self::answer('POST', 'products/create-many', ['ids' => $ids, 'confirmed' => $confirmed])['products'], null, 'wp_id');
    }

    private static function newProduct(string $title): int
    {
        return self::product(['title' => $title, 'reference' => strtoupper($title), 'price' => '12', 'vat_rate' => '20']);
    }

    public function testEachIsCreatedAndAssociated(): void
    {
        $ids = array_map(self::newProduct(...), ['Kaleidoscope', 'Barometer', 'Hourglass']);
        $results = self::create($ids);
        self::assertSame($ids, array_keys($results));
        self::assertSame(['created', 'created', 'created'], array_column($results, 'result'));
        self::assertSame(['KALEIDOSCOPE', 'BAROMETER', 'HOURGLASS'], array_column(StandIn::products(), 'ref'));
        foreach ($results as $id => $result) {
            self::assertSame($result['dolibarr_id'], Services::get()->links()->of($id)?->dolibarrId);
        }
    }

    public function testRule12OneThatCannotBeCreatedStopsNoOtherOne(): void
    {
        StandIn::create(['ref' => 'BAROMETER', 'label' => 'Barometer']);
        $ids = array_map(self::newProduct(...), ['Kaleidoscope', 'Barometer', 'Hourglass']);
        $nameless = self::product(['title' => '', 'reference' => 'NAMELESS']);
        $results = self::create([$ids[0], $ids[1], $nameless, 999999, $ids[2]]);
        self::assertSame(['created', 'probable_match', 'problem', 'problem', 'created'], array_column($results, 'result'));
        self::assertSame('BAROMETER', $results[$ids[1]]['duplicates'][0]['reference']);
        self::assertSame('dolisync_title_missing', $results[$nameless]['problem']['code']);
        self::assertSame('dolisync_unknown_product', $results[999999]['problem']['code']);
        self::assertCount(3, StandIn::products());
    }

    public function testRule7SentAgainItCreatesNothingTwice(): void
    {
        $ids = array_map(self::newProduct(...), ['Kaleidoscope', 'Barometer']);
        $first = self::create($ids);
        self::assertSame($first, self::create($ids));
        self::assertCount(2, StandIn::products());
        self::assertCount(1, self::create([$ids[0], $ids[0]]));
    }

    public function testThePersonWhoSawTheDuplicatesIsObeyed(): void
    {
        StandIn::create(['ref' => 'KAL', 'label' => 'Kaleidoscope']);
        $id = self::newProduct('Kaleidoscope');
        self::assertSame('probable_match', self::create([$id])[$id]['result']);
        self::assertSame('created', self::create([$id], true)[$id]['result']);
    }

    public function testWhenDolibarrCannotBeReachedTheRestIsNotTriedAndSaysSo(): void
    {
        $ids = array_map(self::newProduct(...), ['Kaleidoscope', 'Barometer', 'Hourglass']);
        self::create([$ids[0]]);
        StandIn::fail(['kind' => 'drop']);
        StandIn::forgetCalls();
        $results = self::create([...$ids]);
        self::assertSame(
            [null, 'dolisync_dolibarr_unreachable', 'dolisync_not_tried'],
            array_map(static fn (array $result): ?string => $result['problem']['code'] ?? null, array_values($results))
        );
        self::assertSame('retry', $results[$ids[2]]['problem']['next_action']);
        StandIn::heal();
        self::assertSame(['created', 'created', 'created'], array_column(self::create($ids), 'result'));
        self::assertCount(3, StandIn::products());
    }

    public function testAProductThatDolibarrFailsAtStopsNoOtherOneWhileDolibarrAnswers(): void
    {
        $ids = array_map(self::newProduct(...), ['Kaleidoscope', 'Barometer']);
        StandIn::fail(['kind' => 'html_500', 'method' => 'POST', 'path' => 'products', 'nth' => 1]);
        $results = self::create($ids);
        self::assertSame(['problem', 'created'], array_column($results, 'result'));
    }

    public function testNoMoreThanTwentyAndAtLeastOne(): void
    {
        foreach ([range(1, 21), [], [0], ['x']] as $ids) {
            $answer = self::ask('POST', 'products/create-many', ['ids' => $ids]);
            self::assertSame(400, $answer->get_status(), (string) wp_json_encode($ids));
            self::assertPlainError($answer);
        }
    }
}
