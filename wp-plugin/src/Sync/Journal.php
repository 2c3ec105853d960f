<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Problem;

/**
 * Every write, with the values before and after. An entry is begun before the first write and ended after the last,
 * so that a request that dies half-way leaves a trace of what it was about to do.
 */
final class Journal
{
    private const TYPE = 'product';
    private const PER_PAGE = 20;
    private const ROWS_AT_ONCE = 50;

    /** What causes the writes that are noted now: one of JournalFilter::SOURCES. */
    private string $source = 'button';

    /**
     * What is written in this work is noted as caused by this.
     *
     * @template T
     * @param string $source one of JournalFilter::SOURCES
     * @param callable(): T $work
     * @return T
     */
    public function from(string $source, callable $work): mixed
    {
        $before = $this->source;
        $this->source = $source;
        try {
            return $work();
        } finally {
            $this->source = $before;
        }
    }

    /**
     * Notes what is about to be written.
     *
     * @param Changes $planned what is asked for
     * @param array<string, mixed> $kept what an undo needs
     * @throws Problem dolisync_journal_failed: then nothing may be written
     */
    public function begin(
        string $action,
        int $productId,
        ?int $dolibarrId,
        PriceBase $base,
        Changes $planned,
        array $kept
    ): int {
        global $wpdb;
        $done = Statement::insert(Tables::journal(), [
            'at' => Moment::now(),
            // What DoliSync does by itself is nobody's doing, whoever's visit happened to run it.
            'user_id' => in_array($this->source, ['button', 'mass', JournalFilter::CLI], true) ? get_current_user_id() : 0,
            'source' => $this->source,
            'action' => $action,
            'state' => JournalEntry::BEGUN,
            'type' => self::TYPE,
            'wp_id' => $productId,
            'dolibarr_id' => $dolibarrId,
            'price_base' => $base->value,
            'changes' => self::json($planned->stored()),
            'refused' => '[]',
            'kept' => self::json($kept),
        ]);
        if ($done !== 1) {
            throw Problem::named(
                'dolisync_journal_failed',
                __('WordPress’s database could not record what is about to be written, so nothing was written. Ask your web host to check the database.', 'dolisync'),
                'retry',
                500
            );
        }
        return (int) $wpdb->insert_id;
    }

    /**
     * Notes what was written in the end.
     *
     * @param list<string> $refused
     */
    public function end(int $id, ?int $dolibarrId, PriceBase $base, Changes $changes, array $refused): void
    {
        $this->update($id, [
            'state' => JournalEntry::DONE,
            'dolibarr_id' => $dolibarrId,
            'price_base' => $base->value,
            'changes' => self::json($changes->stored()),
            'refused' => self::json($refused),
        ]);
    }

    /**
     * Notes what a mass synchronization writes in this transaction, all at once.
     *
     * @param string $type of the records: `product`, `category`, …
     * @param non-empty-list<Written> $entries
     */
    public function written(int $run, string $type, array $entries): void
    {
        global $wpdb;
        $now = Moment::now();
        $user = get_current_user_id();
        $rows = array_map(static fn (Written $entry): string => $wpdb->prepare(
            "(%s, %d, 'mass', %s, %s, %s, %d, %d, %s, %s, %s, %s, %d)",
            $now,
            $user,
            $entry->action,
            JournalEntry::DONE,
            $type,
            $entry->wpId,
            $entry->dolibarrId,
            $entry->base->value,
            self::json($entry->changes->stored()),
            self::json($entry->refused),
            self::json($entry->kept),
            $run
        ), $entries);
        foreach (array_chunk($rows, self::ROWS_AT_ONCE) as $some) {
            Statement::run('INSERT INTO ' . Tables::journal() . ' (at, user_id, source, action, state, type, wp_id, dolibarr_id,
                price_base, changes, refused, kept, run_id) VALUES ' . implode(', ', $some));
        }
    }

