<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** Dolibarr's API answers a country's code; WPshop shows its name. */
final class Countries
{
    /** In the shop's language, where PHP knows it (extension intl); otherwise the code, which people read as well. */
    public static function name(string $code): string
    {
        if (preg_match('/^[A-Z]{2}$/D', $code) !== 1) {
            return '';
        }
        $name = class_exists(\Locale::class) ? \Locale::getDisplayRegion('-' . $code, get_locale()) : '';
        return is_string($name) && $name !== '' ? $name : $code;
    }
}
