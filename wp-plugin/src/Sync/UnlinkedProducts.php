<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * The products that only one side has, page by page in the order of their numbers, so that what comes and goes meanwhile
 * is neither left out nor listed twice. Reads only.
 */
final class UnlinkedProducts
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Links $links,
        private readonly Products $products
    ) {
    }

    /**
     * Asks Dolibarr nothing.
     *
     * @param int $after 0, or what the page before gave as `next`
     * @return array{products: list<UnlinkedProduct>, next: int|null, looked_at: int, left: int}
     */
    public function inShop(int $after, int $limit): array
    {
        [$ids, $left] = $this->catalogue->after($after, $limit);
        $links = $this->links->ofMany($ids);
        $unlinked = array_values(array_filter($ids, static fn (int $id): bool => !isset($links[$id])));
        return self::page(
            array_map(UnlinkedProduct::ofShop(...), array_values($this->catalogue->readMany($unlinked))),
            $ids,
            $left
        );
    }

    /**
     * One request to Dolibarr.
     *
     * @param int $after 0, or what the page before gave as `next`
     * @return array{products: list<UnlinkedProduct>, next: int|null, looked_at: int, left: int}
     * @throws Problem
     */
    public function inDolibarr(int $after, int $limit): array
    {
        [$records, $left] = $this->products->after($after, $limit);
        $ids = array_map(static fn (ProductRecord $record): int => $record->id, $records);
        $holders = $this->links->holders($ids);
        $unlinked = array_values(array_filter($records, static fn (ProductRecord $record): bool => !isset($holders[$record->id])));
        return self::page(array_map(UnlinkedProduct::ofDolibarr(...), $unlinked), $ids, $left);
    }

    /**
     * @param list<UnlinkedProduct> $products
     * @param list<int> $ids of all that was looked at
     * @return array{products: list<UnlinkedProduct>, next: int|null, looked_at: int, left: int}
     */
    private static function page(array $products, array $ids, int $left): array
    {
        return [
            'products' => $products,
            'next' => $left > 0 && $ids !== [] ? max($ids) : null,
            'looked_at' => count($ids),
            'left' => $left,
        ];
    }
}
