<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Sync\CategoryWords;

/**
 * Fields and their values in words: the same words as the panel's.
 */
final class FieldWords
{
    /**
     * The name of a field where it stands alone.
     */
    public static function heading(string $key): string
    {
        return match ($key) {
            'title' => __('Title', 'dolisync'),
            'reference' => __('Reference', 'dolisync'),
            'barcode' => __('Barcode', 'dolisync'),
            'description' => __('Description', 'dolisync'),
            'price' => __('Price', 'dolisync'),
            'vat_rate' => __('VAT rate', 'dolisync'),
            'type' => __('Type', 'dolisync'),
            'on_sale' => __('On sale', 'dolisync'),
            'weight' => __('Weight', 'dolisync'),
            'length' => __('Length', 'dolisync'),
            'width' => __('Width', 'dolisync'),
            'height' => __('Height', 'dolisync'),
            'stock' => __('Stock', 'dolisync'),
            'categories' => __('Categories', 'dolisync'),
            default => $key,
        };
    }

    /**
     * The name of a field inside a sentence.
     */
    public static function name(string $key): string
    {
        return match ($key) {
            'title' => _x('title', 'field in a sentence', 'dolisync'),
            'reference' => _x('reference', 'field in a sentence', 'dolisync'),
            'barcode' => _x('barcode', 'field in a sentence', 'dolisync'),
            'description' => _x('description', 'field in a sentence', 'dolisync'),
            'price' => _x('price', 'field in a sentence', 'dolisync'),
            'vat_rate' => _x('VAT rate', 'field in a sentence', 'dolisync'),
            'type' => _x('type', 'field in a sentence', 'dolisync'),
            'on_sale' => _x('sale status', 'field in a sentence', 'dolisync'),
            'weight' => _x('weight', 'field in a sentence', 'dolisync'),
            'length' => _x('length', 'field in a sentence', 'dolisync'),
            'width' => _x('width', 'field in a sentence', 'dolisync'),
            'height' => _x('height', 'field in a sentence', 'dolisync'),
            'stock' => _x('stock', 'field in a sentence', 'dolisync'),
            'categories' => _x('categories', 'field in a sentence', 'dolisync'),
            default => $key,
        };
    }

    /**
     * @param list<string> $keys
     * @return string as in “title, price”
     */
    public static function names(array $keys): string
    {
        return implode(', ', array_map(self::name(...), $keys));
    }

    /**
     * A canonical value as a person reads it; "" stays "".
     */
    public static function value(string $key, string $value, PriceBase $base): string
    {
        if ($value === '') {
            return '';
        }
        return match (true) {
            $key === 'price' => self::price($value, $base),
            $key === 'vat_rate' => self::number($value) . "\u{a0}%",
            $key === 'weight' => self::number($value) . "\u{a0}kg",
            in_array($key, ProductFields::MEASURES, true) => self::number($value) . "\u{a0}m",
            $key === 'stock' => self::number($value),
            $key === 'type' => $value === 'service' ? _x('Service', 'type of product', 'dolisync') : _x('Product', 'type of product', 'dolisync'),
            $key === 'on_sale' => $value === 'yes' ? __('Yes', 'dolisync') : __('No', 'dolisync'),
            $key === 'description' => self::text($value),
            $key === 'categories' => CategoryWords::of($value),
            default => $value,
        };
    }

    /**
     * The text of a piece of HTML.
     */
    public static function text(string $html): string
    {
        $spaced = preg_replace('#<(/p|/div|/li|/tr|br|/h\d)\b#i', ' $0', $html);
        $text = html_entity_decode(wp_strip_all_tags((string) $spaced), ENT_QUOTES | ENT_HTML5, 'UTF-8');
        return trim((string) preg_replace('/\s+/u', ' ', $text));
    }

    private static function price(string $decimal, PriceBase $base): string
    {
        $amount = Price::shown($decimal);
        return $base === PriceBase::WithTax
            /* translators: %s: an amount, as in “12.50 €”. */
            ? sprintf(__('%s incl. tax', 'dolisync'), $amount)
            /* translators: %s: an amount, as in “12.50 €”. */
            : sprintf(__('%s excl. tax', 'dolisync'), $amount);
    }

    /**
     * All its decimals, with the decimal point of the person's language.
     */
    private static function number(string $decimal): string
    {
        return str_replace('.', NumberFormat::separators()['decimal_point'], $decimal);
    }
}
