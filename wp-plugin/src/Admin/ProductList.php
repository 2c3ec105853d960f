<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Plugin;
use DoliSync\Sync\KnownStatuses;
use DoliSync\Sync\Status;
use WP_Query;

/**
 * The list of products, WPshop's or WordPress's own: where it is, and which products its address asks for.
 */
final class ProductList
{
    /** In the list's address: only the products of this status. */
    public const STATUS = 'dolisync_status';
    /** In the list's address: only this product. */
    public const PRODUCT = 'dolisync_product';

    public static function register(): void
    {
        add_action('pre_get_posts', [self::class, 'choose']);
        add_filter('posts_where', [self::class, 'where'], 10, 2);
    }

    public static function url(?Status $status = null): string
    {
        $list = Wpshop::isActive() ? 'admin.php?page=' . ProductType::POST_TYPE : 'edit.php?post_type=' . ProductType::POST_TYPE;
        return admin_url($list) . ($status === null ? '' : '&' . self::STATUS . '=' . $status->value);
    }

    /** The list with one product alone, whose number has to be added. */
    public static function rowUrl(): string
    {
        return self::url() . '&' . self::PRODUCT . '=';
    }

    /** The status that the list's address asks for. */
    public static function status(): ?Status
    {
        $asked = wp_unslash($_GET[self::STATUS] ?? '');
        return is_string($asked) ? Status::tryFrom($asked) : null;
    }

    private static function product(): ?int
    {
        $asked = wp_unslash($_GET[self::PRODUCT] ?? '');
        return is_string($asked) && preg_match('/^[1-9][0-9]{0,17}$/D', $asked) === 1 ? (int) $asked : null;
    }

    /**
     * Action `pre_get_posts`: the list's own query, in the order in which WordPress and WPshop ask.
     */
    public static function choose(WP_Query $query): void
    {
        $asksForSome = self::status() !== null || self::product() !== null;
        if (!$asksForSome || $query->get('post_type') !== ProductType::POST_TYPE || !current_user_can(Plugin::CAPABILITY)) {
            return;
        }
        // WPshop finds the numbers of a page's products first, and reads the products by them.
        if (Screens::isNativeList() ? $query->is_main_query() : Screens::isWpshopsList() && $query->get('fields') === 'ids') {
            $query->set(self::STATUS, self::status()?->value);
            $query->set('suppress_filters', false);
            if (self::product() !== null) {
                $query->set('post__in', [self::product()]);
            }
        }
    }

    /**
     * Filter `posts_where`.
     */
    public static function where(string $where, WP_Query $query): string
    {
        $status = Status::tryFrom((string) $query->get(self::STATUS));
        return $status === null ? $where : $where . ' AND ' . KnownStatuses::condition($status, $GLOBALS['wpdb']->posts . '.ID');
    }
}
