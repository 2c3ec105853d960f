<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Catalogue\ProductType;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Services;
use DoliSync\Sync\LinkedPair;
use DoliSync\Sync\LinkingOfMany;
use DoliSync\Sync\Revision;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Associating many pairs: each as it would be alone, and none stops another. */
final class LinkingOfManyTest extends SyncCase
{
    protected function tearDown(): void
    {
        remove_all_filters('dolisync_http_timeout');
    }

    public function testTheVersionToKeepIsEachPairsOwn(): void
    {
        $pairs = [
            self::pair('A', [], null),
            self::pair('B', ['label' => 'Tasse', 'price' => '14'], 'dolibarr'),
            self::pair('C', ['label' => 'Tasse', 'price' => '14'], 'wpshop'),
            self::pair('D', ['label' => 'Tasse'], null),
        ];
        $results = self::linkAll($pairs);
        self::assertSame([[], ['title', 'price'], [], null], self::written($results, 'wpshop'));
        self::assertSame([[], [], ['title', 'price'], null], self::written($results, 'dolibarr'));
        self::assertSame([null, null, null, 'dolisync_choice_incomplete'], self::codes($results));
        self::assertSame(['synced', 'synced', 'synced', 'unlinked'], array_map(
            static fn (array $pair): string => self::row($pair['wp_id'])->status->value,
            $pairs
        ));
        self::assertSame(['Tasse', '14'], array_values(array_intersect_key(self::values($pairs[1]['wp_id']), ['title' => 1, 'price' => 1])));
        self::assertSame('Mug C', StandIn::product($pairs[2]['dolibarr_id'])['label']);
        self::assertSame($pairs[0]['wp_id'], (int) StandIn::product($pairs[0]['dolibarr_id'])['array_options']['options__wps_id']);
        self::assertNull(StandIn::product($pairs[3]['dolibarr_id'])['array_options']['options__wps_id']);
    }

    public function testRule5EachCanBeUndoneByItself(): void
    {
        $pairs = [self::pair('A', ['price' => '14'], 'dolibarr'), self::pair('B', ['price' => '14'], 'wpshop')];
        $results = self::linkAll($pairs);
        foreach ($results as $result) {
            self::assertTrue($result['outcome']['undoable']);
        }
        Services::get()->synchronizer()->undo($results[1]['outcome']['journal_id']);
        self::assertNull(Services::get()->links()->of($pairs[1]['wp_id']));
        self::assertSame('14', rtrim(rtrim(StandIn::product($pairs[1]['dolibarr_id'])['price'], '0'), '.'));
        self::assertSame('synced', self::row($pairs[0]['wp_id'])->status->value);
        Services::get()->synchronizer()->undo($results[0]['outcome']['journal_id']);
        self::assertSame(['12.5', 'unlinked'], [self::values($pairs[0]['wp_id'])['price'], self::row($pairs[0]['wp_id'])->status->value]);
    }

    /** @dataProvider sides */
    public function testRule4WhatChangedSinceItWasSeenIsNotWritten(string $side): void
    {
        $pairs = [self::pair('A', ['price' => '14'], 'dolibarr'), self::pair('B', ['price' => '14'], 'wpshop')];
        foreach ($pairs as $pair) {
            $side === 'wpshop'
                ? self::edit($pair['wp_id'], ['description' => 'Edited'])
                : StandIn::change($pair['dolibarr_id'], ['description' => 'Edited']);
        }
        $fine = self::pair('C', [], null);
        $before = [self::values($pairs[0]['wp_id']), StandIn::product($pairs[1]['dolibarr_id'])];
        $results = self::linkAll([...$pairs, $fine]);
        self::assertSame(['dolisync_changed_meanwhile', 'dolisync_changed_meanwhile', null], self::codes($results));
        self::assertSame($before, [self::values($pairs[0]['wp_id']), StandIn::product($pairs[1]['dolibarr_id'])]);
        self::assertNull($results[2]['now']);
        // With what it is now, the person decides anew.
        foreach ($pairs as $at => $pair) {
            $now = array_map(static fn (array $product): string => $product['revision'], $results[$at]['now']);
            self::assertSame([null], self::codes(self::linkAll([['revisions' => $now] + $pair])));
        }
    }

    /** @return list<array{string}> */
    public function sides(): array
    {
        return [['wpshop'], ['dolibarr']];
    }

