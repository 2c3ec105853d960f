<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\ShopRecords;
use DoliSync\Dolibarr\Mirrored;
use DoliSync\Dolibarr\RawRecord;
use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Dolibarr\Records;
use DoliSync\Problem;
use DoliSync\Sync\Changes;
use DoliSync\Sync\Journal;
use DoliSync\Sync\JournalEntry;
use DoliSync\Sync\Link;
use DoliSync\Sync\LinkRows;
use DoliSync\Sync\Moment;
use DoliSync\Sync\OwnWrites;
use DoliSync\Sync\Status;
use DoliSync\Sync\Verdict;
use DoliSync\Sync\Written;

/**
 * The stage of a kind of record that is no product: Dolibarr's version is the truth, and the shop keeps a copy of it.
 * What the shop deleted for good is made again, what lies in its trash is taken out of it (and listed as a local
 * change); what Dolibarr deleted stays in the shop.
 */
abstract class RecordStage implements Stage
{
    public function __construct(
        protected readonly ShopRecords $shop,
        protected readonly Records $dolibarr,
        protected readonly LinkRows $links,
        protected readonly Journal $journal
    ) {
    }

    abstract protected function route(): RecordRoute;

    /** @throws Problem dolisync_record_unreadable */
    abstract protected function decode(mixed $json): Mirrored;

    public function lookAnew(): void
    {
        // Nothing of the shop is kept from one look to the next.
    }

    /** Dolibarr does not tell. */
    public function count(): ?int
    {
        return null;
    }

    public function page(int $after, int $limit): Page
    {
        return Page::of($this->incoming($this->dolibarr->after($this->route(), $after, $limit)), $limit);
    }

    public function these(array $dolibarrIds): array
    {
        return $this->incoming($this->dolibarr->many($this->route(), $dolibarrIds));
    }

    public function plan(array $records, string $readAt): array
    {
        $counterparts = $this->counterparts($records);
        return array_map(function (Incoming $incoming) use ($counterparts, $readAt): Plan {
            [$wpId, $counterpart] = $counterparts[$incoming->dolibarrId];
            if ($counterpart->link !== null && $counterpart->link->synchronizedAt > $readAt) {
                return Plan::busy($incoming, $wpId);
            }
            return $this->planOne($incoming, $wpId, $counterpart);
        }, $records);
    }

    public function complete(Plan $plan): Incoming
    {
        return $plan->incoming;
    }

    public function locks(int $dolibarrId, ?int $wpId): array
    {
        return ["{$this->type()}_dolibarr_{$dolibarrId}"];
    }

    public function hold(array $wpIds): void
    {
        $this->shop->hold($wpIds);
    }

    public function carryOut(array $plans, int $run): array
    {
        return OwnWrites::during(fn (): array => NoMail::during(fn (): array => $this->write($plans, $run)));
    }

    public function announce(array $wpIds): void
    {
        // Writing them did it.
    }

    public function putBack(JournalEntry $entry): void
    {
        OwnWrites::during(fn () => NoMail::during(fn () => $this->undo($entry)));
    }

    public function fieldLabel(string $field): string
    {
        return RecordWords::label($field);
    }

    public function words(string $field, string $value): string
    {
        // They are words already.
        return $value;
    }

    public function urls(array $wpIds): array
    {
        return $this->shop->urls($wpIds);
    }

    /**
     * Of those records that no association and no mark of the shop's names: the shop's records that are the same.
     *
     * @param list<Mirrored> $records
     * @return array<int, int> Dolibarr's number → the shop's
     */
    protected function recognized(array $records): array
    {
        return [];
    }

    /** @param int|null $wpId the shop's record; null: it has none */
    protected function planOne(Incoming $incoming, ?int $wpId, Counterpart $counterpart): Plan
    {
        if ($wpId === null) {
            return Plan::create($incoming, $counterpart);
        }
        $comparison = RecordComparison::between($incoming->record->values(), $counterpart->values, $counterpart->link?->baseline);
        return $comparison->changes === []
            ? Plan::same($incoming, $wpId, $comparison->isNewAgreement || $counterpart->link === null || !$counterpart->isMarked, $counterpart)
            : Plan::change($incoming, $wpId, $comparison->changes, $counterpart);
    }

    /**
     * The shop's values with other records by Dolibarr's number.
     *
     * @param array<int, array<string, string>> $values by the shop's record
     * @return array<int, array<string, string>>
     */
    protected function inDolibarrsTerms(array $values): array
    {
        return $values;
    }

    /**
     * Dolibarr's values with other records by the shop's number, and with what a list does not tell.
     *
     * @param non-empty-array<int, Mirrored> $records by Dolibarr's number
     * @return array<int, array<string, string>> likewise
     * @throws Problem dolisync_relation_missing
     */
    protected function inShopsTerms(array $records): array
    {
        return array_map(static fn (Mirrored $record): array => $record->values(), $records);
    }

