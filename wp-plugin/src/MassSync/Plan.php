<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Problem;

/** What is to be done with one record: decided by looking only. */
final class Plan
{
    /**
     * @param int|null $wpId the shop's record; null where it has none yet
     * @param list<FieldChange> $changes of a record that changes
     * @param object|null $subject whatever the stage wants to find again when it carries this out
     * @param bool $settles of a record that stays as it is: whether DoliSync's own notes about it are to be brought up
     *     to date (the association's agreed values, a suggestion)
     * @param array<string, string> $alarms field → what its change would count for the brakes: Brakes::PRICES_ZERO,
     *     Brakes::STOCKS_ZERO
     */
    private function __construct(
        public readonly Incoming $incoming,
        public readonly PlanKind $kind,
        public readonly ?int $wpId = null,
        public readonly array $changes = [],
        public readonly ?object $subject = null,
        public readonly bool $settles = false,
        public readonly array $alarms = [],
        public readonly ?Problem $problem = null
    ) {
    }

    public static function create(Incoming $incoming, ?object $subject = null): self
    {
        return new self($incoming, PlanKind::Create, subject: $subject);
    }

    /**
     * @param non-empty-list<FieldChange> $changes
     * @param array<string, string> $alarms
     */
    public static function change(Incoming $incoming, int $wpId, array $changes, ?object $subject = null, array $alarms = []): self
    {
        return new self($incoming, PlanKind::Change, $wpId, $changes, $subject, alarms: $alarms);
    }

    public static function same(Incoming $incoming, int $wpId, bool $settles = false, ?object $subject = null): self
    {
        return new self($incoming, PlanKind::Same, $wpId, subject: $subject, settles: $settles);
    }

    /** @param Problem $why what the person has to do about it */
    public static function skip(Incoming $incoming, Problem $why, ?int $wpId = null, bool $settles = false, ?object $subject = null): self
    {
        return new self($incoming, PlanKind::Skipped, $wpId, subject: $subject, settles: $settles, problem: $why);
    }

    public static function failed(Incoming $incoming, Problem $problem, ?int $wpId = null): self
    {
        return new self($incoming, PlanKind::Failed, $wpId, problem: $problem);
    }

    public static function busy(Incoming $incoming, ?int $wpId = null): self
    {
        return new self($incoming, PlanKind::Busy, $wpId);
    }

    public static function later(Incoming $incoming, ?int $wpId = null): self
    {
        return new self($incoming, PlanKind::Later, $wpId);
    }

    /** The same for the same record, of which more is known by now. */
    public function of(Incoming $incoming): self
    {
        return new self($incoming, $this->kind, $this->wpId, $this->changes, $this->subject, $this->settles, $this->alarms, $this->problem);
    }

    /** Whether carrying it out writes anything. */
    public function writes(): bool
    {
        return $this->kind === PlanKind::Create || $this->kind === PlanKind::Change || $this->settles;
    }

    /** @return list<FieldChange> the edits of the shop that would be lost */
    public function overwritten(): array
    {
        return array_values(array_filter($this->changes, static fn (FieldChange $change): bool => $change->isLocal));
    }

    /**
     * The same without these changes: the shop's values stay.
     *
     * @param list<string> $fields
     */
    public function leaving(array $fields): self
    {
        $changes = array_values(array_filter(
            $this->changes,
            static fn (FieldChange $change): bool => !in_array($change->field, $fields, true)
        ));
        return $changes === []
            ? self::same($this->incoming, (int) $this->wpId)
            : new self($this->incoming, $this->kind, $this->wpId, $changes, $this->subject, false, array_diff_key($this->alarms, array_flip($fields)));
    }
}
