<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Automation\FullCheck;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Refusals;
use DoliSync\Problem;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\Moment;
use DoliSync\Sync\TimeLimit;

/**
 * Mass synchronization: what a person asks of it, and the work, which whoever has time does: the open page, cron, Action
 * Scheduler or WP-CLI, several at once if need be. Everything that is known of a run is in the database.
 */
final class MassSync
{
    /** Contacts create accounts in the shop: a person has to ask for them. */
    public const BY_DEFAULT = [
        Entity::Categories, Entity::Products, Entity::ThirdParties, Entity::Proposals, Entity::Orders, Entity::Invoices,
    ];

    /** The name of the problem of what cannot be without something that is left out. */
    public const NEEDS_LEFT_OUT = 'dolisync_needs_left_out';

    /** A problem that another try does not mend stops the run after so many. */
    private const TRIES = 3;

    /** Between two looks for something to do, while others are at it. */
    private const PAUSE_MICROSECONDS = 25_000;

    public function __construct(
        private readonly Runs $runs,
        private readonly Batches $batches,
        private readonly RunRecords $records,
        private readonly BatchWork $work,
        private readonly MembershipWork $memberships,
        private readonly UndoWork $undoing,
        private readonly RunBrakes $brakes,
        private readonly ConnectionSettings $connection,
        private readonly FullCheck $fullCheck,
        private readonly Stages $stages
    ) {
    }

    /**
     * A new run, which begins with its preview.
     *
     * @param list<Entity> $entities
     * @throws Problem dolisync_not_configured, dolisync_run_active, rest_invalid_param
     */
    public function begin(array $entities): Run
    {
        $chosen = array_values(array_filter(Entity::cases(), static fn (Entity $entity): bool => in_array($entity, $entities, true)));
        if ($chosen === []) {
            throw Problem::named('rest_invalid_param', __('Choose at least one kind of record to synchronize.', 'dolisync'));
        }
        $this->connection->connection();
        return $this->runs->add($chosen);
    }

    /** @throws Problem dolisync_unknown_run */
    public function run(int $id): Run
    {
        return $this->runs->of($id);
    }

    public function current(): ?Run
    {
        return $this->runs->current();
    }

    /** Forgets runs that are older than the site keeps its journal, without which they could not be undone. @return int how many went */
    public function purge(): int
    {
        $days = JournalSearch::retentionDays();
        return $days === 0 ? 0 : $this->runs->purge($days);
    }

    /** How many records with edits of the shop the preview shows that would lose them. */
    public function overwrites(Run $run): int
    {
        $tallies = array_column(array_diff_key($this->batches->progress($run)[Phase::Preview->value], $run->leftOut), 'tally');
        return array_sum(array_map(static fn (Tally $tally): int => $tally->overwritten, $tallies));
    }

    /**
     * Writes what the preview showed.
     *
     * @param int $overwrites how many records with edits of the shop the person saw that would lose them
     * @throws Problem dolisync_preview_changed, dolisync_run_state
     */
    public function start(int $id, int $overwrites): Run
    {
        $run = $this->runs->of($id);
        $shown = $this->overwrites($run);
        if ($run->state === RunState::Ready && $shown !== $overwrites) {
            throw Problem::named(
                'dolisync_preview_changed',
                __('The preview shows another number of changes in WPshop that would be overwritten. Look at it again.', 'dolisync'),
                'review',
                409,
                ['overwrites' => $shown]
            );
        }
        return $this->moved($run, [RunState::Ready], RunState::Running, ['phase' => Phase::Run->value, 'started_at' => Moment::now()]);
    }

    /** @throws Problem dolisync_run_state */
    public function pause(int $id): Run
    {
        return $this->moved($this->runs->of($id), [RunState::Previewing, RunState::Running, RunState::Undoing], RunState::Paused);
    }

    /** Goes on after a pause, or after a problem that stopped it. @throws Problem dolisync_run_state */
    public function resume(int $id): Run
    {
        $run = $this->runs->of($id);
        $from = $run->brake === null ? [RunState::Paused, RunState::Stopped] : [RunState::Paused];
        $run = $this->moved($run, $from, $run->phase->state(), ['problem' => null]);
        $this->batches->hurry($run);
        return $run;
    }

    /** A person says that what the brake saw is as it should be. @throws Problem dolisync_run_state */
    public function release(int $id): Run
    {
        $run = $this->runs->of($id);
        if ($run->brake === null) {
            throw self::wrongState();
        }
        $run = $this->moved($run, [RunState::Stopped], $run->phase->state(), [
            'brake' => null,
            'released' => [...$run->released, $run->brake['entity'] . ':' . $run->brake['reason']],
        ]);
        $this->batches->hurry($run);
        return $run;
    }

