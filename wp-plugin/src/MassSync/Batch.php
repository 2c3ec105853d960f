<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** A piece of a run that one worker does at a time: a page of Dolibarr's list, or certain records again. */
final class Batch
{
    /**
     * @param int $round 0 for the pages of the list; later ones are for records that are tried again
     * @param int $after the page begins after this number
     * @param int|null $last the last number of the page, once it was read: a second worker does not go further
     * @param list<int>|null $ids the records, in a later round
     * @param int $attempts how often it was tried in vain
     * @param int $waits how often that was because of its records alone: others were at them, or Dolibarr did not give them
     * @param string $token what proves that it is ours
     */
    public function __construct(
        public readonly int $id,
        public readonly Phase $phase,
        public readonly string $entity,
        public readonly int $round,
        public readonly int $after,
        public readonly ?int $last,
        public readonly bool $isLast,
        public readonly ?array $ids,
        public readonly int $attempts,
        public readonly int $waits,
        public readonly string $token
    ) {
    }

    /** @param object $row of the table */
    public static function fromRow(object $row, string $token): self
    {
        return new self(
            (int) $row->id,
            Phase::from($row->phase),
            $row->entity,
            (int) $row->round,
            (int) $row->after_id,
            $row->last_id === null ? null : (int) $row->last_id,
            (int) $row->is_last === 1,
            $row->ids === null ? null : json_decode($row->ids, true),
            (int) $row->attempts,
            (int) $row->waits,
            $token
        );
    }
}
