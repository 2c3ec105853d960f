<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Dolibarr\Filter;
use PHPUnit\Framework\TestCase;

/** @group plain */
final class FilterTest extends TestCase
{
    public function testIsWrittenAsBothVersionsTakeIt(): void
    {
        self::assertSame('(t.rowid:in:1,2,5)', (string) Filter::ids([1, 2, 5]));
        self::assertSame('(ef._wps_id:=:59)', (string) Filter::shopId(59));
        self::assertSame("(t.ref:=:'MUG-1')", (string) Filter::reference('MUG-1'));
        self::assertSame(
            "((t.label:like:'%été%') or (t.ref:like:'%été%') or (t.barcode:like:'%été%')) and (t.label:like:'%mug%')",
            (string) Filter::all([Filter::anywhere('été'), Filter::inName('mug')])
        );
    }

    /** @dataProvider dangerous */
    public function testNothingThatCouldMeanMoreIsAskedFor(string $value): void
    {
        self::assertNull(Filter::reference($value));
        self::assertNull(Filter::barcode($value));
        $this->expectException(\InvalidArgumentException::class);
        Filter::anywhere($value);
    }

    /** @return list<array{string}> */
    public function dangerous(): array
    {
        return [["a'b"], ['a(b)'], ["x') OR 1=1"], ['50%'], ['a b'], ['a:b'], ["a\n"], ['a,b'], [''], ['a\\']];
    }
}