    /** It ends here; what was written stays. @throws Problem dolisync_run_state */
    public function cancel(int $id): Run
    {
        return $this->moved(
            $this->runs->of($id),
            [RunState::Previewing, RunState::Ready, RunState::Running, RunState::Paused, RunState::Stopped],
            RunState::Cancelled,
            ['ended_at' => Moment::now(), 'brake' => null, 'problem' => null]
        );
    }

    /**
     * What failed is tried again.
     *
     * @param list<int>|null $records only these (their numbers in the list of records)
     * @throws Problem dolisync_run_state, dolisync_nothing_to_retry
     */
    public function retry(int $id, ?array $records): Run
    {
        $run = $this->runs->of($id);
        if (!$run->canRetry()) {
            throw self::wrongState();
        }
        $failed = $this->records->failed($run, $records);
        if ($failed === []) {
            throw Problem::named('dolisync_nothing_to_retry', __('Nothing of this failed any more.', 'dolisync'), 'none', 409);
        }
        foreach ($failed as $entity => $dolibarrIds) {
            $round = $this->batches->latestRound($run, Phase::Run, $entity) + 1;
            foreach (array_chunk($dolibarrIds, BatchWork::PAGE) as $ids) {
                $this->batches->again($run, Phase::Run, $entity, $round, $ids);
            }
        }
        if ($run->state->isOver()) {
            $this->runs->reopen($run, [$run->state], RunState::Running, []);
        }
        return $this->runs->of($id);
    }

    /** Puts back what the run wrote. @throws Problem dolisync_run_state, dolisync_run_active */
    public function undo(int $id): Run
    {
        $run = $this->runs->of($id);
        if (!$run->state->isOver() || $run->startedAt === null) {
            throw self::wrongState();
        }
        $round = $this->batches->latestRound($run, Phase::Undo, UndoWork::JOURNAL) + 1;
        if (!$this->runs->reopen($run, [$run->state], RunState::Undoing, ['phase' => Phase::Undo->value])) {
            throw self::wrongState();
        }
        $this->batches->add($run, Phase::Undo, UndoWork::JOURNAL, $round, PHP_INT_MAX);
        return $this->runs->of($id);
    }

    /**
     * Does batches of a run, until the time is up or there is nothing to do. Several may work at the same time.
     *
     * @param float $seconds no batch begins after so many
     * @return int how many batches
     */
    public function work(int $id, float $seconds): int
    {
        ignore_user_abort(true);
        $limit = TimeLimit::in($seconds);
        $did = 0;
        $this->stages->lookAnew();
        do {
            $run = $this->runs->of($id);
            if (!$run->state->isWorkedAt()) {
                break;
            }
            $batch = $this->batches->claim($run);
            if ($batch !== null) {
                $did += $this->inTheNameOf($run, fn (): bool => $this->one($run, $batch)) ? 1 : 0;
                self::forgetWhatWasRead();
            } elseif (!$this->advance($run) && !$this->wait($run, $limit)) {
                break;
            }
        } while (!$limit->isUp());
        return $did;
    }

    /** @return bool whether it was done */
    private function one(Run $run, Batch $batch): bool
    {
        try {
            match ($batch->entity) {
                UndoWork::JOURNAL => $this->undoing->do($run, $batch),
                Memberships::BATCHES => $this->memberships->do($run, $batch),
                default => $this->work->do($run, $batch, $this->stages->of(Entity::from($batch->entity))),
            };
            return true;
        } catch (LeaseLost) {
            return false;
        } catch (Problem $problem) {
            $this->failed($run, $batch, $problem);
        } catch (\Throwable $fault) {
            $this->failed($run, $batch, Problem::unexpected($fault));
        }
        return false;
    }

    private function failed(Run $run, Batch $batch, Problem $problem): void
    {
        if ($problem->name === 'dolisync_brake') {
            $this->batches->release($batch);
            return;
        }
        if ($problem->name === Refusals::KEPT_BACK) {
            $this->leaveOut($run, $batch->entity, $problem);
            return;
        }
        $this->batches->later($batch, $problem);
        // A Dolibarr that is down or overloaded comes back; a key that is refused, or a fault of ours, does not mend itself.
        $isForPerson = $problem->nextAction !== 'retry' || !Problems::isOfDolibarr($problem);
        if ($isForPerson && $batch->attempts + 1 >= self::TRIES) {
            $this->runs->move($run, [$run->phase->state()], RunState::Stopped, ['problem' => $problem->toArray()]);
        }
    }

