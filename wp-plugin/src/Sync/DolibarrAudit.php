<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Dolibarr\Filter;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * Looks at Dolibarr's end of the associations (the module DoliWPshop keeps it). Reads only, a hundred products a
 * request, for as long as it is given; the next look goes on from there.
 */
final class DolibarrAudit
{
    private const OPTION = 'dolisync_audit';
    private const BATCH = 100;
    /** First the products that are associated, then those that name a product of the shop. */
    private const LINKED = 'linked';
    private const MARKED = 'marked';
    private const DONE = 'done';

    public function __construct(private readonly Links $links, private readonly Products $products)
    {
    }

    /**
     * Starts, or goes on where the last look ended.
     *
     * @return bool whether all was looked at
     * @throws Problem what was looked at before it stays
     */
    public function look(int $seconds): bool
    {
        $limit = TimeLimit::in($seconds);
        $state = $this->state();
        if ($state['stage'] === self::DONE) {
            $state = self::fresh();
        }
        $links = $this->links->all();
        while ($state['stage'] !== self::DONE && !$limit->isUp()) {
            $state = $state['stage'] === self::LINKED ? $this->lookAtLinked($state, $links) : $this->lookAtMarked($state, $links);
            $state['at'] = Moment::now();
            update_option(self::OPTION, $state, false);
        }
        return $state['stage'] === self::DONE;
    }

    /** When Dolibarr was last looked at, "" for never; and whether that look was finished. @return array{string, bool} */
    public function last(): array
    {
        $state = $this->state();
        return [$state['at'], $state['stage'] === self::DONE];
    }

    /**
     * What was found and still is so, as far as the shop knows.
     *
     * @param array<int, array{dolibarr_id: int, reason: string}> $links by the shop's id
     * @param array<int, string> $states the state of each product of the shop
     * @return list<Finding>
     */
    public function findings(array $links, array $states): array
    {
        $holders = array_flip(array_map(static fn (array $link): int => $link['dolibarr_id'], $links));
        $found = [];
        foreach ($this->state()['found'] as $stored) {
            $finding = Finding::fromStored($stored);
            if ($finding === null) {
                continue;
            }
            $isLinked = ($links[$finding->wpId]['dolibarr_id'] ?? null) === $finding->dolibarrId;
            $isOfLink = in_array($finding->kind, [FindingKind::DolibarrMarkMissing, FindingKind::DolibarrMarkOther], true);
            if ($isOfLink !== $isLinked || (!$isOfLink && isset($holders[$finding->dolibarrId]))) {
                continue;
            }
            $found[] = $isOfLink ? $finding : self::named($finding->wpId, $finding->dolibarrId, $links, $states);
        }
        return $found;
    }

    /** A finding that was repaired is not shown again. */
    public function repaired(Finding $finding): void
    {
        $state = $this->state();
        $state['found'] = array_values(array_filter(
            $state['found'],
            static fn (mixed $stored): bool => !is_array($stored)
                || (int) ($stored[1] ?? 0) !== $finding->wpId || (int) ($stored[2] ?? 0) !== $finding->dolibarrId
        ));
        update_option(self::OPTION, $state, false);
    }

    /**
     * @param array{stage: string, after: int, found: list<mixed>, at: string} $state
     * @param array<int, array{dolibarr_id: int, reason: string}> $links
     * @return array{stage: string, after: int, found: list<mixed>, at: string}
     */
    private function lookAtLinked(array $state, array $links): array
    {
        $owners = array_flip(array_map(static fn (array $link): int => $link['dolibarr_id'], $links));
        ksort($owners);
        $batch = array_slice(array_filter(
            $owners,
            static fn (int $dolibarrId): bool => $dolibarrId > $state['after'],
            ARRAY_FILTER_USE_KEY
        ), 0, self::BATCH, true);
        if ($batch === []) {
            return ['stage' => self::MARKED, 'after' => 0] + $state;
        }
        foreach ($this->products->many(array_keys($batch)) as $dolibarrId => $record) {
            $wpId = $owners[$dolibarrId];
            if (!$record->mayHaveModule() || $record->shopId() === $wpId) {
                continue;
            }
            $state['found'][] = ($record->shopId() === null
                ? new Finding(FindingKind::DolibarrMarkMissing, $wpId, $dolibarrId)
                : new Finding(FindingKind::DolibarrMarkOther, $wpId, $dolibarrId, $record->shopId()))->stored();
        }
        return ['after' => (int) array_key_last($batch)] + $state;
    }

    /**
     * @param array{stage: string, after: int, found: list<mixed>, at: string} $state
     * @param array<int, array{dolibarr_id: int, reason: string}> $links
     * @return array{stage: string, after: int, found: list<mixed>, at: string}
     */
    private function lookAtMarked(array $state, array $links): array
    {
        $owners = array_flip(array_map(static fn (array $link): int => $link['dolibarr_id'], $links));
        $listed = $this->products->found(Filter::markedAfter($state['after']), self::BATCH, 0, 't.rowid');
        foreach ($listed as $one) {
            // Of one that cannot be understood nothing is said; it hides none of the others.
            if (!isset($owners[$one->id]) && $one->record?->shopId() !== null) {
                $state['found'][] = (new Finding(FindingKind::DolibarrMarkAlone, $one->record->shopId(), $one->id))->stored();
            }
        }
        $last = end($listed);
        // Fewer than asked for is the end. Not an id that did not grow: that would never end.
        return count($listed) < self::BATCH || $last === false || $last->id <= $state['after']
            ? ['stage' => self::DONE] + $state
            : ['after' => $last->id] + $state;
    }

    /**
     * What Dolibarr's mark of a product that is not associated means now.
     *
     * @param array<int, array{dolibarr_id: int, reason: string}> $links
     * @param array<int, string> $states
     */
    private static function named(int $wpId, int $dolibarrId, array $links, array $states): Finding
    {
        $isFree = isset($states[$wpId]) && $states[$wpId] !== 'trash' && !isset($links[$wpId]);
        return new Finding($isFree ? FindingKind::DolibarrMarkAlone : FindingKind::DolibarrMarkStray, $wpId, $dolibarrId);
    }

    /** @return array{stage: string, after: int, found: list<mixed>, at: string} */
    private function state(): array
    {
        $stored = get_option(self::OPTION, []);
        $stored = is_array($stored) ? $stored : [];
        $stage = $stored['stage'] ?? '';
        return [
            'stage' => in_array($stage, [self::LINKED, self::MARKED, self::DONE], true) ? $stage : self::LINKED,
            'after' => (int) ($stored['after'] ?? 0),
            'found' => is_array($stored['found'] ?? null) ? array_values($stored['found']) : [],
            'at' => is_string($stored['at'] ?? null) ? $stored['at'] : '',
        ];
    }

    /** @return array{stage: string, after: int, found: list<mixed>, at: string} */
    private static function fresh(): array
    {
        return ['stage' => self::LINKED, 'after' => 0, 'found' => [], 'at' => ''];
    }
}
