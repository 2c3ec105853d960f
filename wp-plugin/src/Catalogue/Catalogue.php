<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/**
 * The shop's products. Nothing outside this namespace knows how the shop keeps them.
 *
 * Values are canonical (ProductFields). Writing is the caller's responsibility under a lock.
 */
interface Catalogue
{
    public function exists(int $id): bool;

    /** @throws Problem dolisync_unknown_product */
    public function read(int $id): ShopProduct;

    /**
     * With as many queries for two hundred products as for one.
     *
     * @param list<int> $ids
     * @return array<int, ShopProduct> by id, in the order asked; what is no product is left out
     */
    public function readMany(array $ids): array;

    /**
     * @param list<int> $ids
     * @return array<int, string> id → title; what is no product is left out
     */
    public function titles(array $ids): array;

    /**
     * The products whose title, reference or barcode contains this.
     *
     * @param int $limit at most so many
     * @return list<int>
     */
    public function search(string $term, int $limit): array;

    /**
     * Writes these fields only, and the prices that follow from them.
     *
     * @param array<string, string> $values field → canonical value, the price in this base
     * @throws Problem dolisync_wpshop_refused
     */
    public function write(int $id, array $values, PriceBase $base): void;

    /**
     * @param array<string, string> $fields canonical values; `price_base` (HT when left out) says what `price` is
     * @param int|null $importId the id it should get, where it is free
     */
    public function create(array $fields, ?int $importId = null): int;

    /** Everything that `write` could change, exactly as the shop stores it. @return array<string, mixed> */
    public function snapshot(int $id): array;

    /**
     * Puts fields back to the letter, and leaves what was changed in others since.
     *
     * @param array<string, mixed> $snapshot from `snapshot`
     * @param list<string> $keys only these fields
     * @param PriceBase $base which price it is that goes back
     * @throws Problem dolisync_wpshop_refused
     */
    public function restore(int $id, array $snapshot, array $keys, PriceBase $base): void;

    /** Writes the shop's own mark of an association; null takes it off. */
    public function markLinked(int $id, ?int $dolibarrId): void;

    /** The state of every product, in WordPress's words (`publish`, `trash`, …). @return array<int, string> by id */
    public function postStatuses(): array;

    /** The associations that the shop itself knows of. @return array<int, int> shop id → Dolibarr id */
    public function marks(): array;
}
