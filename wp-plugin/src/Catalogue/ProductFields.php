<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/**
 * The fields of a product that both sides have, in the order in which they are shown.
 *
 * A side's values are an array key → canonical string: decimals without zeros at the end (price in the price base,
 * vat_rate in percent, weight in kg, sizes in m), type `product` or `service`, on_sale `yes` or `no`, categories as in
 * CategorySet, "" = not set. Dolibarr's values lack the categories where they could not be read, or nobody asked.
 */
final class ProductFields
{
    public const KEYS = [
        'title', 'reference', 'barcode', 'description', 'price', 'vat_rate',
        'type', 'on_sale', 'weight', 'length', 'width', 'height', self::STOCK, self::CATEGORIES,
    ];

    /** How many there are, as Dolibarr counts them: never written there, where it follows from movements. */
    public const STOCK = 'stock';

    /** What they are, not what they are called: a CategorySet. */
    public const CATEGORIES = 'categories';

    /** Weight in kg and sizes in m. */
    public const MEASURES = ['weight', 'length', 'width', 'height'];
}
