<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\MassSync\Entity;

/** How far a mass synchronization is, on a terminal: one bar for each kind of record, one after the other. */
final class RunBars
{
    private ?object $bar = null;
    private string $entity = '';
    private int $total = 0;
    private int $shown = 0;

    public function __construct(private readonly Output $output)
    {
    }

    /** @param list<array<string, mixed>> $stages from Progress::stages */
    public function show(array $stages): void
    {
        foreach ($stages as $stage) {
            $isUnderWay = $stage['state'] === 'running' && (int) $stage['total'] > 0;
            if ($isUnderWay && $stage['entity'] !== $this->entity) {
                $this->end();
                $this->bar = $this->output->progress(Entity::from($stage['entity'])->label(), (int) $stage['total']);
                [$this->entity, $this->total, $this->shown] = [$stage['entity'], (int) $stage['total'], 0];
            }
            if ($this->bar !== null && $stage['entity'] === $this->entity) {
                $this->bar->tick(max(0, $stage['done'] - $this->shown));
                $this->shown = max($this->shown, $stage['done']);
            }
        }
    }

    /** A bar that did not come to its end stays where it is. */
    public function end(): void
    {
        if ($this->bar !== null && $this->shown < $this->total) {
            $this->output->log('');
        } else {
            $this->bar?->finish();
        }
        $this->bar = null;
        $this->entity = '';
    }
}
