<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\Decimal;
use NumberFormatter;

/**
 * A price as the user's language writes it.
 */
final class Price
{
    /**
     * At least two decimals, and never fewer than the price has: 12.34568 and 12.35 are not the same price.
     *
     * @param string $decimal canonical, as in "1234.5"; what is no number is shown as it stands
     */
    public static function shown(string $decimal): string
    {
        if (Decimal::parse($decimal) === null) {
            return $decimal;
        }
        [$whole, $fraction] = explode('.', $decimal) + [1 => ''];
        $fraction = str_pad($fraction, 2, '0');
        return class_exists(NumberFormatter::class) ? self::asThePanel($whole, $fraction) : self::asWordPress($whole, $fraction);
    }

    /**
     * The currency of the shop's prices. WPshop has no setting for it: its prices are euros.
     */
    public static function currency(): string
    {
        /**
         * The currency of the shop's prices.
         *
         * @param string $currency ISO 4217 code
         */
        return (string) apply_filters('dolisync_currency', 'EUR');
    }

    /**
     * The browser's Intl, which the panel asks, and PHP's have the same rules. The decimals are put in as they are,
     * because PHP's takes no more than a float of them.
     */
    private static function asThePanel(string $whole, string $fraction): string
    {
        $form = new NumberFormatter(Language::tag(determine_locale()) . '@numbers=latn', NumberFormatter::CURRENCY);
        $form->setTextAttribute(NumberFormatter::CURRENCY_CODE, self::currency());
        $form->setAttribute(NumberFormatter::FRACTION_DIGITS, 0);
        $separator = $form->getSymbol(NumberFormatter::MONETARY_SEPARATOR_SYMBOL);
        $units = (string) $form->format($whole === '-0' ? -0.0 : (int) $whole);
        return (string) preg_replace('/\d(?=\D*$)/u', '${0}' . $separator . $fraction, $units);
    }

    private static function asWordPress(string $whole, string $fraction): string
    {
        $format = NumberFormat::separators();
        $grouped = preg_replace('/(?<=\d)(?=(\d{3})+$)/', $format['thousands_sep'], $whole);
        $currency = self::currency();
        return $grouped . $format['decimal_point'] . $fraction . "\u{a0}" . ($currency === 'EUR' ? '€' : $currency);
    }
}
