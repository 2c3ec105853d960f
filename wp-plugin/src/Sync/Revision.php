<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\ProductRecord;

/** A fingerprint of one side's version, opaque to the panel: another one whenever what a person decides about changes. */
final class Revision
{
    /** Of the shop's values and its end of the association. */
    public static function ofShop(ShopProduct $product, ?Link $link): string
    {
        return hash('sha256', $product->fingerprint() . ($link === null ? 'unlinked' : wp_json_encode($link->kept())));
    }

    /** Of Dolibarr's values and its end of the association. */
    public static function ofDolibarr(ProductRecord $record): string
    {
        return hash('sha256', $record->fingerprint());
    }
}
