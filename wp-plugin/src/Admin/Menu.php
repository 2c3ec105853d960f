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
    /** The menu of the products where there is no WPshop. */
    private const PRODUCTS = 'edit.php?post_type=' . ProductType::POST_TYPE;

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
        $pages = array_map(static fn (string $class): Page => new $class(Services::get()), array_keys(self::PAGES));
        Wpshop::isActive() ? self::addToWpshop($pages) : self::addToProducts($pages);
        $page = new DissociationPage(Services::get());
        $hook = add_submenu_page('', $page->title(), $page->menuTitle(), Plugin::CAPABILITY, $page::SLUG, [$page, 'show']);
        if ($hook !== false) {
            add_action('load-' . $hook, $page->load(...));
        }
    }

    /**
     * The dashboard comes first: it is where the menu leads to.
     *
     * @param list<Page> $pages
     */
    private static function addToProducts(array $pages): void
    {
        $dashboard = new DashboardPage(Services::get());
        foreach ([[$dashboard, 0], ...array_map(static fn (Page $page): array => [$page, null], $pages)] as [$page, $position]) {
            $hook = add_submenu_page(
                self::PRODUCTS,
                $page->title(),
                $page->menuTitle(),
                Plugin::CAPABILITY,
                $page::SLUG,
                [$page, 'show'],
                $position
            );
            if ($hook !== false) {
                add_action('load-' . $hook, $page->load(...));
            }
        }
    }

    /**
     * WPshop draws its own menu, and has a dashboard: ours goes into it.
     *
     * @param list<Page> $pages
     */
    private static function addToWpshop(array $pages): void
    {
        $dashboard = new DashboardPage(Services::get());
        add_action('load-toplevel_page_wpshop', $dashboard->load(...));
        add_action('wps_dashboard', $dashboard->showInWpshops(...), 5);
        WpshopTabs::register();
        $position = 10;
        foreach ($pages as $page) {
            $item = \eoxia\Custom_Menu_Handler::register_menu(
                'wpshop',
                $page->title(),
                $page->menuTitle(),
                Plugin::CAPABILITY,
                $page::SLUG,
                // A closure would not do: WPshop looks into the callback as an array.
                [$page, 'show'],
                self::PAGES[$page::class],
                $position++
            );
            // Its menu shows the page's title, for which it has too little room.
            $item->page_title = $page->menuTitle();
            add_action('load-wpshop_page_' . $page::SLUG, $page->load(...));
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
