<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\WpshopMarks;
use DoliSync\Sync\Link;
use DoliSync\Sync\LinkRows;
use DoliSync\Sync\OwnWrites;
use DoliSync\Tests\Support\SiteCase;

final class WpshopMarksTest extends SiteCase
{
    public function testWpshopTakesNoMarkOffAnAssociatedRecordAndOthersAreItsOwnBusiness(): void
    {
        $make = static function (string $type): int {
            $id = wp_insert_post(['post_type' => $type, 'post_title' => 'Jane', 'post_status' => 'publish']);
            update_post_meta($id, '_external_id', '5');
            update_post_meta($id, '_town', 'Sète');
            return $id;
        };
        [$associated, $other, $product] = [$make('wps-third-party'), $make('wps-third-party'), $make('wps-product')];
        (new LinkRows('third_party'))->insert([new Link($associated, 5)]);
        WpshopMarks::register();
        try {
            foreach ([$associated, $other, $product] as $id) {
                delete_post_meta($id, '_external_id');
                delete_post_meta($id, '_town');
            }
            $marks = array_map(static fn (int $id): string => get_post_meta($id, '_external_id', true), [$associated, $other, $product]);
            self::assertSame(['5', '', ''], $marks);
            self::assertSame('', get_post_meta($associated, '_town', true));
            OwnWrites::during(static fn () => delete_post_meta($associated, '_external_id'));
            self::assertSame('', get_post_meta($associated, '_external_id', true));
            update_post_meta($associated, '_external_id', '5');
            wp_delete_post($associated, true);
            self::assertSame([], get_post_meta($associated));
        } finally {
            remove_all_filters('delete_post_metadata');
            wp_delete_post($other, true);
        }
    }
}