    /**
     * What belongs to a record without being one of its fields, after the records themselves were written.
     *
     * @param array<int, int> $wpIds Dolibarr's number → the shop's
     * @param array<int, Mirrored> $records by Dolibarr's number
     * @return array<int, array<string, mixed>> by Dolibarr's number: what an undo needs of it
     */
    protected function writeBelongings(array $wpIds, array $records): array
    {
        return [];
    }

    /** Puts back what `writeBelongings` did. @param array<string, mixed> $kept */
    protected function putBackBelongings(int $wpId, array $kept): void
    {
    }

    /**
     * What DoliSync itself wrote of a record without a person having been shown it: it may change without anybody's
     * having edited it.
     *
     * @return list<string> fields that are not compared
     */
    protected function riders(): array
    {
        return [];
    }

    /**
     * @param list<mixed> $list
     * @return list<Incoming>
     */
    private function incoming(array $list): array
    {
        return array_map(function (mixed $json): Incoming {
            try {
                $record = $this->decode($json);
                return Incoming::of($record->id(), RawRecord::nameOf($json), $record);
            } catch (Problem $problem) {
                return Incoming::bad(RawRecord::idOf($json) ?? 0, RawRecord::nameOf($json), $problem);
            }
        }, $list);
    }

    /**
     * @param list<Incoming> $records
     * @return array<int, array{int|null, Counterpart}> by Dolibarr's number: the shop's, and what it has
     */
    private function counterparts(array $records): array
    {
        $ids = array_map(static fn (Incoming $incoming): int => $incoming->dolibarrId, $records);
        $links = $this->links->toDolibarrMany($ids);
        $wpIds = array_map(static fn (Link $link): int => $link->wpId, $links);
        $found = $this->shop->marked(array_values(array_diff($ids, array_keys($wpIds))));
        $unknown = array_filter($records, static fn (Incoming $one): bool => !isset($wpIds[$one->dolibarrId]) && !isset($found[$one->dolibarrId]));
        $found += $this->recognized(array_map(static fn (Incoming $incoming): object => $incoming->record, array_values($unknown)));
        // What is associated with another record already is not this one, whatever its mark says.
        $taken = $this->links->ofMany(array_values($found));
        $wpIds += array_filter($found, static fn (int $wpId): bool => !isset($taken[$wpId]));
        $values = $this->inDolibarrsTerms($this->shop->read(array_values($wpIds)));
        $marks = $this->shop->marks(array_keys($values));
        $counterparts = [];
        foreach ($ids as $id) {
            $wpId = isset($wpIds[$id]) && isset($values[$wpIds[$id]]) ? $wpIds[$id] : null;
            $counterparts[$id] = [$wpId, new Counterpart(
                $links[$id] ?? null,
                $wpId === null ? null : $values[$wpId],
                $wpId !== null && ($marks[$wpId] ?? null) === $id
            )];
        }
        return $counterparts;
    }

    /**
     * @param non-empty-list<Plan> $plans
     * @return array<int, int>
     */
    private function write(array $plans, int $run): array
    {
        $records = $created = $changed = $wpIds = [];
        foreach ($plans as $plan) {
            $id = $plan->incoming->dolibarrId;
            if ($plan->kind === PlanKind::Create) {
                $created[$id] = $plan;
            } elseif ($plan->kind === PlanKind::Change) {
                $changed[$id] = $plan;
            }
            if ($plan->kind !== PlanKind::Same) {
                $records[$id] = $plan->incoming->record;
            }
            if ($plan->wpId !== null) {
                $wpIds[$id] = $plan->wpId;
            }
        }
        $before = $this->shop->snapshots(array_map(static fn (Plan $plan): int => (int) $plan->wpId, array_values($changed)));
        $values = [];
        if ($created !== []) {
            $values = $this->inShopsTerms(array_intersect_key($records, $created));
            $wpIds += $this->shop->create($values);
        }
        if ($changed !== []) {
            // Once the new ones are there, which these may name.
            $values += $this->inShopsTerms(array_intersect_key($records, $changed));
        }
        $written = [];
        foreach ($changed as $id => $plan) {
            $written[$id] = $this->toWrite($plan, $values[$id]);
            $this->shop->write((int) $plan->wpId, $written[$id], $id);
        }
        $belongings = $records === [] ? [] : $this->writeBelongings(array_intersect_key($wpIds, $records), $records);
        $this->associate($plans, $wpIds);
        $entries = [];
        foreach ($created as $id => $plan) {
            $entries[] = $this->entry($plan, $wpIds[$id], $values[$id], $belongings[$id] ?? [], null);
        }
        foreach ($changed as $id => $plan) {
            $entries[] = $this->entry($plan, $wpIds[$id], $written[$id], $belongings[$id] ?? [], $before[$wpIds[$id]]);
        }
        if ($entries !== []) {
            $this->journal->written($run, $this->type(), $entries);
        }
        return $wpIds;
    }

