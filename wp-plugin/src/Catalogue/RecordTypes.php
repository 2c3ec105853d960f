<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Plugin;

/**
 * WPshop's types of posts for third parties and documents: DoliSync registers them, with WPshop's names, where WPshop
 * does not. They are nobody's but the shop's: never public, in no search and no feed, and listed in the admin for those
 * who may use DoliSync. Nobody makes one by hand: they come from Dolibarr.
 */
final class RecordTypes
{
    public static function register(): void
    {
        foreach (RecordType::cases() as $type) {
            if (!post_type_exists($type->postType())) {
                register_post_type($type->postType(), [
                    'labels' => ['name' => self::name($type), 'all_items' => self::name($type)],
                    'public' => false,
                    'rewrite' => false,
                    'query_var' => false,
                    'show_ui' => true,
                    // A payment is seen with its invoice.
                    'show_in_menu' => $type === RecordType::Payment ? false : 'edit.php?post_type=' . ProductType::POST_TYPE,
                    'show_in_rest' => false,
                    'supports' => false,
                    'capabilities' => array_fill_keys([
                        'edit_post', 'read_post', 'delete_post', 'edit_posts', 'edit_others_posts', 'delete_posts',
                        'publish_posts', 'read_private_posts', 'delete_others_posts', 'edit_published_posts',
                        'delete_published_posts', 'edit_private_posts', 'delete_private_posts',
                    ], Plugin::CAPABILITY) + ['create_posts' => 'do_not_allow'],
                    'map_meta_cap' => false,
                    'delete_with_user' => false,
                ]);
            }
            self::registerStatuses($type);
        }
    }

    private static function registerStatuses(RecordType $type): void
    {
        foreach ($type->statuses() as $status) {
            if (get_post_status_object($status) === null) {
                register_post_status($status, [
                    'label' => $status,
                    'public' => false,
                    'exclude_from_search' => false,
                    'show_in_admin_all_list' => true,
                    'show_in_admin_status_list' => false,
                ]);
            }
        }
    }

    private static function name(RecordType $type): string
    {
        return match ($type) {
            RecordType::ThirdParty => __('Third parties', 'dolisync'),
            RecordType::Proposal => __('Proposals', 'dolisync'),
            RecordType::Order => __('Orders', 'dolisync'),
            RecordType::Invoice => __('Invoices', 'dolisync'),
            RecordType::Payment => __('Payments', 'dolisync'),
        };
    }
}
