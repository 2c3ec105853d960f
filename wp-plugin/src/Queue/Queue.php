<?php

declare(strict_types=1);

namespace DoliSync\Queue;

use DoliSync\Problem;
use DoliSync\Sync\Link;
use DoliSync\Sync\Links;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Statement;
use DoliSync\Sync\Tables;

/**
 * The products that need a look, in the database: one row a product, however often it changes, until the look went
 * well. Nothing ever falls out of it because of time or of the number of tries.
 */
final class Queue
{
    /** Minutes until the next try, after the first, the second … failure; then always the last one. */
    private const DELAYS = [1, 2, 5, 15, 30, 60];

    /** Longer than the slowest look (a creation of fourteen calls, each given 15 s): see Locks. */
    private const LEASE_SECONDS = 300;

    public function __construct(private readonly Links $links)
    {
    }

    /**
     * Notes that a product needs a look. One that is noted already is looked at once more, and soon: also when
     * somebody is at it right now.
     *
     * @param string $subject `wp:59` or `doli:68`; an associated pair is always its `wp:`
     * @param string $cause one of Entry::CAUSES
     * @param int $delaySeconds not before so many seconds
     */
    public function add(string $subject, string $cause, int $delaySeconds = 0): void
    {
        global $wpdb;
        [$side, $id] = explode(':', $subject) + [1 => ''];
        $link = match ($side) {
            'wp' => $this->links->of((int) $id),
            'doli' => $this->links->toDolibarr((int) $id),
            default => throw new \InvalidArgumentException('A subject is wp:59 or doli:68.'),
        };
        $wpId = $link?->wpId ?? ($side === 'wp' ? (int) $id : null);
        $dolibarrId = $link?->dolibarrId ?? ($side === 'doli' ? (int) $id : null);
        $subject = $wpId !== null ? 'wp:' . $wpId : 'doli:' . $dolibarrId;
        $due = Moment::in($delaySeconds);
        for ($try = 0; $try < 2; $try++) {
            $inserted = Statement::run($wpdb->prepare(
                'INSERT IGNORE INTO ' . Tables::queue() . " (subject, wp_id, dolibarr_id, cause, since, attempts, next_at,
                lease_token, version) VALUES (%s, NULLIF(%d, 0), NULLIF(%d, 0), %s, %s, 0, %s, '', 1)",
                $subject,
                $wpId ?? 0,
                $dolibarrId ?? 0,
                $cause,
                Moment::now(),
                $due
            ));
            if ($inserted === 1) {
                return;
            }
            $folded = Statement::run($wpdb->prepare(
                'UPDATE ' . Tables::queue() . ' SET version = version + 1, cause = CASE cause WHEN %s THEN cause ELSE %s END,
                next_at = %s, dolibarr_id = COALESCE(NULLIF(%d, 0), dolibarr_id) WHERE subject = %s',
                Entry::ASKED,
                $cause,
                $due,
                $dolibarrId ?? 0,
                $subject
            ));
            if ($folded === 1) {
                return;
            }
            // It was there a moment ago, and is done since: the next round makes a new one.
        }
    }

    /** Whether a look at it failed, and nobody is at the next one, which has its time. */
    public function hasFailed(string $subject): bool
    {
        global $wpdb;
        return $wpdb->get_var($wpdb->prepare(
            'SELECT id FROM ' . Tables::queue() . ' WHERE subject = %s AND last_problem IS NOT NULL
            AND (lease_until IS NULL OR lease_until < %s)',
            $subject,
            Moment::now()
        )) !== null;
    }

    /**
     * Notes that a person wants these associated products carried over now.
     *
     * @param non-empty-list<Link> $links
     */
    public function ask(array $links): void
    {
        global $wpdb;
        $now = Moment::now();
        $row = static fn (Link $link): string => $wpdb->prepare(
            "(%s, %d, %d, %s, %s, 0, %s, '', 1)",
            'wp:' . $link->wpId,
            $link->wpId,
            $link->dolibarrId,
            Entry::ASKED,
            $now,
            $now
        );
        $insert = 'INSERT IGNORE INTO ' . Tables::queue() . ' (subject, wp_id, dolibarr_id, cause, since, attempts, next_at,
            lease_token, version) VALUES ' . implode(', ', array_map($row, $links));
        Statement::run($insert);
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::queue() . ' SET version = version + 1, cause = %s, next_at = %s WHERE subject IN ('
                . implode(', ', array_map(static fn (Link $link): string => "'wp:{$link->wpId}'", $links)) . ')',
            Entry::ASKED,
            $now
        ));
        // What was there at first, and was done before it was folded.
        Statement::run($insert);
    }

    /**
     * Entries that are due, for the one who gets them here and for nobody else until the lease ends.
     *
     * @param bool $onlyAsked only what a person asked for
     * @param non-empty-list<int>|null $wpIds only these products of the shop
     * @return list<Entry> at most so many, those that wait longest first
     */
    public function claim(int $limit = 1, bool $onlyAsked = false, ?array $wpIds = null): array
    {
        global $wpdb;
        $now = Moment::now();
        $which = ($onlyAsked ? $wpdb->prepare(' AND cause = %s', Entry::ASKED) : '')
            . ($wpIds === null ? '' : ' AND wp_id IN (' . implode(',', array_map('intval', $wpIds)) . ')');
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::queue() . " WHERE next_at <= %s AND (lease_until IS NULL OR lease_until < %s){$which}
            ORDER BY next_at, id LIMIT %d",
            $now,
            $now,
            $limit
        ));
        $claimed = [];
        foreach ($rows as $row) {
            $token = bin2hex(random_bytes(8));
            // Compare and swap: of two workers that saw the same row, one gets it.
            $swapped = Statement::run($wpdb->prepare(
                'UPDATE ' . Tables::queue() . ' SET lease_token = %s, lease_until = %s
                WHERE id = %d AND version = %d AND lease_token = %s',
                $token,
                Moment::in(self::LEASE_SECONDS),
                $row->id,
                $row->version,
                $row->lease_token
            ));
            if ($swapped === 1) {
                $claimed[] = Entry::fromRow($row, $now)->claimedBy($token);
            }
        }
        return $claimed;
    }

    /** The look went well. What came in since it was claimed keeps the entry, for another look. */
    public function done(Entry $entry): void
    {
        global $wpdb;
        $gone = Statement::run($wpdb->prepare(
            'DELETE FROM ' . Tables::queue() . ' WHERE id = %d AND version = %d AND lease_token = %s',
            $entry->id,
            $entry->version,
            $entry->token
        ));
        if ($gone !== 1) {
            Statement::run($wpdb->prepare(
                'UPDATE ' . Tables::queue() . " SET lease_token = '', lease_until = NULL, attempts = 0, last_problem = NULL
                WHERE id = %d AND lease_token = %s",
                $entry->id,
                $entry->token
            ));
        }
    }

    /** There was no look: as if it had not been claimed. */
    public function release(Entry $entry): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::queue() . " SET lease_token = '', lease_until = NULL WHERE id = %d AND lease_token = %s",
            $entry->id,
            $entry->token
        ));
    }

    /** The look failed: again later, and later each time. What came in meanwhile is looked at as soon as it asked. */
    public function later(Entry $entry, Problem $problem): void
    {
        global $wpdb;
        $minutes = self::DELAYS[min($entry->attempts, count(self::DELAYS) - 1)];
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::queue() . " SET lease_token = '', lease_until = NULL, attempts = attempts + 1,
            last_problem = %s, next_at = CASE WHEN version = %d THEN %s ELSE next_at END
            WHERE id = %d AND lease_token = %s",
            (string) wp_json_encode($problem->toArray() + ['at' => Moment::now()], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES),
            $entry->version,
            Moment::in(60 * $minutes),
            $entry->id,
            $entry->token
        ));
    }

    /**
     * @param int $page from 1
     * @param list<int>|null $wpIds only these products of the shop, or the Dolibarr product of this number
     * @return array{entries: list<Entry>, total: int} what is due first
     */
    public function page(int $page, int $perPage = 20, ?array $wpIds = null, ?int $dolibarrId = null): array
    {
        global $wpdb;
        $where = '';
        if ($wpIds !== null || $dolibarrId !== null) {
            $ids = implode(',', array_map('intval', $wpIds ?? []));
            $where = ' WHERE (' . ($ids === '' ? '1 = 0' : "wp_id IN ({$ids})")
                . ($dolibarrId === null ? '' : $wpdb->prepare(' OR dolibarr_id = %d', $dolibarrId)) . ')';
        }
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::queue() . $where . ' ORDER BY next_at, id LIMIT %d OFFSET %d',
            $perPage,
            $perPage * (max(1, $page) - 1)
        ));
        return [
            'entries' => self::entries($rows),
            'total' => (int) $wpdb->get_var('SELECT COUNT(*) FROM ' . Tables::queue() . $where),
        ];
    }

    public function entry(int $id): ?Entry
    {
        global $wpdb;
        $row = $wpdb->get_row($wpdb->prepare('SELECT * FROM ' . Tables::queue() . ' WHERE id = %d', $id));
        return $row === null ? null : Entry::fromRow($row, Moment::now());
    }

    /**
     * The entries of these products of the shop.
     *
     * @param list<int> $wpIds
     * @return array<int, Entry> by the shop's id
     */
    public function ofProducts(array $wpIds): array
    {
        global $wpdb;
        if ($wpIds === []) {
            return [];
        }
        $rows = $wpdb->get_results('SELECT * FROM ' . Tables::queue() . ' WHERE wp_id IN (' . implode(',', array_map('intval', $wpIds)) . ')');
        return array_column(self::entries($rows), null, 'wpId');
    }

    /**
     * Due at once, whatever its delay was.
     *
     * @throws Problem dolisync_unknown_entry
     */
    public function retryNow(int $id): Entry
    {
        global $wpdb;
        Statement::run($wpdb->prepare('UPDATE ' . Tables::queue() . ' SET next_at = %s WHERE id = %d', Moment::now(), $id));
        return $this->entry($id) ?? throw self::unknownEntry();
    }

    /** What waits for a Dolibarr that could not be reached is due at once, for it can. */
    public function retryAll(): void
    {
        global $wpdb;
        $now = Moment::now();
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::queue() . ' SET next_at = %s WHERE last_problem IS NOT NULL AND next_at > %s',
            $now,
            $now
        ));
    }

    /**
     * The product is not looked at until it changes again.
     *
     * @throws Problem dolisync_unknown_entry
     */
    public function drop(int $id): void
    {
        if (Statement::delete(Tables::queue(), ['id' => $id]) !== 1) {
            throw self::unknownEntry();
        }
    }

    /** Of the product of the shop, whose association ended or whose product went. */
    public function forget(int $wpId): void
    {
        Statement::delete(Tables::queue(), ['subject' => 'wp:' . $wpId]);
    }

    public function count(): int
    {
        global $wpdb;
        return (int) $wpdb->get_var('SELECT COUNT(*) FROM ' . Tables::queue());
    }

    /** How many products of one side (`wp` or `doli`) wait that are not associated. */
    public function countNew(string $side): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare(
            'SELECT COUNT(*) FROM ' . Tables::queue() . ' WHERE subject LIKE %s AND (wp_id IS NULL OR dolibarr_id IS NULL)',
            $side . ':%'
        ));
    }

    /** @return array{waiting: int, oldest_at: string|null, next_at: string|null} since when the first waits, when the next is due */
    public function summary(): array
    {
        global $wpdb;
        $row = $wpdb->get_row('SELECT COUNT(*) AS waiting, MIN(since) AS oldest, MIN(next_at) AS next FROM ' . Tables::queue());
        return ['waiting' => (int) $row->waiting, 'oldest_at' => $row->oldest, 'next_at' => $row->next];
    }

    /**
     * What was tried without success, the longest waiting for its next try first.
     *
     * @return list<Entry>
     */
    public function failed(int $limit): array
    {
        global $wpdb;
        return self::entries($wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::queue() . ' WHERE last_problem IS NOT NULL ORDER BY next_at DESC, id DESC LIMIT %d',
            $limit
        )));
    }

    public function clear(): void
    {
        Statement::run('DELETE FROM ' . Tables::queue());
    }

    private static function unknownEntry(): Problem
    {
        return Problem::named('dolisync_unknown_entry', __('This is no longer waiting: it was done or dropped already.', 'dolisync'), 'none', 404);
    }

    /**
     * @param list<object> $rows
     * @return list<Entry>
     */
    private static function entries(array $rows): array
    {
        $now = Moment::now();
        return array_map(static fn (object $row): Entry => Entry::fromRow($row, $now), $rows);
    }
}
