<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** How a product of the shop stands to Dolibarr. */
enum Status: string
{
    case Synced = 'synced';
    case OutOfSync = 'out_of_sync';
    case Unlinked = 'unlinked';
    /** It could not be checked just now; says nothing about the product. */
    case Unknown = 'unknown';
}
