<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Problem;
use DoliSync\Sync\Locks;
use DoliSync\Sync\Moment;
use DoliSync\Sync\TimeLimit;
use DoliSync\Sync\Transaction;

/**
 * One batch of a preview or of a run: asks Dolibarr, plans, and carries out. What is written of a batch is written in
 * one transaction together with the word that the batch is done, so that a process that is killed anywhere leaves a
 * batch that was done, or one that was not begun.
 */
final class BatchWork
{
    /** Records of one request to Dolibarr. */
    public const PAGE = 100;

    /** A record that others are writing is tried again after so many seconds … */
    private const BUSY_SECONDS = 3;
    /** … so often; then it is one that failed. */
    private const PATIENCE = 20;

    /** Where records need requests of their own, a batch asks for so long; the rest is a batch of its own. */
    private const COMPLETING_SECONDS = 12;

    public function __construct(
        private readonly Runs $runs,
        private readonly Batches $batches,
        private readonly RunRecords $records,
        private readonly RunBrakes $brakes,
        private readonly Locks $locks,
        private readonly Memberships $memberships
    ) {
    }

    /**
     * @throws Problem when Dolibarr gave no list: then nothing was done
     * @throws LeaseLost
     */
    public function do(Run $run, Batch $batch, Stage $stage): void
    {
        $began = hrtime(true);
        $readAt = Moment::now();
        $incoming = $this->read($run, $batch, $stage);
        if ($stage->entity() === Entity::Products) {
            $incoming = $this->memberships->with($run, $incoming);
        }
        $plans = self::plans($stage, $incoming, $readAt);
        if ($batch->phase === Phase::Preview) {
            $this->close($run, $batch, $stage, $plans, $began);
            return;
        }
        $plans = $this->approved($run, $stage, $plans);
        if (!$this->brakes->letWrite($run, $stage->entity(), Tally::of($plans))) {
            $this->batches->release($batch);
            return;
        }
        // It may ask Dolibarr for each record.
        $this->batches->hold($batch);
        $plans = self::completed($stage, $plans);
        $writing = array_filter($plans, static fn (Plan $plan): bool => $plan->writes());
        if ($writing === []) {
            $this->close($run, $batch, $stage, $plans, $began);
            return;
        }
        $this->write($run, $batch, $stage, $plans, $readAt, $began);
    }

    /** @return list<Incoming> */
    private function read(Run $run, Batch $batch, Stage $stage): array
    {
        if ($batch->ids !== null) {
            return $batch->ids === [] ? [] : $stage->these($batch->ids);
        }
        $page = $stage->page($batch->after, self::PAGE);
        if ($batch->after === 0 && $batch->phase === Phase::Preview) {
            $count = $stage->count();
            if ($count !== null) {
                $this->runs->total($run, $stage->entity(), $count);
            }
        }
        if ($batch->after === 0) {
            $this->brakes->requireList($run, $stage, $page);
        }
        $this->batches->listed($run, $batch, $page);
        $last = $batch->last ?? $page->last;
        return array_values(array_filter($page->records, static fn (Incoming $one): bool => $one->dolibarrId <= $last));
    }

    /**
     * @param list<Incoming> $incoming
     * @return array<int, Plan> by Dolibarr's number
     */
    private static function plans(Stage $stage, array $incoming, string $readAt): array
    {
        $good = array_values(array_filter($incoming, static fn (Incoming $one): bool => $one->problem === null));
        $plans = [];
        foreach ($good === [] ? [] : $stage->plan($good, $readAt) as $plan) {
            $plans[$plan->incoming->dolibarrId] = $plan;
        }
        foreach ($incoming as $one) {
            if ($one->problem !== null) {
                $plans[$one->dolibarrId] = Plan::failed($one, $one->problem);
            }
        }
        return $plans;
    }

    /**
     * With what Dolibarr's list does not tell of the records that are written.
     *
     * @param array<int, Plan> $plans
     * @return array<int, Plan>
     */
    private static function completed(Stage $stage, array $plans): array
    {
        $limit = TimeLimit::in(self::COMPLETING_SECONDS);
        foreach ($plans as $id => $plan) {
            if (!$plan->writes()) {
                continue;
            }
            try {
                $plans[$id] = $limit->isUp()
                    ? Plan::later($plan->incoming, $plan->wpId)
                    : $plan->of($stage->complete($plan));
            } catch (Problem $problem) {
                $plans[$id] = Plan::failed($plan->incoming, $problem, $plan->wpId);
            }
        }
        return $plans;
    }

