<?php

declare(strict_types=1);

namespace DoliSync\Queue;

use DoliSync\Automation\Brakes;
use DoliSync\Catalogue\Catalogue;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;
use DoliSync\Sync\Journal;
use DoliSync\Sync\Links;
use DoliSync\Sync\Look;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Newcomers;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Propagation;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Status;
use DoliSync\Sync\TimeLimit;
use DoliSync\Sync\Verdict;

/**
 * Takes entries of the queue and has a look at each, until there is none or the time is up. Several may work at the
 * same time. One bad product stops nobody else; a Dolibarr that cannot be reached ends the run, and loses nothing.
 */
final class Worker
{
    /** Since when Dolibarr cannot be reached; the first success after that has everything tried at once. */
    public const OUTAGE_OPTION = 'dolisync_outage';

    /** A refusal without a reason is tried so often: it may be a technical problem in disguise. */
    private const PATIENCE = 3;

    /** After these there is nothing that another try would change: a person, or the next change, decides. */
    private const FOR_PERSON = [
        'dolisync_gone_in_dolibarr', 'dolisync_in_trash', 'dolisync_taken', 'dolisync_already_linked', 'dolisync_not_linked',
        'dolisync_title_missing', 'dolisync_unknown_product', 'dolisync_unknown_dolibarr_product', Problems::REFERENCE_TAKEN,
    ];

    public function __construct(
        private readonly Queue $queue,
        private readonly Brakes $brakes,
        private readonly ConnectionSettings $connection,
        private readonly Catalogue $catalogue,
        private readonly Links $links,
        private readonly Journal $journal,
        private readonly Products $products,
        private readonly Propagation $propagation,
        private readonly Newcomers $newcomers
    ) {
    }

    /**
     * Where nothing goes by itself, only what a person asked for is looked at.
     *
     * @param int $seconds no look begins after so many; at least one does
     * @param non-empty-list<int>|null $wpIds only these products of the shop
     */
    public function run(int $seconds, ?array $wpIds = null): Report
    {
        $report = new Report();
        $report->stopped = $this->standsStill();
        $limit = TimeLimit::in($seconds);
        while ($report->stopped === null) {
            $isOff = Policy::current() === Policy::Off;
            $entry = $this->queue->claim(1, $isOff, $wpIds)[0] ?? null;
            if ($entry === null) {
                $report->stopped = $isOff ? 'off' : null;
                break;
            }
            $report->looked++;
            $this->work($entry, $report);
            $report->stopped ??= $this->standsStill();
            if ($limit->isUp()) {
                break;
            }
        }
        return $report;
    }

    private function standsStill(): ?string
    {
        return match (true) {
            !$this->connection->isConfigured() => 'not_configured',
            $this->brakes->isOn() => 'brake',
            default => null,
        };
    }

    private function work(Entry $entry, Report $report): void
    {
        try {
            $look = $this->journal->from(
                match ($entry->cause) {
                    'webhook' => 'webhook',
                    Entry::ASKED => 'button',
                    default => 'automatic',
                },
                fn (): Look => $this->look($entry)
            );
        } catch (Problem $problem) {
            $this->failed($entry, $problem, $report);
            return;
        } catch (\Throwable $fault) {
            $this->queue->later($entry, Problem::unexpected($fault));
            $report->failed++;
            return;
        }
        $this->queue->done($entry);
        match ($look) {
            Look::Written => $report->written++,
            Look::Created => $report->created++,
            Look::ForPerson => $report->forPerson++,
            Look::Nothing => null,
        };
        if ($look !== Look::Nothing && get_option(self::OUTAGE_OPTION) !== false) {
            delete_option(self::OUTAGE_OPTION);
            $this->queue->retryAll();
        }
    }

    private function look(Entry $entry): Look
    {
        $writes = Policy::current() === Policy::Automatic;
        $wpId = $entry->wpId ?? $this->links->holder((int) $entry->dolibarrId)?->wpId;
        if ($wpId === null) {
            return $this->newcomers->toShop((int) $entry->dolibarrId, $writes);
        }
        if ($this->links->of($wpId) === null) {
            return $this->catalogue->exists($wpId) ? $this->newcomers->toDolibarr($wpId, $writes) : Look::Nothing;
        }
        if (!$this->catalogue->exists($wpId)) {
            if ($this->catalogue->isReserved($wpId)) {
                return $this->newcomers->toShop((int) $this->links->of($wpId)?->dolibarrId, $writes);
            }
            $this->links->checked([$wpId => new Verdict(Status::OutOfSync, Reason::GoneInWpshop)], Moment::now());
            return Look::ForPerson;
        }
        return $this->propagation->look($wpId, $writes || $entry->isAsked(), $entry->attempts < self::PATIENCE);
    }

    private function failed(Entry $entry, Problem $problem, Report $report): void
    {
        if (in_array($problem->name, self::FOR_PERSON, true)) {
            $this->queue->done($entry);
            $report->forPerson++;
            return;
        }
        if ($problem->name === 'dolisync_brake') {
            $this->queue->release($entry);
            return;
        }
        $this->queue->later($entry, $problem);
        $report->failed++;
        if (Problems::isOfDolibarr($problem) && !$this->products->isReachable()) {
            add_option(self::OUTAGE_OPTION, Moment::now(), '', false);
            $report->stopped = 'outage';
        }
    }
}
