<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Rest\Controller;
use DoliSync\Services;

/**
 * Loads the panel: one classic script that imports the panel's module, and the data that it starts with.
 *
 * A classic script, because WordPress's admin knows no module scripts before 6.7 and translations
 * (wp_set_script_translations) hang on classic ones.
 */
final class PanelScripts
{
    public const HANDLE = 'dolisync-boot';

    private const MODULE = 'assets/panel/dolisync.js';
    private const WASM = 'assets/panel/dolisync_bg.wasm';
    private const STYLE = 'assets/panel/dolisync.css';
    private const BOOT = 'assets/boot.js';

    /**
     * Action `admin_enqueue_scripts`.
     */
    public static function enqueue(): void
    {
        if (!Screens::showsCells()) {
            return;
        }
        wp_enqueue_style('dolisync', plugins_url(self::STYLE, DOLISYNC_FILE), [], self::version(self::STYLE));
        wp_enqueue_script(
            self::HANDLE,
            plugins_url(self::BOOT, DOLISYNC_FILE),
            ['wp-i18n'],
            self::version(self::BOOT),
            true
        );
        wp_set_script_translations(self::HANDLE, 'dolisync', dirname(DOLISYNC_FILE) . '/languages');
        $boot = wp_json_encode(self::bootData(), JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES);
        wp_add_inline_script(self::HANDLE, "window.dolisyncBoot = $boot;", 'before');
    }

    /**
     * What the panel has to know before it can ask anything.
     *
     * @return array<string, mixed>
     */
    public static function bootData(): array
    {
        return [
            'rest_root' => rest_url(Controller::NAMESPACE . '/'),
            'nonce' => wp_create_nonce('wp_rest'),
            'nonce_url' => admin_url('admin-ajax.php?action=rest-nonce'),
            'settings_url' => SettingsPage::url(),
            'login_url' => wp_login_url(),
            'locale' => self::languageTag(get_user_locale()),
            'currency' => self::currency(),
            'configured' => Services::get()->connection()->isConfigured(),
            'version' => DOLISYNC_VERSION,
            'panel_js' => self::versioned(self::MODULE),
            'panel_wasm' => self::versioned(self::WASM),
        ];
    }

    /**
     * The currency of the shop's prices. WPshop has no setting for it: its prices are euros.
     */
    public static function currency(): string
    {
        /**
         * The currency of the shop's prices.
         *
         * @param string $currency ISO 4217 code
         */
        return (string) apply_filters('dolisync_currency', 'EUR');
    }

    /**
     * A WordPress locale as the browser's Intl wants it: `fr_FR` → `fr-FR`. Variants such as `_formal`
     * or `_ao90` are left out: Intl refuses some of them, and none changes numbers or dates.
     */
    public static function languageTag(string $locale): string
    {
        return preg_match('/^([a-z]{2,3})(?:_([A-Z]{2}))?(?:_|$)/', $locale, $parts) === 1
            ? implode('-', array_slice($parts, 1, 2))
            : 'en-US';
    }

    private static function versioned(string $file): string
    {
        return add_query_arg('ver', self::version($file), plugins_url($file, DOLISYNC_FILE));
    }

    /**
     * Changes with every build of a file, so that no browser starts a new module with an old wasm.
     */
    private static function version(string $file): string
    {
        $path = dirname(DOLISYNC_FILE) . '/' . $file;
        return is_file($path)
            ? sprintf('%s-%x-%x', DOLISYNC_VERSION, filemtime($path), filesize($path))
            : DOLISYNC_VERSION;
    }
}
