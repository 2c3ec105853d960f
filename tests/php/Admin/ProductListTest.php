<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Services;

/**
 * The native list of products.
 */
final class ProductListTest extends AdminCase
{
    public function testEachProductHasACellWithItsLastKnownStatus(): void
    {
        $mug = self::product(['title' => 'Mug', 'reference' => 'MUG', 'price' => '1234.5']);
        $bowl = self::product(['title' => 'Bowl']);
        Services::get()->links()->put($mug, 68, null, 'synced');
        $html = self::productList();
        self::assertSame(2, substr_count($html, 'data-dolisync="cell"'));
        self::assertMatchesRegularExpression("/data-product=\"$mug\".*#Doli : 68.*Synchronized/s", $html);
        self::assertMatchesRegularExpression("/data-product=\"$bowl\".*Not associated/s", $html);
        self::assertStringContainsString('>MUG</td>', $html);
        self::assertStringContainsString('€1,234.50', $html);
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testAPageTakesAsManyQueriesHoweverManyProductsItLists(): void
    {
        $queries = static function (int $products): int {
            for ($made = 0; $made < $products; $made++) {
                $id = self::product(['title' => "Product $made", 'reference' => "REF-$made"]);
                Services::get()->links()->put($id, 1000 + $id, null, 'synced');
            }
            wp_cache_flush();
            $before = $GLOBALS['wpdb']->num_queries;
            self::assertStringContainsString('Synchronized', self::productList());
            return $GLOBALS['wpdb']->num_queries - $before;
        };
        // The first list of a process also reads options that stay in memory.
        $queries(1);
        $few = $queries(2);
        self::assertSame($few, $queries(15));
    }

    public function testARowPrintedAloneHasItsCell(): void
    {
        $id = self::product(['title' => 'Mug']);
        $GLOBALS['wp_query'] = new \WP_Query();
        $html = self::printed(static fn () => do_action('manage_wps-product_posts_custom_column', 'dolisync', $id));
        self::assertStringContainsString("data-product=\"$id\"", $html);
    }

    public function testATitleOfHtmlStaysText(): void
    {
        self::product(['title' => '<img src=x onerror="alert(1)">"\'</script><b>x']);
        $html = self::productList();
        self::assertStringNotContainsString('<img src=x', $html);
        self::assertStringNotContainsString('</script>', $html);
    }

    public function testWithoutTheCapabilityThereIsNoColumn(): void
    {
        self::product(['title' => 'Mug']);
        $this->logIn('editor');
        $columns = ['cb' => '', 'title' => 'Title', 'date' => 'Date'];
        self::assertSame(
            ['cb', 'title', 'dolisync_reference', 'dolisync_price', 'date'],
            array_keys(apply_filters('manage_wps-product_posts_columns', $columns))
        );
        self::assertStringNotContainsString('dolisync-cell', self::productList());
        self::assertSame('', self::printed(static fn () => do_action('all_admin_notices')));
    }

    public function testBeforeDolibarrIsConnectedOneNoticeSaysSoAndNothingIsAsked(): void
    {
        self::product(['title' => 'Mug']);
        $this->disconnect();
        $html = self::printed(static fn () => do_action('all_admin_notices')) . self::productList();
        self::assertSame(1, substr_count($html, 'data-dolisync="notice"'));
        self::assertStringContainsString('page=dolisync-settings', $html);
        self::assertStringContainsString('Not configured', $html);
        self::assertStringNotContainsString('dolisync-button', $html);
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testThePlacesOfThePanelArePrintedOnce(): void
    {
        $html = self::printed(static function (): void {
            do_action('all_admin_notices');
            do_action('admin_footer', '');
        });
        self::assertStringContainsString('<div id="dolisync-notices" data-dolisync="notices"></div>', $html);
        self::assertStringContainsString('<div id="dolisync-overlay" data-dolisync="overlay"></div>', $html);
        self::assertStringNotContainsString('data-dolisync="notice"', $html);
        set_current_screen('edit-post');
        self::assertStringNotContainsString('dolisync', self::printed(static function (): void {
            do_action('all_admin_notices');
            do_action('admin_footer', '');
        }));
    }
}