    /** Dolibarr does not give it: the rest goes on. */
    private function leaveOut(Run $run, string $entity, Problem $why): void
    {
        $this->runs->leaveOut($run, $entity, $why);
        $this->batches->drop($run, $entity);
    }

    /**
     * Nothing is free to be claimed: when all that was begun is done, the next kind of record begins, or the run ends.
     *
     * @return bool false: others are still at it
     */
    private function advance(Run $run): bool
    {
        $progress = $this->batches->progress($run)[$run->phase->value];
        foreach ($progress as ['open' => $open]) {
            if ($open > 0) {
                return false;
            }
        }
        if ($run->phase === Phase::Undo) {
            $this->runs->finish($run, RunState::Undone);
            return true;
        }
        foreach ($run->entities as $entity) {
            if (isset($run->leftOut[$entity->value])) {
                continue;
            }
            foreach ($entity->needs() as $needed) {
                if (isset($run->leftOut[$needed->value])) {
                    $this->leaveOut($run, $entity->value, self::without($needed));
                    return true;
                }
            }
            $done = $progress[$entity->value]['tally'] ?? null;
            if ($done === null && $entity === Entity::Products && !isset($progress[Memberships::BATCHES]) && self::bringsMemberships($run)) {
                $this->batches->add($run, $run->phase, Memberships::BATCHES, 0, 0);
                return true;
            }
            if ($done === null) {
                if ($run->phase === Phase::Run) {
                    $this->batches->addAsPreviewed($run, $entity->value);
                }
                $this->batches->add($run, $run->phase, $entity->value, 0, 0);
                return true;
            }
            if ($run->phase === Phase::Preview && !$this->brakes->letPass($run, $this->stages->of($entity), $done)) {
                return true;
            }
        }
        if ($run->phase === Phase::Run && ($progress[Entity::Products->value]['tally']->created ?? 0) > 0) {
            // What a run leaves to the background, Dolibarr's end of the association, need not wait for tomorrow.
            $this->fullCheck->start();
        }
        $this->runs->finish($run, $run->phase === Phase::Preview ? RunState::Ready : RunState::Done);
        return true;
    }

    /** Whether products are brought into their categories: both are to be brought, and categories are synchronized. */
    private static function bringsMemberships(Run $run): bool
    {
        return in_array(Entity::Categories, $run->entities, true)
            && !isset($run->leftOut[Entity::Categories->value])
            && FieldOwners::current()->of(ProductFields::CATEGORIES) !== FieldOwner::None;
    }

    /** Why a kind of record is left out that cannot be without another one, which Dolibarr does not give. */
    public static function without(Entity $needed): Problem
    {
        return Problem::named(
            self::NEEDS_LEFT_OUT,
            /* translators: %s: a kind of record, such as “Third parties”. */
            sprintf(__('These records cannot be brought over without “%s”, which Dolibarr does not give out. Once it does, begin a new mass synchronization.', 'dolisync'), $needed->label()),
            'none',
            409
        );
    }

    /** @return bool false: it would take longer than there is time */
    private function wait(Run $run, TimeLimit $limit): bool
    {
        $next = $this->batches->nextAt($run);
        if ($limit->isUpIn($next === null ? 0 : Moment::secondsUntil($next))) {
            return false;
        }
        usleep(self::PAUSE_MICROSECONDS);
        return true;
    }

    /**
     * @template T
     * @param callable(): T $work
     * @return T
     */
    private function inTheNameOf(Run $run, callable $work): mixed
    {
        $now = get_current_user_id();
        if ($now === $run->userId) {
            return $work();
        }
        wp_set_current_user($run->userId);
        try {
            return $work();
        } finally {
            wp_set_current_user($now);
        }
    }

    /** What WordPress remembers of a thousand records is not needed for the next thousand. */
    private static function forgetWhatWasRead(): void
    {
        if (wp_cache_supports('flush_runtime')) {
            wp_cache_flush_runtime();
        }
    }

    /**
     * @param list<RunState> $from
     * @param array<string, mixed> $also
     */
    private function moved(Run $run, array $from, RunState $to, array $also = []): Run
    {
        if (!$this->runs->move($run, $from, $to, $also)) {
            throw self::wrongState();
        }
        return $this->runs->of($run->id);
    }

    private static function wrongState(): Problem
    {
        return Problem::named(
            'dolisync_run_state',
            __('The mass synchronization is no longer in a state in which this can be done. Look at it again.', 'dolisync'),
            'review',
            409
        );
    }
}
