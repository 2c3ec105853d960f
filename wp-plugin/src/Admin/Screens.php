<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Plugin;

/**
 * The admin pages that show product cells. Nowhere else does the plugin print or load anything.
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
            $screen->id === 'edit-' . ProductType::POST_TYPE => true,
            // WPshop's own list, and the box with its cell on a product's page.
            $screen->id === 'wpshop_page_wps-product' => true,
            $screen->base === 'post' && $screen->post_type === ProductType::POST_TYPE => Wpshop::isActive(),
            default => false,
        };
    }
}
