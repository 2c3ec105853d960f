<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/**
 * WPshop's categories of products: terms of `wps-product-cat`, each with the id of Dolibarr's category in WPshop's own
 * meta. Read from the database each time: another request may have changed them since.
 */
final class WpshopCategories
{
    private const DOLIBARR_ID = '_external_id';
    /** What a mark looks like that names a Dolibarr category. */
    private const ID = '/^[1-9][0-9]{0,17}$/D';

    /** One query. */
    public function tree(): CategoryTree
    {
        global $wpdb;
        return new CategoryTree(array_map(static fn (object $row): Category => new Category(
            (int) $row->term_id,
            (int) $row->parent,
            Canonical::title($row->name),
            preg_match(self::ID, (string) $row->mark) === 1 ? (int) $row->mark : null
        ), $wpdb->get_results($wpdb->prepare(
            "SELECT t.term_id, t.name, tt.parent, MIN(m.meta_value) AS mark FROM {$wpdb->terms} t
            INNER JOIN {$wpdb->term_taxonomy} tt ON tt.term_id = t.term_id
            LEFT JOIN {$wpdb->termmeta} m ON m.term_id = t.term_id AND m.meta_key = %s
            WHERE tt.taxonomy = %s GROUP BY t.term_id, t.name, tt.parent ORDER BY t.term_id",
            self::DOLIBARR_ID,
            ProductType::CATEGORY
        ))));
    }