    public function testRule12OneBadPairStopsNobodyElse(): void
    {
        $trashed = self::pair('A', [], null);
        wp_trash_post($trashed['wp_id']);
        $gone = self::pair('B', [], null);
        StandIn::delete($gone['dolibarr_id']);
        $deleted = self::pair('C', [], null);
        wp_delete_post($deleted['wp_id'], true);
        $fine = self::pair('D', [], null);
        self::assertSame(
            ['dolisync_in_trash', 'dolisync_unknown_dolibarr_product', 'dolisync_unknown_product', null],
            self::codes(self::linkAll([$trashed, $gone, $deleted, $fine]))
        );
        self::assertSame('synced', self::row($fine['wp_id'])->status->value);
    }

    public function testRule8NothingIsStolen(): void
    {
        [$linked, $holding] = self::linkedMug();
        $one = self::pair('A', [], null);
        $other = self::pair('B', [], null);
        $named = self::pair('C', [], null);
        StandIn::change($named['dolibarr_id'], ['array_options' => ['options__wps_id' => self::product(['title' => 'Cup']), 'options__wps_status' => 'publish']]);
        $results = self::linkAll([
            ['wp_id' => $linked] + $one,
            ['dolibarr_id' => $holding] + $one,
            $one,
            ['dolibarr_id' => $other['dolibarr_id']] + $one,
            ['wp_id' => $other['wp_id']] + $one,
            $other,
            self::seen($named),
        ]);
        self::assertSame(
            ['dolisync_already_linked', 'dolisync_taken', null, 'dolisync_already_linked', 'dolisync_taken', null, 'dolisync_taken'],
            self::codes($results)
        );
        $links = Services::get()->links();
        self::assertSame(
            [$holding, $one['dolibarr_id'], $other['dolibarr_id'], null],
            array_map(static fn (int $id): ?int => $links->of($id)?->dolibarrId, [$linked, $one['wp_id'], $other['wp_id'], $named['wp_id']])
        );
    }

    public function testTheNumberThatAnotherDolibarrProductCarriesIsNotStolen(): void
    {
        $pair = self::pair('A', [], null);
        self::mugInDolibarr(['ref' => 'OLD', 'label' => 'Old mug', 'barcode' => '', 'array_options' => ['options__wps_id' => $pair['wp_id'], 'options__wps_status' => 'publish']]);
        $results = self::linkAll([$pair, self::pair('B', [], null)]);
        self::assertSame(['dolisync_taken', null], self::codes($results));
        self::assertStringContainsString('Old mug', $results[0]['problem']['message']);
    }

    public function testAnAnswerThatGotLostIsGivenAgain(): void
    {
        $pair = self::pair('A', ['price' => '14'], 'dolibarr');
        self::linkAll([$pair]);
        StandIn::forgetCalls();
        $again = self::linkAll([$pair])[0];
        self::assertSame([null, 'synced', null], [$again['problem'], $again['outcome']['row']['status'], $again['outcome']['journal_id']]);
        self::assertSame([], StandIn::writes());
    }

    public function testTwoCallsToDolibarrAPairAndTwoForEachTen(): void
    {
        $pairs = array_map(static fn (int $made): array => self::pair("P$made", [], null), range(1, 20));
        StandIn::forgetCalls();
        self::assertSame(array_fill(0, 20, null), self::codes(self::linkAll($pairs)));
        self::assertCount(20, StandIn::writes());
        self::assertCount(2 * 20 + 2 * 2, StandIn::calls());
    }

    /** @dataProvider versions */
    public function testWithoutTheModule(int $version): void
    {
        StandIn::reset('empty', $version);
        StandIn::settings(['module_wpshop' => false]);
        $pairs = [self::pair('A', ['array_options' => []], null), self::pair('B', ['array_options' => [], 'price' => '14'], 'wpshop')];
        self::assertSame([null, null], self::codes(self::linkAll($pairs)));
        self::assertSame('synced', self::row($pairs[1]['wp_id'])->status->value);
    }

    /** @return list<array{int}> */
    public function versions(): array
    {
        return [[16], [20]];
    }

