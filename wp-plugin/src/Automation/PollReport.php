<?php

declare(strict_types=1);

namespace DoliSync\Automation;

/** What a poll found, in numbers of products. */
final class PollReport implements \JsonSerializable
{
    /** Listed by Dolibarr as changed. */
    public int $seen = 0;
    /** Of those: put into the queue. */
    public int $queued = 0;
    /** Why the poll did nothing or ended early: not_configured, off, brake, busy, time, a problem's code; null: it ended well. */
    public ?string $stopped = null;

    /** @return array<string, int|string|null> */
    public function jsonSerialize(): array
    {
        return ['seen' => $this->seen, 'queued' => $this->queued, 'stopped' => $this->stopped];
    }
}
