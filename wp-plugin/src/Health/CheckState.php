<?php

declare(strict_types=1);

namespace DoliSync\Health;

/** What a check found, in the words of WordPress's Site Health, the best first. */
enum CheckState: string
{
    case Good = 'good';
    /** Worth knowing; it may be as somebody wants it. */
    case Note = 'note';
    case Recommended = 'recommended';
    case Critical = 'critical';

    public function isWorseThan(self $other): bool
    {
        return array_search($this, self::cases(), true) > array_search($other, self::cases(), true);
    }
}
