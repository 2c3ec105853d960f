<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\ListedProduct;
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
use DoliSync\Sync\TimeLimit;

/**
 * Asks Dolibarr what changed since the last time, a page at a time, and puts into the queue what is not what both sides
 * agreed on. The place up to which all is known moves on only once a page is stored, by Dolibarr's own clock. A product that
 * cannot be understood goes into the queue too, which says so and tries again; the place moves on past it.
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
                $this->locks->holding([self::LOCK], fn () => $this->pages(TimeLimit::in($seconds), $report));
            } catch (Problem $problem) {
                $report->stopped = $problem->name === 'dolisync_busy' ? 'busy' : $problem->name;
            }
        }
        return $report;
    }

    private function pages(TimeLimit $limit, PollReport $report): void
    {
        $from = $this->connection->url() . '#' . $this->connection->entity();
        $cursor = PollCursor::load($from) ?? $this->begin($from);
        if (!StartingPoint::isSetInDolibarr()) {
            StartingPoint::setInDolibarr($this->products->newest());
        }
        [$moment, $rowid] = $reached = $cursor->from();
        $tally = new PollTally();
        do {
            $listed = $this->products->changedAfter($moment, $rowid, $this->page);
            $report->seen += count($listed);
            [$subjects, $tally] = $this->found($listed, $tally);
            if (!$this->brakes->letPoll($tally->changed, $tally->prices, $tally->stocks, $tally->creations)) {
                $report->stopped = 'brake';
                return;
            }
            foreach ($subjects as $subject) {
                $this->queue->add($subject, 'poll');
            }
            $report->queued += count($subjects);
            foreach ($listed as $one) {
                [$moment, $rowid] = $one->changedAt === null ? [$moment, $rowid] : [$one->changedAt, $one->id];
                $reached = PollCursor::isAhead($moment) ? $reached : [$moment, $rowid];
            }
            $isLast = count($listed) < $this->page;
            $cursor = $cursor->movedTo($reached[0], $reached[1], $isLast);
            $cursor->store();
            if (!$isLast && $limit->isUp()) {
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
        $cursor = PollCursor::at($from, $last->changedAt ?? PollCursor::BEGINNING, $last->id ?? 0);
        StartingPoint::setInDolibarr($newest);
        $cursor->store();
        return $cursor;
    }

    /** The product by which the clock was read is gone, or that clock was ahead and was put right. */
    private function unstick(PollCursor $cursor): void
    {
        $last = $this->products->lastChanged();
        if ($last !== null && $last->changedAt < $cursor->moment) {
            PollCursor::at($cursor->from, $last->changedAt, $last->id)->store();
        }
    }

    /**
     * @param list<ListedProduct> $listed
     * @return array{list<string>, PollTally} the subjects that need a look
     */
    private function found(array $listed, PollTally $tally): array
    {
        $links = $this->links->toDolibarrMany(array_column($listed, 'id'));
        $titles = $this->catalogue->titles(array_map(static fn (Link $link): int => $link->wpId, array_values($links)));
        $subjects = [];
        foreach ($listed as $one) {
            [$record, $link] = [$one->record, $links[$one->id] ?? null];
            if ($link !== null && isset($titles[$link->wpId])) {
                if (self::isAsAgreed($record, $link)) {
                    continue;
                }
                $tally = $record === null ? $tally : $tally->withChange($record, $link);
                $subject = 'wp:' . $link->wpId;
            } elseif ($this->isNew($one->id, $link)) {
                $tally = $tally->withCreation();
                $subject = 'doli:' . $one->id;
            } else {
                continue;
            }
            // What cannot be understood is not looked at more often because it is listed again.
            if ($record !== null || !$this->queue->hasFailed($subject)) {
                $subjects[] = $subject;
            }
        }
        return [$subjects, $tally];
    }

    /**
     * Our own writes too come back this way, and end here.
     *
     * @param ProductRecord|null $record null: nobody can tell
     */
    private static function isAsAgreed(?ProductRecord $record, Link $link): bool
    {
        return match ($link->verdict->reason) {
            Reason::GoneInWpshop => true,
            Reason::GoneInDolibarr => false,
            default => $record !== null && Agreement::holds($record, $link),
        };
    }

    private function isNew(int $dolibarrId, ?Link $link): bool
    {
        if (!StartingPoint::isNewInDolibarr($dolibarrId)) {
            return false;
        }
        return $link === null ? !$this->journal->knowsDolibarrs($dolibarrId) : $this->catalogue->isReserved($link->wpId);
    }
}
