<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Sync\Journal;
use DoliSync\Sync\JournalEntry;

/** How far a run is, as it is shown. Looking only. */
final class Progress
{
    /** @var array<string, Stage> by entity */
    private readonly array $stages;

    /** @param list<Stage> $stages */
    public function __construct(
        private readonly Batches $batches,
        private readonly RunRecords $records,
        private readonly Journal $journal,
        array $stages
    ) {
        $byEntity = [];
        foreach ($stages as $stage) {
            $byEntity[$stage->entity()->value] = $stage;
        }
        $this->stages = $byEntity;
    }

    /** @return list<array<string, mixed>> one for each entity, as the routes answer it */
    public function stages(Run $run): array
    {
        $preview = $this->batches->progress($run, Phase::Preview);
        $done = $this->batches->progress($run, Phase::Run);
        $failed = $this->records->count($run, RecordKind::Failed, Phase::Run);
        $notUndone = $run->phase === Phase::Undo ? $this->records->count($run, RecordKind::NotUndone, Phase::Undo) : [];
        $written = $run->phase === Phase::Undo ? $this->journal->tallyOfRun($run->id) : [];
        $stages = [];
        foreach ($run->entities as $entity) {
            $name = $entity->value;
            $seen = ($preview[$name] ?? null)['tally'] ?? null;
            $tally = ($done[$name] ?? null)['tally'] ?? new Tally();
            // A record that failed and was tried again was seen twice: what failed is what is listed.
            $failures = $failed[$name] ?? 0;
            $settled = $tally->created + $tally->changed + $tally->same + $tally->skipped + $failures;
            $type = isset($this->stages[$name]) ? $this->stages[$name]->type() : '';
            $undo = $written[$type] ?? ['written' => 0, 'undone' => 0];
            [$at, $total, $number] = match ($run->phase) {
                Phase::Preview => [$preview[$name] ?? null, $run->totals[$name] ?? null, $seen?->seen() ?? 0],
                Phase::Run => [$done[$name] ?? null, $seen?->seen() ?? $run->totals[$name] ?? null, $settled],
                Phase::Undo => [
                    ['open' => $run->state === RunState::Undone ? 0 : 1],
                    $undo['written'],
                    $undo['undone'] + ($notUndone[$name] ?? 0),
                ],
            };
            $stages[] = [
                'entity' => $name,
                'state' => match (true) {
                    $run->state === RunState::Ready, $at === null => 'waiting',
                    $at['open'] > 0 => 'running',
                    default => 'done',
                },
                'total' => $total,
                'done' => $run->state === RunState::Ready ? 0 : $number,
                'created' => $tally->created,
                'changed' => $tally->changed,
                'same' => $tally->same,
                'skipped' => $tally->skipped,
                'failed' => $failures,
                'overwritten' => $tally->overwritten,
                'preview' => $seen === null ? null : [
                    'create' => $seen->created,
                    'change' => $seen->changed,
                    'same' => $seen->same,
                    'skipped' => $seen->skipped,
                    'overwrite' => $seen->overwritten,
                    'failed' => $seen->failed,
                    'total' => $seen->seen(),
                ],
            ];
        }
        return $stages;
    }

    /** Milliseconds that all workers together spent on what is done of this phase. */
    public function workedMs(Run $run): int
    {
        return array_sum(array_column($this->batches->progress($run, $run->phase), 'worked_ms'));
    }

    /** Why it does not get on, or why it stopped. @return array{code: string, message: string, next_action: string}|null */
    public function problem(Run $run): ?array
    {
        return $run->problem ?? ($run->state->isWorkedAt() ? $this->batches->problem($run) : null);
    }

    /** What a person can ask of it now. @return array<string, bool> */
    public function can(Run $run): array
    {
        $state = $run->state;
        $isBraked = $state === RunState::Stopped && $run->brake !== null;
        $undo = $state->isOver() && $run->startedAt !== null ? $this->journal->tallyOfRun($run->id) : [];
        $canRetry = $run->phase === Phase::Run && in_array($state, [RunState::Done, RunState::Cancelled, RunState::Running, RunState::Paused], true);
        return [
            'start' => $state === RunState::Ready,
            'pause' => $state->isWorkedAt(),
            'resume' => $state === RunState::Paused || $state === RunState::Stopped && !$isBraked,
            'cancel' => !$state->isOver() && $state !== RunState::Undoing,
            'retry' => $canRetry && $this->records->count($run, RecordKind::Failed, Phase::Run) !== [],
            'undo' => array_sum(array_column($undo, 'written')) > array_sum(array_column($undo, 'undone')),
            'release' => $isBraked,
        ];
    }

    /** @return list<RunRecord> */
    public function records(Run $run, RecordKind $kind, ?Entity $entity, int $after, int $limit): array
    {
        return $this->records->list($run, $kind, $entity, $after, $limit);
    }

    /** Everything that the run wrote, the newest first, however much. @return \Generator<int, JournalEntry> */
    public function written(Run $run): \Generator
    {
        return $this->journal->eachOfRun($run->id);
    }

    /** The kind of record that the journal calls so. */
    public function entityOf(string $type): ?Entity
    {
        foreach ($this->stages as $stage) {
            if ($stage->type() === $type) {
                return $stage->entity();
            }
        }
        return null;
    }

    /** The stage that brings a kind of record over. */
    public function stage(Entity $entity): Stage
    {
        return $this->stages[$entity->value];
    }
}
