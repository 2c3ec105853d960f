<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\ProductType;
use DoliSync\Catalogue\WpshopCategories;
use DoliSync\Tests\Support\SiteCase;

/** WPshop's categories: read, made, changed, and what is in them. */
final class WpshopCategoriesTest extends SiteCase
{
    public function testACategoryIsReadAsItWasMade(): void
    {
        $categories = new WpshopCategories();
        $clothes = $categories->create('Vêtements & Cie', 0, 12);
        $shirts = $categories->create('L\'été <b> \\ "T-shirts"', $clothes, null);
        $tree = $categories->tree();
        self::assertSame([0, 'Vêtements & Cie', 12], [$tree->get($clothes)->parent, $tree->get($clothes)->name, $tree->get($clothes)->dolibarrId]);
        self::assertSame([$clothes, 'L\'été <b> \\ "T-shirts"', null], [$tree->get($shirts)->parent, $tree->get($shirts)->name, $tree->get($shirts)->dolibarrId]);
    }

    public function testAMarkThatNamesNoCategoryIsNone(): void
    {
        $categories = new WpshopCategories();
        $id = $categories->create('Mugs', 0, null);
        foreach (['', '0', 'abc', '-1', '1.5'] as $mark) {
            update_term_meta($id, '_external_id', $mark);
            self::assertNull($categories->tree()->get($id)->dolibarrId, $mark);
        }
        $categories->associate($id, 7);
        self::assertSame(7, $categories->tree()->get($id)->dolibarrId);
        $categories->associate($id, null);
        self::assertNull($categories->tree()->get($id)->dolibarrId);
    }

    public function testOneThatIsThereIsTakenAndNotMadeTwice(): void
    {
        $categories = new WpshopCategories();
        $parent = $categories->create('Vêtements', 0, null);
        $id = $categories->create('Mugs', $parent, null);
        self::assertSame($id, $categories->create('Mugs', $parent, null));
        self::assertSame($id, $categories->create('Mugs', $parent, 12));
        self::assertSame($id, $categories->create('Mugs', $parent, 12));
        self::assertSame(12, $categories->tree()->get($id)->dolibarrId);
        self::assertNotSame($id, $categories->create('Mugs', 0, null), 'at another place it is another one');
    }

    public function testTheNameOfAnotherCategoryOfDolibarrTakesNothingFromIt(): void
    {
        $categories = new WpshopCategories();
        $first = $categories->create('Mugs', 0, 12);
        $second = $categories->create('Mugs', 0, 14);
        $tree = $categories->tree();
        self::assertNotSame($first, $second);
        self::assertSame(['Mugs', 12, 'Mugs', 14], [
            $tree->get($first)->name, $tree->get($first)->dolibarrId, $tree->get($second)->name, $tree->get($second)->dolibarrId,
        ]);
    }

    public function testACategoryIsRenamedAndMoved(): void
    {
        $categories = new WpshopCategories();
        $parent = $categories->create('Vêtements', 0, null);
        $id = $categories->create('Mugs', 0, 12);
        $categories->rename($id, 'Mugs & bols');
        $categories->move($id, $parent);
        self::assertSame('Vêtements › Mugs & bols', $categories->tree()->words($id));
        self::assertSame(12, $categories->tree()->get($id)->dolibarrId);
    }

    public function testAProductIsInTheseAndInNoOthers(): void
    {
        $categories = new WpshopCategories();
        [$first, $second] = [$categories->create('Mugs', 0, null), $categories->create('Promotions', 0, null)];
        [$id, $other] = [self::product(['title' => 'Mug']), self::product(['title' => 'Bol'])];
        $categories->assign($id, [$second, $first]);
        self::assertSame([$id => [$first, $second], $other => []], $categories->ofProducts([$id, $other]));
        $categories->assign($id, [$second]);
        self::assertSame([$id => [$second]], $categories->ofProducts([$id]));
        self::assertSame(['Promotions'], wp_get_object_terms($id, ProductType::CATEGORY, ['fields' => 'names']));
        $categories->assign($id, []);
        self::assertSame([$id => []], $categories->ofProducts([$id]));
        self::assertSame([], $categories->ofProducts([]));
    }

    public function testAllAreReadWithOneQuery(): void
    {
        $categories = new WpshopCategories();
        for ($number = 1; $number <= 20; $number++) {
            $categories->create("C$number", 0, $number);
        }
        $before = $GLOBALS['wpdb']->num_queries;
        self::assertCount(20, $categories->tree()->all());
        self::assertSame(1, $GLOBALS['wpdb']->num_queries - $before);
    }
}
