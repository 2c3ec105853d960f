<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;
use DoliSync\Queue\Queue;
use DoliSync\Sync\Journal;
use DoliSync\Sync\Link;
use DoliSync\Sync\Links;
use DoliSync\Sync\Locks;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Reason;
use DoliSync\Sync\StartingPoint;

/**
 * Asks Dolibarr what changed since the last time, a page at a time, and puts into the queue what is not what both sides
 * agreed on. The place up to which all is known moves on only once a page is stored, by Dolibarr's own clock.
 */
final class Poll
{
    private const LOCK = 'poll';

    public function __construct(
        private readonly ConnectionSettings $connection,
        private readonly Products $products,
        private readonly Links $links,
        private readonly Catalogue $catalogue,
        private readonly Journal $journal,
        private readonly Queue $queue,
        private readonly Brakes $brakes,
        private readonly Locks $locks,
        private readonly int $page = 100
    ) {
    }

    /** @param int $seconds no request begins after so many; at least one does */
    public function run(int $seconds = 30): PollReport
    {
        $report = new PollReport();
        $report->stopped = match (true) {
            !$this->connection->isConfigured() => 'not_configured',
            Policy::current() === Policy::Off => 'off',
            $this->brakes->isOn() => 'brake',
            default => null,
        };
        if ($report->stopped === null) {
            try {
                $this->locks->holding([self::LOCK], fn () => $this->pages(microtime(true) + $seconds, $report));
            } catch (Problem $problem) {
                $report->stopped = $problem->name === 'dolisync_busy' ? 'busy' : $problem->name;
            }
        }
        return $report;
    }

    private function pages(float $until, PollReport $report): void
    {
        $from = $this->connection->url() . '#' . $this->connection->entity();
        $cursor = PollCursor::load($from) ?? $this->begin($from);
        if (!StartingPoint::isSetInDolibarr()) {
            StartingPoint::setInDolibarr($this->products->newest());
        }
        [$moment, $rowid] = $cursor->from();
        $tally = new PollTally();
        do {
            $records = $this->products->changedAfter($moment, $rowid, $this->page);
            $report->seen += count($records);
            [$subjects, $tally] = $this->found($records, $tally);
            if (!$this->brakes->letPoll($tally->changed, $tally->prices, $tally->stocks, $tally->creations)) {
                $report->stopped = 'brake';
                return;
            }
            foreach ($subjects as $subject) {
                $this->queue->add($subject, 'poll');
            }
            $report->queued += count($subjects);
            if ($records !== []) {
                $last = end($records);
                [$moment, $rowid] = [$last->changedAt(), $last->id];
            }
            $isLast = count($records) < $this->page;
            $cursor = $cursor->movedTo($moment, $rowid, $isLast);
            $cursor->store();
            if (!$isLast && microtime(true) >= $until) {
                $report->stopped = 'time';
                return;
            }
        } while (!$isLast);
        if ($report->seen === 0) {
            $this->unstick($cursor);
        }
    }

    /** The first time: from now on. What is there already stays as it is. */
    private function begin(string $from): PollCursor
    {
        $last = $this->products->lastChanged();
        $newest = $this->products->newest();
        $cursor = new PollCursor($from, $last?->changedAt() ?? PollCursor::BEGINNING, $last->id ?? 0);
        StartingPoint::setInDolibarr($newest);
        $cursor->store();
        return $cursor;
    }

    /** The product by which the clock was read is gone, or that clock was ahead and was put right. */
    private function unstick(PollCursor $cursor): void
    {
        $last = $this->products->lastChanged();
        if ($last !== null && $last->changedAt() < $cursor->moment) {
            (new PollCursor($cursor->from, $last->changedAt(), $last->id))->store();
        }
    }

    /**
     * @param list<ProductRecord> $records
     * @return array{list<string>, PollTally} the subjects that need a look
     */
    private function found(array $records, PollTally $tally): array
    {
        $links = $this->links->toDolibarrMany(array_map(static fn (ProductRecord $record): int => $record->id, $records));
        $titles = $this->catalogue->titles(array_map(static fn (Link $link): int => $link->wpId, array_values($links)));
        $subjects = [];
        foreach ($records as $record) {
            $link = $links[$record->id] ?? null;
            if ($link !== null && isset($titles[$link->wpId])) {
                if (self::isAsAgreed($record, $link)) {
                    continue;
                }
                $tally = $tally->withChange($record, $link);
                $subjects[] = 'wp:' . $link->wpId;
            } elseif ($this->isNew($record, $link)) {
                $tally = $tally->withCreation();
                $subjects[] = 'doli:' . $record->id;
            }
        }
        return [$subjects, $tally];
    }

    /** Our own writes too come back this way, and end here. */
    private static function isAsAgreed(ProductRecord $record, Link $link): bool
    {
        return match ($link->verdict->reason) {
            Reason::GoneInWpshop => true,
            Reason::GoneInDolibarr => false,
            default => Agreement::holds($record, $link),
        };
    }

    private function isNew(ProductRecord $record, ?Link $link): bool
    {
        if (!StartingPoint::isNewInDolibarr($record->id)) {
            return false;
        }
        return $link === null ? !$this->journal->knowsDolibarrs($record->id) : $this->catalogue->isReserved($link->wpId);
    }
}
