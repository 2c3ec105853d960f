<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** What a mass synchronization can bring over: the stage of each kind of record. */
final class Stages
{
    /** @var array<string, Stage> by entity */
    private readonly array $byEntity;

    /** @var array<string, Stage> by the type of their records */
    private readonly array $byType;

    public function __construct(Stage ...$stages)
    {
        $byEntity = $byType = [];
        foreach ($stages as $stage) {
            $byEntity[$stage->entity()->value] = $byType[$stage->type()] = $stage;
        }
        [$this->byEntity, $this->byType] = [$byEntity, $byType];
    }

    public function of(Entity $entity): Stage
    {
        return $this->byEntity[$entity->value];
    }

    /** The one whose records the associations and the journal call so; null: there is none. */
    public function ofType(string $type): ?Stage
    {
        return $this->byType[$type] ?? null;
    }

    /** Somebody begins to work: see Stage::lookAnew. */
    public function lookAnew(): void
    {
        foreach ($this->byEntity as $stage) {
            $stage->lookAnew();
        }
    }
}
