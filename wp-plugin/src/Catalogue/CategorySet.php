<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/**
 * The categories of a product as one canonical value, by what they are and not by their names: the ids of Dolibarr's
 * in order, then those that only the shop has, `12,45,wp5`. So a category that is renamed changes no product. Pure.
 */
final class CategorySet
{
    private const SHOP = 'wp';

    /**
     * @param list<int> $dolibarr ids of Dolibarr's categories
     * @param list<int> $shop ids of categories of the shop that Dolibarr does not have
     */
    public static function of(array $dolibarr, array $shop = []): string
    {
        sort($dolibarr);
        sort($shop);
        $shop = array_map(static fn (int $id): string => self::SHOP . $id, $shop);
        return implode(',', array_unique([...array_map(strval(...), $dolibarr), ...$shop]));
    }

    /** @return list<int> the ids of Dolibarr's */
    public static function dolibarrs(string $value): array
    {
        return array_values(array_map('intval', array_filter(self::parts($value), ctype_digit(...))));
    }

    /** @return list<int> the ids of those that only the shop has */
    public static function shops(string $value): array
    {
        $shops = array_filter(self::parts($value), static fn (string $part): bool => !ctype_digit($part));
        return array_values(array_map(static fn (string $part): int => (int) substr($part, strlen(self::SHOP)), $shops));
    }

    /** Whether all that was given is there, and what is there more was not there before. */
    public static function isMore(string $value, string $given, string $before): bool
    {
        [$now, $wanted] = [self::parts($value), self::parts($given)];
        return array_diff($wanted, $now) === [] && array_intersect(array_diff($now, $wanted), self::parts($before)) === [];
    }

    /** Whether a write from the one to the other may have got so far and no further. */
    public static function isHalfway(string $value, string $before, string $after): bool
    {
        [$now, $from, $to] = [self::parts($value), self::parts($before), self::parts($after)];
        return $value !== $before && $value !== $after
            && array_diff(array_intersect($from, $to), $now) === []
            && array_diff($now, $from, $to) === [];
    }

    /** @return list<string> */
    private static function parts(string $value): array
    {
        return $value === '' ? [] : explode(',', $value);
    }
}
