<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Decimal;

/**
 * Dolibarr keeps a measure as a number and the power of ten of its unit: weights 0 = kg, -3 = g; sizes 0 = m,
 * -2 = cm. Null (what Dolibarr 20 answers for 0) is 0. Ounces, pounds, feet and inches have numbers of their own.
 */
final class Units
{
    private const SPECIAL = [
        'weight' => [98 => '0.028349523125', 99 => '0.45359237'],
        'size' => [98 => '0.3048', 99 => '0.0254'],
    ];
    private const LARGEST_EXPONENT = 12;

    /** A unit that is no power of ten: DoliSync shows such a measure, and leaves it to Dolibarr. */
    public static function isSpecial(mixed $unit): bool
    {
        return abs((int) $unit) > self::LARGEST_EXPONENT;
    }

    /** In kg or m; null when it is no number or the unit is unknown. */
    public static function toBase(string $field, mixed $number, mixed $unit): ?Decimal
    {
        $decimal = Decimal::parse($number);
        if ($decimal === null || !self::isSpecial($unit)) {
            return $decimal?->shifted((int) $unit);
        }
        $factor = Decimal::parse(self::SPECIAL[$field === 'weight' ? 'weight' : 'size'][(int) $unit] ?? null);
        return $factor === null ? null : $decimal->times($factor);
    }

    /** A measure in kg or m as a number of this unit, which must not be special. */
    public static function fromBase(Decimal $decimal, mixed $unit): Decimal
    {
        return $decimal->shifted(-(int) $unit);
    }
}
