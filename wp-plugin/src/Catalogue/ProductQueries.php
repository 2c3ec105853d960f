<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** Which products there are: the queries over all of them, as the interface Catalogue describes each. */
final class ProductQueries
{
    /** @return list<int> */
    public function search(string $term, int $limit): array
    {
        global $wpdb;
        $part = '%' . $wpdb->esc_like($term) . '%';
        return array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT p.ID FROM {$wpdb->posts} p WHERE p.post_type = %s AND p.post_status <> 'auto-draft'
            AND (p.post_title LIKE %s OR p.post_title LIKE %s OR EXISTS (
                SELECT 1 FROM {$wpdb->postmeta} m
                WHERE m.post_id = p.ID AND m.meta_key IN (%s, %s) AND m.meta_value LIKE %s
            )) ORDER BY p.ID LIMIT %d",
            ProductType::POST_TYPE,
            $part,
            '%' . $wpdb->esc_like(htmlspecialchars($term, ENT_NOQUOTES)) . '%',
            StoredProduct::REFERENCE,
            StoredProduct::BARCODE,
            $part,
            $limit
        )));
    }

    /** @return array<int, string> id → reference or barcode; the same reference first */
    public function withCode(string $reference, string $barcode): array
    {
        global $wpdb;
        $found = [];
        foreach ([StoredProduct::BARCODE => $barcode, StoredProduct::REFERENCE => $reference] as $meta => $code) {
            if ($code === '') {
                continue;
            }
            $ids = $wpdb->get_col($wpdb->prepare(
                "SELECT p.ID FROM {$wpdb->posts} p INNER JOIN {$wpdb->postmeta} m ON m.post_id = p.ID
                WHERE p.post_type = %s AND p.post_status <> 'auto-draft' AND m.meta_key = %s AND m.meta_value = %s
                ORDER BY p.ID",
                ProductType::POST_TYPE,
                $meta,
                $code
            ));
            foreach ($ids as $id) {
                $found = [(int) $id => $meta === StoredProduct::REFERENCE ? 'reference' : 'barcode'] + $found;
            }
        }
        return $found;
    }

    /** @return array{list<int>, int} */
    public function after(int $id, int $limit): array
    {
        global $wpdb;
        $listed = $wpdb->prepare(
            "FROM {$wpdb->posts} WHERE post_type = %s AND post_status NOT IN ('trash', 'auto-draft') AND ID > %d",
            ProductType::POST_TYPE,
            $id
        );
        $ids = array_map('intval', $wpdb->get_col("SELECT ID {$listed} ORDER BY ID" . $wpdb->prepare(' LIMIT %d', $limit)));
        return [$ids, (int) $wpdb->get_var("SELECT COUNT(*) {$listed}") - count($ids)];
    }

    public function newest(): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare("SELECT MAX(ID) FROM {$wpdb->posts} WHERE post_type = %s", ProductType::POST_TYPE));
    }

    /** @return array<string, int> */
    public function countBy(string $kind): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT {$kind} AS kind, COUNT(*) AS products FROM {$wpdb->posts} p
            WHERE p.post_type = %s AND p.post_status NOT IN ('trash', 'auto-draft') GROUP BY kind",
            ProductType::POST_TYPE
        ));
        return array_map('intval', array_column($rows, 'products', 'kind'));
    }

    /** @return array<int, string> by id */
    public function postStatuses(): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT ID, post_status FROM {$wpdb->posts} WHERE post_type = %s AND post_status <> 'auto-draft'",
            ProductType::POST_TYPE
        ));
        return array_column($rows, 'post_status', 'ID');
    }
}
