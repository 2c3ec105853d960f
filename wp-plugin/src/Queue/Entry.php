<?php

declare(strict_types=1);

namespace DoliSync\Queue;

/** A product that needs a look. */
final class Entry
{
    /** What had it put into the queue. */
    public const CAUSES = ['edit', 'webhook', 'poll', 'check', 'retry', self::ASKED];
    /** A person wants it carried over now, whatever the settings say about what goes by itself. */
    public const ASKED = 'asked';

    /**
     * @param string $subject `wp:59`, or `doli:68` for a Dolibarr product that is not associated
     * @param string $cause one of CAUSES: the newest, but ASKED stays
     * @param string $since when it came into the queue
     * @param int $attempts how often it was tried without success
     * @param string $nextAt when it is tried next
     * @param bool $isUnderWay whether somebody is at it right now
     * @param array{code: string, message: string, next_action: string, at: string}|null $lastProblem
     * @param int $version grows with each further reason to look
     * @param string $token who has claimed it
     */
    private function __construct(
        public readonly int $id,
        public readonly string $subject,
        public readonly ?int $wpId,
        public readonly ?int $dolibarrId,
        public readonly string $cause,
        public readonly string $since,
        public readonly int $attempts,
        public readonly string $nextAt,
        public readonly bool $isUnderWay,
        public readonly ?array $lastProblem,
        public readonly int $version,
        public readonly string $token
    ) {
    }

    /**
     * @param object $row of the table
     * @param string $now a moment
     */
    public static function fromRow(object $row, string $now): self
    {
        return new self(
            (int) $row->id,
            $row->subject,
            $row->wp_id === null ? null : (int) $row->wp_id,
            $row->dolibarr_id === null ? null : (int) $row->dolibarr_id,
            $row->cause,
            $row->since,
            (int) $row->attempts,
            $row->next_at,
            $row->lease_until !== null && $row->lease_until > $now,
            $row->last_problem === null ? null : json_decode($row->last_problem, true),
            (int) $row->version,
            $row->lease_token
        );
    }

    /** The same entry in the hands of whoever claimed it. */
    public function claimedBy(string $token): self
    {
        return new self(
            $this->id,
            $this->subject,
            $this->wpId,
            $this->dolibarrId,
            $this->cause,
            $this->since,
            $this->attempts,
            $this->nextAt,
            true,
            $this->lastProblem,
            $this->version,
            $token
        );
    }

    public function isAsked(): bool
    {
        return $this->cause === self::ASKED;
    }

    public function isDue(string $now): bool
    {
        return $this->nextAt <= $now;
    }
}
