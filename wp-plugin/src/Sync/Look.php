<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** How a look at a product ended, that nobody asked for. */
enum Look
{
    /** There was nothing to do. */
    case Nothing;
    /** What one side changed is on the other now. */
    case Written;
    /** The product is on both sides now. */
    case Created;
    /** It waits for a person: both sides changed it, Dolibarr refused it, or it is probably there already. */
    case ForPerson;
}
