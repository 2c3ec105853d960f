<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Sync\Link;

/** What the shop has of a record of Dolibarr. */
final class Counterpart
{
    /**
     * @param Link|null $link its association; of a record that the shop no longer has, too
     * @param array<string, string>|null $values the shop's, other records by Dolibarr's number; null: it has none
     * @param bool $isMarked whether it carries the shop's own mark, which WPshop takes off now and then
     */
    public function __construct(
        public readonly ?Link $link,
        public readonly ?array $values,
        public readonly bool $isMarked
    ) {
    }
}