    /**
     * Edits of the shop that the preview did not show, or showed with another value, are left alone (rule 4).
     *
     * @param array<int, Plan> $plans
     * @return array<int, Plan>
     */
    private function approved(Run $run, Stage $stage, array $plans): array
    {
        $local = array_filter($plans, static fn (Plan $plan): bool => $plan->overwritten() !== []);
        $shown = $this->records->shown($run, $stage->entity(), array_keys($local));
        $left = [];
        foreach ($local as $id => $plan) {
            $unseen = array_values(array_filter(
                $plan->overwritten(),
                static fn (FieldChange $change): bool => ($shown[$id][$change->field] ?? null) !== $change->wpshop
            ));
            if ($unseen !== []) {
                $left[] = RunRecord::withChanges($stage->entity(), RecordKind::ChangedSincePreview, $plan, $unseen);
                $plans[$id] = $plan->leaving(array_map(static fn (FieldChange $change): string => $change->field, $unseen));
            }
        }
        $this->records->note($run, Phase::Run, $left);
        return $plans;
    }

    /** @param array<int, Plan> $plans */
    private function write(Run $run, Batch $batch, Stage $stage, array $plans, string $readAt, int $began): void
    {
        $held = $this->lock($stage, $plans);
        try {
            $plans = self::withBusy($stage, $plans, $held);
            $created = Transaction::isReal() ? $this->allOrNone($run, $batch, $stage, $plans, $readAt, $began) : null;
            $created ??= $this->oneByOne($run, $batch, $stage, $plans, $readAt, $began);
        } finally {
            $this->locks->releaseAll($held);
        }
        if ($created !== []) {
            $stage->announce($created);
        }
    }

    /**
     * @param array<int, Plan> $plans
     * @return list<int>|null the shop's new records; null: one of them spoils the others, and nothing was written
     */
    private function allOrNone(Run $run, Batch $batch, Stage $stage, array $plans, string $readAt, int $began): ?array
    {
        try {
            return Transaction::during(function () use ($run, $batch, $stage, $plans, $readAt, $began): array {
                $this->batches->hold($batch);
                $done = $this->carryOut($run, $stage, $plans, $readAt);
                $this->store($run, $batch, $stage, $done['plans'], $began);
                return $done['created'];
            });
        } catch (LeaseLost $lost) {
            throw $lost;
        } catch (\Throwable) {
            self::forgetWhatWasRead($plans);
            return null;
        }
    }

    /**
     * In a transaction: plans again what writes, now that nobody else can, and writes it.
     *
     * @param array<int, Plan> $plans
     * @return array{plans: array<int, Plan>, created: list<int>} what was done, and the shop's new records
     */
    private function carryOut(Run $run, Stage $stage, array $plans, string $readAt): array
    {
        $writing = array_filter($plans, static fn (Plan $plan): bool => $plan->writes());
        $wpIds = array_values(array_filter(array_map(static fn (Plan $plan): ?int => $plan->wpId, $writing)));
        if ($wpIds !== []) {
            $stage->hold($wpIds);
        }
        $again = $this->approved($run, $stage, self::plans(
            $stage,
            array_values(array_map(static fn (Plan $plan): Incoming => $plan->incoming, $writing)),
            $readAt
        ));
        foreach ($again as $id => $plan) {
            // Associated, or dissociated, a moment ago: it is another record by now, which is neither locked nor held.
            $again[$id] = $plan->wpId === $plans[$id]->wpId ? $plan : Plan::busy($plan->incoming, $plan->wpId);
        }
        $toWrite = array_values(array_filter($again, static fn (Plan $plan): bool => $plan->writes()));
        $ids = $toWrite === [] ? [] : $stage->carryOut($toWrite, $run->id);
        $created = [];
        foreach ($toWrite as $plan) {
            if ($plan->kind === PlanKind::Create) {
                $created[] = $ids[$plan->incoming->dolibarrId];
            }
        }
        return ['plans' => $again + $plans, 'created' => $created];
    }

    /**
     * Each in a transaction of its own: the bad one alone fails (rule 12).
     *
     * @param array<int, Plan> $plans
     * @return list<int> the shop's new records
     */
    private function oneByOne(Run $run, Batch $batch, Stage $stage, array $plans, string $readAt, int $began): array
    {
        $created = [];
        foreach (array_filter($plans, static fn (Plan $plan): bool => $plan->writes()) as $id => $plan) {
            try {
                $done = Transaction::during(function () use ($run, $batch, $stage, $id, $plan, $readAt): array {
                    $this->batches->hold($batch);
                    return $this->carryOut($run, $stage, [$id => $plan], $readAt);
                });
                $plans[$id] = $done['plans'][$id];
                array_push($created, ...$done['created']);
            } catch (LeaseLost $lost) {
                throw $lost;
            } catch (Problem $problem) {
                $plans[$id] = Plan::failed($plan->incoming, $problem, $plan->wpId);
            } catch (\Throwable $fault) {
                $plans[$id] = Plan::failed($plan->incoming, Problem::unexpected($fault), $plan->wpId);
            }
            self::forgetWhatWasRead([$plan]);
        }
        $this->close($run, $batch, $stage, $plans, $began);
        return $created;
    }

