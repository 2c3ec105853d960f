<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\PriceBase;

/** What one write of a mass synchronization did, for the journal. */
final class Written
{
    /**
     * @param string $action sync or create_in_wpshop
     * @param Changes $changes what was changed in the shop
     * @param array<string, mixed> $kept what an undo needs, and the record's `title` for the report
     * @param list<string> $refused the fields that did not take
     */
    public function __construct(
        public readonly string $action,
        public readonly int $wpId,
        public readonly int $dolibarrId,
        public readonly Changes $changes,
        public readonly array $kept,
        public readonly PriceBase $base = PriceBase::WithoutTax,
        public readonly array $refused = []
    ) {
    }
}
