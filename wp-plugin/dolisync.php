<?php

/**
 * Plugin Name:       DoliSync
 * Description:       Associates the products of a WPshop shop with those of the Dolibarr ERP, shows which ones differ, and synchronizes them.
 * Version:           0.1.0
 * Requires at least: 6.2
 * Requires PHP:      8.1
 * Author:            DoliSync
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       dolisync
 * Domain Path:       /languages
 */

// This file must be readable by any PHP that WordPress runs on: the guard below answers for the rest.

if (!defined('ABSPATH')) {
    exit;
}

define('DOLISYNC_VERSION', '0.1.0');
define('DOLISYNC_FILE', __FILE__);

if (version_compare(PHP_VERSION, '8.1', '<') || version_compare(get_bloginfo('version'), '6.2', '<')) {
    add_action('admin_notices', 'dolisync_too_old');

    /**
     * Says why the plugin does nothing on this site.
     */
    function dolisync_too_old()
    {
        if (!current_user_can('activate_plugins')) {
            return;
        }
        echo '<div class="notice notice-error"><p>';
        echo esc_html(sprintf(
            /* translators: 1: PHP's version here, 2: WordPress's version here. */
            __('DoliSync needs PHP 8.1 and WordPress 6.2 or later. This site runs PHP %1$s and WordPress %2$s: ask your web host to update them.', 'dolisync'),
            PHP_VERSION,
            get_bloginfo('version')
        ));
        echo '</p></div>';
    }

    return;
}

// PSR-4: DoliSync\Sync\Links is src/Sync/Links.php.
spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, 'DoliSync\\')) {
        $file = __DIR__ . '/src/' . strtr(substr($class, 9), '\\', '/') . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});

DoliSync\Plugin::boot();
