<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/** Metas of posts that have none of these yet, in one query for many. */
final class MetaRows
{
    /**
     * @param array<int, array<string, string>> $metas post → meta key → value
     * @throws Problem dolisync_wpshop_refused
     */
    public static function insert(array $metas): void
    {
        global $wpdb;
        $rows = [];
        foreach ($metas as $id => $values) {
            foreach ($values as $key => $value) {
                array_push($rows, $id, $key, $value);
            }
        }
        if ($rows === []) {
            return;
        }
        $places = implode(',', array_fill(0, intdiv(count($rows), 3), '(%d,%s,%s)'));
        if ($wpdb->query($wpdb->prepare("INSERT INTO {$wpdb->postmeta} (post_id, meta_key, meta_value) VALUES {$places}", $rows)) === false) {
            throw Problem::named(
                'dolisync_wpshop_refused',
                __('WordPress’s database did not store a record’s values. Ask your web host to check the database.', 'dolisync'),
                'retry',
                500
            );
        }
        foreach (array_keys($metas) as $id) {
            wp_cache_delete($id, 'post_meta');
        }
    }
}
