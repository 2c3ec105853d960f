<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\CategorySet;
use PHPUnit\Framework\TestCase;

/**
 * The categories of a product as one value.
 *
 * @group plain
 */
final class CategorySetTest extends TestCase
{
    public function testTheOrderAndWhatIsTwiceMakeNoDifference(): void
    {
        self::assertSame('', CategorySet::of([]));
        self::assertSame('2,12,100,wp5,wp40', CategorySet::of([100, 12, 2, 12], [40, 5]));
        self::assertSame([[2, 12], [5, 40]], [CategorySet::dolibarrs('2,12,wp5,wp40'), CategorySet::shops('2,12,wp5,wp40')]);
        self::assertSame([[], []], [CategorySet::dolibarrs(''), CategorySet::shops('')]);
    }

    public function testTellsWhatCameAlongWithAWriteFromWhatItLeftThere(): void
    {
        self::assertTrue(CategorySet::isMore('2,3', '3', '1'));
        self::assertTrue(CategorySet::isMore('3', '3', '1'));
        self::assertFalse(CategorySet::isMore('1,3', '3', '1'), 'it was to be taken away');
        self::assertFalse(CategorySet::isMore('2', '3', '1'));
        self::assertFalse(CategorySet::isMore('1', '', '1'));
    }

    /** @dataProvider ways */
    public function testTellsAWriteThatGotHalfway(string $now, string $before, string $after, bool $isHalfway): void
    {
        self::assertSame($isHalfway, CategorySet::isHalfway($now, $before, $after));
    }

    /** @return array<string, array{string, string, string, bool}> */
    public function ways(): array
    {
        return [
            'not begun' => ['1', '1', '2,3', false],
            'one of two was added' => ['1,2', '1', '2,3', true],
            'both were added' => ['1,2,3', '1', '2,3', true],
            'done' => ['2,3', '1', '2,3', false],
            'one of two was taken away' => ['1', '1,2', '', true],
            'somebody else’s was added' => ['1,9', '1', '2,3', false],
            'somebody took away what was to stay' => ['2', '1,4', '1,2', false],
        ];
    }
}
