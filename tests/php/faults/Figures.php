<?php

declare(strict_types=1);

namespace DoliSync\Tests\Faults;

/** What a campaign did and found, added up. */
final class Figures
{
    public int $interleavings = 0;
    /** @var array<string, int> step → how often */
    public array $steps = [];
    /** @var array<string, int> fault → how often it struck */
    public array $faults = [];
    public int $edits = 0;
    /** Fields that both sides agree on in the end, and those that wait for a person. */
    public int $agreed = 0;
    public int $waiting = 0;
    /** Fields that wait for a person although one side's edit came after the other's: a fault hid that. */
    public int $askedWithoutNeed = 0;
    public int $calls = 0;
    public int $writes = 0;

    public function step(string $name): void
    {
        $this->steps[$name] = ($this->steps[$name] ?? 0) + 1;
    }

    public function fault(string $kind, int $times = 1): void
    {
        $this->faults[$kind] = ($this->faults[$kind] ?? 0) + $times;
    }

    /** @return list<string> */
    public function lines(): array
    {
        return [
            "interleavings: {$this->interleavings}, of " . array_sum($this->steps) . ' steps: ' . self::counts($this->steps),
            'faults that struck: ' . array_sum($this->faults) . ': ' . self::counts($this->faults),
            "calls of Dolibarr's API: {$this->calls}, of which {$this->writes} write",
            "edits of fields: {$this->edits}; fields in the end: {$this->agreed} the same on both sides, {$this->waiting} waiting for a"
                . " person with both versions (of those {$this->askedWithoutNeed} without a need)",
        ];
    }

    /** @param array<string, int> $counts */
    private static function counts(array $counts): string
    {
        ksort($counts);
        return implode(', ', array_map(static fn (string $name, int $count): string => "{$name} {$count}", array_keys($counts), $counts));
    }
}