    /**
     * The categories of products: one query for all of them.
     *
     * @param list<int> $productIds
     * @return array<int, list<int>> by product; one that is in none has an empty list
     */
    public function ofProducts(array $productIds): array
    {
        global $wpdb;
        $of = array_fill_keys($productIds, []);
        $rows = $productIds === [] ? [] : $wpdb->get_results($wpdb->prepare(
            "SELECT r.object_id, tt.term_id FROM {$wpdb->term_relationships} r
            INNER JOIN {$wpdb->term_taxonomy} tt ON tt.term_taxonomy_id = r.term_taxonomy_id
            WHERE tt.taxonomy = %s AND r.object_id IN (" . implode(',', array_map('intval', $productIds)) . ') ORDER BY tt.term_id',
            ProductType::CATEGORY
        ));
        foreach ($rows as $row) {
            $of[(int) $row->object_id][] = (int) $row->term_id;
        }
        return $of;
    }

    /**
     * Puts a product into these categories, and into no others.
     *
     * @param list<int> $ids
     * @throws Problem dolisync_wpshop_refused
     */
    public function assign(int $productId, array $ids): void
    {
        // From the database: what is in the cache may be from before somebody else's edit.
        clean_object_term_cache($productId, ProductType::POST_TYPE);
        if (is_wp_error(wp_set_object_terms($productId, $ids, ProductType::CATEGORY))) {
            throw self::refused();
        }
    }

    /**
     * Puts products that were just made, and that nobody saw yet, into these categories: as many queries for a hundred as
     * for one. The rest of the site hears of them with the products themselves.
     *
     * @param array<int, non-empty-list<int>> $ids by product
     * @throws Problem dolisync_wpshop_refused
     */
    public function assignNew(array $ids): void
    {
        global $wpdb;
        if ($ids === []) {
            return;
        }
        $all = array_unique(array_merge(...array_values($ids)));
        $places = array_column($wpdb->get_results($wpdb->prepare(
            "SELECT term_id, term_taxonomy_id FROM {$wpdb->term_taxonomy} WHERE taxonomy = %s AND term_id IN (" . implode(',', $all) . ')',
            ProductType::CATEGORY
        )), 'term_taxonomy_id', 'term_id');
        $rows = [];
        foreach ($ids as $product => $categories) {
            foreach ($categories as $category) {
                $rows[] = sprintf('(%d, %d, 0)', $product, $places[$category] ?? throw self::refused());
            }
        }
        $done = $wpdb->query("INSERT INTO {$wpdb->term_relationships} (object_id, term_taxonomy_id, term_order) VALUES " . implode(', ', $rows));
        if ($done === false) {
            throw self::refused();
        }
        $this->countMore(array_keys($ids));
        clean_term_cache($all, ProductType::CATEGORY, false);
    }

    /** WordPress counts the published products of a category anew with each: these are added. @param list<int> $products */
    private function countMore(array $products): void
    {
        global $wpdb;
        $counts = $wpdb->get_results("SELECT r.term_taxonomy_id AS place, COUNT(*) AS number FROM {$wpdb->term_relationships} r
            INNER JOIN {$wpdb->posts} p ON p.ID = r.object_id WHERE p.post_status = 'publish' AND r.object_id IN ("
            . implode(',', $products) . ') GROUP BY r.term_taxonomy_id');
        foreach ($counts as $count) {
            $wpdb->query($wpdb->prepare(
                "UPDATE {$wpdb->term_taxonomy} SET count = count + %d WHERE term_taxonomy_id = %d",
                $count->number,
                $count->place
            ));
        }
    }

    /**
     * @param int $parent 0: at the top
     * @param int|null $dolibarrId the category of Dolibarr that it is
     * @return int its id; where the shop has one of this name below this parent, which is no other category of
     *     Dolibarr, the id of that one
     * @throws Problem dolisync_wpshop_refused
     */
    public function create(string $name, int $parent, ?int $dolibarrId): int
    {
        $made = $this->insert($name, ['parent' => $parent]);
        if ($made['is_new'] || $dolibarrId === null) {
            $id = $made['id'];
        } else {
            $other = (int) get_term_meta($made['id'], self::DOLIBARR_ID, true);
            // Two of Dolibarr's may have had the same name at different times.
            $id = $other === 0 || $other === $dolibarrId
                ? $made['id']
                : $this->insert($name, ['parent' => $parent, 'slug' => sanitize_title($name) . '-' . $dolibarrId])['id'];
        }
        if ($dolibarrId !== null) {
            $this->associate($id, $dolibarrId);
        }
        return $id;
    }

    /** @throws Problem dolisync_wpshop_refused */
    public function rename(int $id, string $name): void
    {
        $this->update($id, ['name' => Canonical::storedTitle($name)]);
    }

    /** @throws Problem dolisync_wpshop_refused */
    public function move(int $id, int $parent): void
    {
        $this->update($id, ['parent' => $parent]);
    }

    /** Whether a product that is not in the trash is in it. */
    public function isUsed(int $id): bool
    {
        global $wpdb;
        return $wpdb->get_var($wpdb->prepare(
            "SELECT 1 FROM {$wpdb->term_relationships} r INNER JOIN {$wpdb->term_taxonomy} tt ON tt.term_taxonomy_id = r.term_taxonomy_id
            INNER JOIN {$wpdb->posts} p ON p.ID = r.object_id
            WHERE tt.term_id = %d AND tt.taxonomy = %s AND p.post_status <> 'trash' LIMIT 1",
            $id,
            ProductType::CATEGORY
        )) !== null;
    }

    /** Deletes it for good. @throws Problem dolisync_wpshop_refused */
    public function remove(int $id): void
    {
        if (wp_delete_term($id, ProductType::CATEGORY) !== true) {
            throw self::refused();
        }
    }

    /** Writes which category of Dolibarr it is; null takes the mark off. */
    public function associate(int $id, ?int $dolibarrId): void
    {
        if ($dolibarrId === null) {
            delete_term_meta($id, self::DOLIBARR_ID);
        } else {
            update_term_meta($id, self::DOLIBARR_ID, (string) $dolibarrId);
        }
    }

    /**
     * @param array<string, mixed> $more
     * @return array{id: int, is_new: bool}
     */
    private function insert(string $name, array $more): array
    {
        $made = wp_insert_term(wp_slash(Canonical::storedTitle($name)), ProductType::CATEGORY, $more);
        $id = (int) (is_wp_error($made) ? $made->get_error_data('term_exists') : $made['term_id']);
        return $id > 0 ? ['id' => $id, 'is_new' => !is_wp_error($made)] : throw self::refused();
    }

    /** @param array<string, mixed> $changes */
    private function update(int $id, array $changes): void
    {
        if (is_wp_error(wp_update_term($id, ProductType::CATEGORY, wp_slash($changes)))) {
            throw self::refused();
        }
    }

    private static function refused(): Problem
    {
        return Problem::named(
            'dolisync_wpshop_refused',
            __('WordPress did not save the categories. Another plugin may have refused it; try again, or save them by hand to see why.', 'dolisync'),
            'retry',
            500
        );
    }
}
