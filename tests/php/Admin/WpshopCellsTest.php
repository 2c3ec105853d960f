<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\ProductCells;
use DoliSync\Admin\WpshopCells;
use DoliSync\Services;

/**
 * Inside WPshop's list. Its class is stood in for by one of the same name, hung on the same hooks.
 */
final class WpshopCellsTest extends AdminCase
{
    private const HOOKS = ['wps_listing_table_header_end', 'wps_listing_table_end'];

    protected function setUp(): void
    {
        parent::setUp();
        require_once __DIR__ . '/WpshopSyncAction.php';
        $theirs = new \wpshop\Doli_Sync_Action();
        add_action(self::HOOKS[0], [$theirs, 'add_sync_header']);
        add_action(self::HOOKS[1], [$theirs, 'add_sync_item'], 10, 2);
        WpshopCells::register(new ProductCells(Services::get()));
        set_current_screen('wpshop_page_wps-product');
    }

    protected function tearDown(): void
    {
        array_map('remove_all_actions', self::HOOKS);
        remove_all_filters('the_posts');
        foreach (['check_sync_status', 'sync_entry', 'sync', 'load_associate_modal', 'load_compare_modal', 'associate_entry'] as $action) {
            remove_all_actions('wp_ajax_' . $action);
        }
        $_POST = [];
        parent::tearDown();
    }

    private static function record(int $id, string $type): object
    {
        return (object) ['data' => ['id' => $id, 'type' => $type, 'external_id' => 0]];
    }

    public function testProductsHaveOurCellAndNotWpshops(): void
    {
        $id = self::product(['title' => 'Mug']);
        $html = self::printed(static function () use ($id): void {
            do_action(self::HOOKS[0], 'products');
            do_action(self::HOOKS[1], self::record($id, 'wps-product'), false);
        });
        self::assertMatchesRegularExpression('#<div class="table-cell table-200"><a href="[^"]*orderby=dolisync_urgency&\#038;order=asc">Dolibarr</a></div>#', $html);
        self::assertStringContainsString("data-product=\"$id\"", $html);
        self::assertStringNotContainsString('WPSHOP', $html);
        self::assertStringNotContainsString('wps-sync', $html);
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testOtherRecordsKeepWpshops(): void
    {
        $html = self::printed(static function (): void {
            do_action(self::HOOKS[0], 'thirdparties');
            do_action(self::HOOKS[1], self::record(5, 'wps-third-party'), true);
        });
        self::assertSame('WPSHOP header thirdparties. WPSHOP item 5. ', $html);
    }

    public function testAPageOfProductsIsReadInOneQuery(): void
    {
        $ids = array_map(static fn (int $n): int => self::product(['title' => "Product $n"]), range(1, 5));
        new \WP_Query(['post_type' => 'wps-product', 'post__in' => $ids]);
        $first = self::printed(static fn () => do_action(self::HOOKS[1], self::record($ids[0], 'wps-product'), false));
        $before = $GLOBALS['wpdb']->num_queries;
        foreach (array_slice($ids, 1) as $id) {
            $html = self::printed(static fn () => do_action(self::HOOKS[1], self::record($id, 'wps-product'), false));
            self::assertStringContainsString("data-product=\"$id\"", $html);
        }
        self::assertStringContainsString("data-product=\"$ids[0]\"", $first);
        self::assertSame($before, $GLOBALS['wpdb']->num_queries);
    }

    public function testWithoutTheCapabilityThereIsNoCell(): void
    {
        $id = self::product(['title' => 'Mug']);
        $this->logIn('editor');
        self::assertSame('', self::printed(static function () use ($id): void {
            do_action(self::HOOKS[0], 'products');
            do_action(self::HOOKS[1], self::record($id, 'wps-product'), false);
        }));
    }

    public function testWpshopsOwnActionsEndBeforeTheyTouchAProduct(): void
    {
        $die = static fn (): callable => static function (): never {
            throw new \DomainException('refused');
        };
        add_filter('wp_die_ajax_handler', $die);
        add_filter('wp_doing_ajax', '__return_true');
        foreach (['check_sync_status', 'sync_entry', 'sync', 'load_associate_modal', 'load_compare_modal', 'associate_entry'] as $action) {
            $ran = [];
            add_action('wp_ajax_' . $action, static function () use (&$ran): void {
                $ran[] = $_POST['type'];
            });
            $_POST = ['type' => 'wps-third-party'];
            do_action('wp_ajax_' . $action);
            $_POST = ['type' => 'wps-product'];
            ob_start();
            try {
                do_action('wp_ajax_' . $action);
                self::fail("$action ran.");
            } catch (\DomainException) {
                self::assertSame(['wps-third-party'], $ran, $action);
            } finally {
                $answer = json_decode((string) ob_get_clean(), true);
            }
            self::assertFalse($answer['success']);
            self::assertMatchesRegularExpression('/\S+ \S+/', $answer['data']['message']);
        }
        remove_filter('wp_die_ajax_handler', $die);
        remove_filter('wp_doing_ajax', '__return_true');
    }
}
