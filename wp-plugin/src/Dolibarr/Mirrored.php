<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

/** A record of Dolibarr that the shop keeps a copy of. */
interface Mirrored
{
    public function id(): int;

    /** @return array<string, string> field → canonical value; other records by Dolibarr's number */
    public function values(): array;
}
