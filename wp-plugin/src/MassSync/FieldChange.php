<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** A field of a record of the shop that is to get Dolibarr's value. */
final class FieldChange
{
    /**
     * @param string $wpshop the shop's value now
     * @param string $dolibarr the value that it gets
     * @param bool $isLocal whether the shop's value is an edit made there, which would be lost
     */
    public function __construct(
        public readonly string $field,
        public readonly string $wpshop,
        public readonly string $dolibarr,
        public readonly bool $isLocal
    ) {
    }
}
