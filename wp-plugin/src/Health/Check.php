<?php

declare(strict_types=1);

namespace DoliSync\Health;

/** One thing that was looked at, and what was found. */
final class Check
{
    /**
     * @param string $name stable, such as `connection`
     * @param string $sentence what was found, and what to do about it
     */
    public function __construct(
        public readonly string $name,
        public readonly CheckState $state,
        public readonly string $sentence
    ) {
    }
}
