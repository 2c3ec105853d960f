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
     * @return array<int, string> a CategorySet by product
     */
    public function of(array $productIds): array
    {
        $of = $this->categories->ofProducts($productIds);
        if (array_filter($of) === []) {
            return array_map(static fn (): string => '', $of);
        }
        return array_map($this->match()->value(...), $of);
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
        foreach (CategorySet::dolibarrs($value) as $dolibarrId) {
            $ids[] = $this->inShop($dolibarrId);
        }
        $now = $this->snapshot($productId);
        sort($ids);
        if ($ids !== $now) {
            $this->categories->assign($productId, $ids);
        }
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

    /** The category of the shop that this one of Dolibarr is, created where there is none. */
    private function inShop(int $dolibarrId): int
    {
        $id = $this->match()->inShop($dolibarrId);
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
