<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** WPshop's type of post and its categories: DoliSync registers them, with WPshop's names, where WPshop does not. */
final class ProductType
{
    public const POST_TYPE = 'wps-product';
    public const CATEGORY = 'wps-product-cat';

    public static function register(): void
    {
        if (!post_type_exists(self::POST_TYPE)) {
            register_post_type(self::POST_TYPE, [
                'labels' => [
                    'name' => __('Products', 'dolisync'),
                    'singular_name' => __('Product', 'dolisync'),
                    'all_items' => __('All products', 'dolisync'),
                    'add_new' => __('Add a product', 'dolisync'),
                    'add_new_item' => __('Add a product', 'dolisync'),
                    'edit_item' => __('Edit the product', 'dolisync'),
                    'view_item' => __('View the product', 'dolisync'),
                    'view_items' => __('View the products', 'dolisync'),
                    'search_items' => __('Search products', 'dolisync'),
                    'not_found' => __('No product found.', 'dolisync'),
                    'not_found_in_trash' => __('No product found in the trash.', 'dolisync'),
                ],
                'public' => true,
                'show_in_rest' => true,
                'menu_icon' => 'dashicons-cart',
                'supports' => ['title', 'editor', 'thumbnail'],
                'has_archive' => true,
                'rewrite' => ['slug' => 'product'],
            ]);
        }
        if (!taxonomy_exists(self::CATEGORY)) {
            register_taxonomy(self::CATEGORY, self::POST_TYPE, [
                'labels' => [
                    'name' => __('Product categories', 'dolisync'),
                    'singular_name' => __('Product category', 'dolisync'),
                ],
                'hierarchical' => true,
                'show_in_rest' => true,
                'show_admin_column' => true,
                'rewrite' => ['slug' => 'product-category'],
            ]);
        }
    }
}