    /**
     * @dataProvider faults
     * @param array<string, mixed> $fault
     * @param bool $isOfAll whether the other pairs would fail in the same way
     */
    public function testRule2AProblemIsSaidOfEachPairAndAssociatesNothing(array $fault, string $code, bool $isOfAll): void
    {
        add_filter('dolisync_http_timeout', static fn (): float => 0.5);
        $pairs = array_map(static fn (int $made): array => self::pair("P$made", [], null), range(1, 12));
        StandIn::forgetCalls();
        StandIn::fail($fault);
        self::assertSame(array_fill(0, 12, $code), self::codes(self::linkAll($pairs)));
        self::assertSame(0, Services::get()->links()->count());
        // The first one tells; otherwise each is asked for.
        $isOfAll
            ? self::assertLessThanOrEqual(1, count(StandIn::calls()), json_encode(StandIn::calls()))
            : self::assertCount(2 + 12, StandIn::calls());
        StandIn::heal();
        self::assertSame(array_fill(0, 12, null), self::codes(self::linkAll($pairs)));
    }

    /** @return array<string, array{array<string, mixed>, string, bool}> */
    public function faults(): array
    {
        return [
            'a time-out' => [['kind' => 'timeout_before', 'ms' => 1500], 'dolisync_dolibarr_timeout', true],
            'a dropped connection' => [['kind' => 'drop'], 'dolisync_dolibarr_unreachable', true],
            'a refused key' => [['kind' => 'status', 'status' => 401], 'dolisync_dolibarr_key_refused', true],
            'an HTML error page' => [['kind' => 'html_500'], 'dolisync_dolibarr_failing', false],
            'half a JSON' => [['kind' => 'truncated'], 'dolisync_dolibarr_unreadable', false],
        ];
    }

    public function testAPageThatCannotBeReadStopsNobody(): void
    {
        $pairs = [self::pair('A', [], null), self::pair('B', [], null)];
        StandIn::fail(['kind' => 'truncated', 'method' => 'GET', 'nth' => 1, 'times' => 1]);
        self::assertSame([null, null], self::codes(self::linkAll($pairs)));
    }

    public function testAWriteThatFailsStopsNobody(): void
    {
        $pairs = array_map(static fn (int $made): array => self::pair("P$made", [], null), range(1, 3));
        StandIn::fail(['kind' => 'html_500', 'method' => 'PUT', 'nth' => 2, 'times' => 1]);
        self::assertSame([null, 'dolisync_dolibarr_failing', null], self::codes(self::linkAll($pairs)));
        self::assertSame(2, Services::get()->links()->count());
    }

    public function testWhatIsReadAheadServesOnlyTheFirstReading(): void
    {
        $pairs = [self::pair('A', [], null), self::pair('B', [], null)];
        $dolibarrId = $pairs[0]['dolibarr_id'];
        $results = self::linkAll([$pairs[0], ['dolibarr_id' => 999_999] + $pairs[1]]);
        self::assertSame([null, 'dolisync_unknown_dolibarr_product'], self::codes($results));
        StandIn::change($dolibarrId, ['label' => 'Tasse']);
        self::assertSame('Tasse', self::look($pairs[0]['wp_id'])->record->label());
    }

    public function testWhatThereIsNoTimeForIsNotTried(): void
    {
        $services = Services::get();
        $pairs = array_map(static fn (int $made): array => self::pair("P$made", [], null), range(1, 3));
        $products = (new \ReflectionMethod($services, 'products'))->invoke($services);
        $hurried = new LinkingOfMany($services->synchronizer(), $services->comparisons(), $products, $services->links(), $services->statusCheck(), 0);
        $results = self::shown($hurried->link($pairs));
        self::assertSame([null, 'dolisync_not_tried', 'dolisync_not_tried'], self::codes($results));
        self::assertSame('retry', $results[1]['problem']['next_action']);
        self::assertSame(1, $services->links()->count());
    }

    /**
     * A pair as a person saw it, which differs as said.
     *
     * @param array<string, mixed> $inDolibarr
     * @return array{wp_id: int, dolibarr_id: int, revisions: array<string, string>, keep: string|null}
     */
    private static function pair(string $name, array $inDolibarr, ?string $keep): array
    {
        return self::seen([
            'wp_id' => self::product(['title' => "Mug $name", 'reference' => "MUG-$name", 'barcode' => ''] + self::MUG),
            'dolibarr_id' => self::mugInDolibarr($inDolibarr + ['label' => "Mug $name", 'ref' => "MUG-$name", 'barcode' => '']),
            'keep' => $keep,
        ]);
    }

