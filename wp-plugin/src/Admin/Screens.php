<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Plugin;

/**
 * The admin pages on which the panel runs: those with product cells, and the one with the dashboard. Nowhere else does
 * the plugin load it.
 */
final class Screens
{
    /**
     * Whether the current page shows product cells to this user.
     */
    public static function showsCells(): bool
    {
        $screen = get_current_screen();
        if ($screen === null || !current_user_can(Plugin::CAPABILITY)) {
            return false;
        }
        return match (true) {
            self::isNativeList(), self::isWpshopsList() => true,
            // The box there; a product that is being added is none yet.
            default => self::isProductsPage() && $screen->action !== 'add',
        };
    }

    /**
     * Whether this user's screen options hide the cells of the page. They can be shown again without loading it anew.
     */
    public static function areCellsHidden(): bool
    {
        $screen = get_current_screen();
        return match (true) {
            self::isNativeList() => in_array(ProductColumns::COLUMN, get_hidden_columns($screen), true),
            self::isProductsPage() => in_array(ProductBox::ID, get_hidden_meta_boxes($screen), true),
            default => false,
        };
    }

    /**
     * Whether the current page shows the dashboard to this user: WPshop's own, or the page of ours that stands in for it.
     */
    public static function showsDashboard(): bool
    {
        return (self::isScreen('toplevel_page_wpshop') || self::isScreen(ProductType::POST_TYPE . '_page_' . DashboardPage::SLUG))
            && current_user_can(Plugin::CAPABILITY);
    }

    public static function isNativeList(): bool
    {
        return self::isScreen('edit-' . ProductType::POST_TYPE);
    }

    public static function isWpshopsList(): bool
    {
        return self::isScreen('wpshop_page_wps-product');
    }

    /** The page on which one product is edited. */
    public static function isProductsPage(): bool
    {
        $screen = function_exists('get_current_screen') ? get_current_screen() : null;
        return $screen?->base === 'post' && $screen->post_type === ProductType::POST_TYPE;
    }

    private static function isScreen(string $id): bool
    {
        // A query may run before there are screens, or where there are none.
        return function_exists('get_current_screen') && get_current_screen()?->id === $id;
    }
}
