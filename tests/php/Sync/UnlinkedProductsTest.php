<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Sync\Revision;
use DoliSync\Sync\UnlinkedProducts;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** The products that only one side has, page by page. */
final class UnlinkedProductsTest extends SyncCase
{
    public function testTheShopsAreThoseThatAreNeitherAssociatedNorInTheTrash(): void
    {
        $mug = self::product(self::MUG);
        [$linked] = self::linkedMug();
        $trashed = self::product(['title' => 'Bowl']);
        wp_trash_post($trashed);
        $draft = self::product(['title' => 'Cup', 'on_sale' => 'no', 'price' => '10', 'price_base' => 'TTC', 'vat_rate' => '20']);
        Services::get()->catalogue()->reserve();
        StandIn::forgetCalls();

        $page = self::list()->inShop(0, 500);
        self::assertSame([$mug, $draft], self::ids($page));
        self::assertSame([null, 3, 0], [$page['next'], $page['looked_at'], $page['left']]);
        self::assertSame(
            ['id' => $mug, 'title' => 'Mug bleu', 'reference' => 'MUG', 'barcode' => '3760000000017', 'price' => '12.5', 'price_with_tax' => '15', 'price_base' => 'HT'],
            array_slice($page['products'][0]->jsonSerialize(), 0, 7)
        );
        self::assertSame(['8.33333', '10'], [$page['products'][1]->jsonSerialize()['price'], $page['products'][1]->jsonSerialize()['price_with_tax']]);
        self::assertSame([], StandIn::calls());
        self::assertNotContains($linked, self::ids($page));
    }

    /** @dataProvider versions */
    public function testDolibarrsAreThoseThatNoProductOfTheShopHas(int $version): void
    {
        StandIn::reset('empty', $version);
        self::assertSame([[], null, 0], [self::ids(self::list()->inDolibarr(0, 500)), self::list()->inDolibarr(0, 500)['next'], self::list()->inDolibarr(0, 500)['left']]);
        $free = self::mugInDolibarr(['ref' => 'FREE', 'price' => '0', 'price_ttc' => '24', 'price_base_type' => 'TTC', 'barcode' => '']);
        [, $linked] = self::linkedMug();
        [$deleted, $abandoned] = [self::product(['title' => 'Bowl']), self::mugInDolibarr(['ref' => 'BOWL', 'barcode' => ''])];
        Services::get()->links()->put($deleted, $abandoned, null);
        wp_delete_post($deleted, true);
        StandIn::forgetCalls();

        $page = self::list()->inDolibarr(0, 500);
        self::assertCount(1, StandIn::calls());
        // An association whose product the shop no longer has holds nothing.
        self::assertSame([$free, $abandoned], self::ids($page));
        self::assertSame([null, 3, 0], [$page['next'], $page['looked_at'], $page['left']]);
        self::assertSame(
            ['id' => $free, 'title' => 'Mug bleu', 'reference' => 'FREE', 'barcode' => '', 'price' => '20', 'price_with_tax' => '24', 'price_base' => 'TTC'],
            array_slice($page['products'][0]->jsonSerialize(), 0, 7)
        );
        self::assertNotContains($linked, self::ids($page));
    }

    /** @return list<array{int}> */
    public function versions(): array
    {
        return [[16], [20]];
    }

