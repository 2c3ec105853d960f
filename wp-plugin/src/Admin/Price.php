<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * A price as the user's language writes it.
 */
final class Price
{
    /**
     * At least two decimals, and never fewer than the price has: 12.34568 and 12.35 are not the same price.
     *
     * @param string $decimal canonical, as in "1234.5"
     */
    public static function shown(string $decimal): string
    {
        [$whole, $fraction] = explode('.', $decimal) + [1 => ''];
        $format = NumberFormat::separators();
        $grouped = preg_replace('/(?<=\d)(?=(\d{3})+$)/', $format['thousands_sep'], $whole);
        $currency = PanelScripts::currency();
        return $grouped . $format['decimal_point'] . str_pad($fraction, 2, '0') . "\u{a0}" . ($currency === 'EUR' ? '€' : $currency);
    }
}
