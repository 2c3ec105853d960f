<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Admin\MassSyncWords;
use DoliSync\Admin\ProblemWords;
use DoliSync\MassSync\Progress;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\Run;
use WP_CLI;

/** A mass synchronization as tables, one row a kind of record, and the records that a person has to see. */
final class RunTables
{
    private const PREVIEW = ['entity', 'create', 'change', 'same', 'skipped', 'failed', 'overwrite'];
    private const DONE = ['entity', 'created', 'changed', 'same', 'skipped', 'failed', 'overwritten'];
    private const UNDONE = ['entity', 'written', 'put_back', 'left'];

    /** So many records of each kind are named; the dashboard lists all. */
    private const NAMED = 10;

    public function __construct(private readonly Progress $progress, private readonly Output $output)
    {
    }

    /** @return int how many records would be written, or are left for a person */
    public function preview(Run $run): int
    {
        $rows = [];
        foreach ($this->progress->stages($run) as $stage) {
            $rows[] = ['entity' => $stage['entity']] + ($stage['preview'] ?? array_fill_keys(self::PREVIEW, 0));
        }
        $this->output->rows($rows, self::PREVIEW, 'entity');
        return self::sum($rows, ['create', 'change', 'skipped', 'failed']) + $this->nameLeftOut($run);
    }

    /** @return int how many records are left for a person */
    public function done(Run $run): int
    {
        $rows = array_map(static fn (array $stage): array => array_intersect_key($stage, array_flip(self::DONE)), $this->progress->stages($run));
        $this->output->rows($rows, self::DONE, 'entity');
        $edited = $this->name($run, RecordKind::ChangedSincePreview);
        $this->name($run, RecordKind::Skipped);
        $this->name($run, RecordKind::Failed);
        return self::sum($rows, ['skipped', 'failed']) + $edited + $this->nameLeftOut($run);
    }

    /** Names what Dolibarr does not give. @return int how many kinds of records are concerned */
    private function nameLeftOut(Run $run): int
    {
        $named = 0;
        $unlisted = $this->progress->unlisted($run);
        foreach ($run->entities as $entity) {
            $why = MassSyncWords::leftOut($run, $entity, $unlisted);
            if ($why !== null) {
                WP_CLI::warning($entity->label() . ': ' . $why);
                $named++;
            }
        }
        return $named;
    }

    /** @return int how many records could not be put back */
    public function undone(Run $run): int
    {
        $left = array_count_values(array_map(
            static fn ($record): string => $record->entity->value,
            $this->progress->records($run, RecordKind::NotUndone, null, 0, PHP_INT_MAX)
        ));
        $rows = [];
        foreach ($this->progress->stages($run) as $stage) {
            $notPutBack = $left[$stage['entity']] ?? 0;
            $rows[] = [
                'entity' => $stage['entity'], 'written' => $stage['total'], 'put_back' => $stage['done'] - $notPutBack, 'left' => $notPutBack,
            ];
        }
        $this->output->rows($rows, self::UNDONE, 'entity');
        $this->name($run, RecordKind::NotUndone);
        return array_sum($left);
    }

    /** Names the first records of a kind. @return int how many there are, as far as they were named */
    private function name(Run $run, RecordKind $kind): int
    {
        $records = $this->progress->records($run, $kind, null, 0, self::NAMED + 1);
        foreach (array_slice($records, 0, self::NAMED) as $record) {
            $why = $record->problem === null ? MassSyncWords::kind($kind) : ProblemWords::message($record->problem);
            WP_CLI::warning("{$record->entity->label()} #{$record->dolibarrId} {$record->title}: {$why}");
        }
        if (count($records) > self::NAMED) {
            WP_CLI::warning(__('There are more; the page “Mass synchronization” lists all of them.', 'dolisync'));
        }
        return count($records);
    }

    /**
     * @param list<array<string, mixed>> $rows
     * @param list<string> $columns
     */
    private static function sum(array $rows, array $columns): int
    {
        return array_sum(array_map(static fn (string $column): int => (int) array_sum(array_column($rows, $column)), $columns));
    }
}
