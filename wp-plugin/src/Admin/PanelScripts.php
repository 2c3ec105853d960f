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

    /** In the head: a button can be pressed before boot.js has come. */
    private const PRESSED = 'dolisync-pressed';

    /** Below `assets`. */
    private const FOLDER = 'panel/';
    private const LIST = 'list';
    private const DASHBOARD = 'dashboard';
    public const BOOT = 'boot.js';

    /**
     * Action `admin_enqueue_scripts`.
     */
    public static function enqueue(): void
    {
        if (Screens::showsDashboard()) {
            self::load(self::DASHBOARD);
            Asset::style('dolisync-dashboard', self::FOLDER . 'dashboard.css', ['dolisync']);
        } elseif (Screens::showsCells()) {
            self::load(self::LIST);
            self::keepPresses();
        }
    }

    /** @param string $panel LIST or DASHBOARD */
    private static function load(string $panel): void
    {
        $folder = Asset::url(self::FOLDER . self::folder($panel));
        if (!Screens::areCellsHidden()) {
            self::preload($folder);
        }
        Accent::enqueue();
        Asset::style('dolisync', self::FOLDER . 'dolisync.css', [Accent::STYLE]);
        wp_register_script(self::IMPORT, false, [], DOLISYNC_VERSION, true);
        wp_add_inline_script(self::IMPORT, 'window.dolisyncImport = function ( address ) { return import( address ); };');
        Asset::script(self::HANDLE, self::BOOT, ['wp-i18n', self::IMPORT]);
        wp_set_script_translations(self::HANDLE, 'dolisync', dirname(DOLISYNC_FILE) . '/languages');
        $boot = wp_json_encode(self::bootData($folder), JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES);
        wp_add_inline_script(self::HANDLE, "window.dolisyncBoot = $boot;", 'before');
    }

    /** Who presses a button while the panel is on its way does not have to press it again (boot.js). In ES5, as boot.js is. */
    private static function keepPresses(): void
    {
        wp_register_script(self::PRESSED, false, [], DOLISYNC_VERSION, false);
        wp_enqueue_script(self::PRESSED);
        wp_add_inline_script(self::PRESSED, <<<'JS'
            document.addEventListener( 'click', window.dolisyncKeepPress = function ( event ) {
                var button = event.target.closest && event.target.closest( '[data-dolisync="cell"] .dolisync-button' );
                if ( button ) {
                    window.dolisyncPressed = button.closest( '[data-dolisync="cell"]' );
                    button.setAttribute( 'aria-busy', 'true' );
                }
            } );
            JS);
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
            'locale' => Language::tag(get_user_locale()),
            'currency' => Price::currency(),
            'time_zone' => wp_timezone_string(),
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
        return Asset::url(self::FOLDER . self::folder(self::LIST) . '/panel_bg.wasm');
    }

    /**
     * A panel's folder: it has another name after each change, so that no browser mixes files of two builds.
     */
    private static function folder(string $panel): string
    {
        $named = Asset::path(self::FOLDER . 'panels.json');
        $folders = is_file($named) ? wp_json_file_decode($named, ['associative' => true]) : null;
        // Where it was not built, boot.js tells which file is missing.
        return $folders[$panel] ?? $panel;
    }
}
