<?php

declare(strict_types=1);

namespace DoliSync\Health;

/** What a check found, in the words of WordPress's Site Health. */
enum CheckState: string
{
    case Good = 'good';
    /** Worth knowing; there is nothing to do. */
    case Note = 'note';
    case Recommended = 'recommended';
    case Critical = 'critical';
}
