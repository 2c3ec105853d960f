<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/**
 * A product in a list of Dolibarr's: its number and when it was changed, which are there to go on by, and the product
 * itself where it can be understood. One that cannot must not hide the others.
 */
final class ListedProduct
{
    /**
     * @param string|null $changedAt by Dolibarr's own clock, `2026-11-24 05:06:19`; null: that cannot be understood
     * @param ProductRecord|null $record null: it cannot be understood; asked for by itself, it says so
     */
    private function __construct(
        public readonly int $id,
        public readonly ?string $changedAt,
        public readonly ?ProductRecord $record
    ) {
    }

    /** @throws Problem dolisync_dolibarr_unreadable when not even the number can be read: then this is no list of products */
    public static function from(mixed $sent): self
    {
        $id = RawRecord::idOf($sent) ?? throw Problems::unreadable();
        $moment = $sent['date_modification'] ?? null;
        $isMoment = is_string($moment) && preg_match('/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/D', $moment) === 1;
        try {
            $record = ProductRecord::from($sent);
        } catch (Problem) {
            $record = null;
        }
        return new self($id, $isMoment ? $moment : null, $record);
    }
}
