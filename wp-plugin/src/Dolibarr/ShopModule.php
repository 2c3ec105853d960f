<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

/**
 * Whether this Dolibarr has the module that keeps its end of an association. A product without any extrafield does not
 * tell; another one told, and that is remembered.
 */
final class ShopModule
{
    private const OPTION = 'dolisync_dolibarr_module';

    /** Whether Dolibarr's end of the association is missing in this product. */
    public static function lacksNumber(ProductRecord $record): bool
    {
        if ($record->hasModule()) {
            self::remember();
        }
        return $record->shopId() === null && ($record->hasModule() || $record->mayHaveModule() && self::isThere());
    }

    private static function isThere(): bool
    {
        return get_option(self::OPTION) === self::address();
    }

    private static function remember(): void
    {
        if (!self::isThere()) {
            update_option(self::OPTION, self::address(), true);
        }
    }

    /** Another Dolibarr is another matter. */
    private static function address(): string
    {
        return (string) get_option(ConnectionSettings::URL_OPTION);
    }
}