    public function testPagesSayWhatIsLeftAndSurviveWhatComesAndGoes(): void
    {
        $ids = [[], []];
        for ($made = 0; $made < 7; $made++) {
            $ids[0][] = self::product(['title' => "Mug $made", 'reference' => "MUG-$made"]);
            $ids[1][] = self::mugInDolibarr(['ref' => "MUG-$made", 'barcode' => '']);
        }
        foreach (['inShop', 'inDolibarr'] as $side => $read) {
            $seen = [];
            $after = 0;
            $lefts = [];
            do {
                $page = self::list()->$read($after, 3);
                $seen = [...$seen, ...self::ids($page)];
                $lefts[] = $page['left'];
                if ($after === 0) {
                    // One that was seen goes, and one that was not yet seen comes.
                    $side === 0 ? wp_delete_post($ids[0][0], true) : StandIn::delete($ids[1][0]);
                    $ids[$side][] = $side === 0 ? self::product(['title' => 'New']) : self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '']);
                }
                $after = $page['next'];
            } while ($after !== null);
            self::assertSame($ids[$side], $seen, $read);
            self::assertSame([4, 2, 0], $lefts, $read);
        }
    }

    public function testAPageOfAssociatedOnesIsNotTheLast(): void
    {
        [, $linked] = self::linkedMug();
        $free = self::mugInDolibarr(['ref' => 'FREE', 'barcode' => '']);
        $page = self::list()->inDolibarr(0, 1);
        self::assertSame([[], $linked, 1], [$page['products'], $page['next'], $page['left']]);
        self::assertSame([$free], self::ids(self::list()->inDolibarr($linked, 1)));
    }

    public function testTheRevisionIsTheOneThatAssociatingAsksFor(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['label' => 'Tasse', 'price_base_type' => 'TTC', 'price_ttc' => '15']);
        $revisions = static fn (): array => [
            'wpshop' => self::list()->inShop(0, 500)['products'][0]->jsonSerialize()['revision'],
            'dolibarr' => self::list()->inDolibarr(0, 500)['products'][0]->jsonSerialize()['revision'],
        ];
        // What is read ahead for many tells no categories, as the lists.
        $asked = static function () use ($id, $dolibarrId): array {
            $seen = self::look($id, $dolibarrId);
            return ['wpshop' => $seen->revisions()['wpshop'], 'dolibarr' => Revision::ofDolibarr($seen->record->withCategories(null))];
        };
        self::assertSame($asked(), $seen = $revisions());
        self::edit($id, ['description' => 'Edited']);
        StandIn::change($dolibarrId, ['description' => 'Edited']);
        self::assertNotEquals($seen['wpshop'], $revisions()['wpshop']);
        self::assertNotEquals($seen['dolibarr'], $revisions()['dolibarr']);
        self::assertSame($asked(), $revisions());
    }

    /**
     * @dataProvider faults
     * @param array<string, mixed> $fault
     */
    public function testRule2AProblemIsNoEmptyPage(array $fault, string $code): void
    {
        self::mugInDolibarr();
        StandIn::fail($fault);
        self::assertSame($code, self::problem(static fn () => self::list()->inDolibarr(0, 500))->name);
    }

    /** @return array<string, array{array<string, mixed>, string}> */
    public function faults(): array
    {
        return [
            'an HTML error page' => [['kind' => 'html_500'], 'dolisync_dolibarr_failing'],
            'half a JSON' => [['kind' => 'truncated'], 'dolisync_dolibarr_unreadable'],
            'a dropped connection' => [['kind' => 'drop'], 'dolisync_dolibarr_unreachable'],
            'a refused key' => [['kind' => 'status', 'status' => 401], 'dolisync_dolibarr_key_refused'],
            'another server’s 404' => [['kind' => 'status', 'status' => 404], 'dolisync_dolibarr_not_there'],
        ];
    }

    public function testAPageTakesAsManyQueriesHoweverLongItIs(): void
    {
        for ($made = 0; $made < 30; $made++) {
            self::product(['title' => "Mug $made", 'reference' => "MUG-$made"]);
            self::mugInDolibarr(['ref' => "MUG-$made", 'barcode' => '']);
        }
        foreach (['inShop', 'inDolibarr'] as $read) {
            $queries = static function (int $limit) use ($read): int {
                wp_cache_flush();
                $before = $GLOBALS['wpdb']->num_queries;
                self::assertCount($limit, self::list()->$read(0, $limit)['products']);
                return $GLOBALS['wpdb']->num_queries - $before;
            };
            $queries(2);
            self::assertSame($queries(2), $queries(30), $read);
        }
    }

    private static function list(): UnlinkedProducts
    {
        return Services::get()->unlinkedProducts();
    }

    /**
     * @param array{products: list<\DoliSync\Sync\UnlinkedProduct>} $page
     * @return list<int>
     */
    private static function ids(array $page): array
    {
        return array_map(static fn ($product): int => $product->jsonSerialize()['id'], $page['products']);
    }
}
