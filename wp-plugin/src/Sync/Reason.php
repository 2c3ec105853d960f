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
    /** DoliSync is about to carry something over, by itself. */
    case Pending = 'pending';
    /** Dolibarr accepted a write and did not apply a field. */
    case Refused = 'refused';
    /** Dolibarr itself says that it has no such product. */
    case GoneInDolibarr = 'gone_in_dolibarr';
    /** The product is in the shop's trash, or no longer in the shop. */
    case GoneInWpshop = 'gone_in_wpshop';
    /** Not associated, and Dolibarr has a product with the same reference or barcode. */
    case ProbableMatch = 'probable_match';
}
