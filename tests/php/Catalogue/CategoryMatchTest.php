<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\Category;
use DoliSync\Catalogue\CategoryMatch;
use DoliSync\Catalogue\CategoryTree;
use PHPUnit\Framework\TestCase;

/** Which category of the shop is which of Dolibarr: by its mark, otherwise by its path. */
final class CategoryMatchTest extends TestCase
{
    /**
     * @dataProvider cases
     * @param list<Category> $shop
     * @param list<Category> $dolibarr
     * @param array<int, int|null> $counterparts the shop's → Dolibarr's
     */
    public function testEveryCase(array $shop, array $dolibarr, array $counterparts): void
    {
        $match = new CategoryMatch(new CategoryTree($shop), new CategoryTree($dolibarr));
        foreach ($counterparts as $id => $counterpart) {
            self::assertSame($counterpart, $match->inDolibarr($id));
            if ($counterpart !== null) {
                self::assertSame($id, $match->inShop($counterpart));
            }
        }
    }

    /** @return array<string, array{list<Category>, list<Category>, array<int, int|null>}> */
    public function cases(): array
    {
        $shop = static fn (int $id, int $parent, string $name, ?int $mark = null): Category => new Category($id, $parent, $name, $mark);
        $doli = static fn (int $id, int $parent, string $name): Category => new Category($id, $parent, $name);
        return [
            'the mark, whatever the names are' => [[$shop(5, 0, 'Mugs', 12)], [$doli(12, 0, 'Cups'), $doli(13, 0, 'Mugs')], [5 => 12]],
            'the mark of one that Dolibarr is not known to have' => [[$shop(5, 0, 'Mugs', 12)], [], [5 => 12]],
            'the same path, however it is written' => [
                [$shop(5, 0, 'VETEMENTS'), $shop(6, 5, 'T-shirts')], [$doli(1, 0, 'Vêtements'), $doli(2, 1, 't-Shirts')], [5 => 1, 6 => 2],
            ],
            'the same name at another place' => [[$shop(5, 0, 'Mugs')], [$doli(1, 0, 'Vaisselle'), $doli(2, 1, 'Mugs')], [5 => null]],
            'the same path, and another one is marked with it' => [[$shop(5, 0, 'Mugs'), $shop(6, 0, 'Tasses', 12)], [$doli(12, 0, 'Mugs')], [5 => null, 6 => 12]],
            'two with the same path' => [[$shop(5, 0, 'Mugs'), $shop(6, 0, 'mugs')], [$doli(12, 0, 'Mugs')], [5 => 12, 6 => null]],
            'one that Dolibarr does not have' => [[$shop(5, 0, 'Mugs')], [$doli(12, 0, 'Bols')], [5 => null]],
            'one that the shop does not have' => [[], [$doli(12, 0, 'Mugs')], [5 => null]],
        ];
    }

    public function testAProductsCategoriesAreWhatTheyAre(): void
    {
        $match = new CategoryMatch(
            new CategoryTree([new Category(5, 0, 'Mugs', 12), new Category(6, 0, 'Bols'), new Category(7, 0, 'À nous')]),
            new CategoryTree([new Category(12, 0, 'Cups'), new Category(3, 0, 'bols')])
        );
        self::assertSame('3,12,wp7', $match->value([7, 6, 5]));
        self::assertSame('', $match->value([]));
        self::assertNull($match->inShop(99));
    }
}