    /** @param array<int, Plan> $plans */
    private function close(Run $run, Batch $batch, Stage $stage, array $plans, int $began): void
    {
        Transaction::during(function () use ($run, $batch, $stage, $plans, $began): void {
            $this->batches->hold($batch);
            $this->store($run, $batch, $stage, $plans, $began);
        });
    }

    /**
     * In a transaction: what became of the batch, the records that a person has to see, and those to try again.
     *
     * @param array<int, Plan> $plans by Dolibarr's number
     */
    private function store(Run $run, Batch $batch, Stage $stage, array $plans, int $began): void
    {
        $busy = self::idsOf($plans, PlanKind::Busy);
        if ($busy !== [] && $batch->waits >= self::PATIENCE) {
            foreach ($busy as $id) {
                $plans[$id] = Plan::failed($plans[$id]->incoming, self::stillBusy(), $plans[$id]->wpId);
            }
            $busy = [];
        }
        if ($batch->round > 0) {
            $this->records->forget($run, $stage->entity(), $batch->ids ?? [], RecordKind::Failed);
        }
        $this->records->note($run, $batch->phase, self::listed($stage->entity(), $plans));
        $later = self::idsOf($plans, PlanKind::Later);
        foreach ([[$busy, self::BUSY_SECONDS, $batch->waits + 1], [$later, 0, $batch->waits]] as [$ids, $delay, $waits]) {
            if ($ids !== []) {
                $this->batches->again($run, $batch->phase, $batch->entity, $batch->round + 1, $ids, $delay, $waits);
            }
        }
        $this->batches->done($batch, Tally::of($plans), intdiv(hrtime(true) - $began, 1_000_000));
    }

    /**
     * @param array<int, Plan> $plans by Dolibarr's number
     * @return list<int> ascending
     */
    private static function idsOf(array $plans, PlanKind $kind): array
    {
        $ids = array_keys(array_filter($plans, static fn (Plan $plan): bool => $plan->kind === $kind));
        sort($ids);
        return $ids;
    }

    /**
     * @param array<int, Plan> $plans
     * @return list<RunRecord>
     */
    private static function listed(Entity $entity, array $plans): array
    {
        $listed = [];
        foreach ($plans as $plan) {
            if ($plan->problem !== null) {
                $kind = $plan->kind === PlanKind::Failed ? RecordKind::Failed : RecordKind::Skipped;
                $listed[] = RunRecord::withProblem($entity, $kind, $plan->incoming->dolibarrId, $plan->wpId, $plan->incoming->title, $plan->problem);
            }
            if ($plan->overwritten() !== []) {
                $listed[] = RunRecord::withChanges($entity, RecordKind::Overwritten, $plan, $plan->overwritten());
            }
        }
        return $listed;
    }

    /**
     * @param array<int, Plan> $plans
     * @return array<string, string> the locks that are ours
     */
    private function lock(Stage $stage, array $plans): array
    {
        $names = [];
        foreach ($plans as $id => $plan) {
            if ($plan->writes()) {
                array_push($names, ...$stage->locks($id, $plan->wpId));
            }
        }
        return $this->locks->takeFree(array_values(array_unique($names)), Batches::LEASE_SECONDS);
    }

    /**
     * @param array<int, Plan> $plans
     * @param array<string, string> $held
     * @return array<int, Plan>
     */
    private static function withBusy(Stage $stage, array $plans, array $held): array
    {
        foreach ($plans as $id => $plan) {
            if ($plan->writes() && array_diff($stage->locks($id, $plan->wpId), array_keys($held)) !== []) {
                $plans[$id] = Plan::busy($plan->incoming, $plan->wpId);
            }
        }
        return $plans;
    }

    /** What was written and taken back must not be remembered as written. @param iterable<Plan> $plans */
    private static function forgetWhatWasRead(iterable $plans): void
    {
        foreach ($plans as $plan) {
            if ($plan->wpId !== null) {
                clean_post_cache($plan->wpId);
            }
        }
    }

    private static function stillBusy(): Problem
    {
        return Problem::named(
            'dolisync_busy',
            __('Something else kept writing this record all the time. Try it again.', 'dolisync'),
            'retry',
            423
        );
    }
}
