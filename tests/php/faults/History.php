<?php

declare(strict_types=1);

namespace DoliSync\Tests\Faults;

/**
 * Every value that people gave a field of a product, and which value each of them saw and replaced. Each value is
 * given once only, so that a value in force tells where it comes from.
 *
 * A value is accounted for when it is in force, or when somebody who saw it replaced it by one that is accounted for:
 * then nobody's edit was lost.
 */
final class History
{
    /** @var array<string, true> */
    private array $known = [];
    /** @var array<string, array<string, true>> value → the values it was replaced by */
    private array $replacedBy = [];
    /** @var array<string, true> values that a person gave and that must not be lost */
    private array $given = [];
    private bool $isTakenBack = false;
    /** @var list<string> what happened, for whoever reads of a failure */
    private array $log = [];

    /** The product begins with this value. */
    public function begin(string $value): void
    {
        $this->known[$value] = true;
    }

    /** A person saw a value on one side, and gave another. */
    public function edit(string $side, string $seen, string $value): void
    {
        $this->known[$value] = $this->given[$value] = true;
        $this->replacedBy[$seen][$value] = true;
        $this->note("{$side}: {$seen} → {$value}");
    }

    /**
     * A person saw both, and kept one.
     *
     * @param bool $isCertain false: it may have been carried out or not
     */
    public function choose(string $kept, string $overruled, bool $isCertain = true): void
    {
        $this->replacedBy[$overruled][$kept] = true;
        $this->note("kept {$kept}, not {$overruled}" . ($isCertain ? '' : ' (in doubt)'));
    }

    /**
     * A person had a synchronization taken back: the value before it is in force again on that side, and what the other
     * side has waits for a person, also where it is the newer one.
     */
    public function takeBack(string $after, string $before): void
    {
        $this->isTakenBack = true;
        $this->replacedBy[$after][$before] = true;
        $this->note("taken back: {$after} → {$before}");
    }

    public function isTakenBack(): bool
    {
        return $this->isTakenBack;
    }

    public function note(string $what): void
    {
        $this->log[] = $what;
    }

    /** How many edits there were. */
    public function edits(): int
    {
        return count($this->given);
    }

    /** @return list<string> */
    public function log(): array
    {
        return $this->log;
    }

    public function isKnown(string $value): bool
    {
        return isset($this->known[$value]);
    }

    /**
     * @param list<string> $inForce
     * @return list<string> the edits that are neither in force nor replaced by what is
     */
    public function lost(array $inForce): array
    {
        $lost = array_filter(
            array_map(strval(...), array_keys($this->given)),
            fn (string $value): bool => array_filter($inForce, fn (string $other): bool => $this->leads($value, $other)) === []
        );
        return array_values($lost);
    }

    /** Whether people who saw the one, or what replaced it, replaced it by the other in the end. */
    public function leads(string $from, string $to): bool
    {
        $seen = [];
        $next = [$from];
        while ($next !== []) {
            $value = array_pop($next);
            if ($value === $to) {
                return true;
            }
            if (!isset($seen[$value])) {
                $seen[$value] = true;
                array_push($next, ...array_map(strval(...), array_keys($this->replacedBy[$value] ?? [])));
            }
        }
        return false;
    }
}
