<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Problem;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Statement;
use DoliSync\Sync\Tables;

/**
 * The batches of runs in the database. Each is made when the one before it has been read, so that several workers
 * share the pages of a list that nobody knows in advance; each is claimed by one worker, for a time that ends.
 */
final class Batches
{
    /** Longer than a page takes (one request to Dolibarr of at most 15 s, then writes of a second or two). */
    public const LEASE_SECONDS = 30;

    private const OPEN = 'open';
    private const DONE = 'done';

    /** Seconds until the next try, after the first, the second … problem of Dolibarr; then always the last one. */
    private const DELAYS = [1, 2, 5, 10, 30, 60];

    /** As many as a worker looks at to find one that no other claims at the same time. */
    private const CANDIDATES = 5;

    /**
     * The page after this number; there already: nothing changes.
     *
     * @param int|null $last where it ends; null: with the page
     */
    public function add(Run $run, Phase $phase, string $entity, int $round, int $after, ?int $last = null): void
    {
        $this->insert($run, $phase, $entity, $round, $after, $last);
    }

    /**
     * These records again.
     *
     * @param non-empty-list<int> $ids by ascending number
     * @param int $delay not before so many seconds
     * @param int $waits how often others were at these records already
     */
    public function again(Run $run, Phase $phase, string $entity, int $round, array $ids, int $delay = 0, int $waits = 0): void
    {
        $this->insert($run, $phase, $entity, $round, $ids[0], null, $ids, $delay, $waits);
    }

