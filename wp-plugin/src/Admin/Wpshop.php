<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * Whether WPshop 2 runs on this site, and with it its own list of products.
 */
final class Wpshop
{
    /**
     * Reliable from the action `plugins_loaded` on.
     */
    public static function isActive(): bool
    {
        return defined('PLUGIN_WPSHOP_PATH') && class_exists('wpshop\Product');
    }
}
