<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\Category;
use DoliSync\Catalogue\CategoryTree;
use PHPUnit\Framework\TestCase;

/** Which category stands where, and which of the other side has the same path. */
final class CategoryTreeTest extends TestCase
{
    public function testNamesAPathFromTheTop(): void
    {
        $tree = self::tree();
        self::assertSame('Vêtements › T-shirts', $tree->words(3));
        self::assertSame('Promotions', $tree->words(2));
        self::assertSame('', $tree->words(99));
        self::assertSame([1, 3], array_map(static fn (Category $category): int => $category->id, $tree->line(3)));
    }

    public function testAParentThatIsUnknownOrRoundsACircleHasNoPath(): void
    {
        $tree = new CategoryTree([new Category(1, 2, 'A'), new Category(2, 1, 'B'), new Category(3, 99, 'C')]);
        foreach ([1, 2, 3] as $id) {
            self::assertSame([], $tree->line($id));
        }
        self::assertSame('C', $tree->words(3));
        self::assertNull($tree->at([new Category(0, 0, 'C')]));
    }

    public function testFindsTheSamePathHoweverItIsWritten(): void
    {
        $path = static fn (string ...$names): array => array_map(static fn (string $name): Category => new Category(7, 0, $name), $names);
        $tree = self::tree();
        self::assertSame(3, $tree->at($path('VETEMENTS', 't-shirts ')));
        self::assertSame(4, $tree->at($path('T-shirts')), 'the same name at another place is another category');
        self::assertNull($tree->at($path('Vêtements', 'T shirts')));
        self::assertNull($tree->at($path('Promotions', 'T-shirts')));
        self::assertNull($tree->at([]));
    }

    public function testFindsAChildByItsName(): void
    {
        $tree = new CategoryTree([...self::tree()->all(), new Category(9, 1, 't-Shirts')]);
        self::assertSame([9, 3, 4, null], [
            $tree->child(1, 't-Shirts'), $tree->child(1, 'T-SHIRTS'), $tree->child(0, 'T-shirts'), $tree->child(2, 'T-shirts'),
        ]);
    }

    private static function tree(): CategoryTree
    {
        return new CategoryTree([
            new Category(4, 0, 'T-shirts'), new Category(3, 1, 'T-shirts'), new Category(1, 0, 'Vêtements'), new Category(2, 0, 'Promotions'),
        ]);
    }
}