    /** @param list<int>|null $ids */
    private function insert(Run $run, Phase $phase, string $entity, int $round, int $after, ?int $last, ?array $ids = null, int $delay = 0, int $waits = 0): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'INSERT IGNORE INTO ' . Tables::batches() . " (run_id, phase, entity, round, after_id, last_id, is_last, ids, state, lease_token,
            next_at, attempts, waits, created, changed, same, skipped, failed, overwritten, associated, prices_zero, stocks_zero,
            worked_ms) VALUES (%d, %s, %s, %d, %d, NULLIF(%d, 0), 0, NULLIF(%s, ''), %s, '', %s, 0, %d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
            $run->id,
            $phase->value,
            $entity,
            $round,
            $after,
            (int) $last,
            $ids === null ? '' : (string) wp_json_encode($ids),
            self::OPEN,
            Moment::in($delay),
            $waits
        ));
    }

    /**
     * The pages that the preview went through, all at once, so that workers need not wait for each other. The last one
     * has no end: what is new since comes after it.
     */
    public function addAsPreviewed(Run $run, string $entity): void
    {
        global $wpdb;
        // Every column has its name: WordPress's SQLite integration takes them by it.
        $counts = ['attempts', 'waits', 'created', 'changed', 'same', 'skipped', 'failed', 'overwritten', 'associated', 'prices_zero', 'stocks_zero', 'worked_ms'];
        $zeros = implode(', ', array_map(static fn (string $count): string => "0 AS {$count}", $counts));
        Statement::run($wpdb->prepare(
            'INSERT IGNORE INTO ' . Tables::batches() . ' (run_id, phase, entity, round, after_id, last_id, is_last, state, lease_token,
            next_at, ' . implode(', ', $counts) . ") SELECT run_id AS run_id, %s AS phase, entity AS entity, 0 AS round, after_id AS after_id,
            CASE WHEN is_last = 1 THEN NULL ELSE last_id END AS last_id, 0 AS is_last, %s AS state, '' AS lease_token, %s AS next_at,
            {$zeros} FROM " . Tables::batches() . ' WHERE run_id = %d AND phase = %s AND entity = %s AND round = 0 ORDER BY after_id',
            Phase::Run->value,
            self::OPEN,
            Moment::now(),
            $run->id,
            Phase::Preview->value,
            $entity
        ));
    }

    /** A batch for the one who gets it here, and for nobody else until the lease ends; null: none is free now. */
    public function claim(Run $run): ?Batch
    {
        global $wpdb;
        $now = Moment::now();
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::batches() . ' WHERE run_id = %d AND phase = %s AND state = %s AND next_at <= %s
            AND (lease_until IS NULL OR lease_until < %s) ORDER BY id LIMIT %d',
            $run->id,
            $run->phase->value,
            self::OPEN,
            $now,
            $now,
            self::CANDIDATES
        ));
        foreach ($rows as $row) {
            $token = bin2hex(random_bytes(8));
            // Compare and swap: of two workers that saw the same row, one gets it.
            $swapped = Statement::run($wpdb->prepare(
                'UPDATE ' . Tables::batches() . ' SET lease_token = %s, lease_until = %s WHERE id = %d AND state = %s AND lease_token = %s',
                $token,
                Moment::in(self::LEASE_SECONDS),
                $row->id,
                self::OPEN,
                $row->lease_token
            ));
            if ($swapped === 1) {
                return Batch::fromRow($row, $token);
            }
        }
        return null;
    }

    /** Notes which records the batch is about, and makes the next one for whoever has time. */
    public function listed(Run $run, Batch $batch, Page $page): void
    {
        global $wpdb;
        if ($batch->last === null) {
            Statement::run($wpdb->prepare(
                'UPDATE ' . Tables::batches() . ' SET last_id = %d, is_last = %d WHERE id = %d AND last_id IS NULL',
                $page->last,
                $page->isLast ? 1 : 0,
                $batch->id
            ));
        }
        $isLast = $batch->last === null ? $page->isLast : $batch->isLast;
        // Where there is more by now than a page holds, the rest is a batch of its own; it ends where this one did.
        $isMore = $batch->last !== null && !$page->isLast && $page->last < $batch->last;
        if ($isMore || !$isLast) {
            $this->add($run, $batch->phase, $batch->entity, 0, $isMore ? $page->last : $batch->last ?? $page->last, $isMore ? $batch->last : null);
        }
    }

    /**
     * In a transaction, before anything is written: from here to its end nobody else gets the batch.
     *
     * @throws LeaseLost when somebody else has it by now
     */
    public function hold(Batch $batch): void
    {
        global $wpdb;
        $held = Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::batches() . ' SET lease_until = %s WHERE id = %d AND state = %s AND lease_token = %s',
            Moment::in(2 * self::LEASE_SECONDS),
            $batch->id,
            self::OPEN,
            $batch->token
        ));
        // MySQL does not count a row that has this value already: it was held in the same millisecond.
        if ($held === false || $held === 0 && !$this->isOurs($batch)) {
            throw new LeaseLost();
        }
    }

    private function isOurs(Batch $batch): bool
    {
        global $wpdb;
        return $wpdb->get_var($wpdb->prepare(
            'SELECT id FROM ' . Tables::batches() . ' WHERE id = %d AND state = %s AND lease_token = %s',
            $batch->id,
            self::OPEN,
            $batch->token
        )) !== null;
    }

    /** It is done, and this came of it. */
    public function done(Batch $batch, Tally $tally, int $milliseconds): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::batches() . " SET state = %s, lease_token = '', lease_until = NULL, problem = NULL, created = %d,
            changed = %d, same = %d, skipped = %d, failed = %d, overwritten = %d, associated = %d, prices_zero = %d, stocks_zero = %d,
            worked_ms = worked_ms + %d WHERE id = %d AND lease_token = %s",
            self::DONE,
            $tally->created,
            $tally->changed,
            $tally->same,
            $tally->skipped,
            $tally->failed,
            $tally->overwritten,
            $tally->associated,
            $tally->pricesZero,
            $tally->stocksZero,
            $milliseconds,
            $batch->id,
            $batch->token
        ));
    }

    /**
     * It could not be done: later again, and later each time.
     *
     * @param bool $isItsOwn whether the problem is one of its records, and not Dolibarr's as a whole: `waits` counts it
     */
    public function later(Batch $batch, Problem $problem, bool $isItsOwn = false): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::batches() . " SET lease_token = '', lease_until = NULL, attempts = attempts + 1, waits = waits + %d,
            problem = %s, next_at = %s WHERE id = %d AND lease_token = %s",
            $isItsOwn ? 1 : 0,
            self::json($problem),
            Moment::in(self::DELAYS[min($batch->attempts, count(self::DELAYS) - 1)]),
            $batch->id,
            $batch->token
        ));
    }

    /** Nothing comes of it, however often it is tried: it is over, and its problem stays with it. */
    public function giveUp(Batch $batch, Problem $problem, int $milliseconds): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::batches() . " SET state = %s, lease_token = '', lease_until = NULL, problem = %s, worked_ms = worked_ms + %d
            WHERE id = %d AND lease_token = %s",
            self::DONE,
            self::json($problem),
            $milliseconds,
            $batch->id,
            $batch->token
        ));
    }

    /** @return list<int> the records, ascending, of the batches of this phase that were given up */
    public function givenUp(Run $run, string $entity): array
    {
        global $wpdb;
        $lists = $wpdb->get_col($wpdb->prepare(
            'SELECT ids FROM ' . Tables::batches() . ' WHERE run_id = %d AND phase = %s AND entity = %s AND state = %s AND problem IS NOT NULL
            ORDER BY after_id',
            $run->id,
            $run->phase->looking()->value,
            $entity,
            self::DONE
        ));
        return array_merge(...array_map(static fn (string $ids): array => json_decode($ids, true), $lists));
    }

    private static function json(Problem $problem): string
    {
        return (string) wp_json_encode($problem->toArray(), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }

    /** There was no try: as if it had not been claimed. */
    public function release(Batch $batch): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::batches() . " SET lease_token = '', lease_until = NULL WHERE id = %d AND lease_token = %s",
            $batch->id,
            $batch->token
        ));
    }

    /** What waits for another try is due at once. */
    public function hurry(Run $run): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::batches() . ' SET next_at = %s, attempts = 0 WHERE run_id = %d AND phase = %s AND state = %s',
            Moment::now(),
            $run->id,
            $run->phase->value,
            self::OPEN
        ));
    }

    /** The first moment at which an open batch that nobody works at is due; null: somebody is at each, or there is none. */
    public function nextAt(Run $run): ?string
    {
        global $wpdb;
        return $wpdb->get_var($wpdb->prepare(
            'SELECT MIN(next_at) FROM ' . Tables::batches() . ' WHERE run_id = %d AND phase = %s AND state = %s AND lease_until IS NULL',
            $run->id,
            $run->phase->value,
            self::OPEN
        ));
    }

    /**
     * The batch that waits for another try: why it could not be done, and when that try is.
     *
     * @return array{problem: array{code: string, message: string, next_action: string}, next_at: string}|null
     */
    public function waiting(Run $run): ?array
    {
        global $wpdb;
        $row = $wpdb->get_row($wpdb->prepare(
            'SELECT problem, next_at FROM ' . Tables::batches() . ' WHERE run_id = %d AND phase = %s AND state = %s AND problem IS NOT NULL ORDER BY next_at LIMIT 1',
            $run->id,
            $run->phase->value,
            self::OPEN
        ));
        return $row === null ? null : ['problem' => json_decode($row->problem, true), 'next_at' => $row->next_at];
    }

    /** Nothing more is done of this: what was done of it stays. */
    public function drop(Run $run, string $entity): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::batches() . " SET state = %s, lease_token = '', lease_until = NULL, problem = NULL
            WHERE run_id = %d AND phase = %s AND entity = %s AND state = %s",
            self::DONE,
            $run->id,
            $run->phase->value,
            $entity,
            self::OPEN
        ));
    }

    public function latestRound(Run $run, Phase $phase, string $entity): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare(
            'SELECT MAX(round) FROM ' . Tables::batches() . ' WHERE run_id = %d AND phase = %s AND entity = %s',
            $run->id,
            $phase->value,
            $entity
        ));
    }

    /**
     * Where each kind of record is, in this phase and in those before it: one query.
     *
     * @return array<string, array<string, array{open: int, given_up: int, tally: Tally, worked_ms: int}>> by phase and
     *     entity; without those that have not begun
     */
    public function progress(Run $run): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT phase, entity, SUM(CASE WHEN state = %s THEN 1 ELSE 0 END) AS still_open,
            SUM(CASE WHEN state = %s AND problem IS NOT NULL THEN 1 ELSE 0 END) AS given_up, SUM(created) AS created,
            SUM(changed) AS changed, SUM(same) AS same, SUM(skipped) AS skipped, SUM(failed) AS failed,
            SUM(overwritten) AS overwritten, SUM(associated) AS associated, SUM(prices_zero) AS prices_zero,
            SUM(stocks_zero) AS stocks_zero, SUM(worked_ms) AS worked_ms
            FROM ' . Tables::batches() . ' WHERE run_id = %d GROUP BY phase, entity',
            self::OPEN,
            self::DONE,
            $run->id
        ));
        $progress = array_fill_keys(array_column(Phase::cases(), 'value'), []);
        foreach ($rows as $row) {
            $tally = new Tally();
            foreach (['created', 'changed', 'same', 'skipped', 'failed', 'overwritten', 'associated'] as $count) {
                $tally->$count = (int) $row->$count;
            }
            $tally->pricesZero = (int) $row->prices_zero;
            $tally->stocksZero = (int) $row->stocks_zero;
            $progress[$row->phase][$row->entity] = [
                'open' => (int) $row->still_open, 'given_up' => (int) $row->given_up, 'tally' => $tally, 'worked_ms' => (int) $row->worked_ms,
            ];
        }
        return $progress;
    }
}
