<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Automation\Schedule;
use DoliSync\Services;
use DoliSync\Sync\Tables;
use DoliSync\Sync\Takeover;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** The first activation, and the tables. */
final class TakeoverTest extends SyncCase
{
    public function testWpshopsAssociationsBecomeOursOnce(): void
    {
        delete_option('dolisync_takeover_done');
        $ids = [];
        foreach (['68', '69', '69', '0', '', 'abc', '-1'] as $mark) {
            $ids[] = $id = self::product(['title' => "Mug $mark"]);
            update_post_meta($id, '_external_id', $mark);
        }
        $shop = self::shop();
        self::assertSame(1, Takeover::run());
        $link = Services::get()->links()->of($ids[0]);
        self::assertSame([68, null, null], [$link->dolibarrId, $link->baseline, $link->synchronizedAt]);
        self::assertCount(1, Services::get()->links()->ofMany($ids));
        self::assertEquals($shop, self::shop());
        self::assertSame([], StandIn::calls());
        $row = Services::get()->statusCheck()->lastKnown([$ids[0]])[$ids[0]];
        self::assertSame(['unknown', 68, null, null, null], [$row->status->value, $row->dolibarrId, $row->checkedAt, $row->lastKnown, $row->problem]);
        Services::get()->links()->remove($ids[0]);
        update_post_meta($ids[0], '_external_id', '68');
        self::assertSame(0, Takeover::run());
    }

    public function testABigShopIsTakenOverInFewQueriesAndARequestThatDiesLosesNothing(): void
    {
        global $wpdb;
        delete_option('dolisync_takeover_done');
        for ($number = 1; $number <= 1100; $number++) {
            $wpdb->query($wpdb->prepare("INSERT INTO {$wpdb->posts} (post_type, post_status, post_title, post_content, post_excerpt, to_ping,
                pinged, post_content_filtered) VALUES ('wps-product', 'publish', %s, '', '', '', '', '')", "P$number"));
            $wpdb->query($wpdb->prepare("INSERT INTO {$wpdb->postmeta} (post_id, meta_key, meta_value) VALUES (%d, '_external_id', %s)", $wpdb->insert_id, $number));
        }
        $inserts = 0;
        $dies = static function (string $query) use (&$inserts): string {
            if (str_starts_with($query, 'INSERT INTO ' . Tables::links()) && ++$inserts === 7) {
                throw new \RuntimeException('out of time');
            }
            return $query;
        };
        add_filter('query', $dies);
        try {
            Takeover::run();
            self::fail('It did not die.');
        } catch (\RuntimeException) {
            self::assertSame(600, Services::get()->links()->count());
        } finally {
            remove_filter('query', $dies);
        }
        $before = $wpdb->num_queries;
        Schedule::daily();
        self::assertSame(1100, Services::get()->links()->count());
        self::assertLessThan(100, $wpdb->num_queries - $before);
        self::assertNotFalse(get_option('dolisync_takeover_done'));
    }

    public function testTheTablesAreMadeAndKeepTheirKeys(): void
    {
        global $wpdb;
        [$id] = self::linkedMug();
        delete_option(Tables::VERSION_OPTION);
        Tables::install();
        self::assertSame(Tables::VERSION, get_option(Tables::VERSION_OPTION));
        self::assertNotNull(Services::get()->links()->of($id));
        $wpdb->suppress_errors();
        $again = ['type' => 'product', 'wp_id' => $id, 'dolibarr_id' => 12345, 'status' => 'unknown'];
        self::assertFalse($wpdb->insert(Tables::links(), $again));
        self::assertSame(1, $wpdb->insert(Tables::links(), ['type' => 'category'] + $again));
        $wpdb->suppress_errors(false);
    }
}
