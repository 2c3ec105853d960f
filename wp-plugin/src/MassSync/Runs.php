<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Problem;
use DoliSync\Sync\Locks;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Statement;
use DoliSync\Sync\Tables;

/** The mass synchronizations in the database. At most one is under way. */
final class Runs
{
    public function __construct(private readonly Locks $locks)
    {
    }

    /**
     * @param non-empty-list<Entity> $entities
     * @throws Problem dolisync_run_active, dolisync_busy
     */
    public function add(array $entities): Run
    {
        return $this->locks->holding(['mass_sync'], function () use ($entities): Run {
            global $wpdb;
            $this->requireNoneUnderWay();
            Statement::insert(Tables::runs(), [
                'state' => RunState::Previewing->value,
                'phase' => Phase::Preview->value,
                'entities' => self::json(array_map(static fn (Entity $entity): string => $entity->value, $entities)),
                'user_id' => get_current_user_id(),
                'created_at' => Moment::now(),
                'totals' => '{}',
                'released' => '[]',
            ]);
            return $this->of((int) $wpdb->insert_id);
        });
    }

    /** @throws Problem dolisync_unknown_run */
    public function of(int $id): Run
    {
        global $wpdb;
        $row = $wpdb->get_row($wpdb->prepare('SELECT * FROM ' . Tables::runs() . ' WHERE id = %d', $id));
        return $row === null
            ? throw Problem::named('dolisync_unknown_run', __('There is no such mass synchronization.', 'dolisync'), 'none', 404)
            : Run::fromRow($row);
    }

    /** The one under way, else the last one; null: there never was one. */
    public function current(): ?Run
    {
        global $wpdb;
        $row = $wpdb->get_row('SELECT * FROM ' . Tables::runs() . "
            ORDER BY CASE WHEN state IN ('done', 'cancelled', 'undone') THEN 1 ELSE 0 END, id DESC LIMIT 1");
        return $row === null ? null : Run::fromRow($row);
    }

    /**
     * From one state to another: of two who want different things at the same time, one gets it.
     *
     * @param list<RunState> $from
     * @param array<string, mixed> $also other columns
     * @return bool false: it was in another state
     */
    public function move(Run $run, array $from, RunState $to, array $also = []): bool
    {
        global $wpdb;
        $states = implode(',', array_map(static fn (RunState $state): string => "'" . $state->value . "'", $from));
        $set = '';
        foreach (['state' => $to->value] + $also as $column => $value) {
            $set .= ($set === '' ? '' : ', ') . $column . ' = ' . ($value === null ? 'NULL' : $wpdb->prepare('%s', is_array($value) ? self::json($value) : $value));
        }
        return Statement::run($wpdb->prepare('UPDATE ' . Tables::runs() . " SET {$set} WHERE id = %d AND state IN ({$states})", $run->id)) === 1;
    }

    /**
     * One that is over is worked at again.
     *
     * @param list<RunState> $from
     * @param array<string, mixed> $also other columns
     * @return bool false: it was in another state
     * @throws Problem dolisync_run_active, dolisync_busy
     */
    public function reopen(Run $run, array $from, RunState $to, array $also): bool
    {
        return $this->locks->holding(['mass_sync'], function () use ($run, $from, $to, $also): bool {
            $this->requireNoneUnderWay();
            return $this->move($run, $from, $to, $also + ['ended_at' => null, 'problem' => null, 'brake' => null]);
        });
    }

    /** Everything of this phase is done, unless somebody asked for more meanwhile. */
    public function finish(Run $run, RunState $to): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::runs() . ' SET state = %s, ended_at = NULLIF(%s, \'\') WHERE id = %d AND state = %s AND NOT EXISTS (
                SELECT 1 FROM ' . Tables::batches() . " b WHERE b.run_id = %d AND b.phase = %s AND b.state = 'open')",
            $to->value,
            $to->isOver() ? Moment::now() : '',
            $run->id,
            $run->phase->state()->value,
            $run->id,
            $run->phase->value
        ));
    }

    /**
     * Forgets the runs that ended before that many days, with their batches and lists; the last one stays.
     *
     * @return int how many went
     */
    public function purge(int $days): int
    {
        global $wpdb;
        $ids = $wpdb->get_col($wpdb->prepare(
            'SELECT id FROM ' . Tables::runs() . ' WHERE ended_at < %s AND id < (SELECT MAX(id) FROM ' . Tables::runs() . ')',
            Moment::in(-$days * DAY_IN_SECONDS)
        ));
        if ($ids !== []) {
            $these = implode(',', array_map('intval', $ids));
            foreach ([Tables::batches() => 'run_id', Tables::runRecords() => 'run_id', Tables::runs() => 'id'] as $table => $column) {
                Statement::run("DELETE FROM {$table} WHERE {$column} IN ({$these})");
            }
        }
        return count($ids);
    }

    /** @throws Problem dolisync_run_active */
    private function requireNoneUnderWay(): void
    {
        $current = $this->current();
        if ($current !== null && !$current->state->isOver()) {
            throw Problem::named(
                'dolisync_run_active',
                __('A mass synchronization is under way already. Finish or stop that one first.', 'dolisync'),
                'review',
                409,
                ['run_id' => $current->id]
            );
        }
    }

    /** Notes how many records of a kind Dolibarr has. */
    public function total(Run $run, Entity $entity, int $count): void
    {
        $totals = [$entity->value => $count] + $this->of($run->id)->totals;
        Statement::update(Tables::runs(), ['totals' => self::json($totals)], ['id' => $run->id]);
    }

    /** Dolibarr does not give this kind of record: the run goes on without it. */
    public function leaveOut(Run $run, string $entity, Problem $why): void
    {
        $leftOut = [$entity => $why->toArray()] + $this->of($run->id)->leftOut;
        Statement::update(Tables::runs(), ['left_out' => self::json($leftOut)], ['id' => $run->id]);
    }

    private static function json(array $value): string
    {
        return (string) wp_json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }
}
