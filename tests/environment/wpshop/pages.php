<?php

/** The pages of the WPshop that is stood in for, in WPshop's markup. */

declare(strict_types=1);

namespace wpshop;

use eoxia\Custom_Menu_Handler;

final class Pages
{
    public function __construct()
    {
        // Dolibarr has the say about a product's title and text: WPshop's page has no editor for them.
        add_action('init', static fn () => register_post_type('wps-product', [
            'public' => true, 'show_in_menu' => false, 'supports' => ['thumbnail'],
        ]));
        add_action('admin_menu', [$this, 'menu']);
        add_action('add_meta_boxes_wps-product', [$this, 'titleBox']);
        add_action('wp_ajax_wpshop_item', [$this, 'item']);
        // Its visitors' side checks every product that it is about to show.
        add_action('template_redirect', static function (): void {
            foreach (get_posts(['post_type' => 'wps-product', 'numberposts' => -1]) as $product) {
                apply_filters('wps_product_filter_sync', $product);
            }
        });
    }

    public function menu(): void
    {
        add_menu_page('WPshop', 'WPshop', 'manage_options', 'wpshop', [$this, 'dashboard']);
        Custom_Menu_Handler::register_menu('wpshop', 'Products', 'Products', 'manage_options', 'wps-product', [$this, 'products']);
        Custom_Menu_Handler::register_menu('wpshop', 'Third parties', 'Third parties', 'manage_options', 'wps-third-party', [$this, 'thirdParties']);
    }

    public function dashboard(): void
    {
        echo '<div class="wrap wpeo-wrap"><div class="wpeo-gridlayout grid-2">';
        do_action('wps_dashboard');
        echo '<div class="wps-metabox view"><h2 class="metabox-title">Last customers</h2></div></div></div>';
    }

    public function products(): void
    {
        // In two steps, as WPshop does it: the numbers of the page, then their products in one query.
        $ids = get_posts(['post_type' => 'wps-product', 'post_status' => 'any', 'posts_per_page' => 20, 'fields' => 'ids']);
        echo '<div class="wrap wpeo-wrap"><h2>Products</h2>
            <button type="button" id="replace-cells">Replace the cells</button>
            <button type="button" id="replace-rows">Replace the rows</button>';
        self::table('products', get_posts(['post_type' => 'wps-product', 'post_status' => 'any', 'post__in' => $ids, 'numberposts' => -1]));
        echo '</div><script>' . file_get_contents(__DIR__ . '/list.js') . '</script>';
    }

    public function thirdParties(): void
    {
        echo '<div class="wrap wpeo-wrap"><h2>Third parties</h2>';
        self::table('thirdparties', get_posts(['post_type' => 'wps-third-party', 'post_status' => 'any', 'numberposts' => -1]));
        echo '</div>';
    }

    public function titleBox(): void
    {
        $show = static function (\WP_Post $post): void {
            echo '<div class="wpeo-wrap">';
            do_action('wps_listing_table_end', new Product($post), false);
            echo '</div>';
        };
        add_meta_box('wp_product_title', 'Product title', $show, 'wps-product', 'normal', 'high');
    }

    /** A row printed anew, as WPshop answers it after an action. */
    public function item(): never
    {
        self::row(get_post((int) ($_POST['id'] ?? 0)));
        wp_die();
    }

    /** @param list<\WP_Post> $posts */
    private static function table(string $list, array $posts): void
    {
        echo '<div class="wps-list-product wpeo-table table-flex table-7"><div class="table-row table-header"><div class="table-cell table-full">Title</div>';
        do_action('wps_listing_table_header_end', $list);
        echo '</div>';
        array_map(self::row(...), $posts);
        echo '</div>';
    }

    private static function row(\WP_Post $post): void
    {
        $record = new Product($post);
        $edit = $record->data['external_id'] === 0 ? '' : sprintf(
            '<li><a href="http://127.0.0.1/product/card.php?id=%d">Edit in Dolibarr</a></li>',
            $record->data['external_id']
        );
        printf(
            '<div class="table-row" data-id="%d"><div class="table-cell table-full"><div class="reference-title">%s</div><ul class="reference-actions">%s</ul></div>',
            $post->ID,
            esc_html($post->post_title),
            $edit
        );
        do_action('wps_listing_table_end', $record, false);
        echo '</div>';
    }
}
