<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\Category;
use DoliSync\Catalogue\CategoryTree;
use DoliSync\Catalogue\ShopCategories;
use DoliSync\Catalogue\WpshopCategories;
use DoliSync\Tests\Support\SiteCase;

/** The categories of the shop's products as one value. */
final class ShopCategoriesTest extends SiteCase
{
    public function testWhatIsPutIsReadAndMissingOnesAreMadeBelowTheirParents(): void
    {
        $terms = new WpshopCategories();
        $clothes = $terms->create('VETEMENTS', 0, null);
        $own = $terms->create('À nous', 0, null);
        $id = self::product(['title' => 'Mug']);
        $categories = self::categories();
        $categories->put($id, "12,13,wp$own");
        self::assertSame("12,13,wp$own", $categories->of([$id])[$id]['value']);
        $tree = $terms->tree();
        self::assertSame(['VETEMENTS › T-shirts', 'Promotions', 'À nous'], array_map($tree->words(...), [
            $tree->child($clothes, 'T-shirts'), $tree->child(0, 'Promotions'), $own,
        ]));
        self::assertCount(4, $tree->all());
        $categories->put($id, '11');
        self::assertSame([[$clothes], 11], [$terms->ofProducts([$id])[$id], $terms->tree()->get($clothes)->dolibarrId], 'the same path gets the mark');
        $categories->put($id, '');
        self::assertSame([$id => ['value' => '', 'ids' => []]], $categories->of([$id]));
    }

    public function testOneThatNobodyKnowsIsNotMade(): void
    {
        $id = self::product(['title' => 'Mug']);
        self::assertSame('dolisync_unknown_category', self::problem(static fn () => self::categories()->put($id, '99'))->name);
        self::assertSame([], (new WpshopCategories())->tree()->all());
    }

    public function testPutsBackToTheLetterWhatIsStillThere(): void
    {
        $terms = new WpshopCategories();
        [$first, $second] = [$terms->create('Mugs', 0, null), $terms->create('Bols', 0, null)];
        $id = self::product(['title' => 'Mug']);
        $terms->assign($id, [$first, $second]);
        $categories = self::categories();
        $before = $categories->snapshot($id);
        $categories->put($id, '13');
        wp_delete_term($second, 'wps-product-cat');
        $categories->restore($id, $before);
        self::assertSame([$first], $terms->ofProducts([$id])[$id]);
    }

    public function testManyTakeAsManyQueriesAsOne(): void
    {
        $ids = [];
        for ($made = 0; $made < 12; $made++) {
            $ids[] = self::product(['title' => "P$made"]);
            self::categories()->put($ids[$made], $made % 2 === 0 ? '12' : '13');
        }
        $queries = static function (array $ids): int {
            $before = $GLOBALS['wpdb']->num_queries;
            self::assertCount(count($ids), array_filter(self::categories()->of($ids)));
            return $GLOBALS['wpdb']->num_queries - $before;
        };
        self::assertSame($queries([$ids[0]]), $queries($ids));
    }

    private static function categories(): ShopCategories
    {
        return new ShopCategories(new WpshopCategories(), static fn (): CategoryTree => new CategoryTree([
            new Category(11, 0, 'Vêtements'), new Category(12, 11, 'T-shirts'), new Category(13, 0, 'Promotions'),
        ]));
    }
}
