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

    /**
     * As it is in the database now.
     *
     * @throws Problem dolisync_unknown_product
     */
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

    /**
     * A number for a product that is about to be made; until `fill` nobody sees anything of it, and WordPress throws it
     * away after a week.
     */
    public function reserve(): int;

    /** Whether this is a number that was reserved and has not been filled. */
    public function isReserved(int $id): bool;

    /**
     * Makes the product of a reserved number, and shows it, in the last step.
     *
     * @param array<string, string> $fields all of them, the price in this base
     * @throws Problem dolisync_wpshop_refused
     */
    public function fill(int $id, array $fields, PriceBase $base): void;

    /**
     * The products, in the trash too, that have this reference or this barcode.
     *
     * @param string $reference "" for none, as for the barcode
     * @return array<int, string> id → reference or barcode; the same reference first
     */
    public function withCode(string $reference, string $barcode): array;

    /**
     * The products that are not in the trash, in the order of their numbers.
     *
     * @param int $id those with a higher number
     * @return array{list<int>, int} at most `limit` of them, and how many more there are
     */
    public function after(int $id, int $limit): array;

    /** The highest number of a product so far, 0 for none. */
    public function newest(): int;

    /** Whether this post is a product, in whatever state. */
    public function isProduct(int $id): bool;

    /** The field that is kept in this meta; null for one that no field is kept in. */
    public function keepsIn(string $meta): ?string;

    /** The fields that are kept in the post itself. @return array<string, string> field → column */
    public function columns(): array;

    /** The field that is kept in this taxonomy; null for one that no field is kept in. */
    public function keepsInTerms(string $taxonomy): ?string;

    /**
     * Writes the shop's own marks of this product's categories that are known by their path only, so that a new name on
     * either side makes no difference.
     */
    public function markCategories(int $id): void;

    /** Whether none of this product's categories is to be marked. */
    public function hasCategoryMarks(int $id): bool;

    /**
     * To the trash, where it can be restored.
     *
     * @throws Problem dolisync_wpshop_refused
     */
    public function trash(int $id): void;

    /**
     * Out of the trash, as it was before.
     *
     * @throws Problem dolisync_wpshop_refused
     */
    public function untrash(int $id): void;

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

    /**
     * How many products there are of each kind, outside of the trash.
     *
     * @param string $kind an SQL expression over the product's number, `p.ID`
     * @return array<string, int> by what the expression says of them
     */
    public function countBy(string $kind): array;

    /** The state of every product, in WordPress's words (`publish`, `trash`, …). @return array<int, string> by id */
    public function postStatuses(): array;

    /** The Dolibarr product that the shop's own mark names. */
    public function mark(int $id): ?int;

    /** The associations that the shop itself knows of. @return array<int, int> shop id → Dolibarr id */
    public function marks(): array;

    /**
     * Makes every other request that wants to write these products wait until this transaction ends; what is read
     * afterwards is what is in the database.
     *
     * @param non-empty-list<int> $ids
     */
    public function hold(array $ids): void;

    /** The products that are associated with nothing, and not in the trash. */
    public function unassociated(): UnassociatedProducts;

    /**
     * Makes many products with few queries, and marks them as associated. Nobody else hears of them until `announce`.
     *
     * @param non-empty-array<int, array{values: array<string, string>, base: PriceBase}> $products by Dolibarr's id:
     *     all fields, the price in this base
     * @return array<int, int> Dolibarr's id → the new product's
     * @throws Problem dolisync_wpshop_refused
     */
    public function createMany(array $products): array;

    /**
     * Tells the rest of the site that these were created, as WordPress does at the end of each saving.
     *
     * @param non-empty-list<int> $ids
     */
    public function announce(array $ids): void;

    /** When a product was last saved, in WordPress's words. */
    public function savedAt(int $id): string;
}
