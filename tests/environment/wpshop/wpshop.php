<?php

/**
 * Stands in for WPshop 2.4: its pages, its markup and its hooks, as far as DoliSync meets them. Its synchronization does
 * what WPshop's does to associations when Dolibarr does not answer: it deletes them. Loaded where seed.php was told so.
 */

declare(strict_types=1);

// phpcs:disable PSR1.Classes.ClassDeclaration, PSR1.Methods.CamelCapsMethodName, Squiz.Classes.ValidClassName -- WPshop's

namespace eoxia {

    /** WPshop's menu, of which WordPress's own does the drawing here. */
    final class Custom_Menu_Handler
    {
        public static function register_menu(
            string $parent,
            string $page_title,
            string $menu_title,
            string $capability,
            string $slug,
            array $callback,
            string $icon = '',
            int $position = 0
        ): object {
            add_submenu_page($parent, $page_title, $menu_title, $capability, $slug, $callback);
            return (object) ['page_title' => $page_title];
        }
    }
}

namespace wpshop {

    define('PLUGIN_WPSHOP_PATH', __DIR__ . '/');

    /** A record as WPshop hands it to its hooks. */
    final class Product
    {
        /** @var array{id: int, type: string, external_id: int, title: string} */
        public array $data;

        public function __construct(\WP_Post $post)
        {
            $this->data = [
                'id' => $post->ID,
                'type' => $post->post_type,
                'external_id' => (int) get_post_meta($post->ID, '_external_id', true),
                'title' => $post->post_title,
            ];
        }
    }

    final class Doli_Sync_Action
    {
        public function __construct()
        {
            add_action('wp_ajax_load_modal_sync', [$this, 'write']);
            add_action('wp_ajax_sync', [$this, 'write']);
            add_action('wp_ajax_sync_entry', [$this, 'write']);
            add_action('wps_listing_table_header_end', [$this, 'add_sync_header']);
            add_action('wps_listing_table_end', [$this, 'add_sync_item'], 10, 2);
            add_action('wp_ajax_check_sync_status', [$this, 'write']);
        }

        public function add_sync_header(string $list): void
        {
            echo '<div class="table-cell table-200">Synchro</div>';
        }

        public function add_sync_item(object $record, mixed $status): void
        {
            printf(
                '<div class="table-cell table-200 wps-sync"><div class="button-synchro" data-wp-id="%d" data-type="%s"></div></div>',
                $record->data['id'],
                esc_attr($record->data['type'])
            );
        }

        public function write(): never
        {
            delete_post_meta((int) ($_POST['wp_id'] ?? 0), '_external_id');
            wp_send_json_success();
        }
    }

    final class Doli_Associate_Action
    {
        public function __construct()
        {
            foreach (['load_associate_modal', 'load_compare_modal', 'associate_entry'] as $action) {
                add_action('wp_ajax_' . $action, [$this, 'write']);
            }
        }

        public function write(): never
        {
            update_post_meta((int) ($_POST['wp_id'] ?? 0), '_external_id', (string) (int) ($_POST['entry_id'] ?? 0));
            wp_send_json_success();
        }
    }

    final class Doli_Product_Filter
    {
        public function __construct()
        {
            add_filter('wps_product_filter_sync', [$this, 'product_sync']);
        }

        public function product_sync(\WP_Post $product): \WP_Post
        {
            delete_post_meta($product->ID, '_external_id');
            return $product;
        }
    }

    require_once __DIR__ . '/pages.php';
    new Doli_Sync_Action();
    new Doli_Associate_Action();
    new Doli_Product_Filter();
    new Pages();
}
