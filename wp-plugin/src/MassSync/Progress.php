<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Dolibarr\SeenCategories;
use DoliSync\Sync\Journal;
use DoliSync\Sync\JournalEntry;
use DoliSync\Sync\Moment;

/** How far a run is, as it is shown. Looking only. */
final class Progress
{
    public function __construct(
        private readonly Batches $batches,
        private readonly RunRecords $records,
        private readonly Journal $journal,
        private readonly Stages $stages,
        private readonly SeenCategories $seen
    ) {
    }

    /**
     * Everything that is shown of a run but its records: a query for each table.
     *
     * @return array{
     *     stages: list<array<string, mixed>>,
     *     unlisted: list<string>,
     *     worked_ms: int,
     *     problem: array{code: string, message: string, next_action: string}|null,
     *     next_try_in: int|null,
     *     can: array<string, bool>
     * } unlisted: from `unlisted`; worked_ms: what all workers together spent on what is done of this phase; problem: why it does not get on, or why
     *     it stopped; next_try_in: seconds until it goes on by itself after that problem
     */
    public function of(Run $run): array
    {
        $batches = $this->batches->progress($run);
        $listed = $this->records->counts($run);
        $written = $run->startedAt !== null && ($run->state->isOver() || $run->phase === Phase::Undo)
            ? $this->journal->tallyOfRun($run->id)
            : [];
        $waiting = $run->problem === null && $run->state->isWorkedAt() ? $this->batches->waiting($run) : null;
        return [
            'stages' => array_map(fn (Entity $entity): array => $this->shown($run, $entity, $batches, $listed, $written), $run->entities),
            'unlisted' => ($batches[$run->phase->looking()->value][Memberships::BATCHES]['given_up'] ?? 0) > 0 ? $this->unlisted($run) : [],
            'worked_ms' => array_sum(array_column($batches[$run->phase->value], 'worked_ms')),
            'problem' => $run->problem ?? $waiting['problem'] ?? null,
            'next_try_in' => $waiting === null ? null : max(0, (int) ceil(Moment::secondsUntil($waiting['next_at']))),
            'can' => self::can($run, $listed, $written),
        ];
    }

    /** @return list<array<string, mixed>> one for each entity, as the routes answer it */
    public function stages(Run $run): array
    {
        return $this->of($run)['stages'];
    }

    /** The names, as paths, of the categories whose products Dolibarr did not list. @return list<string> */
    public function unlisted(Run $run): array
    {
        $ids = $this->batches->givenUp($run, Memberships::BATCHES);
        $tree = $ids === [] ? null : $this->seen->tree();
        return array_map(static fn (int $id): string => $tree->words($id) ?: '#' . $id, $ids);
    }

    /**
     * @param array<string, array<string, array{open: int, given_up: int, tally: Tally, worked_ms: int}>> $batches by phase and entity
     * @param array<string, int> $listed from RunRecords::counts
     * @param array<string, array{written: int, undone: int}> $written by type
     * @return array<string, mixed>
     */
    private function shown(Run $run, Entity $entity, array $batches, array $listed, array $written): array
    {
        $name = $entity->value;
        $at = $batches[$run->phase->value][$name] ?? null;
        $seen = $batches[Phase::Preview->value][$name]['tally'] ?? null;
        $tally = $batches[Phase::Run->value][$name]['tally'] ?? new Tally();
        // A record that failed and was tried again was seen twice: what failed is what is listed.
        $failures = $listed[self::listedAs(RecordKind::Failed, Phase::Run, $entity)] ?? 0;
        $undo = $written[$this->stages->of($entity)->type()] ?? ['written' => 0, 'undone' => 0];
        [$total, $done] = match ($run->phase) {
            Phase::Preview => [$run->totals[$name] ?? null, $seen?->seen() ?? 0],
            Phase::Run => [
                $seen?->seen() ?? $run->totals[$name] ?? null,
                $tally->created + $tally->changed + $tally->same + $tally->skipped + $failures,
            ],
            Phase::Undo => [
                $undo['written'],
                $undo['undone'] + ($listed[self::listedAs(RecordKind::NotUndone, Phase::Undo, $entity)] ?? 0),
            ],
        };
        return [
            'entity' => $name,
            'state' => match (true) {
                isset($run->leftOut[$name]) && $run->phase !== Phase::Undo => 'left_out',
                $run->state === RunState::Ready => 'waiting',
                $run->phase === Phase::Undo => $run->state === RunState::Undone ? 'done' : 'running',
                $at === null => $entity === Entity::Products && isset($batches[$run->phase->value][Memberships::BATCHES]) ? 'preparing' : 'waiting',
                $at['open'] > 0 => 'running',
                default => 'done',
            },
            'left_out' => $run->leftOut[$name] ?? null,
            'total' => $total,
            'done' => $run->state === RunState::Ready ? 0 : $done,
            'created' => $tally->created,
            'changed' => $tally->changed,
            'same' => $tally->same,
            'skipped' => $tally->skipped,
            'failed' => $failures,
            'overwritten' => $tally->overwritten,
            'preview' => $seen === null || isset($run->leftOut[$name]) ? null : [
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

    /**
     * What a person can ask of it now.
     *
     * @param array<string, int> $listed from RunRecords::counts
     * @param array<string, array{written: int, undone: int}> $written by type
     * @return array<string, bool>
     */
    private static function can(Run $run, array $listed, array $written): array
    {
        $state = $run->state;
        $isBraked = $state === RunState::Stopped && $run->brake !== null;
        $failures = array_filter($run->entities, static fn (Entity $entity): bool => isset($listed[self::listedAs(RecordKind::Failed, Phase::Run, $entity)]));
        return [
            'start' => $state === RunState::Ready && $run->entitiesLeftOut() !== $run->entities,
            'pause' => $state->isWorkedAt(),
            'resume' => $state === RunState::Paused || $state === RunState::Stopped && !$isBraked,
            'cancel' => !$state->isOver() && $state !== RunState::Undoing,
            'retry' => $run->canRetry() && $failures !== [],
            'undo' => $state->isOver() && array_sum(array_column($written, 'written')) > array_sum(array_column($written, 'undone')),
            'release' => $isBraked,
        ];
    }

    private static function listedAs(RecordKind $kind, Phase $phase, Entity $entity): string
    {
        return "{$kind->value}:{$phase->value}:{$entity->value}";
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
}
