<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Health\PriceMode;
use DoliSync\Services;

/**
 * Why Dolibarr did not apply what it was given (rule 6), as far as that is known.
 */
final class RefusedWords
{
    /** @param list<string> $keys the fields */
    public static function sentence(array $keys): string
    {
        /* translators: %s: names of fields, as in “title, price”. */
        $sentence = sprintf(__('Dolibarr did not apply: %s.', 'dolisync'), FieldWords::names($keys));
        $why = in_array('price', $keys, true) ? self::price(Services::get()->probe()->last()?->priceMode ?? PriceMode::Unknown) : '';
        return trim("$sentence $why");
    }

    /** Why a price has no effect in Dolibarr, "" when nothing speaks against it. */
    public static function price(PriceMode $mode): string
    {
        return match ($mode) {
            PriceMode::Levels => __('It keeps several prices for each product (price levels), and then takes none from its API: change the price there.', 'dolisync'),
            PriceMode::NotApplied => __('It takes no price from its API where it keeps several prices for each product, and none below the lowest price of the product: change the price there.', 'dolisync'),
            PriceMode::Single, PriceMode::Unknown => '',
        };
    }
}
