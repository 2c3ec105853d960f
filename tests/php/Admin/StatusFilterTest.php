<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\ProductList;
use DoliSync\Services;

/**
 * The list of products with one status, in WordPress’s own list and in WPshop’s.
 */
final class StatusFilterTest extends AdminCase
{
    /** @var array<string, int> title → product */
    private array $products;

    protected function setUp(): void
    {
        parent::setUp();
        foreach (['Mug' => 'synced', 'Bowl' => 'out_of_sync', 'Vase' => null, 'Plate' => null] as $title => $status) {
            $this->products[$title] = $id = self::product(['title' => $title]);
            if ($status !== null) {
                Services::get()->links()->put($id, 1000 + $id, null, $status);
            }
        }
    }

    protected function tearDown(): void
    {
        foreach ([ProductList::STATUS, ProductList::PRODUCT, 's', 'post_status', 'orderby', 'order', 'paged'] as $argument) {
            unset($_GET[$argument], $_REQUEST[$argument]);
        }
        remove_all_filters('admin_url');
        parent::tearDown();
    }

    /** @param string|array<string> $status */
    private static function ask(string|array $status): void
    {
        $_GET[ProductList::STATUS] = $_REQUEST[ProductList::STATUS] = $status;
    }

    /** @return list<string> the titles that the native list shows */
    private static function listed(): array
    {
        $titles = self::inOrder();
        sort($titles);
        return $titles;
    }

    /** @return list<string> */
    private static function inOrder(): array
    {
        preg_match_all('/class="row-title"[^>]*>([^<]*)</', self::productList(), $found);
        return $found[1];
    }

    private static function sort(string $order): void
    {
        $_GET['orderby'] = $_REQUEST['orderby'] = ProductList::BY_URGENCY;
        $_GET['order'] = $_REQUEST['order'] = $order;
    }

