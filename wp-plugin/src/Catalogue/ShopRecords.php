<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/**
 * The shop's records of one kind that is no product. Values are canonical; where a field names another record, it is
 * by the shop's number. Writing is the caller's responsibility, inside a transaction.
 */
interface ShopRecords
{
    /**
     * As they are in the database now, with as many queries for a hundred as for one.
     *
     * @param list<int> $ids
     * @return array<int, array<string, string>> by id, field → value; what is no such record is left out
     */
    public function read(array $ids): array;

    /**
     * The records that carry the shop's own mark of an association.
     *
     * @param list<int> $dolibarrIds
     * @return array<int, int> Dolibarr's number → the shop's
     */
    public function marked(array $dolibarrIds): array;

    /**
     * The shop's own marks of these.
     *
     * @param list<int> $ids
     * @return array<int, int> the shop's number → Dolibarr's
     */
    public function marks(array $ids): array;

    /** Writes the shop's own mark, which somebody took off. */
    public function mark(int $id, int $dolibarrId): void;

    /**
     * Makes every other request that wants to write these wait, until the transaction ends.
     *
     * @param non-empty-list<int> $ids
     */
    public function hold(array $ids): void;

    /**
     * Makes one record a set of values, each with its mark.
     *
     * @param array<int, array<string, string>> $records Dolibarr's number → values
     * @return array<int, int> Dolibarr's number → the shop's
     * @throws Problem dolisync_wpshop_refused
     */
    public function create(array $records): array;

    /**
     * Writes these fields only, and the mark where it is missing.
     *
     * @param array<string, string> $values
     * @throws Problem dolisync_wpshop_refused
     */
    public function write(int $id, array $values, int $dolibarrId): void;

    /**
     * Everything that `write` could change, exactly as the shop stores it.
     *
     * @param list<int> $ids
     * @return array<int, array<string, string|null>> by id
     */
    public function snapshots(array $ids): array;

    /**
     * Puts fields back to the letter.
     *
     * @param array<string, string|null> $snapshot from `snapshots`
     * @param list<string> $fields
     * @throws Problem dolisync_wpshop_refused
     */
    public function restore(int $id, array $snapshot, array $fields): void;

    /**
     * Takes a record away that DoliSync made.
     *
     * @throws Problem dolisync_wpshop_refused
     */
    public function remove(int $id): void;

    /**
     * Where a person sees these.
     *
     * @param list<int> $ids
     * @return array<int, string|null> null: nowhere
     */
    public function urls(array $ids): array;
}
