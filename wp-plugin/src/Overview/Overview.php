<?php

declare(strict_types=1);

namespace DoliSync\Overview;

use DoliSync\Admin\BrakeWords;
use DoliSync\Admin\JournalPage;
use DoliSync\Admin\ProblemWords;
use DoliSync\Admin\ProductList;
use DoliSync\Admin\SettingsPage;
use DoliSync\Admin\WaitingPage;
use DoliSync\Automation\Brakes;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\Contact;
use DoliSync\Dolibarr\Greeting;
use DoliSync\MassSync\MassSync;
use DoliSync\MassSync\Progress;
use DoliSync\Problem;
use DoliSync\Queue\Queue;
use DoliSync\Queue\Worker;
use DoliSync\Sync\KnownStatuses;
use DoliSync\Sync\Status;

/** How things stand between the shop and Dolibarr: what the dashboard shows, on the page and in the route `overview`. */
final class Overview
{
    public function __construct(
        private readonly ConnectionSettings $connection,
        private readonly Greeting $greeting,
        private readonly KnownStatuses $statuses,
        private readonly Queue $queue,
        private readonly Brakes $brakes,
        private readonly MassSync $massSync,
        private readonly Progress $progress,
        private readonly RecentErrors $errors
    ) {
    }

    /**
     * @param bool $check whether Dolibarr is asked now, once; otherwise this is what is known already
     * @return array<string, mixed> see Shapes::overview
     */
    public function read(bool $check = false): array
    {
        return [
            'connection' => $this->connection($check),
            'counts' => $this->statuses->count(),
            'links' => self::links(),
            'queue' => $this->queue(),
            'last_run' => $this->lastRun(),
            'errors' => $this->errors->read(),
            'journal_url' => JournalPage::url(),
            'settings_url' => SettingsPage::url(),
        ];
    }

    /** @return array<string, mixed> */
    private function connection(bool $check): array
    {
        $isConfigured = $this->connection->isConfigured();
        $problem = $check && $isConfigured ? $this->ask() : null;
        $contact = Contact::last();
        $problem ??= $contact->problem;
        return [
            'configured' => $isConfigured,
            'ok' => $isConfigured && $problem === null && $contact->at !== null,
            'version' => $contact->version,
            'latency_ms' => $contact->latencyMs,
            'last_contact_at' => $contact->at,
            'problem' => !$isConfigured || $problem === null ? null : [
                'code' => $problem['code'],
                'message' => ProblemWords::message($problem),
                'next_action' => $problem['next_action'],
            ],
        ];
    }

    /** @return array{code: string, message: string, next_action: string}|null what kept Dolibarr from answering */
    private function ask(): ?array
    {
        try {
            $greeting = $this->greeting->run();
        } catch (Problem $problem) {
            return $problem->toArray();
        }
        Contact::told($greeting['version'], $greeting['latency_ms']);
        return null;
    }

    /** @return array<string, string> */
    private static function links(): array
    {
        $links = [];
        foreach (Status::cases() as $status) {
            $links[$status->value] = ProductList::url($status);
        }
        return $links + ['total' => ProductList::url()];
    }

    /** The mass synchronization that is under way, else the last one. @return array<string, mixed>|null */
    private function lastRun(): ?array
    {
        $run = $this->massSync->current();
        if ($run === null) {
            return null;
        }
        $stages = $this->progress->stages($run);
        $sum = static fn (string $what): int => array_sum(array_column($stages, $what));
        return [
            'id' => $run->id,
            'state' => $run->state->value,
            'ended_at' => $run->endedAt,
            'created' => $sum('created'),
            'changed' => $sum('changed'),
            'failed' => $sum('failed'),
        ];
    }

    /** @return array<string, mixed> */
    private function queue(): array
    {
        $outage = get_option(Worker::OUTAGE_OPTION);
        $brake = $this->brakes->state();
        return $this->queue->summary() + [
            'outage_since' => is_string($outage) ? $outage : null,
            'brake' => $brake === null ? null : ['code' => $brake['reason'], 'message' => BrakeWords::seen($brake)],
            'url' => WaitingPage::url(),
        ];
    }
}
