<?php

declare(strict_types=1);

namespace DoliSync\Automation;

/** Up to where all that changed in Dolibarr is known: a second of Dolibarr's own clock, and a number within it. */
final class PollCursor
{
    public const BEGINNING = '1970-01-01 00:00:00';
    private const OPTION = 'dolisync_poll_cursor';

    /** What is under way in Dolibarr shows up late, with an earlier time: what changed so shortly before is read again. */
    private const OVERLAP = '-2 minutes';
    /** In the small hours a clock may be put back by an hour. */
    private const NIGHT_OVERLAP = '-62 minutes';
    private const END_OF_NIGHT = 4;

    /** No place on earth is further from UTC, either way, even in summer time. */
    private const FARTHEST_HOURS = 15;

    /**
     * @param string $from which Dolibarr: its clock and numbers are no other one's
     * @param bool $isComplete false: the last poll ran out of time here, and there is more
     */
    public function __construct(
        public readonly string $from,
        public readonly string $moment,
        public readonly int $rowid,
        public readonly bool $isComplete = true
    ) {
    }

    /** Null: this Dolibarr was never asked. */
    public static function load(string $from): ?self
    {
        $stored = get_option(self::OPTION);
        return is_array($stored) && ($stored['from'] ?? null) === $from
            ? self::at($from, (string) $stored['moment'], (int) $stored['rowid'], (bool) $stored['is_complete'])
            : null;
    }

    /** At this moment; where that is none that any clock can show yet, at one that every clock has shown. */
    public static function at(string $from, string $moment, int $rowid, bool $isComplete = true): self
    {
        return self::isAhead($moment)
            ? new self($from, gmdate('Y-m-d H:i:s', time() - self::FARTHEST_HOURS * HOUR_IN_SECONDS), 0)
            : new self($from, $moment, $rowid, $isComplete);
    }

    /**
     * Whether this was noted by a clock that was wrong: a product that was changed then would hide all that is changed
     * until its date comes.
     */
    public static function isAhead(string $moment): bool
    {
        return $moment > gmdate('Y-m-d H:i:s', time() + self::FARTHEST_HOURS * HOUR_IN_SECONDS);
    }

    public function store(): void
    {
        update_option(self::OPTION, [
            'from' => $this->from,
            'moment' => $this->moment,
            'rowid' => $this->rowid,
            'is_complete' => $this->isComplete,
        ], false);
    }

    public static function forget(): void
    {
        delete_option(self::OPTION);
    }

    /** Never back. */
    public function movedTo(string $moment, int $rowid, bool $isComplete): self
    {
        return [$moment, $rowid] > [$this->moment, $this->rowid] || !$isComplete
            ? new self($this->from, $moment, $rowid, $isComplete)
            : new self($this->from, $this->moment, $this->rowid, $isComplete);
    }

    /** @return array{string, int} what is asked for lies after this */
    public function from(): array
    {
        if (!$this->isComplete) {
            return [$this->moment, $this->rowid];
        }
        if ($this->moment === self::BEGINNING) {
            return [$this->moment, 0];
        }
        // Dolibarr's local time, reckoned with as it is written.
        $moment = new \DateTimeImmutable($this->moment, new \DateTimeZone('UTC'));
        $isNight = (int) $moment->format('G') < self::END_OF_NIGHT;
        return [$moment->modify($isNight ? self::NIGHT_OVERLAP : self::OVERLAP)->format('Y-m-d H:i:s'), 0];
    }
}
