<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/** The categories of the shop's products as canonical values: read, written, put back. */
final class ShopCategories
{
    /** @param \Closure(): CategoryTree $dolibarrs Dolibarr's categories, as far as they are known */
    public function __construct(private readonly WpshopCategories $categories, private readonly \Closure $dolibarrs)
    {
    }

    /**
     * As many queries for two hundred products as for one.
     *
     * @param list<int> $productIds
     * @return array<int, array{value: string, ids: list<int>}> by product: a CategorySet, and the shop's own ids
     */
    public function of(array $productIds): array
    {
        $of = $this->categories->ofProducts($productIds);
        $match = array_filter($of) === [] ? null : $this->match();
        return array_map(static fn (array $ids): array => ['value' => (string) $match?->value($ids), 'ids' => $ids], $of);
    }

    /**
     * Puts a product into these categories and into no others. One that the shop does not have is created, below its
     * parents as they are in Dolibarr; each that is Dolibarr's gets the mark of it.
     *
     * @param string $value a CategorySet
     * @throws Problem dolisync_wpshop_refused, dolisync_unknown_category
     */
    public function put(int $productId, string $value): void
    {
        $shop = $this->categories->tree();
        $ids = array_filter(CategorySet::shops($value), static fn (int $id): bool => $shop->get($id) !== null);
        array_push($ids, ...array_values($this->inShop(CategorySet::dolibarrs($value))));
        $now = $this->snapshot($productId);
        sort($ids);
        if ($ids !== $now) {
            $this->categories->assign($productId, $ids);
        }
    }

    /**
     * Puts products that were just made, and are in no category yet, into Dolibarr's categories: a few queries for a
     * hundred of them.
     *
     * @param array<int, string> $values product → a CategorySet
     * @throws Problem dolisync_wpshop_refused, dolisync_unknown_category
     */
    public function putNew(array $values): void
    {
        $dolibarrs = array_map(CategorySet::dolibarrs(...), $values);
        $shops = $this->inShop(array_values(array_unique(array_merge([], ...$dolibarrs))));
        $this->categories->assignNew(array_filter(array_map(
            static fn (array $ids): array => array_map(static fn (int $id): int => $shops[$id], $ids),
            $dolibarrs
        )));
    }

    /** Marks those of a product's categories that are Dolibarr's by their path only. */
    public function mark(int $productId): void
    {
        foreach ($this->toMark($productId) as $id => $dolibarrId) {
            $this->categories->associate($id, $dolibarrId);
        }
    }

    /** @return array<int, int> the shop's category → Dolibarr's, of those that are known by their path only */
    public function toMark(int $productId): array
    {
        $ids = $this->snapshot($productId);
        if ($ids === []) {
            return [];
        }
        $match = $this->match();
        $shop = $this->categories->tree();
        $unmarked = array_filter($ids, static fn (int $id): bool => $shop->get($id)?->dolibarrId === null);
        return array_filter(array_combine($unmarked, array_map($match->inDolibarr(...), $unmarked)), is_int(...));
    }

    /** Exactly the shop's categories of a product. @return list<int> */
    public function snapshot(int $productId): array
    {
        return $this->categories->ofProducts([$productId])[$productId];
    }

    /**
     * Puts a product back into exactly these of the shop's categories; one that was deleted since is left out.
     *
     * @param list<int> $ids from `snapshot`
     * @throws Problem dolisync_wpshop_refused
     */
    public function restore(int $productId, array $ids): void
    {
        $this->categories->assign($productId, array_values(array_intersect($ids, array_keys($this->categories->tree()->all()))));
    }

    /**
     * The categories of the shop that these of Dolibarr are, created where there is none, and marked.
     *
     * @param list<int> $dolibarrIds
     * @return array<int, int> Dolibarr's → the shop's
     */
    private function inShop(array $dolibarrIds): array
    {
        $ids = [];
        $match = null;
        foreach ($dolibarrIds as $dolibarrId) {
            $match ??= $this->match();
            $ids[$dolibarrId] = $match->marked($dolibarrId);
            if ($ids[$dolibarrId] === null) {
                $ids[$dolibarrId] = $this->marked($dolibarrId, $match);
                $match = null;
            }
        }
        return $ids;
    }

    /** The category of the shop that gets the mark of this one of Dolibarr. */
    private function marked(int $dolibarrId, CategoryMatch $match): int
    {
        $id = $match->inShop($dolibarrId);
        if ($id === null) {
            $line = ($this->dolibarrs)()->line($dolibarrId) ?: throw self::unknown($dolibarrId);
            $id = 0;
            foreach ($line as $category) {
                $id = $this->match()->inShop($category->id) ?? $this->categories->create($category->name, $id, $category->id);
            }
        }
        $this->categories->associate($id, $dolibarrId);
        return $id;
    }

    private function match(): CategoryMatch
    {
        return new CategoryMatch($this->categories->tree(), ($this->dolibarrs)());
    }

    private static function unknown(int $dolibarrId): Problem
    {
        return Problem::named(
            'dolisync_unknown_category',
            /* translators: %d: the number of a category. */
            sprintf(__('DoliSync does not know Dolibarr’s category #%d yet. Try again.', 'dolisync'), $dolibarrId),
            'retry',
            503
        );
    }
}
