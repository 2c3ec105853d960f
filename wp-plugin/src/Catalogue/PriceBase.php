<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** Which price of a product is the truth; the other one is derived from it and the VAT rate. */
enum PriceBase: string
{
    /** Without tax. */
    case WithoutTax = 'HT';
    /** With tax. */
    case WithTax = 'TTC';

    /** Dolibarr's `price_base_type`, which is empty for a product made without a price: then it is without tax. */
    public static function of(string $type): self
    {
        return self::tryFrom($type) ?? self::WithoutTax;
    }
}