    /**
     * As the lists of both sides tell them: without Dolibarr's categories.
     *
     * @param array<string, mixed> $pair
     * @return array<string, mixed>
     */
    private static function seen(array $pair): array
    {
        return ['revisions' => [
            'wpshop' => Revision::ofShop(Services::get()->catalogue()->read($pair['wp_id']), null),
            'dolibarr' => Revision::ofDolibarr(ProductRecord::from(StandIn::product($pair['dolibarr_id']))),
        ]] + $pair;
    }

    public function testWhereNoVersionIsKeptTheCategoriesAreNotDecidedAbout(): void
    {
        $pair = self::pair('A', [], null);
        StandIn::categorize($pair['dolibarr_id'], [StandIn::category('Mugs')]);
        self::assertSame([null], self::codes(self::linkAll([$pair])));
        self::assertSame('', self::values($pair['wp_id'])['categories']);
        self::assertSame('synced', self::row($pair['wp_id'])->status->value);
        self::assertSame(['categories' => 'differs'], self::differing(self::look($pair['wp_id'])));
    }

    public function testRule4TheCategoriesOfTheKeptVersionComeAlong(): void
    {
        $pairs = array_map(static fn (string $name): array => self::categorized($name, 'dolibarr'), ['A', 'B']);
        $pairs[] = self::categorized('C', 'wpshop');
        StandIn::forgetCalls();
        $results = self::linkAll($pairs);
        self::assertSame([null, null, null], self::codes($results), 'what becomes known of categories on the way is no change');
        self::assertSame([['categories'], ['categories'], []], self::written($results, 'wpshop'));
        self::assertSame([[], [], ['categories']], self::written($results, 'dolibarr'));
        self::assertSame([['Mugs'], ['Mugs'], ['Mugs', 'Promo']], array_map(self::categoriesInShop(...), $pairs));
        self::assertSame([['Mugs'], ['Mugs'], ['Mugs', 'Promo']], array_map(self::categoriesInDolibarr(...), $pairs));
        foreach ($pairs as $pair) {
            self::assertSame('synced', self::row($pair['wp_id'])->status->value);
            self::assertSame([], self::differing(self::look($pair['wp_id'])));
        }
        foreach ($results as $result) {
            Services::get()->synchronizer()->undo($result['outcome']['journal_id']);
        }
        self::assertSame(array_fill(0, 3, ['Mugs', 'Promo']), array_map(self::categoriesInShop(...), $pairs), 'rule 5');
        self::assertSame(array_fill(0, 3, ['Mugs']), array_map(self::categoriesInDolibarr(...), $pairs), 'rule 5');
    }

    public function testTheCategoriesOfAKeptVersionAreOneCallMore(): void
    {
        $pairs = array_map(static fn (int $made): array => self::pair("P$made", [], 'dolibarr'), range(1, 10));
        StandIn::forgetCalls();
        self::assertSame(array_fill(0, 10, null), self::codes(self::linkAll($pairs)));
        self::assertCount(3 * 10 + 2, StandIn::calls());
    }

    public function testRule4CategoriesOfTheShopThatChangedSinceAreNotOverwritten(): void
    {
        $pair = self::categorized('A', 'dolibarr');
        self::putInShop($pair['wp_id'], 'Soldes');
        $result = self::linkAll([$pair])[0];
        self::assertSame([['dolisync_changed_meanwhile'], ['Soldes']], [self::codes([$result]), self::categoriesInShop($pair)]);
        $now = array_map(static fn (array $product): string => $product['revision'], $result['now']);
        self::assertSame([null], self::codes(self::linkAll([['revisions' => $now] + $pair])));
        self::assertSame(['Mugs'], self::categoriesInShop($pair));
    }

