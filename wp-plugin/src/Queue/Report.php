<?php

declare(strict_types=1);

namespace DoliSync\Queue;

/** What a run of the worker did, in numbers of products. */
final class Report implements \JsonSerializable
{
    /** Looked at. */
    public int $looked = 0;
    /** Of those: written on a side or both. */
    public int $written = 0;
    /** Created on a side. */
    public int $created = 0;
    /** Wait for a person: a conflict, a refusal, a product that is gone, a probable match. */
    public int $forPerson = 0;
    /** Failed, and tried again later. */
    public int $failed = 0;
    /** Why the run did nothing or ended early: not_configured, off, brake, outage; null: it ended well. */
    public ?string $stopped = null;

    /** What was done after it, in the same piece of work. */
    public function add(self $more): void
    {
        foreach (['looked', 'written', 'created', 'forPerson', 'failed'] as $number) {
            $this->$number += $more->$number;
        }
        $this->stopped = $more->stopped;
    }

    /** @return array<string, int|string|null> */
    public function jsonSerialize(): array
    {
        return [
            'looked' => $this->looked,
            'written' => $this->written,
            'created' => $this->created,
            'for_person' => $this->forPerson,
            'failed' => $this->failed,
            'stopped' => $this->stopped,
        ];
    }
}
