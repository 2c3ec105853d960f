<?php

declare(strict_types=1);

namespace DoliSync\Tests\Wpshop;

use DoliSync\Tests\Support\SiteCase;
use DoliSync\Wpshop\Callbacks;
use DoliSync\Wpshop\OwnSynchronization;
use wpshop\Noting;

require_once __DIR__ . '/doubles.php';

/**
 * What WPshop hung up to synchronize by itself does nothing any more, and its sales go on.
 */
final class OwnSynchronizationTest extends SiteCase
{
    private const UNSAFE = [
        'wp_ajax_load_modal_sync', 'wp_ajax_sync', 'wp_ajax_sync_entry', 'wp_ajax_check_sync_status',
        'wp_ajax_load_associate_modal', 'wp_ajax_load_compare_modal', 'wp_ajax_associate_entry',
        'wps_listing_table_header_end', 'wps_listing_table_end', 'wps_product_filter_sync', 'wps_category_filter_sync',
    ];
    private const SALES = [
        'wps_checkout_create_third_party' => 'checkout_create_third_party', 'checkout_create_proposal' => 'checkout_sync_third',
        'wps_checkout_create_order' => 'create_order', 'wps_payment_complete' => 'set_to_billed',
    ];

    protected function setUp(): void
    {
        parent::setUp();
        Noting::$ran = [];
        $GLOBALS['wp_rest_server'] = null;
        foreach (
            ['Doli_Sync_Action', 'Doli_Associate_Action', 'Doli_Product_Filter', 'Doli_Category_Filter', 'Doli_Third_Parties_Action',
            'Doli_Order_Action', 'Products_Shortcode', 'API_Action'] as $class
        ) {
            new ("wpshop\\$class")();
        }
    }

    protected function tearDown(): void
    {
        foreach ([...self::UNSAFE, ...array_keys(self::SALES), 'rest_endpoints'] as $hook) {
            remove_all_filters($hook);
        }
        array_map('remove_shortcode', ['wps_product', 'wps_categories']);
        foreach (Callbacks::of('wpshop\API_Action', 'rest_api_init') as [$callback]) {
            remove_action('rest_api_init', $callback);
        }
        $GLOBALS['wp_rest_server'] = null;
        parent::tearDown();
    }

    /** @return iterable<string, array{string}> */
    public function unsafe(): iterable
    {
        foreach (self::UNSAFE as $hook) {
            yield $hook => [$hook];
        }
    }

    /** @dataProvider unsafe */
    public function testItDoesNothingAnyMore(string $hook): void
    {
        self::assertSame('it', apply_filters($hook, 'it', null));
        self::assertCount(1, Noting::$ran);
        OwnSynchronization::takeOff();
        Noting::$ran = [];
        self::assertSame('it', apply_filters($hook, 'it', null));
        self::assertSame([], Noting::$ran);
        self::assertFalse(has_filter($hook));
    }

    public function testWhatOthersHungOnTheSameHooksStays(): void
    {
        // Hung up in the same way as WPshop's.
        $other = new class {
            public int $heard = 0;

            public function sync(): void
            {
                $this->heard++;
            }
        };
        add_action('wp_ajax_sync', [$other, 'sync']);
        OwnSynchronization::takeOff();
        do_action('wp_ajax_sync');
        self::assertSame(1, $other->heard);
    }

    public function testSalesGoOn(): void
    {
        OwnSynchronization::takeOff();
        foreach (self::SALES as $hook => $method) {
            do_action($hook, 'order', null);
            self::assertContains($method, Noting::$ran);
        }
    }

    public function testTheShopsCategoriesAreNotDeletedByLookingAtAProduct(): void
    {
        do_shortcode('[wps_categories]');
        self::assertSame(['do_shortcode_categories'], Noting::$ran);
        OwnSynchronization::takeOff();
        self::assertSame('', do_shortcode('[wps_categories]'));
        self::assertSame(['do_shortcode_categories'], Noting::$ran);
        do_shortcode('[wps_product]');
        self::assertContains('do_shortcode_product', Noting::$ran);
    }

    public function testWhereWpshopHasNoShortcodeThereIsNone(): void
    {
        remove_shortcode('wps_categories');
        OwnSynchronization::takeOff();
        self::assertSame('[wps_categories]', do_shortcode('[wps_categories]'));
    }

    public function testDolibarrsModuleCreatesNoSecondProduct(): void
    {
        $post = static fn (string $route): int => rest_do_request(new \WP_REST_Request('POST', $route))->get_status();
        self::assertSame(200, $post('/wpshop/v2/sync'));
        OwnSynchronization::takeOff();
        self::assertSame(404, $post('/wpshop/v2/sync'));
        self::assertSame(200, $post('/wpshop/v2/wps_gateway_paypal'));
        self::assertSame(['callback_wps_sync_from_dolibarr', 'callback_wps_gateway_paypal'], Noting::$ran);
    }
}
