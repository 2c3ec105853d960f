<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

use DoliSync\Catalogue\ProductType;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Problem;
use DoliSync\Services;
use DoliSync\Sync\StartingPoint;
use DoliSync\Sync\Tables;
use PHPUnit\Framework\TestCase;

/** A test in a real WordPress against the stand-in Dolibarr: each starts with an empty shop and an empty Dolibarr. */
abstract class SiteCase extends TestCase
{
    public static function setUpBeforeClass(): void
    {
        if (!defined('ABSPATH')) {
            self::fail('DOLISYNC_TEST_SITE is not set: run these tests with ./dev test php');
        }
    }

    protected function setUp(): void
    {
        global $wpdb;
        wp_set_current_user((int) get_users(['role' => 'administrator', 'number' => 1, 'fields' => 'ID'])[0]);
        self::emptyShop();
        foreach (Tables::all() as $table) {
            $wpdb->query("DELETE FROM {$table}");
        }
        foreach (['lock_', 'dolibarr_module', 'policy', 'field_owners', 'new_products', 'brake', 'poll_cursor', 'start_', 'full_check', 'outage', 'contact', 'capabilities', 'categories', 'site'] as $option) {
            $wpdb->query($wpdb->prepare("DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like('dolisync_' . $option) . '%'));
        }
        wp_cache_flush();
        StartingPoint::set(Services::get()->catalogue());
        StandIn::reset();
        update_option('dolisync_dolibarr_url', StandIn::url());
        Services::get()->connection()->save(StandIn::url(), StandIn::KEY, '');
    }

    /** Products, their categories, orders and all that WPshop keeps. */
    private static function emptyShop(): void
    {
        global $wpdb;
        $wpdb->query("DELETE FROM {$wpdb->posts} WHERE post_type LIKE 'wps-%'");
        $wpdb->query("DELETE FROM {$wpdb->postmeta} WHERE post_id NOT IN (SELECT ID FROM {$wpdb->posts})");
        foreach (get_terms(['taxonomy' => ProductType::CATEGORY, 'hide_empty' => false, 'fields' => 'ids']) as $category) {
            wp_delete_term($category, ProductType::CATEGORY);
        }
    }

    /** @param array<string, string> $fields canonical values */
    protected static function product(array $fields): int
    {
        return Services::get()->catalogue()->create($fields);
    }

    /** @return list<array{method: string, path: string, query: string, status: int}> */
    protected function dolibarrCalls(): array
    {
        return StandIn::calls();
    }

    /** Takes the connection's settings away. */
    protected function disconnect(): void
    {
        delete_option(ConnectionSettings::URL_OPTION);
        delete_option(ConnectionSettings::KEY_OPTION);
        delete_option(ConnectionSettings::ENTITY_OPTION);
    }

    /** The problem that something ends in. */
    protected static function problem(callable $doing): Problem
    {
        try {
            $doing();
        } catch (Problem $problem) {
            return $problem;
        }
        self::fail('There was no problem.');
    }

    /** Everything that WordPress keeps of the shop's products. @return array<string, mixed> */
    protected static function shop(): array
    {
        global $wpdb;
        return [
            'posts' => $wpdb->get_results("SELECT * FROM {$wpdb->posts} WHERE post_type = 'wps-product' ORDER BY ID", ARRAY_A),
            'metas' => $wpdb->get_results(
                "SELECT m.* FROM {$wpdb->postmeta} m INNER JOIN {$wpdb->posts} p ON p.ID = m.post_id
                WHERE p.post_type = 'wps-product' ORDER BY m.meta_id",
                ARRAY_A
            ),
        ];
    }
}
