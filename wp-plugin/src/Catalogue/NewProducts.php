<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/**
 * Many products of WPshop's kind made at once: a few queries for a hundred, where WordPress would make a thousand.
 * WordPress and other plugins hear of them afterwards, all the same.
 */
final class NewProducts
{
    /** Metas of one query: a database's packet is limited, and a long query is slow to understand. */
    private const METAS_AT_ONCE = 400;

    /**
     * Inside a transaction.
     *
     * @param non-empty-list<array{title: string, description: string, is_public: bool, metas: array<string, string>}> $products
     * @param non-empty-list<int> $dolibarrIds of each
     * @return array<int, int> Dolibarr's id → the new product's
     * @throws Problem dolisync_wpshop_refused
     */
    public function insert(array $products, array $dolibarrIds): array
    {
        global $wpdb;
        $newest = (int) $wpdb->get_var("SELECT MAX(ID) FROM {$wpdb->posts}");
        $slugs = $this->slugs($products, $dolibarrIds);
        // By its guid, which is for ever and nobody else's, a row is found again, however the database numbers them.
        $guid = home_url('/?post_type=' . ProductType::POST_TYPE . '&dolisync=' . bin2hex(random_bytes(6)) . '-');
        $now = [current_time('mysql'), current_time('mysql', true)];
        $rows = [];
        foreach ($products as $index => $product) {
            $rows[] = $wpdb->prepare(
                "(%d, %s, %s, %s, %s, '', %s, 'closed', 'closed', '', %s, '', '', %s, %s, '', 0, %s, 0, %s, '', 0)",
                get_current_user_id(),
                ...$now,
                ...[
                    $product['description'],
                    $product['title'],
                    $product['is_public'] ? 'publish' : 'draft',
                    $slugs[$index],
                    ...$now,
                    $guid . $dolibarrIds[$index],
                    ProductType::POST_TYPE,
                ]
            );
        }
        $done = $wpdb->query("INSERT INTO {$wpdb->posts} (post_author, post_date, post_date_gmt, post_content, post_title,
            post_excerpt, post_status, comment_status, ping_status, post_password, post_name, to_ping, pinged, post_modified,
            post_modified_gmt, post_content_filtered, post_parent, guid, menu_order, post_type, post_mime_type, comment_count)
            VALUES " . implode(', ', $rows));
        $ids = [];
        foreach ($wpdb->get_results($wpdb->prepare("SELECT ID, guid FROM {$wpdb->posts} WHERE ID > %d", $newest)) as $row) {
            if (str_starts_with($row->guid, $guid)) {
                $ids[(int) substr($row->guid, strlen($guid))] = (int) $row->ID;
            }
        }
        if ($done === false || count($ids) !== count($products)) {
            throw ProductPosts::refused();
        }
        $this->insertMetas($products, $dolibarrIds, $ids);
        return $ids;
    }

    /**
     * @param non-empty-list<int> $ids
     */
    public function announce(array $ids): void
    {
        _prime_post_caches($ids);
        $this->makeSlugsUnique($ids);
        wp_cache_set_posts_last_changed();
        update_object_term_cache($ids, ProductType::POST_TYPE);
        WpshopForm::aside(static function () use ($ids): void {
            foreach ($ids as $id) {
                $post = get_post($id);
                if ($post !== null) {
                    self::announceCategories($id);
                    do_action('save_post_' . ProductType::POST_TYPE, $id, $post, false);
                    do_action('save_post', $id, $post, false);
                    do_action('wp_insert_post', $id, $post, false);
                    do_action('wp_after_insert_post', $id, $post, false, null);
                }
            }
        });
    }

    private static function announceCategories(int $id): void
    {
        $terms = get_the_terms($id, ProductType::CATEGORY);
        if (is_array($terms)) {
            $places = array_map(static fn (\WP_Term $term): int => $term->term_taxonomy_id, $terms);
            do_action('set_object_terms', $id, array_column($terms, 'term_id'), $places, ProductType::CATEGORY, false, []);
        }
    }

    /**
     * @param list<array{metas: array<string, string>}> $products
     * @param list<int> $dolibarrIds
     * @param array<int, int> $ids
     */
    private function insertMetas(array $products, array $dolibarrIds, array $ids): void
    {
        global $wpdb;
        $rows = [];
        foreach ($products as $index => $product) {
            foreach ($product['metas'] as $key => $value) {
                $rows[] = $wpdb->prepare('(%d, %s, %s)', $ids[$dolibarrIds[$index]], $key, $value);
            }
        }
        foreach (array_chunk($rows, self::METAS_AT_ONCE) as $some) {
            $done = $wpdb->query("INSERT INTO {$wpdb->postmeta} (post_id, meta_key, meta_value) VALUES " . implode(', ', $some));
            if ($done === false) {
                throw ProductPosts::refused();
            }
        }
    }

    /**
     * The products' addresses, as WordPress makes them of their titles; a draft gets its own when it is published.
     *
     * @param list<array{title: string, is_public: bool}> $products
     * @param list<int> $dolibarrIds
     * @return list<string>
     */
    private function slugs(array $products, array $dolibarrIds): array
    {
        global $wpdb;
        $wanted = array_map(static fn (array $product): string => $product['is_public'] ? sanitize_title($product['title']) : '', $products);
        $names = array_values(array_unique(array_filter($wanted, static fn (string $slug): bool => $slug !== '')));
        $taken = $names === [] ? [] : array_flip($wpdb->get_col($wpdb->prepare(
            "SELECT post_name FROM {$wpdb->posts} WHERE post_name IN (" . implode(',', array_fill(0, count($names), '%s')) . ')',
            ...$names
        )));
        $slugs = [];
        foreach ($wanted as $index => $slug) {
            if ($products[$index]['is_public'] && ($slug === '' || isset($taken[$slug]))) {
                $slug = ltrim(_truncate_post_slug($slug, 180) . '-' . $dolibarrIds[$index], '-');
            }
            $taken[$slug] = true;
            $slugs[] = $slug;
        }
        return $slugs;
    }

    /** Of two workers that made products of the same name at the same time, neither saw the other's. @param list<int> $ids */
    private function makeSlugsUnique(array $ids): void
    {
        global $wpdb;
        $slugs = array_filter(array_map(static fn (int $id): string => (string) get_post($id)?->post_name, $ids));
        if ($slugs === []) {
            return;
        }
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT ID, post_name FROM {$wpdb->posts} WHERE post_type = %s AND post_name IN ("
                . implode(',', array_fill(0, count($slugs), '%s')) . ') ORDER BY ID',
            ProductType::POST_TYPE,
            ...array_values($slugs)
        ));
        $seen = [];
        foreach ($rows as $row) {
            if (isset($seen[$row->post_name]) && in_array((int) $row->ID, $ids, true)) {
                $post = get_post((int) $row->ID);
                $slug = wp_unique_post_slug($post->post_name, $post->ID, $post->post_status, $post->post_type, $post->post_parent);
                $wpdb->update($wpdb->posts, ['post_name' => $slug], ['ID' => $post->ID]);
                clean_post_cache($post->ID);
            }
            $seen[$row->post_name] = true;
        }
    }
}
