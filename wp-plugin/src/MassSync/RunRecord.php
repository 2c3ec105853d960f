<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Problem;

/** A record of a run that a person has to see. */
final class RunRecord
{
    /**
     * @param int $id 0 for one that is not stored yet
     * @param list<array{field: string, wpshop: string, dolibarr: string}> $changes the shop's values that are lost or kept
     * @param array{code: string, message: string, next_action: string}|null $problem
     */
    private function __construct(
        public readonly int $id,
        public readonly Entity $entity,
        public readonly int $dolibarrId,
        public readonly RecordKind $kind,
        public readonly ?int $wpId,
        public readonly string $title,
        public readonly array $changes,
        public readonly ?array $problem
    ) {
    }

    public static function withProblem(Entity $entity, RecordKind $kind, int $dolibarrId, ?int $wpId, string $title, Problem $problem): self
    {
        return new self(0, $entity, $dolibarrId, $kind, $wpId, $title, [], $problem->toArray());
    }

    /** @param list<FieldChange> $changes */
    public static function withChanges(Entity $entity, RecordKind $kind, Plan $plan, array $changes): self
    {
        return new self(0, $entity, $plan->incoming->dolibarrId, $kind, $plan->wpId, $plan->incoming->title, array_map(
            static fn (FieldChange $change): array => [
                'field' => $change->field,
                'wpshop' => $change->wpshop,
                'dolibarr' => $change->dolibarr,
            ],
            $changes
        ), null);
    }

    /** @param object $row of the table */
    public static function fromRow(object $row): self
    {
        $data = json_decode($row->data, true);
        return new self(
            (int) $row->id,
            Entity::from($row->entity),
            (int) $row->dolibarr_id,
            RecordKind::from($row->kind),
            $row->wp_id === null ? null : (int) $row->wp_id,
            $row->title,
            $data['changes'],
            $data['problem']
        );
    }
}
