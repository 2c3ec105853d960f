<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;

/**
 * Finds associations that are one-sided, double or without an end. Changes nothing: see LinkRepair.
 *
 * What the shop knows is looked at each time. Dolibarr's end costs requests: DolibarrAudit looks there when a person
 * asks for it, and what it found is shown until it is repaired.
 */
final class LinkAudit
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Links $links,
        private readonly DolibarrAudit $dolibarr
    ) {
    }

    /** @return list<Finding> in the order of FindingKind */
    public function findings(): array
    {
        $links = $this->links->all();
        $states = $this->catalogue->postStatuses();
        $marks = $this->catalogue->marks();
        $found = [
            ...$this->ofLinks($links, $states, $marks),
            ...$this->ofMarks($links, $marks),
            ...$this->dolibarr->findings($links, $states),
        ];
        $order = array_flip(array_column(FindingKind::cases(), 'value'));
        usort($found, static fn (Finding $one, Finding $other): int => [$order[$one->kind->value], $one->wpId, $one->dolibarrId]
            <=> [$order[$other->kind->value], $other->wpId, $other->dolibarrId]);
        return $found;
    }

    public function finding(string $key): ?Finding
    {
        foreach ($this->findings() as $finding) {
            if ($finding->key() === $key) {
                return $finding;
            }
        }
        return null;
    }

    /**
     * @param array<int, array{dolibarr_id: int, reason: string}> $links by the shop's id
     * @param array<int, string> $states
     * @param array<int, int> $marks
     * @return list<Finding>
     */
    private function ofLinks(array $links, array $states, array $marks): array
    {
        $found = [];
        foreach ($links as $wpId => ['dolibarr_id' => $dolibarrId, 'reason' => $reason]) {
            $kind = match (true) {
                !isset($states[$wpId]) => FindingKind::Deleted,
                $states[$wpId] === 'trash' => FindingKind::Trashed,
                $reason === Reason::GoneInDolibarr->value => FindingKind::GoneInDolibarr,
                ($marks[$wpId] ?? 0) !== $dolibarrId => FindingKind::MarkMissing,
                default => null,
            };
            if ($kind !== null) {
                $found[] = new Finding($kind, $wpId, $dolibarrId);
            }
        }
        return $found;
    }

    /**
     * @param array<int, array{dolibarr_id: int, reason: string}> $links
     * @param array<int, int> $marks
     * @return list<Finding>
     */
    private function ofMarks(array $links, array $marks): array
    {
        $holders = array_flip(array_map(static fn (array $link): int => $link['dolibarr_id'], $links));
        $loose = array_diff_key($marks, $links);
        $claims = [];
        foreach ($loose as $wpId => $dolibarrId) {
            $claims[$dolibarrId][] = $wpId;
        }
        $found = [];
        foreach ($loose as $wpId => $dolibarrId) {
            $others = array_values(array_diff($claims[$dolibarrId], [$wpId]));
            $found[] = match (true) {
                isset($holders[$dolibarrId]) => new Finding(FindingKind::MarkOfOther, $wpId, $dolibarrId, $holders[$dolibarrId]),
                $others !== [] => new Finding(FindingKind::MarkedTwice, $wpId, $dolibarrId, $others[0]),
                default => new Finding(FindingKind::NotTakenOver, $wpId, $dolibarrId),
            };
        }
        return $found;
    }
}
