<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\CategorySet;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Sync\Link;
use DoliSync\Sync\LinkRows;
use DoliSync\Sync\Statement;
use DoliSync\Sync\Tables;

/**
 * Which of Dolibarr's products are in which of its categories, as a run saw it before it began with the products: their
 * records do not tell. It is seen anew for the preview and for the run.
 */
final class Memberships
{
    /** What the batches of seeing them are called: they go through the categories, not through a kind of record. */
    public const BATCHES = 'memberships';

    public function __construct(
        private readonly Batches $batches,
        private readonly LinkRows $links,
        private readonly Catalogue $catalogue
    ) {
    }

    /** They are seen anew. */
    public function forget(): void
    {
        Statement::run('DELETE FROM ' . Tables::memberships());
    }

    /** This category is seen anew. */
    public function forgetCategory(int $category): void
    {
        Statement::delete(Tables::memberships(), ['category' => $category]);
    }

    /** @param list<int> $products Dolibarr's numbers of products in this category */
    public function add(int $category, array $products): void
    {
        if ($products !== []) {
            $rows = array_map(static fn (int $product): string => "({$product},{$category})", $products);
            Statement::run('INSERT IGNORE INTO ' . Tables::memberships() . ' (dolibarr_id, category) VALUES ' . implode(',', $rows));
        }
    }

    /**
     * Dolibarr's products with the categories that they are in. Where the run did not see them, or whoever synchronized a
     * product since knows better, they are not known; nor are they of a product that may be in one that Dolibarr did not list.
     *
     * @param list<Incoming> $products
     * @return list<Incoming>
     */
    public function with(Run $run, array $products): array
    {
        $ids = array_map(static fn (Incoming $one): int => $one->dolibarrId, $products);
        if ($ids === [] || !$this->areSeen($run)) {
            return $products;
        }
        $categories = $this->of($run, $ids);
        return array_map(static function (Incoming $one) use ($categories): Incoming {
            return $one->record instanceof ProductRecord
                ? Incoming::of($one->dolibarrId, $one->title, $one->record->withCategories($categories[$one->dolibarrId] ?? null))
                : $one;
        }, $products);
    }

    /** Whether what is here is what this run saw, and all of it. */
    private function areSeen(Run $run): bool
    {
        global $wpdb;
        if (isset($run->leftOut[self::BATCHES])) {
            return false;
        }
        $last = $wpdb->get_row($wpdb->prepare(
            'SELECT run_id, phase FROM ' . Tables::batches() . ' WHERE run_id >= %d AND entity = %s ORDER BY id DESC LIMIT 1',
            $run->id,
            self::BATCHES
        ));
        return $last !== null && (int) $last->run_id === $run->id && $last->phase === $run->phase->value;
    }

    /**
     * @param non-empty-list<int> $ids
     * @return array<int, string> Dolibarr's number → a CategorySet
     */
    private function of(Run $run, array $ids): array
    {
        global $wpdb;
        $list = implode(',', $ids);
        $newer = $wpdb->get_col($wpdb->prepare(
            'SELECT dolibarr_id FROM ' . Tables::links() . " WHERE type = 'product' AND synchronized_at >= %s AND dolibarr_id IN ({$list})",
            $run->phaseBegan()
        ));
        $categories = array_fill_keys(array_diff($ids, array_map('intval', $newer)), []);
        foreach ($wpdb->get_results('SELECT dolibarr_id, category FROM ' . Tables::memberships() . " WHERE dolibarr_id IN ({$list})") as $row) {
            if (isset($categories[(int) $row->dolibarr_id])) {
                $categories[(int) $row->dolibarr_id][] = (int) $row->category;
            }
        }
        return array_map(CategorySet::of(...), array_diff_key($categories, $this->doubtful($run, array_keys($categories))));
    }

    /**
     * The products that somebody has in a category that Dolibarr did not list: the shop, what was agreed on, or whoever
     * looked last. So have those of which nothing was agreed on yet: equal ones would be, in what may be an error. Of all
     * others that category alone is missing, and comes with a later look as Dolibarr's change.
     *
     * @param list<int> $ids
     * @return array<int, true> by Dolibarr's number
     */
    private function doubtful(Run $run, array $ids): array
    {
        $unlisted = $this->batches->givenUp($run, self::BATCHES);
        $links = $unlisted === [] ? [] : $this->links->toDolibarrMany($ids);
        $shop = $this->catalogue->readMany(array_values(array_map(static fn (Link $link): int => $link->wpId, $links)));
        $doubtful = [];
        foreach ($links as $id => $link) {
            $agreed = $link->baseline[ProductFields::CATEGORIES] ?? null;
            $here = isset($shop[$link->wpId]) ? $shop[$link->wpId]->values(PriceBase::WithoutTax)[ProductFields::CATEGORIES] : '';
            $anywhere = array_merge(...array_map(CategorySet::dolibarrs(...), [(string) $agreed, $here, (string) $link->seenCategories]));
            if ($agreed === null || array_intersect($unlisted, $anywhere) !== []) {
                $doubtful[$id] = true;
            }
        }
        return $doubtful;
    }
}