    /**
     * What a mass synchronization wrote and nobody undid yet, the newest first.
     *
     * @param int $before only what is older than this entry
     * @return list<JournalEntry>
     */
    public function ofRun(int $run, int $before, int $limit): array
    {
        global $wpdb;
        return self::entries($wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::journal() . ' WHERE run_id = %d AND id < %d AND undone_at IS NULL AND state = %s
            ORDER BY id DESC LIMIT %d',
            $run,
            $before,
            JournalEntry::DONE,
            $limit
        )));
    }

    /**
     * All that a mass synchronization wrote, the newest first, however much: read in batches.
     *
     * @return \Generator<int, JournalEntry>
     */
    public function eachOfRun(int $run): \Generator
    {
        global $wpdb;
        $last = PHP_INT_MAX;
        do {
            $rows = $wpdb->get_results($wpdb->prepare(
                'SELECT * FROM ' . Tables::journal() . ' WHERE run_id = %d AND id < %d ORDER BY id DESC LIMIT %d',
                $run,
                $last,
                self::ROWS_AT_ONCE
            ));
            foreach (self::entries($rows) as $entry) {
                $last = $entry->id;
                yield $entry;
            }
        } while (count($rows) === self::ROWS_AT_ONCE);
    }

    /**
     * How much a mass synchronization wrote, and how much of it was undone.
     *
     * @return array<string, array{written: int, undone: int}> by the type of the records
     */
    public function tallyOfRun(int $run): array
    {
        global $wpdb;
        $tally = [];
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT type, COUNT(*) AS written, COUNT(undone_at) AS undone FROM ' . Tables::journal() . ' WHERE run_id = %d AND state = %s GROUP BY type',
            $run,
            JournalEntry::DONE
        ));
        foreach ($rows as $row) {
            $tally[$row->type] = ['written' => (int) $row->written, 'undone' => (int) $row->undone];
        }
        return $tally;
    }

    /** Notes that nothing was written. */
    public function abandon(int $id): void
    {
        $this->update($id, ['state' => JournalEntry::ABANDONED]);
    }

    /** This one did what earlier ones, which were interrupted, were about to do. */
    public function abandonEarlier(int $id): void
    {
        global $wpdb;
        $done = $this->entry($id);
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::journal() . ' SET state = %s WHERE type = %s AND wp_id = %d AND action = %s AND state = %s AND id < %d',
            JournalEntry::ABANDONED,
            self::TYPE,
            $done->productId,
            $done->action,
            JournalEntry::BEGUN,
            $id
        ));
    }

    public function undone(int $id): void
    {
        $this->update($id, ['undone_at' => Moment::now()]);
    }

    public function entry(int $id): ?JournalEntry
    {
        global $wpdb;
        $row = $wpdb->get_row($wpdb->prepare('SELECT * FROM ' . Tables::journal() . ' WHERE id = %d', $id));
        return $row === null ? null : JournalEntry::fromRow($row, self::logins([(int) $row->user_id]));
    }

    /** The newest creation of this product that is not known to have ended well: its copy in Dolibarr may exist. */
    public function openCreation(int $productId): ?JournalEntry
    {
        global $wpdb;
        $id = $wpdb->get_var($wpdb->prepare(
            'SELECT MAX(id) FROM ' . Tables::journal() . " WHERE type = %s AND wp_id = %d AND action IN ('create', 'recreate')",
            self::TYPE,
            $productId
        ));
        $entry = $id === null ? null : $this->entry((int) $id);
        return $entry === null || $entry->state === JournalEntry::DONE ? null : $entry;
    }

    /**
     * Twenty entries, the newest first; what was abandoned before anything was written is left out.
     *
     * @param int|null $product only of this product
     * @param int $page from 1
     * @return array{entries: list<JournalEntry>, total: int}
     */
    public function page(?int $product, int $page): array
    {
        global $wpdb;
        $where = $wpdb->prepare(' WHERE type = %s AND state <> %s', self::TYPE, JournalEntry::ABANDONED)
            . ($product === null ? '' : $wpdb->prepare(' AND wp_id = %d', $product));
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::journal() . $where . ' ORDER BY id DESC LIMIT %d OFFSET %d',
            self::PER_PAGE,
            self::PER_PAGE * (max(1, $page) - 1)
        ));
        return [
            'entries' => self::entries($rows),
            'total' => (int) $wpdb->get_var('SELECT COUNT(*) FROM ' . Tables::journal() . $where),
        ];
    }

    /**
     * What `changedInShopSince` asks from. A write that is under way counts as later.
     *
     * @param non-empty-list<int> $products
     * @return array<int, int> product → its newest entry of what was done; 0 where there is none
     */
    public function newestOf(array $products): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT wp_id, MAX(id) AS newest FROM ' . Tables::journal() . ' WHERE type = %s AND state = %s
            AND wp_id IN (' . implode(',', array_map('intval', $products)) . ') GROUP BY wp_id',
            self::TYPE,
            JournalEntry::DONE
        ));
        return array_map('intval', array_column($rows, 'newest', 'wp_id')) + array_fill_keys($products, 0);
    }

    /**
     * What was done in the shop after an entry of the journal, however much that is.
     *
     * @param int $entry from `newestOf`
     * @return list<string> fields
     */
    public function changedInShopSince(int $product, int $entry): array
    {
        global $wpdb;
        $rows = $wpdb->get_col($wpdb->prepare(
            'SELECT changes FROM ' . Tables::journal() . ' WHERE type = %s AND wp_id = %d AND id > %d AND state = %s',
            self::TYPE,
            $product,
            $entry,
            JournalEntry::DONE
        ));
        $changes = array_merge([], ...array_map(static fn (string $row): array => json_decode($row, true)['wpshop'], $rows));
        return array_values(array_unique(array_column($changes, 'key')));
    }

    /** Whether Dolibarr did not apply the price that it was last given. */
    public function wasLastPriceRefused(): bool
    {
        global $wpdb;
        // A price that was refused is in `refused`, one that was applied in the changes of Dolibarr's side.
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::journal() . ' WHERE type = %s AND state = %s AND (refused LIKE %s OR changes LIKE %s)
            ORDER BY id DESC LIMIT 20',
            self::TYPE,
            JournalEntry::DONE,
            '%"price"%',
            '%"key":"price"%'
        ));
        foreach (self::entries($rows) as $entry) {
            if (in_array('price', $entry->refused, true)) {
                return true;
            }
            if (in_array('price', array_column($entry->changes->dolibarr, 'key'), true)) {
                return false;
            }
        }
        return false;
    }

    /**
     * @param list<object> $rows of the table
     * @return list<JournalEntry>
     */
    public static function entries(array $rows): array
    {
        $logins = self::logins(array_map(static fn (object $row): int => (int) $row->user_id, $rows));
        return array_map(static fn (object $row): JournalEntry => JournalEntry::fromRow($row, $logins), $rows);
    }

    /**
     * What was begun with an associated product and is not known to have ended, the oldest first.
     *
     * @return list<JournalEntry>
     */
    public function interrupted(int $productId): array
    {
        global $wpdb;
        return self::entries($wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::journal() . " WHERE type = %s AND wp_id = %d AND state = %s
            AND action IN ('link', 'sync', 'undo', 'create_in_wpshop', 'restore') ORDER BY id",
            self::TYPE,
            $productId,
            JournalEntry::BEGUN
        )));
    }

    /**
     * What was begun, whatever the product, and never ended: the newest first.
     *
     * @return list<JournalEntry>
     */
    public function allInterrupted(int $limit): array
    {
        global $wpdb;
        return self::entries($wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::journal() . ' WHERE type = %s AND state = %s AND at < %s ORDER BY id DESC LIMIT %d',
            self::TYPE,
            JournalEntry::BEGUN,
            Moment::in(-JournalEntry::INTERRUPTED_SECONDS),
            $limit
        )));
    }

    public function isNewest(JournalEntry $entry): bool
    {
        global $wpdb;
        return $entry->id === (int) $wpdb->get_var($wpdb->prepare(
            'SELECT MAX(id) FROM ' . Tables::journal() . ' WHERE type = %s AND wp_id = %d',
            self::TYPE,
            $entry->productId
        ));
    }

    /** The creation, in Dolibarr, of the product with this external reference. */
    public function creationOf(string $refExt): ?JournalEntry
    {
        global $wpdb;
        $id = $wpdb->get_var($wpdb->prepare(
            'SELECT MAX(id) FROM ' . Tables::journal() . " WHERE type = %s AND action IN ('create', 'recreate') AND kept LIKE %s",
            self::TYPE,
            '%' . $wpdb->esc_like(self::json($refExt)) . '%'
        ));
        return $id === null ? null : $this->entry((int) $id);
    }

    /** Whether something was ever done with this product of the shop: then it is not new. */
    public function knows(int $productId): bool
    {
        return $this->hasDone('wp_id', $productId);
    }

    /** Whether something was ever done with this product of Dolibarr: then it is not new. */
    public function knowsDolibarrs(int $dolibarrId): bool
    {
        return $this->hasDone('dolibarr_id', $dolibarrId);
    }

    private function hasDone(string $column, int $id): bool
    {
        global $wpdb;
        return $wpdb->get_var($wpdb->prepare(
            'SELECT id FROM ' . Tables::journal() . " WHERE type = %s AND {$column} = %d AND state = %s LIMIT 1",
            self::TYPE,
            $id,
            JournalEntry::DONE
        )) !== null;
    }

    public function clear(): void
    {
        Statement::run('DELETE FROM ' . Tables::journal());
    }

    /** @param array<string, mixed> $values */
    private function update(int $id, array $values): void
    {
        Statement::update(Tables::journal(), $values, ['id' => $id]);
    }

    /**
     * @param list<int> $userIds
     * @return array<int, string> id → login
     */
    private static function logins(array $userIds): array
    {
        cache_users(array_unique(array_filter($userIds)));
        $logins = [];
        foreach ($userIds as $id) {
            $user = get_userdata($id);
            $logins[$id] = $user === false ? '' : $user->user_login;
        }
        return $logins;
    }

    private static function json(mixed $value): string
    {
        return (string) wp_json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }
}
