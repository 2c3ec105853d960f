<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** What one request to Dolibarr listed, by ascending number. */
final class Page
{
    /**
     * @param list<Incoming> $records
     * @param int $last the highest number listed, 0 where there is none: the next page begins after it
     * @param bool $isLast whether nothing comes after it
     */
    public function __construct(
        public readonly array $records,
        public readonly int $last,
        public readonly bool $isLast
    ) {
    }

    /** @param list<Incoming> $records as many as Dolibarr had, at most $limit */
    public static function of(array $records, int $limit): self
    {
        $ids = array_map(static fn (Incoming $record): int => $record->dolibarrId, $records);
        return new self($records, $ids === [] ? 0 : max($ids), count($records) < $limit);
    }
}
