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
    /** Dolibarr's has neither the name nor the reference that both sides agreed on, and does not name the shop's product. */
    public static function isDoubtfulInDolibarr(ProductRecord $record, Link $link): bool
    {
        return $record->shopId() !== $link->wpId && self::isOther($record->values(), $link);
    }

    /** The shop's has neither, and no mark of the association. @param int|null $mark Dolibarr's product that it names */
    public static function isDoubtfulInShop(ShopProduct $product, ?int $mark, Link $link): bool
    {
        return $mark !== $link->dolibarrId && self::isOther($product->values(PriceBase::WithoutTax), $link);
    }

    /** @param array<string, string> $values */
    private static function isOther(array $values, Link $link): bool
    {
        $agreed = array_intersect_key($link->baseline ?? [], ['title' => '', 'reference' => '']);
        return count($agreed) === 2 && $agreed['title'] !== $values['title'] && $agreed['reference'] !== $values['reference'];
    }
}
