<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;

/**
 * What was there when Dolibarr was connected, or the automatic mode was turned on again: none of it travels by itself,
 * only what came after. Told by the numbers, which only grow on both sides, and not by dates.
 */
final class StartingPoint
{
    private const SHOP_OPTION = 'dolisync_start_wpshop';
    private const DOLIBARR_OPTION = 'dolisync_start_dolibarr';

    /** From here on. What Dolibarr has is found out by the first poll. */
    public static function set(Catalogue $catalogue): void
    {
        self::setInShop($catalogue);
        self::forgetDolibarrs();
    }

    public static function setInShop(Catalogue $catalogue): void
    {
        update_option(self::SHOP_OPTION, $catalogue->newest(), true);
    }

    /** The next poll finds out what Dolibarr has by then. */
    public static function forgetDolibarrs(): void
    {
        delete_option(self::DOLIBARR_OPTION);
    }

    public static function isSet(): bool
    {
        return get_option(self::SHOP_OPTION) !== false;
    }

    /** The highest number of a product that Dolibarr has now. */
    public static function setInDolibarr(int $newest): void
    {
        update_option(self::DOLIBARR_OPTION, $newest, true);
    }

    public static function isSetInDolibarr(): bool
    {
        return get_option(self::DOLIBARR_OPTION) !== false;
    }

    public static function isNewInShop(int $id): bool
    {
        $start = get_option(self::SHOP_OPTION);
        return $start !== false && $id > (int) $start;
    }

    public static function isNewInDolibarr(int $dolibarrId): bool
    {
        $start = get_option(self::DOLIBARR_OPTION);
        return $start !== false && $dolibarrId > (int) $start;
    }
}
