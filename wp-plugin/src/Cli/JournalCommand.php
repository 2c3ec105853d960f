<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Problem;
use DoliSync\Sync\JournalEntry;
use DoliSync\Sync\JournalFilter;
use DoliSync\Sync\Undoing;
use WP_CLI;

/**
 * Shows what DoliSync wrote, and restores the previous values.
 */
final class JournalCommand extends Command
{
    private const COLUMNS = ['id', 'at', 'user', 'source', 'action', 'product_id', 'dolibarr_id', 'title', 'fields', 'undoable'];
    private const UNDONE = ['id', 'product_id', 'dolibarr_id', 'title', 'action', 'result', 'problem'];

    /**
     * Lists what was written, the newest first.
     *
     * ## OPTIONS
     *
     * [--product=<id>]
     * : Only what was written about this product of WPshop.
     *
     * [--limit=<number>]
     * : At most so many.
     * ---
     * default: 50
     * ---
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: id, at, user, source, action, product_id,
     * dolibarr_id, title, fields, undoable, undone_at.
     *
     * [--format=<format>]
     * : How it is printed.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     *   - count
     *   - ids
     * ---
     *
     * ## EXIT CODES
     *
     * 0: done.
     * 1: an error.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync journal list --product=59
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function list(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($options): int {
            $output = new Output($options);
            $filter = JournalFilter::of(isset($options['product']) ? ['product' => Selection::id((string) $options['product'])] : []);
            $limit = Selection::id((string) ($options['limit'] ?? '50'));
            $output->rows($this->rows($this->services->journalSearch()->page($filter, 1, $limit)['entries']), self::COLUMNS);
            return ExitCode::DONE;
        });
    }

    /**
     * Restores the values from before an entry of the journal, on both sides.
     *
     * Only where nothing was changed since. It is an entry of its own, which can be
     * undone in turn. Of several entries the newest comes first.
     *
     * ## OPTIONS
     *
     * <id>...
     * : The numbers of entries, as `wp dolisync journal list` shows them.
     *
     * [--dry-run]
     * : Only show which entries can be undone.
     *
     * [--yes]
     * : Do not ask.
     *
     * [--fields=<fields>]
     * : Columns, separated by commas: id, product_id, dolibarr_id, title, action,
     * fields, result, problem.
     *
     * [--format=<format>]
     * : How it is printed.
     * ---
     * default: table
     * options:
     *   - table
     *   - csv
     *   - json
     *   - yaml
     *   - count
     *   - ids
     * ---
     *
     * ## EXIT CODES
     *
     * 0: done.
     * 1: an error.
     * 2: some could not be undone, or with --dry-run: some would be.
     *
     * ## EXAMPLES
     *
     *     $ wp dolisync journal undo 120 --yes
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function undo(array $arguments, array $options): void
    {
        $this->carryOut(function () use ($arguments, $options): int {
            $output = new Output($options);
            $isDry = $output->isDry();
            $entries = $this->entries($arguments);
            $output->confirm(sprintf(
                /* translators: %s: a number of entries of the journal. */
                _n('Restore the values from before %s entry, on both sides?', 'Restore the values from before %s entries, on both sides?', count($entries), 'dolisync'),
                number_format_i18n(count($entries))
            ));
            $rows = array_map(fn (array $row): array => $row + $this->undone($row, $isDry), $this->rows($entries));
            return $output->conclude($rows, self::UNDONE, count(array_filter(array_column($rows, 'problem'))), $isDry
                /* translators: 1, 2: numbers of entries of the journal. */
                ? __('Nothing was written. To be undone: %1$s; left for you: %2$s.', 'dolisync')
                /* translators: 1, 2: numbers of entries of the journal. */
                : __('Undone: %1$s; left for you: %2$s.', 'dolisync'));
        });
    }

    /**
     * @param array<string, mixed> $row
     * @return array{result: string, problem: string|null}
     */
    private function undone(array $row, bool $isDry): array
    {
        try {
            if (!$isDry) {
                $this->services->synchronizer()->undo($row['id']);
            } elseif (!$row['undoable']) {
                throw Undoing::notUndoable();
            }
            return ['result' => $isDry ? 'to_undo' : 'undone', 'problem' => null];
        } catch (Problem $problem) {
            WP_CLI::warning("#{$row['id']} {$row['title']}: " . ProblemText::of($problem));
            return ['result' => 'problem', 'problem' => $problem->name];
        }
    }

    /**
     * All are looked for before anything is done: bad input changes nothing.
     *
     * @param list<string> $arguments
     * @return list<JournalEntry> the newest first: an older one can only be undone once what came after it is
     * @throws Problem rest_invalid_param, dolisync_unknown_entry
     */
    private function entries(array $arguments): array
    {
        $ids = array_unique(array_map(Selection::id(...), $arguments));
        rsort($ids);
        return array_map(fn (int $id): JournalEntry => $this->services->journal()->entry($id) ?? throw Undoing::unknownEntry(), $ids);
    }

    /**
     * @param list<JournalEntry> $entries
     * @return list<array<string, mixed>>
     */
    private function rows(array $entries): array
    {
        $titles = $this->services->catalogue()->titles(array_values(array_unique(array_column($entries, 'productId'))));
        return array_map(static fn (JournalEntry $entry): array => [
            'id' => $entry->id,
            'at' => $entry->at,
            'user' => $entry->user,
            'source' => $entry->source,
            'action' => $entry->action,
            'product_id' => $entry->productId,
            'dolibarr_id' => $entry->dolibarrId,
            'title' => $titles[$entry->productId] ?? '',
            'fields' => implode(' ', array_unique(array_column([...$entry->changes->wpshop, ...$entry->changes->dolibarr], 'key'))),
            'undoable' => $entry->isUndoable(),
            'undone_at' => $entry->undoneAt,
        ], $entries);
    }
}
