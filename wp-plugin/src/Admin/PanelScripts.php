<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Rest\Controller;
use DoliSync\Services;

/**
 * Loads the panel: one classic script that imports the panel's module, and the data that it starts with. The lists and
 * the dashboard have a module each, so that neither pays for the other.
 *
 * A classic script, because WordPress's admin knows no module scripts before 6.7 and translations
 * (wp_set_script_translations) hang on classic ones.
 */
final class PanelScripts
{
    public const HANDLE = 'dolisync-boot';

    /**
     * `import()` in a script of its own: a browser that does not know it reads the rest, and can say that it is too old.
     */
    private const IMPORT = 'dolisync-import';

    private const FOLDER = 'assets/panel/';
    private const LIST = 'list';
    private const DASHBOARD = 'dashboard';
    public const BOOT = 'assets/boot.js';

    /**
     * Action `admin_enqueue_scripts`.
     */
    public static function enqueue(): void
    {
        if (Screens::showsDashboard()) {
            self::load(self::DASHBOARD);
            self::enqueueStyle('dolisync-dashboard', 'dashboard', ['dolisync']);
        } elseif (Screens::showsCells()) {
            self::load(self::LIST);
        }
    }

    /** @param string $panel LIST or DASHBOARD */
    private static function load(string $panel): void
    {
        $folder = plugins_url(self::FOLDER . self::folder($panel), DOLISYNC_FILE);
        if (!Screens::areCellsHidden()) {
            self::preload($folder);
        }
        Accent::enqueue();
        self::enqueueStyle('dolisync', 'dolisync', [Accent::STYLE]);
        wp_register_script(self::IMPORT, false, [], DOLISYNC_VERSION, true);
        wp_add_inline_script(self::IMPORT, 'window.dolisyncImport = function ( address ) { return import( address ); };');
        wp_enqueue_script(
            self::HANDLE,
            plugins_url(self::BOOT, DOLISYNC_FILE),
            ['wp-i18n', self::IMPORT],
            self::version(self::BOOT),
            true
        );
        wp_set_script_translations(self::HANDLE, 'dolisync', dirname(DOLISYNC_FILE) . '/languages');
        $boot = wp_json_encode(self::bootData($folder), JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES);
        wp_add_inline_script(self::HANDLE, "window.dolisyncBoot = $boot;", 'before');
    }

    /**
     * The browser fetches the panel while it reads the page, instead of when boot.js asks for one file after the other.
     */
    private static function preload(string $folder): void
    {
        add_action('admin_head', static fn () => printf(
            '<link rel="modulepreload" href="%1$s/panel.js"><link rel="modulepreload" href="%1$s/__wasm_split.js">' .
            '<link rel="preload" as="fetch" type="application/wasm" crossorigin href="%1$s/panel_bg.wasm">' . "\n",
            esc_url($folder)
        ));
    }

    /**
     * What the panel has to know before it can ask anything.
     *
     * @param string $folder the panel's address, without a slash at the end
     * @return array<string, mixed>
     */
    private static function bootData(string $folder): array
    {
        return [
            'rest_root' => rest_url(Controller::NAMESPACE . '/'),
            'nonce' => wp_create_nonce('wp_rest'),
            'nonce_url' => admin_url('admin-ajax.php?action=rest-nonce'),
            'settings_url' => SettingsPage::url(),
            'row_url' => ProductList::rowUrl(),
            'login_url' => wp_login_url(),
            'locale' => self::languageTag(get_user_locale()),
            'currency' => self::currency(),
            'configured' => Services::get()->connection()->isConfigured(),
            'version' => DOLISYNC_VERSION,
            'panel_js' => "$folder/panel.js",
            'panel_wasm' => "$folder/panel_bg.wasm",
        ];
    }

    /**
     * Where browsers find the lists' WebAssembly; the dashboard's lies beside it.
     */
    public static function wasmUrl(): string
    {
        return plugins_url(self::FOLDER . self::folder(self::LIST) . '/panel_bg.wasm', DOLISYNC_FILE);
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

    /**
     * A panel's folder: it has another name after each change, so that no browser mixes files of two builds.
     */
    private static function folder(string $panel): string
    {
        $named = dirname(DOLISYNC_FILE) . '/' . self::FOLDER . 'panels.json';
        $folders = is_file($named) ? wp_json_file_decode($named, ['associative' => true]) : null;
        // Where it was not built, boot.js tells which file is missing.
        return $folders[$panel] ?? $panel;
    }

    /** @param list<string> $after handles of styles */
    private static function enqueueStyle(string $handle, string $name, array $after = []): void
    {
        $style = self::FOLDER . $name . '.css';
        wp_enqueue_style($handle, plugins_url($style, DOLISYNC_FILE), $after, self::version($style));
    }

    /**
     * Changes with every build of a file, so that no browser keeps an old one.
     */
    private static function version(string $file): string
    {
        $path = dirname(DOLISYNC_FILE) . '/' . $file;
        return is_file($path)
            ? sprintf('%s-%x-%x', DOLISYNC_VERSION, filemtime($path), filesize($path))
            : DOLISYNC_VERSION;
    }
}
