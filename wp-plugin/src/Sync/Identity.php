<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\ProductRecord;

/**
 * Whether a product is still the one that was associated. A backup that was restored, on either side, gives the numbers
 * that were lost to new products, and an address may lead to another Dolibarr: then the number is the same and nothing
 * else is. Only a person can tell. Pure.
 */
final class Identity
{
    /** Dolibarr's has nothing of what both sides agreed on, and does not name the shop's product. */
    public static function isDoubtfulInDolibarr(ProductRecord $record, Link $link): bool
    {
        return $record->shopId() !== $link->wpId && self::isOther($record->values(), $link);
    }

    /** The shop's has nothing of it, and no mark of the association. @param int|null $mark Dolibarr's product that it names */
    public static function isDoubtfulInShop(ShopProduct $product, ?int $mark, Link $link): bool
    {
        return $mark !== $link->dolibarrId && self::isOther($product->values(PriceBase::WithoutTax), $link);
    }

    /**
     * Another name and another reference, and no barcode or description that is still the same.
     *
     * @param array<string, string> $values
     */
    private static function isOther(array $values, Link $link): bool
    {
        $agreed = array_intersect_key($link->baseline ?? [], array_flip(['title', 'reference', 'barcode', 'description']));
        $same = array_filter(array_intersect_assoc($agreed, $values), static fn (string $value): bool => $value !== '');
        return isset($agreed['title'], $agreed['reference']) && $same === []
            && $agreed['title'] !== $values['title'] && $agreed['reference'] !== $values['reference'];
    }
}
