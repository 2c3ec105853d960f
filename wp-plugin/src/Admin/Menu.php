<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Plugin;
use DoliSync\Services;

/**
 * Where DoliSync's pages are found: below the products, WPshop's or our own, and the settings beside the
 * plugin's name in the list of plugins.
 */
final class Menu
{
    /** Page → its icon in WPshop's menu. */
    private const PAGES = [
        JournalPage::class => 'fas fa-history',
        WaitingPage::class => 'fas fa-hourglass-half',
        AssociationsPage::class => 'fas fa-link',
        SettingsPage::class => 'fas fa-sync',
    ];

    /**
     * Action `admin_menu`, after WPshop's own pages.
     */
    public static function add(): void
    {
        $position = 10;
        foreach (self::PAGES as $class => $icon) {
            $page = new $class(Services::get());
            if (Wpshop::isActive()) {
                // WPshop draws its own menu; a closure would not do, it looks into the callback as an array.
                \eoxia\Custom_Menu_Handler::register_menu(
                    'wpshop',
                    $page->title(),
                    $page->menuTitle(),
                    Plugin::CAPABILITY,
                    $page::SLUG,
                    [$page, 'show'],
                    $icon,
                    $position++
                );
                add_action('load-wpshop_page_' . $page::SLUG, $page->load(...));
                continue;
            }
            $hook = add_submenu_page(
                'edit.php?post_type=' . ProductType::POST_TYPE,
                $page->title(),
                $page->menuTitle(),
                Plugin::CAPABILITY,
                $page::SLUG,
                [$page, 'show']
            );
            if ($hook !== false) {
                add_action('load-' . $hook, $page->load(...));
            }
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
