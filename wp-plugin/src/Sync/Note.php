<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** What else there is to know about a field. */
enum Note: string
{
    /** Dolibarr keeps it in a form that DoliSync shows and does not write. */
    case ReadOnly = 'read_only';
    /** Dolibarr's value could not be read: it is not known, and not compared. */
    case NotRead = 'not_read';
    /** One side was given the other's value and did not apply it. */
    case Refused = 'refused';
    /** A person put these two values back: neither travels by itself until one of them changes. */
    case Held = 'held';
    /** The settings give Dolibarr the say. */
    case OwnedByDolibarr = 'owned_by_dolibarr';
    /** The settings give WPshop the say. */
    case OwnedByWpshop = 'owned_by_wpshop';
    /** By the settings each side keeps its own value. */
    case NotSynchronized = 'not_synchronized';
}
