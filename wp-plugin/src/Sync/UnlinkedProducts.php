<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Dolibarr\ListedProduct;
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
     * @return array{products: list<UnlinkedProduct>, unreadable: list<array{id: int, name: string}>, next: int|null, looked_at: int, left: int}
     */
    public function inShop(int $after, int $limit): array
    {
        [$ids, $left] = $this->catalogue->after($after, $limit);
        $links = $this->links->ofMany($ids);
        $unlinked = array_values(array_filter($ids, static fn (int $id): bool => !isset($links[$id])));
        return self::page(
            array_map(UnlinkedProduct::ofShop(...), array_values($this->catalogue->readMany($unlinked))),
            [],
            $ids,
            $left
        );
    }

    /**
     * One request to Dolibarr. What cannot be understood is among the products as far as it can be told which one it is, so
     * that its counterpart is found and no second one is made; and it is named, for a person to put right.
     *
     * @param int $after 0, or what the page before gave as `next`
     * @return array{products: list<UnlinkedProduct>, unreadable: list<array{id: int, name: string}>, next: int|null, looked_at: int, left: int}
     * @throws Problem
     */
    public function inDolibarr(int $after, int $limit): array
    {
        [$records, $left] = $this->products->after($after, $limit);
        $ids = array_map(static fn (ListedProduct $record): int => $record->id, $records);
        $holders = $this->links->holders($ids);
        $unlinked = array_values(array_filter($records, static fn (ListedProduct $record): bool => !isset($holders[$record->id])));
        return self::page(
            array_values(array_filter(array_map(UnlinkedProduct::listed(...), $unlinked))),
            Candidates::unreadable($unlinked),
            $ids,
            $left
        );
    }

    /**
     * @param list<UnlinkedProduct> $products
     * @param list<array{id: int, name: string}> $unreadable
     * @param list<int> $ids of all that was looked at
     * @return array{products: list<UnlinkedProduct>, unreadable: list<array{id: int, name: string}>, next: int|null, looked_at: int, left: int}
     */
    private static function page(array $products, array $unreadable, array $ids, int $left): array
    {
        return [
            'products' => $products,
            'unreadable' => $unreadable,
            'next' => $left > 0 && $ids !== [] ? max($ids) : null,
            'looked_at' => count($ids),
            'left' => $left,
        ];
    }
}
