<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * Products that a person chose in the list, and what kept some of them from what was asked: kept for a day for the pages
 * that follow, because an address has no room for a thousand numbers.
 */
final class Selection
{
    /**
     * @param list<int> $ids products of the shop
     * @param array<int, string> $problems product → what was wrong, in a sentence
     */
    private function __construct(public readonly array $ids, public readonly array $problems)
    {
    }

    /**
     * @param list<int> $ids
     * @param array<int, string> $problems
     * @return string what it is called in an address; nobody else can look it up by that
     */
    public static function keep(array $ids, array $problems = []): string
    {
        $kept = ['ids' => $ids, 'problems' => $problems];
        $name = substr(wp_hash((string) wp_json_encode($kept)), 0, 12);
        set_transient(self::key($name), $kept, DAY_IN_SECONDS);
        return $name;
    }

    /** The one that the page's address names by this argument; null where there is none, or no longer. */
    public static function asked(string $argument): ?self
    {
        $name = wp_unslash($_GET[$argument] ?? '');
        $kept = is_string($name) && preg_match('/^[0-9a-f]{12}$/D', $name) === 1 ? get_transient(self::key($name)) : false;
        return is_array($kept) ? new self($kept['ids'], $kept['problems']) : null;
    }

    private static function key(string $name): string
    {
        return 'dolisync_selection_' . get_current_user_id() . '_' . $name;
    }
}
