<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Sync\Statement;
use DoliSync\Sync\Tables;

/** The records of runs that a person has to see, in the database: one row a record and kind. */
final class RunRecords
{
    private const AT_ONCE = 100;

    /** @param list<RunRecord> $records noted already: brought up to date */
    public function note(Run $run, Phase $phase, array $records): void
    {
        global $wpdb;
        foreach (array_chunk($records, self::AT_ONCE) as $some) {
            $rows = array_map(static fn (RunRecord $record): string => $wpdb->prepare(
                '(%d, %s, %d, %s, %s, NULLIF(%d, 0), %s, %s)',
                $run->id,
                $record->entity->value,
                $record->dolibarrId,
                $record->kind->value,
                $phase->value,
                (int) $record->wpId,
                $record->title,
                (string) wp_json_encode(
                    ['changes' => $record->changes, 'problem' => $record->problem],
                    JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES
                )
            ), $some);
            Statement::run('INSERT INTO ' . Tables::runRecords() . ' (run_id, entity, dolibarr_id, kind, phase, wp_id, title, data)
                VALUES ' . implode(', ', $rows) . ' ON DUPLICATE KEY UPDATE phase = VALUES(phase), wp_id = VALUES(wp_id),
                title = VALUES(title), data = VALUES(data)');
        }
    }

    /**
     * These records are looked at again: what was wrong with them is to be found anew.
     *
     * @param list<int> $dolibarrIds
     */
    public function forget(Run $run, Entity $entity, array $dolibarrIds, RecordKind $kind): void
    {
        global $wpdb;
        if ($dolibarrIds !== []) {
            Statement::run($wpdb->prepare(
                'DELETE FROM ' . Tables::runRecords() . ' WHERE run_id = %d AND kind = %s AND entity = %s AND dolibarr_id IN ('
                    . implode(',', array_map('intval', $dolibarrIds)) . ')',
                $run->id,
                $kind->value,
                $entity->value
            ));
        }
    }

    /**
     * The edits of the shop that the preview showed.
     *
     * @param list<int> $dolibarrIds
     * @return array<int, array<string, string>> Dolibarr's number → field → the shop's value
     */
    public function shown(Run $run, Entity $entity, array $dolibarrIds): array
    {
        global $wpdb;
        if ($dolibarrIds === []) {
            return [];
        }
        $shown = [];
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::runRecords() . ' WHERE run_id = %d AND kind = %s AND entity = %s AND dolibarr_id IN ('
                . implode(',', array_map('intval', $dolibarrIds)) . ')',
            $run->id,
            RecordKind::Overwritten->value,
            $entity->value
        ));
        foreach ($rows as $row) {
            $record = RunRecord::fromRow($row);
            $shown[$record->dolibarrId] = array_column($record->changes, 'wpshop', 'field');
        }
        return $shown;
    }

    /**
     * What a person is shown: of the edits that were to be overwritten, once the run is through, only those that were.
     *
     * @param int $after those after this row
     * @return list<RunRecord>
     */
    public function list(Run $run, RecordKind $kind, ?Entity $entity, int $after, int $limit): array
    {
        global $wpdb;
        $where = $entity === null ? '' : $wpdb->prepare(' AND entity = %s', $entity->value);
        if ($run->state->isOver() && $run->startedAt !== null) {
            $where .= $wpdb->prepare(' AND phase <> %s', Phase::Preview->value);
        }
        return array_map(RunRecord::fromRow(...), $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::runRecords() . ' WHERE run_id = %d AND kind = %s AND id > %d' . $where . ' ORDER BY id LIMIT %d',
            $run->id,
            $kind->value,
            $after,
            $limit
        )));
    }

    /**
     * @param list<int>|null $ids only these rows
     * @return array<string, list<int>> entity → Dolibarr's numbers of what failed
     */
    public function failed(Run $run, ?array $ids): array
    {
        global $wpdb;
        $where = $ids === null ? '' : ' AND id IN (' . implode(',', array_map('intval', [0, ...$ids])) . ')';
        $failed = [];
        foreach (
            $wpdb->get_results($wpdb->prepare(
                'SELECT entity, dolibarr_id FROM ' . Tables::runRecords() . ' WHERE run_id = %d AND kind = %s AND phase = %s'
                    . $where . ' ORDER BY entity, dolibarr_id',
                $run->id,
                RecordKind::Failed->value,
                Phase::Run->value
            )) as $row
        ) {
            $failed[$row->entity][] = (int) $row->dolibarr_id;
        }
        return $failed;
    }

    /** @return array<string, int> `kind:phase:entity` → how many there are */
    public function counts(Run $run): array
    {
        global $wpdb;
        $counts = [];
        foreach (
            $wpdb->get_results($wpdb->prepare(
                'SELECT kind, phase, entity, COUNT(*) AS number FROM ' . Tables::runRecords() . ' WHERE run_id = %d GROUP BY kind, phase, entity',
                $run->id
            )) as $row
        ) {
            $counts["{$row->kind}:{$row->phase}:{$row->entity}"] = (int) $row->number;
        }
        return $counts;
    }
}