    public function testTheListIsSortedByWhatNeedsAPersonFirst(): void
    {
        self::assertStringContainsString('orderby=dolisync_urgency&amp;order=asc', str_replace('#038;', 'amp;', self::productList()));
        self::sort('asc');
        self::assertSame(['Bowl', 'Plate', 'Vase', 'Mug'], self::inOrder());
        self::sort('desc');
        self::assertSame(['Mug', 'Plate', 'Vase', 'Bowl'], self::inOrder());
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testTheOrderGoesWithFilterSearchAndPages(): void
    {
        self::sort('asc');
        self::ask('unlinked');
        self::assertSame(['Plate', 'Vase'], self::inOrder());
        self::ask('');
        $_GET['s'] = $_REQUEST['s'] = 'l';
        self::assertSame(['Bowl', 'Plate'], self::inOrder());
        $_GET['s'] = $_REQUEST['s'] = '';
        $two = static fn (): int => 2;
        add_filter('edit_wps-product_per_page', $two);
        $pages = [self::inOrder()];
        $_GET['paged'] = $_REQUEST['paged'] = '2';
        $pages[] = self::inOrder();
        remove_filter('edit_wps-product_per_page', $two);
        self::assertSame([['Bowl', 'Plate'], ['Vase', 'Mug']], $pages);
        unset($_GET['paged'], $_REQUEST['paged']);
        $this->logIn('editor');
        self::assertCount(4, self::inOrder());
        self::assertStringNotContainsString('orderby=dolisync_urgency', self::productList());
    }

    public function testWpshopsListIsSortedOnEachPage(): void
    {
        set_current_screen('wpshop_page_wps-product');
        self::sort('asc');
        $ids = array_map(fn (string $title): int => $this->products[$title], ['Bowl', 'Plate', 'Vase', 'Mug']);
        self::assertSame($ids, self::wpshopsIds());
        self::assertSame([$ids[2], $ids[3]], self::wpshopsIds(2, 2));
        // It reads them by their numbers, in an order of its own.
        $read = new \WP_Query(['post_type' => 'wps-product', 'post__in' => array_reverse($ids), 'post_status' => 'any', 'posts_per_page' => -1]);
        self::assertSame($ids, array_column($read->posts, 'ID'));
        self::assertStringContainsString('order=desc', ProductList::otherOrderUrl());
        self::printed(static fn () => do_action('all_admin_notices'));
        self::assertStringEndsWith('page=wps-product&orderby=dolisync_urgency&order=asc', admin_url('admin.php?page=wps-product'));
    }

    /** @return iterable<string, array{string, list<string>}> */
    public function statuses(): iterable
    {
        yield 'synced' => ['synced', ['Mug']];
        yield 'out of sync' => ['out_of_sync', ['Bowl']];
        yield 'not associated' => ['unlinked', ['Plate', 'Vase']];
        yield 'unknown' => ['unknown', []];
        yield 'all' => ['', ['Bowl', 'Mug', 'Plate', 'Vase']];
        yield 'nonsense' => ["synced' OR 1 = 1", ['Bowl', 'Mug', 'Plate', 'Vase']];
    }

    /**
     * @dataProvider statuses
     * @param list<string> $titles
     */
    public function testTheNativeListShowsTheProductsOfTheStatus(string $status, array $titles): void
    {
        self::ask($status);
        self::assertSame($titles, self::listed());
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testAnAddressOfAnotherShapeAsksForNothing(): void
    {
        self::ask(['synced']);
        self::assertCount(4, self::listed());
    }

    public function testItGoesWithWordPresssOwnFilters(): void
    {
        self::ask('unlinked');
        $_GET['s'] = $_REQUEST['s'] = 'Vas';
        self::assertSame(['Vase'], self::listed());
        $_GET['s'] = $_REQUEST['s'] = '';
        wp_update_post(['ID' => $this->products['Plate'], 'post_status' => 'draft']);
        $_GET['post_status'] = $_REQUEST['post_status'] = 'draft';
        self::assertSame(['Plate'], self::listed());
    }

    public function testTheMenuHasANumberForEachStatusAndRemembersTheChoice(): void
    {
        self::ask('unlinked');
        $html = self::productList();
        self::assertSame(1, substr_count($html, 'name="dolisync_status"'));
        self::assertStringContainsString('<option value="synced">Synchronized (1)</option>', $html);
        self::assertMatchesRegularExpression('#<option value="unlinked" selected=.selected.>Not associated \(2\)</option>#', $html);
        self::assertStringContainsString('<option value="unknown">To check (0)</option>', $html);
    }

    public function testOtherListsAndOtherPeopleHaveNone(): void
    {
        self::ask('synced');
        self::assertSame('', self::printed(static fn () => do_action('restrict_manage_posts', 'post', 'top')));
        $this->logIn('editor');
        self::assertCount(4, self::listed());
        self::assertStringNotContainsString('dolisync_status', self::productList());
        self::assertSame('', self::printed(static fn () => do_action('restrict_manage_posts', 'wps-product', 'top')));
    }

    public function testQueriesOfOtherPagesAreLeftAlone(): void
    {
        self::ask('synced');
        set_current_screen('dashboard');
        self::assertCount(4, get_posts(['post_type' => 'wps-product', 'fields' => 'ids', 'posts_per_page' => -1, 'post_status' => 'any']));
    }

    /** As `wpshop\Product::display` and its page do. @return list<int> */
    private static function wpshopsIds(int $perPage = -1, int $offset = 0): array
    {
        return get_posts([
            'post_type' => 'wps-product', 'posts_per_page' => $perPage, 'offset' => $offset, 'fields' => 'ids', 'post_status' => 'any',
        ]);
    }

    public function testWpshopsListCountsAndPagesWhatTheStatusLeaves(): void
    {
        set_current_screen('wpshop_page_wps-product');
        self::ask('unlinked');
        $all = self::wpshopsIds();
        self::assertEqualsCanonicalizing([$this->products['Vase'], $this->products['Plate']], $all);
        self::assertSame([$all[1]], self::wpshopsIds(1, 1));
        // WPshop reads the products of a page by their numbers: those are chosen already.
        $read = new \WP_Query(['post_type' => 'wps-product', 'post__in' => [$this->products['Mug']], 'post_status' => 'any', 'posts_per_page' => -1]);
        self::assertCount(1, $read->posts);
    }

    public function testEitherListCanShowOneProductAlone(): void
    {
        $_GET[ProductList::PRODUCT] = (string) $this->products['Vase'];
        self::assertSame(['Vase'], self::listed());
        $_GET[ProductList::PRODUCT] = '1 OR 1 = 1';
        self::assertCount(4, self::listed());
        set_current_screen('wpshop_page_wps-product');
        $_GET[ProductList::PRODUCT] = (string) $this->products['Plate'];
        self::assertSame([$this->products['Plate']], self::wpshopsIds());
        $this->logIn('editor');
        self::assertCount(4, self::wpshopsIds());
    }

    public function testAboveWpshopsListAreLinksAndItsOtherPagesKeepTheStatus(): void
    {
        set_current_screen('wpshop_page_wps-product');
        self::ask('unlinked');
        $menu = admin_url('admin.php?page=wps-product');
        $html = self::printed(static fn () => do_action('all_admin_notices'));
        self::assertSame(1, preg_match_all('#<a href="[^"]*" class="current" aria-current="page">Not associated \(2\)</a>#', $html));
        self::assertStringContainsString('>Synchronized (1)</a>', $html);
        self::assertMatchesRegularExpression('#edit\.php\?post_type=wps-product&\#038;dolisync_status=unlinked">Several products at once…</a>#', $html);
        self::assertStringEndsWith('page=wps-product', $menu);
        self::assertSame($menu . '&dolisync_status=unlinked', admin_url('admin.php?page=wps-product'));
        self::assertStringNotContainsString('dolisync_status', admin_url('admin.php?page=wps-order'));
    }

    public function testTheNativeListHasNoSuchLinks(): void
    {
        self::assertStringNotContainsString('dolisync-statuses', self::printed(static fn () => do_action('all_admin_notices')));
    }
}
