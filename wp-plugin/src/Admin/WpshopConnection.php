<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Dolibarr\Address;

/**
 * The connection that WPshop has to Dolibarr, offered in the settings so that nobody types it again.
 * Read from WPshop's option `wps_dolibarr`, which is never written.
 */
final class WpshopConnection
{
    /** What WPshop's option holds until somebody fills it in. */
    private const EXAMPLE = 'http://www.votredolibarr.ext';

    /**
     * The address as DoliSync writes it, whichever way it was given to WPshop; "" when WPshop has none.
     */
    public static function url(): string
    {
        $url = self::value('dolibarr_url');
        return rtrim($url, '/') === self::EXAMPLE ? '' : (string) Address::tryParse($url)?->base();
    }

    /**
     * "" when WPshop has none.
     */
    public static function key(): string
    {
        return self::url() === '' ? '' : self::value('dolibarr_secret');
    }

    private static function value(string $name): string
    {
        $option = get_option('wps_dolibarr');
        return is_array($option) && is_string($option[$name] ?? null) ? trim($option[$name]) : '';
    }
}
