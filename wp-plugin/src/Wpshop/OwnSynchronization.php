<?php

declare(strict_types=1);

namespace DoliSync\Wpshop;

/**
 * WPshop's own synchronization, which is taken off while DoliSync runs: it would undo associations, write without
 * anybody's choice, or ask Dolibarr for what DoliSync knows. Its sales go on as they are: carts, checkouts, and the
 * customers, proposals, orders and payments that it sends to Dolibarr are WPshop's business, and so is what its pages
 * read of them.
 */
final class OwnSynchronization
{
    /** Hook → the class of WPshop whose callbacks go. */
    private const HOOKS = [
        // The cells of its lists, which start the rest. WpshopCells prints ours in their place.
        'wps_listing_table_header_end' => 'wpshop\Doli_Sync_Action',
        'wps_listing_table_end' => 'wpshop\Doli_Sync_Action',
        // Asks for no nonce and no capability, and deletes the association when Dolibarr does not answer.
        'wp_ajax_check_sync_status' => 'wpshop\Doli_Sync_Action',
        // Overwrites the record with Dolibarr's; when that does not answer, with nothing, and as done.
        'wp_ajax_sync_entry' => 'wpshop\Doli_Sync_Action',
        // The same for everything, and leaves Dolibarr's end of the associations out. The other one counts it first.
        'wp_ajax_sync' => 'wpshop\Doli_Sync_Action',
        'wp_ajax_load_modal_sync' => 'wpshop\Doli_Sync_Action',
        // Asks for no nonce and no capability, and takes a record of Dolibarr away from whoever is associated with it.
        'wp_ajax_associate_entry' => 'wpshop\Doli_Associate_Action',
        // Downloads all of Dolibarr to offer what is not associated.
        'wp_ajax_load_associate_modal' => 'wpshop\Doli_Associate_Action',
        // Overwrites the product that it is to compare.
        'wp_ajax_load_compare_modal' => 'wpshop\Doli_Associate_Action',
        // Every visit of the shop checks each product, with what that does (check_sync_status), and overwrites it.
        'wps_product_filter_sync' => 'wpshop\Doli_Product_Filter',
        'wps_category_filter_sync' => 'wpshop\Doli_Category_Filter',
    ];

    /**
     * The button «create on WPshop» of Dolibarr's module: makes another record with the mark of one that may be
     * associated already.
     */
    private const ROUTE = '/wpshop/v2/sync';

    /**
     * Prints nothing, but adds all of Dolibarr's categories to the shop, and deletes all of the shop's when Dolibarr does
     * not answer. WPshop calls it whenever it shows the page of a product.
     */
    private const SHORTCODE = 'wps_categories';

    /**
     * On every request, once WPshop has hung up what it has: visitors and Dolibarr start it too.
     */
    public static function takeOff(): void
    {
        foreach (self::HOOKS as $hook => $class) {
            foreach (Callbacks::of($class, $hook) as [$callback, $priority]) {
                remove_filter($hook, $callback, $priority);
            }
        }
        if (shortcode_exists(self::SHORTCODE)) {
            // Taken off altogether, its name would be printed.
            add_shortcode(self::SHORTCODE, '__return_empty_string');
        }
        add_filter('rest_endpoints', static fn (array $endpoints): array => array_diff_key($endpoints, [self::ROUTE => true]));
    }
}
