<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;
use DoliSync\Sync\CategoryWords;
use DoliSync\Sync\JournalEntry;
use DoliSync\Sync\Moment;

/** The journal as a table for a spreadsheet: one line a value that was changed, with the values as they are stored. */
final class JournalCsv
{
    private const TITLES_AT_ONCE = 200;

    public function __construct(private readonly Services $services)
    {
    }

    /**
     * @param resource $stream
     * @param iterable<JournalEntry> $entries
     */
    public function write($stream, iterable $entries): void
    {
        Csv::begin($stream, [
            __('Number', 'dolisync'), __('When', 'dolisync'), __('Who', 'dolisync'), __('Cause', 'dolisync'),
            __('What was done', 'dolisync'), __('Product', 'dolisync'), __('Number in WPshop', 'dolisync'),
            __('Number in Dolibarr', 'dolisync'), __('Changed in', 'dolisync'), __('Field', 'dolisync'),
            __('Before', 'dolisync'), __('After', 'dolisync'), __('Not applied by Dolibarr', 'dolisync'),
            __('Undone', 'dolisync'),
        ]);
        $batch = [];
        foreach ($entries as $entry) {
            $batch[] = $entry;
            if (count($batch) === self::TITLES_AT_ONCE) {
                $this->entries($stream, $batch);
                $batch = [];
            }
        }
        $this->entries($stream, $batch);
    }

    /**
     * @param resource $stream
     * @param list<JournalEntry> $entries
     */
    private function entries($stream, array $entries): void
    {
        $names = ProductNames::of($this->services, array_map(static fn (JournalEntry $entry): int => $entry->productId, $entries));
        foreach ($entries as $entry) {
            $changes = [
                ...array_map(static fn (array $change): array => [__('WPshop', 'dolisync'), ...array_values($change)], $entry->changes->wpshop),
                ...array_map(static fn (array $change): array => [__('Dolibarr', 'dolisync'), ...array_values($change)], $entry->changes->dolibarr),
            ];
            foreach ($changes === [] ? [['', '', '', '']] : $changes as [$side, $key, $before, $after]) {
                Csv::line($stream, [
                    (string) $entry->id,
                    self::time($entry->at),
                    $entry->user,
                    JournalWords::source($entry->source),
                    JournalWords::action($entry->action),
                    $names->plain($entry->productId),
                    (string) $entry->productId,
                    (string) $entry->dolibarrId,
                    $side,
                    FieldWords::heading($key),
                    CategoryWords::shown($key, $before),
                    CategoryWords::shown($key, $after),
                    FieldWords::names($entry->refused),
                    $entry->undoneAt === null ? '' : self::time($entry->undoneAt),
                ]);
            }
        }
    }

    /** In the site's time zone, in the form that spreadsheets read as a date. */
    private static function time(string $moment): string
    {
        return (string) wp_date('Y-m-d H:i:s', Moment::timestamp($moment));
    }
}
