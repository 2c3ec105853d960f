<?php

declare(strict_types=1);

namespace DoliSync;

/**
 * What the plugin hangs on WordPress, and what its activation does.
 */
final class Plugin
{
    /** Who may see and use DoliSync. Given to roles at activation; a site may give it to others. */
    public const CAPABILITY = 'manage_dolisync';

    private const ROLES = ['administrator', 'shop_manager'];
    private const TAKEN_OVER = 'dolisync_taken_over';

    public static function boot(): void
    {
        register_activation_hook(DOLISYNC_FILE, [self::class, 'activate']);
        add_action('init', [self::class, 'loadTranslations']);
        // After WPshop, which registers its own types at 10: ours are only for sites without it.
        add_action('init', [Catalogue\ProductType::class, 'register'], 20);
    }

    public static function activate(): void
    {
        Sync\Tables::install();
        foreach (self::ROLES as $role) {
            get_role($role)?->add_cap(self::CAPABILITY);
        }
        if (get_option(self::TAKEN_OVER) === false) {
            Sync\Takeover::run();
            add_option(self::TAKEN_OVER, gmdate('Y-m-d\TH:i:s\Z'), '', false);
        }
    }

    public static function loadTranslations(): void
    {
        load_plugin_textdomain('dolisync', false, dirname(plugin_basename(DOLISYNC_FILE)) . '/languages');
    }
}
