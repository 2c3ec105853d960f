<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Plugin;
use DoliSync\Services;

/**
 * Where the settings are found: below the products, WPshop's or our own, and beside the plugin's name in
 * the list of plugins.
 */
final class SettingsMenu
{
    /**
     * Action `admin_menu`, after WPshop's own pages.
     */
    public static function add(): void
    {
        $page = new SettingsPage(Services::get());
        $title = __('DoliSync settings', 'dolisync');
        if (Wpshop::isActive()) {
            // WPshop draws its own menu; a closure would not do, it looks into the callback as an array.
            \eoxia\Custom_Menu_Handler::register_menu(
                'wpshop',
                $title,
                __('DoliSync', 'dolisync'),
                Plugin::CAPABILITY,
                SettingsPage::SLUG,
                [$page, 'show'],
                'fas fa-sync',
                10
            );
            add_action('load-wpshop_page_' . SettingsPage::SLUG, $page->load(...));
            return;
        }
        $hook = add_submenu_page(
            'edit.php?post_type=' . ProductType::POST_TYPE,
            $title,
            __('DoliSync', 'dolisync'),
            Plugin::CAPABILITY,
            SettingsPage::SLUG,
            [$page, 'show']
        );
        if ($hook !== false) {
            add_action('load-' . $hook, $page->load(...));
        }
    }

    /**
     * Filter `plugin_action_links_dolisync/dolisync.php`.
     *
     * @param array<string, string> $links
     * @return array<string, string>
     */
    public static function pluginLinks(array $links): array
    {
        return ['settings' => sprintf(
            '<a href="%s">%s</a>',
            esc_url(SettingsPage::url()),
            esc_html__('Settings', 'dolisync')
        )] + $links;
    }
}
