<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Sync\JournalEntry;

/**
 * An entry of the journal in words: the same words as the panel's history.
 */
final class JournalWords
{
    public static function action(string $action): string
    {
        return match ($action) {
            'link' => _x('Associated', 'in the history', 'dolisync'),
            'sync' => _x('Synchronized', 'in the history', 'dolisync'),
            'create' => _x('Created in Dolibarr', 'in the history', 'dolisync'),
            'unlink' => _x('Dissociated', 'in the history', 'dolisync'),
            'undo' => _x('Previous values restored', 'in the history', 'dolisync'),
            'repair' => _x('Association repaired', 'in the history', 'dolisync'),
            'create_in_wpshop' => _x('Created in WPshop', 'in the history', 'dolisync'),
            'recreate' => _x('Created again in Dolibarr', 'in the history', 'dolisync'),
            'trash' => _x('Moved to the trash', 'in the history', 'dolisync'),
            'restore' => _x('Restored in WPshop', 'in the history', 'dolisync'),
            'delete' => _x('Deleted in Dolibarr', 'in the history', 'dolisync'),
            default => _x('Changed', 'in the history', 'dolisync'),
        };
    }

    /** Of an entry that was begun and never ended. */
    public static function interrupted(): string
    {
        return __('Interrupted: what it was about to write may have been written, or a part of it. Check the product.', 'dolisync');
    }

    /** What caused a write, as a choice in a filter. */
    public static function source(string $source): string
    {
        return match ($source) {
            'button' => _x('A person', 'cause of a write', 'dolisync'),
            'automatic' => _x('Automatic', 'cause of a write', 'dolisync'),
            'webhook' => _x('A change in Dolibarr', 'cause of a write', 'dolisync'),
            'mass' => _x('Mass synchronization', 'cause of a write', 'dolisync'),
            'cli' => _x('A command (WP-CLI)', 'cause of a write', 'dolisync'),
            default => $source,
        };
    }

    /** Who did it, or what: "" when nobody knows. */
    public static function who(JournalEntry $entry): string
    {
        return match (true) {
            $entry->source === 'automatic' => __('automatically', 'dolisync'),
            $entry->source === 'webhook' => __('after a change in Dolibarr', 'dolisync'),
            $entry->source === 'mass' => __('by mass synchronization', 'dolisync'),
            $entry->user === '' => $entry->source === 'cli' ? __('by a command', 'dolisync') : '',
            /* translators: %s: the login of a user. */
            default => sprintf(__('by %s', 'dolisync'), $entry->user),
        };
    }

    /**
     * Both values of a change. Where they read the same although they differ, as they are stored.
     *
     * @param array{key: string, before: string, after: string} $change
     * @return array{string, string} before, after
     */
    public static function values(array $change, string $base): array
    {
        $base = PriceBase::of($base);
        $before = FieldWords::value($change['key'], $change['before'], $base);
        $after = FieldWords::value($change['key'], $change['after'], $base);
        return $before === $after ? [$change['before'], $change['after']] : [$before, $after];
    }
}
