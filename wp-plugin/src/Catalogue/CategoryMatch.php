<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/**
 * Which of the shop's categories is which of Dolibarr's: the one that its mark names; without a mark, the one with the
 * same path that no mark names. Pure.
 */
final class CategoryMatch
{
    /** @var array<int, int> Dolibarr's id → the shop's, of those that are marked */
    private array $marked = [];

    public function __construct(private readonly CategoryTree $shop, private readonly CategoryTree $dolibarr)
    {
        foreach ($shop->all() as $category) {
            if ($category->dolibarrId !== null) {
                $this->marked += [$category->dolibarrId => $category->id];
            }
        }
    }

    /** @param list<int> $ids categories of the shop */
    public function value(array $ids): string
    {
        $dolibarr = $shop = [];
        foreach ($ids as $id) {
            $counterpart = $this->inDolibarr($id);
            if ($counterpart === null) {
                $shop[] = $id;
            } else {
                $dolibarr[] = $counterpart;
            }
        }
        return CategorySet::of($dolibarr, $shop);
    }

    /** The category of Dolibarr that a category of the shop is. */
    public function inDolibarr(int $id): ?int
    {
        $marked = $this->shop->get($id)?->dolibarrId;
        if ($marked !== null) {
            return $marked;
        }
        $alike = $this->dolibarr->at($this->shop->line($id));
        return $alike !== null && $this->inShop($alike) === $id ? $alike : null;
    }

    /** The category of the shop whose mark names this one of Dolibarr. */
    public function marked(int $dolibarrId): ?int
    {
        return $this->marked[$dolibarrId] ?? null;
    }

    /** The category of the shop that a category of Dolibarr is. */
    public function inShop(int $dolibarrId): ?int
    {
        $marked = $this->marked($dolibarrId);
        if ($marked !== null) {
            return $marked;
        }
        $alike = $this->shop->at($this->dolibarr->line($dolibarrId));
        return $alike !== null && $this->shop->get($alike)?->dolibarrId === null ? $alike : null;
    }
}
