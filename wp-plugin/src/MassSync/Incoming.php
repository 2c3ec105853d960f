<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Problem;

/** A record as Dolibarr listed it, or why it could not be read: one bad record stops nobody else (rule 12). */
final class Incoming
{
    /** @param object|null $record what the stage makes of it; null where there is a problem */
    private function __construct(
        public readonly int $dolibarrId,
        public readonly string $title,
        public readonly ?object $record,
        public readonly ?Problem $problem
    ) {
    }

    public static function of(int $dolibarrId, string $title, object $record): self
    {
        return new self($dolibarrId, $title, $record, null);
    }

    /** @param string $title whatever can be said of it, "" for nothing */
    public static function bad(int $dolibarrId, string $title, Problem $problem): self
    {
        return new self($dolibarrId, $title, null, $problem);
    }
}