    public function testRule4AnEditWhileTheCategoriesAreAskedForIsNotOverwritten(): void
    {
        $pair = self::categorized('A', 'dolibarr');
        $edit = static function (mixed $answer, array $arguments, string $url) use ($pair, &$edit): mixed {
            if (str_ends_with(explode('?', $url)[0], '/categories')) {
                remove_filter('pre_http_request', $edit);
                self::edit($pair['wp_id'], ['title' => 'Edited']);
            }
            return $answer;
        };
        add_filter('pre_http_request', $edit, 10, 3);
        $result = self::linkAll([$pair])[0];
        self::assertSame(['dolisync_changed_meanwhile'], self::codes([$result]));
        self::assertSame(['Edited', ['Mugs', 'Promo']], [self::values($pair['wp_id'])['title'], self::categoriesInShop($pair)]);
        $now = array_map(static fn (array $product): string => $product['revision'], $result['now']);
        self::assertSame([null], self::codes(self::linkAll([['revisions' => $now] + $pair])));
    }

    public function testRule2CategoriesThatCannotBeReadJustNowKeepThePairFromBeingAssociated(): void
    {
        $pair = self::categorized('A', 'dolibarr');
        StandIn::fail(['kind' => 'html_500', 'path' => "/products/{$pair['dolibarr_id']}/categories"]);
        self::assertSame(['dolisync_dolibarr_failing'], self::codes(self::linkAll([$pair])));
        self::assertNull(Services::get()->links()->of($pair['wp_id']));
        StandIn::heal();
        // Where the key may not read them, they are not compared, and all else is.
        StandIn::fail(['kind' => 'status', 'status' => 403, 'path' => "/products/{$pair['dolibarr_id']}/categories"]);
        self::assertSame([null], self::codes(self::linkAll([$pair])));
        self::assertSame(['Mugs', 'Promo'], self::categoriesInShop($pair));
    }

    /**
     * A pair that is in Mugs on both sides, which DoliSync does not know to be the same yet, and in the shop in Promo too.
     *
     * @return array{wp_id: int, dolibarr_id: int, revisions: array<string, string>, keep: string|null}
     */
    private static function categorized(string $name, string $keep): array
    {
        $pair = self::pair($name, [], $keep);
        self::putInShop($pair['wp_id'], 'Mugs', 'Promo');
        $mugs = array_column(StandIn::categories(), 'id', 'label')['Mugs'] ?? StandIn::category('Mugs');
        StandIn::categorize($pair['dolibarr_id'], [(int) $mugs]);
        if (!in_array('Promo', array_column(StandIn::categories(), 'label'), true)) {
            StandIn::category('Promo');
        }
        return self::seen($pair);
    }

    private static function putInShop(int $id, string ...$categories): void
    {
        wp_set_object_terms($id, array_map(static function (string $category): int {
            $term = term_exists($category, ProductType::CATEGORY) ?: wp_insert_term($category, ProductType::CATEGORY);
            return (int) $term['term_id'];
        }, $categories), ProductType::CATEGORY);
    }

    /** @param array{wp_id: int} $pair @return list<string> */
    private static function categoriesInShop(array $pair): array
    {
        clean_object_term_cache($pair['wp_id'], ProductType::POST_TYPE);
        return wp_get_object_terms($pair['wp_id'], ProductType::CATEGORY, ['fields' => 'names', 'orderby' => 'name']);
    }

    /** @param array{dolibarr_id: int} $pair @return list<string> */
    private static function categoriesInDolibarr(array $pair): array
    {
        $labels = array_column(StandIn::categories(), 'label', 'id');
        return array_map(static fn (int $id): string => $labels[$id], StandIn::categoriesOf($pair['dolibarr_id']));
    }

    /**
     * @param list<array<string, mixed>> $pairs
     * @return list<array<string, mixed>>
     */
    private static function linkAll(array $pairs): array
    {
        return self::shown(Services::get()->linkingOfMany()->link($pairs));
    }

    /**
     * @param list<LinkedPair> $results
     * @return list<array<string, mixed>> as the panel gets them
     */
    private static function shown(array $results): array
    {
        return json_decode((string) wp_json_encode($results), true);
    }

    /**
     * @param list<array<string, mixed>> $results
     * @return list<string|null>
     */
    private static function codes(array $results): array
    {
        return array_map(static fn (array $result): ?string => $result['problem']['code'] ?? null, $results);
    }

    /**
     * @param list<array<string, mixed>> $results
     * @return list<list<string>|null> the fields that were written there
     */
    private static function written(array $results, string $side): array
    {
        return array_map(
            static fn (array $result): ?array => $result['outcome'] === null ? null : array_column($result['outcome']['changes'][$side], 'key'),
            $results
        );
    }
}
