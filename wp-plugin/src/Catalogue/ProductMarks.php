<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** WPshop's own mark of an association, a meta of the product: the number of the Dolibarr product. */
final class ProductMarks
{
    public const META = '_external_id';

    /** What a mark looks like that names a Dolibarr product. */
    private const NUMBER = '/^[1-9][0-9]{0,17}$/D';

    public function of(int $id): ?int
    {
        $mark = (string) get_post_meta($id, self::META, true);
        return preg_match(self::NUMBER, $mark) === 1 ? (int) $mark : null;
    }

    /** @return array<int, int> the shop's product → Dolibarr's */
    public function all(): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT m.post_id, m.meta_value FROM {$wpdb->postmeta} m
            INNER JOIN {$wpdb->posts} p ON p.ID = m.post_id
            WHERE p.post_type = %s AND p.post_status NOT IN ('trash', 'auto-draft') AND m.meta_key = %s
            ORDER BY m.post_id",
            ProductType::POST_TYPE,
            self::META
        ));
        $marks = [];
        foreach ($rows as $row) {
            if (preg_match(self::NUMBER, (string) $row->meta_value) === 1) {
                $marks[(int) $row->post_id] = (int) $row->meta_value;
            }
        }
        return $marks;
    }

    /** Null takes it off. */
    public function set(int $id, ?int $dolibarrId): void
    {
        if ($dolibarrId === null) {
            delete_post_meta($id, self::META);
        } else {
            update_post_meta($id, self::META, (string) $dolibarrId);
        }
    }
}
