<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** What happened to a field since both sides last agreed on it. */
enum FieldState: string
{
    case Same = 'same';
    case WpshopChanged = 'wpshop_changed';
    case DolibarrChanged = 'dolibarr_changed';
    /** Both sides changed it, differently. */
    case Conflict = 'conflict';
    /** It differs, and nobody knows what it was. */
    case Differs = 'differs';
}