    /**
     * The fields of a record that changes which are to be written: those of the plan, and what nobody was shown.
     *
     * @param array<string, string> $values Dolibarr's, in the shop's terms
     * @return array<string, string>
     */
    private function toWrite(Plan $plan, array $values): array
    {
        $fields = array_map(static fn (FieldChange $change): string => $change->field, $plan->changes);
        return array_intersect_key($values, array_flip([...$fields, ...$this->riders()]));
    }

    /**
     * @param list<Plan> $plans
     * @param array<int, int> $wpIds
     */
    private function associate(array $plans, array $wpIds): void
    {
        $new = $known = [];
        $now = Moment::now();
        foreach ($plans as $plan) {
            $id = $plan->incoming->dolibarrId;
            /** @var Counterpart $counterpart */
            $counterpart = $plan->subject;
            // What a person's edit stays in is not agreed on.
            $left = $plan->kind === PlanKind::Create ? [] : array_diff_key(
                array_diff_assoc(array_intersect_key($plan->incoming->record->values(), $counterpart->values ?? []), $counterpart->values ?? []),
                array_flip(array_map(static fn (FieldChange $change): string => $change->field, $plan->changes))
            );
            $agreed = array_diff_key($plan->incoming->record->values(), $left);
            $agreed += array_intersect_key($counterpart->link?->baseline ?? [], $left);
            $link = new Link($wpIds[$id], $id, $agreed, $now, verdict: new Verdict(Status::Synced), checkedAt: $now);
            if ($plan->kind === PlanKind::Same && !$counterpart->isMarked) {
                $this->shop->mark($wpIds[$id], $id);
            }
            if ($counterpart->link?->wpId === $wpIds[$id]) {
                $known[] = $link;
                continue;
            }
            if ($counterpart->link !== null) {
                // Of a record that the shop no longer has.
                $this->links->remove($counterpart->link->wpId);
            }
            $new[] = $link;
        }
        $this->links->insert($new);
        $this->links->update($known);
    }

    /**
     * @param array<string, string> $values what was written, in the shop's terms
     * @param array<string, mixed> $belongings
     * @param array<string, string|null>|null $before as the shop stored it; null: it had none
     */
    private function entry(Plan $plan, int $wpId, array $values, array $belongings, ?array $before): Written
    {
        /** @var Counterpart $counterpart */
        $counterpart = $plan->subject;
        $shown = array_map(
            static fn (FieldChange $change): array => ['key' => $change->field, 'before' => $change->wpshop, 'after' => $change->dolibarr],
            $plan->changes
        );
        if ($before === null) {
            foreach ($plan->incoming->record->values() as $field => $value) {
                $shown[] = ['key' => $field, 'before' => '', 'after' => RecordWords::value($field, $value)];
            }
        }
        return new Written($before === null ? 'create_in_wpshop' : 'sync', $wpId, $plan->incoming->dolibarrId, new Changes($shown), [
            'title' => $plan->incoming->title,
            'wpshop' => $before,
            'written' => $values,
            'belongings' => $belongings,
            'link' => $counterpart->link?->wpId === $wpId ? $counterpart->link->kept() : null,
        ]);
    }

    /** @throws Problem dolisync_changed_meanwhile, dolisync_erased */
    private function undo(JournalEntry $entry): void
    {
        if (!isset($entry->kept['written'])) {
            throw Problem::named(
                'dolisync_erased',
                __('What the history kept of this person was erased at their request, so it cannot be put back.', 'dolisync'),
                'review',
                409
            );
        }
        $wpId = $entry->productId;
        $now = $this->shop->read([$wpId])[$wpId] ?? null;
        $written = array_intersect_key($entry->kept['written'], $now ?? []);
        $compared = array_diff_key($written, array_flip($this->riders()));
        if ($now === null || array_diff_assoc($compared, $now) !== []) {
            throw Problem::named(
                'dolisync_changed_meanwhile',
                __('This record was changed or deleted in the shop after the synchronization, so it was left as it is.', 'dolisync'),
                'review',
                409
            );
        }
        if ($entry->kept['wpshop'] === null) {
            $this->putBackBelongings($wpId, $entry->kept['belongings']);
            $this->links->remove($wpId);
            $this->shop->remove($wpId);
            return;
        }
        $this->shop->restore($wpId, $entry->kept['wpshop'], array_keys($written));
        $this->putBackBelongings($wpId, $entry->kept['belongings']);
        if ($entry->kept['link'] === null) {
            $this->links->remove($wpId);
        } else {
            $this->links->update([Link::fromKept($wpId, $entry->kept['link'])]);
        }
    }
}
