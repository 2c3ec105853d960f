<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/**
 * Marks the time while DoliSync itself writes, so that a hook on saving does not take our write for a person's edit
 * and carry it back (rule 9: our own writes raise no echo).
 */
final class OwnWrites
{
    private static int $depth = 0;

    /**
     * @template T
     * @param callable(): T $write
     * @return T
     */
    public static function during(callable $write): mixed
    {
        self::$depth++;
        try {
            return $write();
        } finally {
            self::$depth--;
        }
    }

    public static function underWay(): bool
    {
        return self::$depth > 0;
    }
}
