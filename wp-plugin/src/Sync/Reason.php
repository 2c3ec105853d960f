<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** Says more than the status. */
enum Reason: string
{
    /** The data differ, and no field was changed on both sides. */
    case Differs = 'differs';
    /** A field was changed on both sides, differently. */
    case Conflict = 'conflict';
    /** Dolibarr accepted a write and did not apply a field. */
    case Refused = 'refused';
    /** Dolibarr itself says that it has no such product. */
    case GoneInDolibarr = 'gone_in_dolibarr';
}
