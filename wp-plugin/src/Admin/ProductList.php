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
    /** In the list's address, as `orderby`: what needs a person first. */
    public const BY_URGENCY = 'dolisync_urgency';

    public static function register(): void
    {
        add_action('pre_get_posts', [self::class, 'choose']);
        add_filter('posts_where', [self::class, 'where'], 10, 2);
        add_filter('posts_orderby', [self::class, 'order'], 10, 2);
    }

    public static function url(?Status $status = null): string
    {
        $list = Wpshop::isActive() ? admin_url('admin.php?page=' . ProductType::POST_TYPE) : self::nativeUrl();
        return $list . ($status === null ? '' : '&' . self::STATUS . '=' . $status->value);
    }

    /** WordPress's own list, which is there beside WPshop's. */
    public static function nativeUrl(): string
    {
        return admin_url('edit.php?post_type=' . ProductType::POST_TYPE);
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

    /** Whether the list's address asks for what needs a person first. */
    public static function isByUrgency(): bool
    {
        return wp_unslash($_GET['orderby'] ?? '') === self::BY_URGENCY;
    }

    /** Which way round the list's address asks for: asc or desc. */
    public static function direction(): string
    {
        return wp_unslash($_GET['order'] ?? '') === 'desc' ? 'desc' : 'asc';
    }

    /** The list in the order of urgency; where it is in that already, the other way round. */
    public static function otherOrderUrl(): string
    {
        $order = self::isByUrgency() && self::direction() === 'asc' ? 'desc' : 'asc';
        return add_query_arg(['orderby' => self::BY_URGENCY, 'order' => $order], self::url(self::status()));
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
        $asks = self::status() !== null || self::product() !== null || self::isByUrgency();
        if (!$asks || $query->get('post_type') !== ProductType::POST_TYPE || !current_user_can(Plugin::CAPABILITY)) {
            return;
        }
        // WPshop finds the numbers of a page's products first, and reads the products by them, in an order of its own.
        if (Screens::isWpshopsList() && self::isByUrgency()) {
            $query->set('orderby', self::BY_URGENCY);
            $query->set('order', strtoupper(self::direction()));
            $query->set('suppress_filters', false);
        }
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

    /**
     * Filter `posts_orderby`. Products of the same urgency are in the order of their titles.
     */
    public static function order(string $order, WP_Query $query): string
    {
        if ($query->get('orderby') !== self::BY_URGENCY || !current_user_can(Plugin::CAPABILITY)) {
            return $order;
        }
        $posts = $GLOBALS['wpdb']->posts;
        $direction = $query->get('order') === 'DESC' ? 'DESC' : 'ASC';
        return KnownStatuses::urgency("{$posts}.ID") . " {$direction}, {$posts}.post_title ASC, {$posts}.ID ASC";
    }
}
