<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\ProductCells;
use DoliSync\Admin\WpshopCells;
use DoliSync\Services;

/**
 * Inside WPshop's lists and pages, whose hooks are fired as WPshop fires them.
 */
final class WpshopCellsTest extends AdminCase
{
    private const HEADER = 'wps_listing_table_header_end';
    private const CELL = 'wps_listing_table_end';

    protected function setUp(): void
    {
        parent::setUp();
        WpshopCells::register(new ProductCells(Services::get()));
        set_current_screen('wpshop_page_wps-product');
    }

    protected function tearDown(): void
    {
        array_map('remove_all_actions', [self::HEADER, self::CELL, 'the_posts']);
        parent::tearDown();
    }

    private static function record(int $id, string $type, mixed $dolibarrId = 0): object
    {
        return (object) ['data' => ['id' => $id, 'type' => $type, 'external_id' => $dolibarrId]];
    }

    private static function cell(object $record): string
    {
        return self::printed(static fn () => do_action(self::CELL, $record, false));
    }

    public function testAProductHasThePanelsCell(): void
    {
        $id = self::product(['title' => 'Mug']);
        $header = self::printed(static fn () => do_action(self::HEADER, 'products'));
        self::assertMatchesRegularExpression('#^<div class="table-cell table-200 dolisync-wpshop"[^>]*><a href="[^"]*orderby=dolisync_urgency&\\#038;order=asc">Dolibarr</a></div>$#', $header);
        $html = self::cell(self::record($id, 'wps-product'));
        self::assertStringContainsString("data-product=\"$id\"", $html);
        self::assertStringNotContainsString('wps-sync', $html);
        self::assertSame([], $this->dolibarrCalls());
    }

    /** @return iterable<string, array{string}> */
    public function others(): iterable
    {
        foreach (['wps-third-party', 'wps-proposal', 'wps-order', 'wps-doli-invoice', 'wps-product-cat'] as $type) {
            yield $type => [$type];
        }
    }

    /** @dataProvider others */
    public function testOtherRecordsHaveTheirTwoNumbersToBeRead(string $type): void
    {
        $html = self::cell(self::record(59, $type, 68));
        self::assertMatchesRegularExpression(
            '@^<div class="table-cell [^>]*><ul class="reference-id"><li>#WP : 59</li><li>#Doli : 68</li></ul></div>$@',
            $html
        );
        self::assertStringContainsString('<li>#WP : 59</li></ul>', self::cell(self::record(59, $type)));
        self::assertStringNotContainsString('<script', self::cell(self::record(59, $type, '<script>8')));
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testListsWhoseRowsEndWithACellHaveAHeading(): void
    {
        foreach (['thirdparties' => true, 'proposals' => true, 'order' => false] as $list => $hasCells) {
            $html = self::printed(static fn () => do_action(self::HEADER, $list));
            self::assertSame($hasCells, str_contains($html, 'Dolibarr'), $list);
        }
    }

    public function testAPageOfProductsIsReadInOneQuery(): void
    {
        $ids = array_map(static fn (int $n): int => self::product(['title' => "Product $n"]), range(1, 5));
        new \WP_Query(['post_type' => 'wps-product', 'post__in' => $ids]);
        $first = self::cell(self::record($ids[0], 'wps-product'));
        $before = $GLOBALS['wpdb']->num_queries;
        foreach (array_slice($ids, 1) as $id) {
            self::assertStringContainsString("data-product=\"$id\"", self::cell(self::record($id, 'wps-product')));
        }
        self::assertStringContainsString("data-product=\"$ids[0]\"", $first);
        self::assertSame($before, $GLOBALS['wpdb']->num_queries);
    }

    public function testWithoutTheCapabilityAProductHasNoCell(): void
    {
        $id = self::product(['title' => 'Mug']);
        $this->logIn('editor');
        self::assertSame('', self::printed(static fn () => do_action(self::HEADER, 'products')));
        self::assertSame('', self::cell(self::record($id, 'wps-product')));
    }

    public function testAProductsPageHasABoxInsteadOfTheCell(): void
    {
        $id = self::product(['title' => 'Mug']);
        set_current_screen('wps-product');
        self::assertSame('', self::cell(self::record($id, 'wps-product')));
    }
}
