<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\Decimal;
use PHPUnit\Framework\TestCase;

/** @group plain */
final class DecimalTest extends TestCase
{
    /** @dataProvider numbers */
    public function testIsWrittenInOneWay(mixed $written, string $canonical): void
    {
        self::assertSame($canonical, (string) Decimal::parse($written));
    }

    /** @return list<array{mixed, string}> */
    public function numbers(): array
    {
        return [
            ['200.00000000', '200'], ['12.34568000', '12.34568'], ['5.5000', '5.5'], ['0.00', '0'], ['-0', '0'],
            ['007', '7'], ['.5', '0.5'], ['5.', '5'], ['+3', '3'], ['-12.50', '-12.5'], ['12,50', '12.5'],
            ['1.0E-5', '0.00001'], ['1e3', '1000'], [' 4 ', '4'], [7, '7'], [0.35, '0.35'], [1.0E-7, '0.0000001'],
            ['123456789012345678901234567890.12345678', '123456789012345678901234567890.12345678'],
        ];
    }

    /** @dataProvider notNumbers */
    public function testWhatIsNoNumberIsNone(mixed $written): void
    {
        self::assertNull(Decimal::parse($written));
    }

    /** @return list<array{mixed}> */
    public function notNumbers(): array
    {
        return [[''], ['abc'], [null], ['1.2.3'], ['.'], ['-'], ['1e999'], [INF], [NAN], [[]], [true], ['0x1A'], ['١٢'], [str_repeat('9', 41)]];
    }

    /** @dataProvider shifts */
    public function testMovesThePoint(string $number, int $exponent, string $shifted): void
    {
        self::assertSame($shifted, (string) Decimal::parse($number)->shifted($exponent));
    }

    /** @return list<array{string, int, string}> */
    public function shifts(): array
    {
        return [['350', -3, '0.35'], ['0.35', 3, '350'], ['1', -2, '0.01'], ['1200', 3, '1200000'], ['0', 5, '0'], ['-2.5', -1, '-0.25']];
    }

    /** @dataProvider divisions */
    public function testDividesAndRoundsHalfAwayFromZero(string $dividend, string $divisor, int $decimals, string $quotient): void
    {
        self::assertSame($quotient, (string) Decimal::parse($dividend)->dividedBy(Decimal::parse($divisor), $decimals));
    }

    /** @return list<array{string, string, int, string}> */
    public function divisions(): array
    {
        // The first is Dolibarr's own: 24 with a tax of 5.5 % is 22.74882 without.
        return [
            ['24', '1.055', 5, '22.74882'], ['1', '3', 5, '0.33333'], ['2', '3', 2, '0.67'], ['-2', '3', 2, '-0.67'],
            ['1', '8', 2, '0.13'], ['100', '0.001', 0, '100000'], ['0.000001', '1000', 3, '0'], ['7', '7', 0, '1'],
            ['0.123456789', '1', 3, '0.123'], ['5', '1000000', 5, '0.00001'],
        ];
    }

    public function testIsExactLikeWholeNumbersAre(): void
    {
        mt_srand(20260724);
        for ($times = 0; $times < 2000; $times++) {
            [$a, $b] = [mt_rand(-99999, 99999), mt_rand(-99999, 99999)];
            [$x, $y] = [Decimal::parse((string) $a)->shifted(-3), Decimal::parse((string) $b)->shifted(-2)];
            self::assertSame((string) Decimal::parse((string) ($a * $b))->shifted(-5), (string) $x->times($y), "$x × $y");
            self::assertSame((string) Decimal::parse((string) ($a - 10 * $b))->shifted(-3), (string) $x->minus($y), "$x − $y");
            self::assertSame((string) Decimal::parse((string) ($a + 10 * $b))->shifted(-3), (string) $x->plus($y), "$x + $y");
            if ($b !== 0) {
                // Rounded half away from zero: the nearest whole number to |a| / |b| is ⌊(2|a| + |b|) / 2|b|⌋.
                $whole = intdiv(2 * abs($a) + abs($b), 2 * abs($b)) * (($a < 0) !== ($b < 0) ? -1 : 1);
                self::assertSame(
                    (string) $whole,
                    (string) Decimal::parse((string) $a)->dividedBy(Decimal::parse((string) $b), 0),
                    "$a ÷ $b"
                );
            }
        }
    }
}
