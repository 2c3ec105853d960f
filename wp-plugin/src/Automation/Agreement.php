<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Link;

/** Whether Dolibarr's product is still what both sides agreed on; what is not compared does not count. */
final class Agreement
{
    public static function holds(ProductRecord $record, Link $link): bool
    {
        return $link->baseline !== null && self::moved($record, $link) === [];
    }

    /** @return list<string> the fields whose value in Dolibarr is another one than the agreed one */
    public static function moved(ProductRecord $record, Link $link): array
    {
        $owners = FieldOwners::current();
        $agreed = $link->baselineIn($record->base());
        $moved = [];
        foreach (array_diff_key($record->values(), array_flip($record->readOnly())) as $key => $value) {
            if ($owners->ofValue($key, $value) !== FieldOwner::None && ($agreed[$key] ?? null) !== $value) {
                $moved[] = $key;
            }
        }
        return $moved;
    }

    /** The agreed value; null where there is none, or it was in another price base. */
    public static function value(string $key, PriceBase $base, Link $link): ?string
    {
        return $link->baselineIn($base)[$key] ?? null;
    }
}
