<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** A mass synchronization as it is in the database. */
final class Run
{
    /**
     * @param list<Entity> $entities what it brings over, in order
     * @param int $userId who started it: what it writes is written in this name
     * @param array<string, int> $totals entity → how many records Dolibarr has, where that is known
     * @param array{code: string, message: string, next_action: string}|null $problem why it is stopped
     * @param array{reason: string, numbers: array<string, int>, entity: string}|null $brake the brake that stopped it
     * @param array<string, array{code: string, message: string, next_action: string}> $leftOut entity, or
     *     Memberships::BATCHES → why Dolibarr does not give it
     * @param list<string> $released the brakes that a person let go, each `entity:reason`
     */
    private function __construct(
        public readonly int $id,
        public readonly RunState $state,
        public readonly Phase $phase,
        public readonly array $entities,
        public readonly int $userId,
        public readonly string $createdAt,
        public readonly ?string $startedAt,
        public readonly ?string $endedAt,
        public readonly array $totals,
        public readonly ?array $problem,
        public readonly ?array $brake,
        public readonly array $released,
        public readonly array $leftOut
    ) {
    }

    /** Whether what failed may be tried again. */
    public function canRetry(): bool
    {
        return $this->phase === Phase::Run
            && in_array($this->state, [RunState::Done, RunState::Cancelled, RunState::Running, RunState::Paused], true);
    }

    /** @return list<Entity> */
    public function entitiesLeftOut(): array
    {
        return array_values(array_filter($this->entities, fn (Entity $entity): bool => isset($this->leftOut[$entity->value])));
    }

    /** When what it is at now began. */
    public function phaseBegan(): string
    {
        return $this->phase === Phase::Preview ? $this->createdAt : (string) $this->startedAt;
    }

    /** @param object $row of the table */
    public static function fromRow(object $row): self
    {
        return new self(
            (int) $row->id,
            RunState::from($row->state),
            Phase::from($row->phase),
            array_map(Entity::from(...), json_decode($row->entities, true)),
            (int) $row->user_id,
            $row->created_at,
            $row->started_at,
            $row->ended_at,
            json_decode($row->totals, true),
            json_decode((string) $row->problem, true),
            json_decode((string) $row->brake, true),
            json_decode($row->released, true),
            json_decode((string) $row->left_out, true) ?? []
        );
    }
}
