<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** What else there is to know about a field. */
enum Note: string
{
    /** Dolibarr keeps it in a form that DoliSync shows and does not write. */
    case ReadOnly = 'read_only';
    /** Dolibarr was given this value and did not apply it. */
    case Refused = 'refused';
}
