<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/**
 * Products that are probably the same thing and that nobody associated yet: found by DoliSync instead of creating a
 * copy, shown to a person, and gone once the product of the shop is associated.
 */
final class Suggestions
{
    public const SAME_REFERENCE = 'same_reference';
    public const SAME_BARCODE = 'same_barcode';
    /** Dolibarr's product carries the number of the shop's. */
    public const NAMED_IN_DOLIBARR = 'named_in_dolibarr';

    /** @param string $why SAME_REFERENCE, SAME_BARCODE or NAMED_IN_DOLIBARR */
    public function put(int $wpId, int $dolibarrId, string $why): void
    {
        global $wpdb;
        $values = ['dolibarr_id' => $dolibarrId, 'why' => $why];
        if ($this->of($wpId) === null) {
            // Another worker may be quicker with the same suggestion; the table's key keeps one.
            $quiet = $wpdb->suppress_errors();
            $done = Statement::insert(Tables::suggestions(), ['wp_id' => $wpId] + $values);
            $wpdb->suppress_errors($quiet);
            if ($done === 1) {
                return;
            }
        }
        Statement::update(Tables::suggestions(), $values, ['wp_id' => $wpId]);
    }

    /** @return array{dolibarr_id: int, why: string}|null */
    public function of(int $wpId): ?array
    {
        return $this->ofMany([$wpId])[$wpId] ?? null;
    }

    /**
     * @param list<int> $wpIds
     * @return array<int, array{dolibarr_id: int, why: string}> by the shop's id
     */
    public function ofMany(array $wpIds): array
    {
        global $wpdb;
        if ($wpIds === []) {
            return [];
        }
        $found = [];
        $list = implode(',', array_map('intval', $wpIds));
        foreach ($wpdb->get_results('SELECT wp_id, dolibarr_id, why FROM ' . Tables::suggestions() . " WHERE wp_id IN ({$list})") as $row) {
            $found[(int) $row->wp_id] = ['dolibarr_id' => (int) $row->dolibarr_id, 'why' => $row->why];
        }
        return $found;
    }

    public function remove(int $wpId): void
    {
        Statement::delete(Tables::suggestions(), ['wp_id' => $wpId]);
    }

    /** The two are associated, in whatever way: neither is suggested any more. */
    public function settled(int $wpId, int $dolibarrId): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'DELETE FROM ' . Tables::suggestions() . ' WHERE wp_id = %d OR dolibarr_id = %d',
            $wpId,
            $dolibarrId
        ));
    }

    /**
     * Many at once: these are associated.
     *
     * @param non-empty-array<int, int> $pairs Dolibarr's id → the shop's
     */
    public function settledMany(array $pairs): void
    {
        Statement::run('DELETE FROM ' . Tables::suggestions() . ' WHERE wp_id IN (' . implode(',', array_map('intval', $pairs)) . ')
            OR dolibarr_id IN (' . implode(',', array_map('intval', array_keys($pairs))) . ')');
    }
}
