<?php

/**
 * WPshop 2.4's classes as far as DoliSync sees them: what each hangs on which hook. What runs is only noted.
 */

declare(strict_types=1);

// phpcs:disable PSR1.Classes.ClassDeclaration, Squiz.Classes.ValidClassName -- WPshop's names, together

namespace wpshop;

abstract class Noting
{
    /** @var list<string> what ran */
    public static array $ran = [];

    /** Hook → method, or method and number of arguments. */
    protected const HOOKS = [];

    public function __construct()
    {
        foreach (static::HOOKS as $hook => $method) {
            add_filter($hook, [$this, $method], 10, 2);
        }
    }

    public function __call(string $method, array $arguments): mixed
    {
        self::$ran[] = $method;
        return $arguments[0] ?? null;
    }
}

class Doli_Sync_Action extends Noting
{
    protected const HOOKS = [
        'wp_ajax_load_modal_sync' => 'load_modal_sync',
        'wp_ajax_sync' => 'sync',
        'wp_ajax_sync_entry' => 'sync_entry',
        'wps_listing_table_header_end' => 'add_sync_header',
        'wps_listing_table_end' => 'add_sync_item',
        'wp_ajax_check_sync_status' => 'check_sync_status',
    ];
}

class Doli_Associate_Action extends Noting
{
    protected const HOOKS = [
        'wp_ajax_load_associate_modal' => 'load_associate_modal',
        'wp_ajax_load_compare_modal' => 'load_compare_modal',
        'wp_ajax_associate_entry' => 'associate_entry',
    ];
}

class Doli_Product_Filter extends Noting
{
    protected const HOOKS = ['wps_product_filter_sync' => 'product_sync'];
}

class Doli_Category_Filter extends Noting
{
    protected const HOOKS = ['wps_category_filter_sync' => 'category_sync'];
}

class Doli_Third_Parties_Action extends Noting
{
    protected const HOOKS = [
        'wps_checkout_create_third_party' => 'checkout_create_third_party',
        'checkout_create_proposal' => 'checkout_sync_third',
    ];
}

class Doli_Order_Action extends Noting
{
    protected const HOOKS = ['wps_checkout_create_order' => 'create_order', 'wps_payment_complete' => 'set_to_billed'];
}

class Products_Shortcode extends Noting
{
    public function __construct()
    {
        foreach (['product', 'categories'] as $what) {
            add_shortcode("wps_$what", fn (): string => $this->{"do_shortcode_$what"}(''));
        }
    }
}

class API_Action extends Noting
{
    protected const HOOKS = ['rest_api_init' => 'callback_rest_api_init'];

    public function callback_rest_api_init(): void // phpcs:ignore PSR1.Methods.CamelCapsMethodName
    {
        foreach (['/wps_gateway_paypal' => 'callback_wps_gateway_paypal', '/sync' => 'callback_wps_sync_from_dolibarr'] as $route => $method) {
            register_rest_route('wpshop/v2', $route, [
                'methods' => 'POST',
                'callback' => [$this, $method],
                'permission_callback' => '__return_true',
            ]);
        }
    }
}
