<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Problem;
use DoliSync\Sync\JournalEntry;

/**
 * One kind of record of a mass synchronization: how it is listed, compared, written and put back. A stage knows nothing
 * of runs, batches, workers and tries: MassSync does all that for every stage alike.
 *
 * A stage asks Dolibarr to read only; it writes in the shop only.
 */
interface Stage
{
    public function entity(): Entity;

    /** What the associations (Links) and the journal call this kind of record: `product`, `category`, `order`, … */
    public function type(): string;

    /** Somebody begins to work: what was kept of the shop, to look at it less often, is no longer to be trusted. */
    public function lookAnew(): void;

    /**
     * One request: how many records Dolibarr has, for the progress; null where Dolibarr does not tell.
     *
     * @throws Problem
     */
    public function count(): ?int;

    /**
     * One request: the records after this number, by ascending number.
     *
     * @throws Problem when Dolibarr gave no list; a single record that cannot be read is an Incoming::bad
     */
    public function page(int $after, int $limit): Page;

    /**
     * One request: these records again. One that Dolibarr does not list any more is left out.
     *
     * @param non-empty-list<int> $dolibarrIds at most a page of them
     * @return list<Incoming>
     * @throws Problem
     */
    public function these(array $dolibarrIds): array;

    /**
     * What is to be done with each: looking only, with as many queries for a page as for one record, and no request to
     * Dolibarr. It is asked twice: for the preview and before each write, then with the shop's records held.
     *
     * @param list<Incoming> $records none with a problem
     * @param string $readAt when Dolibarr was asked (Moment): what was written by others since is Plan::busy
     * @return list<Plan> one for each, in the same order
     */
    public function plan(array $records, string $readAt): array;

    /**
     * Asks Dolibarr for what its list does not tell of a record that is about to be written, before anything is locked.
     * As many requests as that takes; none for most kinds of record. Not asked for a preview.
     *
     * @throws Problem when it cannot be read: that record alone has failed
     */
    public function complete(Plan $plan): Incoming;

    /**
     * The names of the locks that keep others from writing this record meanwhile (Sync\Locks).
     *
     * @param int|null $wpId null where the shop has none yet
     * @return list<string>
     */
    public function locks(int $dolibarrId, ?int $wpId): array;

    /**
     * Inside the transaction: makes every other request that wants to write these records of the shop wait.
     *
     * @param non-empty-list<int> $wpIds
     */
    public function hold(array $wpIds): void;

    /**
     * Writes the plans that write something, all or none: inside a transaction, which is taken back when this throws;
     * then each is tried by itself. Everything is journalled (Journal::written) and written as OwnWrites.
     *
     * @param non-empty-list<Plan> $plans
     * @return array<int, int> Dolibarr's number → the shop's, of each
     * @throws \Throwable
     */
    public function carryOut(array $plans, int $run): array;

    /**
     * After the transaction: tells the rest of the site (WordPress's hooks) about records that were created, where
     * writing them did not do it.
     *
     * @param non-empty-list<int> $wpIds
     */
    public function announce(array $wpIds): void;

    /**
     * Puts back what this entry of the journal says: the values before, or nothing where the run created the record.
     * Inside a transaction, under its locks.
     *
     * @throws Problem dolisync_changed_meanwhile when it is no longer as the run left it: then nothing is written
     */
    public function putBack(JournalEntry $entry): void;

    /** What a field is called on the screen. */
    public function fieldLabel(string $field): string;

    /** A field's value on its way to a person. */
    public function words(string $field, string $value): string;

    /**
     * Where a person sees these records of the shop.
     *
     * @param list<int> $wpIds
     * @return array<int, string|null> null: nowhere
     */
    public function urls(array $wpIds): array;
}
