<?php

declare(strict_types=1);

namespace DoliSync\Tests\Wpshop;

use DoliSync\Catalogue\WpshopCategories;
use DoliSync\Services;
use DoliSync\Sync\Link;
use DoliSync\Sync\LinkRows;
use DoliSync\Sync\OwnWrites;
use DoliSync\Tests\Support\SiteCase;
use DoliSync\Wpshop\Marks;

final class MarksTest extends SiteCase
{
    protected function setUp(): void
    {
        parent::setUp();
        Marks::register();
    }

    protected function tearDown(): void
    {
        foreach (['post', 'term'] as $kind) {
            remove_all_filters("delete_{$kind}_metadata");
            remove_all_filters("update_{$kind}_metadata");
        }
        parent::tearDown();
    }

    private static function post(string $type): int
    {
        $id = wp_insert_post(['post_type' => $type, 'post_title' => 'Jane', 'post_status' => 'publish']);
        update_post_meta($id, '_external_id', '5');
        update_post_meta($id, '_sync_sha_256', 'before');
        update_post_meta($id, '_town', 'Sète');
        return $id;
    }

    /** @return iterable<string, array{string, string}> WPshop's post type, what associations call it */
    public function types(): iterable
    {
        yield 'a product' => ['wps-product', 'product'];
        yield 'a third party' => ['wps-third-party', 'third_party'];
        yield 'a proposal' => ['wps-proposal', 'proposal'];
        yield 'an order' => ['wps-order', 'order'];
        yield 'an invoice' => ['wps-doli-invoice', 'invoice'];
    }

    /** @dataProvider types */
    public function testWpshopChangesNoMarkOfWhatIsAssociated(string $postType, string $type): void
    {
        $id = self::post($postType);
        (new LinkRows($type))->insert([new Link($id, 5)]);
        delete_post_meta($id, '_external_id');
        delete_post_meta($id, '_sync_sha_256');
        self::assertSame(['5', 'before'], [get_post_meta($id, '_external_id', true), get_post_meta($id, '_sync_sha_256', true)]);
        foreach (['0', '', '6'] as $value) {
            update_post_meta($id, '_external_id', $value);
            self::assertSame('5', get_post_meta($id, '_external_id', true));
        }
        update_post_meta($id, '_sync_sha_256', 'after');
        self::assertSame('after', get_post_meta($id, '_sync_sha_256', true));
        delete_post_meta($id, '_town');
        self::assertSame('', get_post_meta($id, '_town', true));
        wp_delete_post($id, true);
        self::assertSame([], get_post_meta($id));
    }

    public function testDoliSyncItselfDoes(): void
    {
        $id = self::post('wps-third-party');
        (new LinkRows('third_party'))->insert([new Link($id, 5)]);
        OwnWrites::during(static fn () => update_post_meta($id, '_external_id', '6'));
        self::assertSame('6', get_post_meta($id, '_external_id', true));
        update_post_meta($id, '_external_id', '5');
        self::assertSame('5', get_post_meta($id, '_external_id', true));
        OwnWrites::during(static fn () => delete_post_meta($id, '_external_id'));
        self::assertSame('', get_post_meta($id, '_external_id', true));
        wp_delete_post($id, true);
    }

    public function testAProductThatIsDissociatedLosesItsMark(): void
    {
        $id = self::post('wps-product');
        $links = Services::get()->links();
        $links->put($id, 7, null);
        self::assertSame('7', get_post_meta($id, '_external_id', true));
        $links->remove($id);
        self::assertSame('', get_post_meta($id, '_external_id', true));
    }

    /** @dataProvider types */
    public function testWhatIsNotAssociatedIsWpshopsOwnBusiness(string $postType): void
    {
        $id = self::post($postType);
        update_post_meta($id, '_external_id', '6');
        self::assertSame('6', get_post_meta($id, '_external_id', true));
        delete_post_meta($id, '_external_id');
        self::assertSame('', get_post_meta($id, '_external_id', true));
        wp_delete_post($id, true);
    }

    public function testACategoryKeepsTheMarkThatItHas(): void
    {
        $categories = new WpshopCategories();
        $id = $categories->create('Mugs', 0, null);
        update_term_meta($id, '_external_id', '5');
        update_term_meta($id, '_external_id', '6');
        delete_term_meta($id, '_external_id');
        self::assertSame('5', get_term_meta($id, '_external_id', true));
        OwnWrites::during(static fn () => $categories->associate($id, 6));
        self::assertSame('6', get_term_meta($id, '_external_id', true));
        OwnWrites::during(static fn () => $categories->associate($id, null));
        self::assertSame('', get_term_meta($id, '_external_id', true));
        wp_delete_term($id, 'wps-product-cat');
        self::assertSame([], get_term_meta($id));
    }

    public function testTermsOfOtherKindsAreNobodysBusiness(): void
    {
        ['term_id' => $id] = wp_insert_term('News', 'category');
        update_term_meta($id, '_external_id', '5');
        update_term_meta($id, '_external_id', '6');
        self::assertSame('6', get_term_meta($id, '_external_id', true));
        wp_delete_term($id, 'category');
    }
}
