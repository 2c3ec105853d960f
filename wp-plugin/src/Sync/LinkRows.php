<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Problem;

/**
 * The associations of one kind of record, many at a time: for mass synchronization, which writes the shop's own marks
 * itself.
 */
final class LinkRows
{
    /** Rows of one query: long enough to be quick, short enough for any server's limit. */
    private const AT_ONCE = 100;

    /** @param string $type `product`, `category`, `order`, … */
    public function __construct(private readonly string $type)
    {
    }

    public function count(): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare('SELECT COUNT(*) FROM ' . Tables::links() . ' WHERE type = %s', $this->type));
    }

    /**
     * @param list<int> $wpIds
     * @return array<int, Link> by the shop's id
     */
    public function ofMany(array $wpIds): array
    {
        return $this->rows('wp_id', $wpIds);
    }

    /**
     * @param list<int> $dolibarrIds
     * @return array<int, Link> by Dolibarr's id
     */
    public function toDolibarrMany(array $dolibarrIds): array
    {
        return $this->rows('dolibarr_id', $dolibarrIds);
    }

    /**
     * Associations that were not there.
     *
     * @param list<Link> $links
     * @throws Problem dolisync_taken when one of the records is associated already: then none was stored
     */
    public function insert(array $links): void
    {
        global $wpdb;
        foreach (array_chunk($links, self::AT_ONCE) as $some) {
            // The table's keys decide who is first; that one of two is refused is no error to log.
            $quiet = $wpdb->suppress_errors();
            $done = Statement::run($this->statement($some));
            $wpdb->suppress_errors($quiet);
            if ($done === false) {
                throw Links::taken();
            }
        }
    }

    /**
     * Associations that are there, brought to their new state.
     *
     * @param list<Link> $links
     */
    public function update(array $links): void
    {
        $columns = ['baseline', 'synchronized_at', 'refused', 'held', 'status', 'reason', 'fields', 'checked_at', 'last_error'];
        $set = implode(', ', array_map(static fn (string $column): string => "{$column} = VALUES({$column})", $columns));
        foreach (array_chunk($links, self::AT_ONCE) as $some) {
            // Those that a check which is under way saw were seen earlier.
            Statement::run($this->statement($some) . ' ON DUPLICATE KEY UPDATE ' . $set . ',
                categories_next = CASE WHEN VALUES(categories) IS NULL THEN categories_next ELSE NULL END,
                categories = COALESCE(VALUES(categories), categories)');
        }
    }

    public function remove(int $wpId): void
    {
        Statement::delete(Tables::links(), ['type' => $this->type, 'wp_id' => $wpId]);
    }

    /** @param non-empty-list<Link> $links */
    private function statement(array $links): string
    {
        global $wpdb;
        $rows = array_map(fn (Link $link): string => $wpdb->prepare(
            "(%s, %d, %d, NULLIF(%s, ''), NULLIF(%s, ''), %s, %s, %s, NULLIF(%s, ''), %s, NULLIF(%s, ''), NULL, ",
            $this->type,
            $link->wpId,
            $link->dolibarrId,
            $link->baseline === null ? '' : self::json($link->baseline),
            (string) $link->synchronizedAt,
            self::json($link->refused),
            self::json($link->held),
            $link->verdict->status->value,
            (string) $link->verdict->reason?->value,
            self::json($link->verdict->fields),
            (string) $link->checkedAt
        ) . ($link->seenCategories === null ? 'NULL)' : $wpdb->prepare('%s)', $link->seenCategories)), $links);
        return 'INSERT INTO ' . Tables::links() . ' (type, wp_id, dolibarr_id, baseline, synchronized_at, refused, held,
            status, reason, fields, checked_at, last_error, categories) VALUES ' . implode(', ', $rows);
    }

    /**
     * @param list<int> $ids
     * @return array<int, Link> by the column
     */
    private function rows(string $column, array $ids): array
    {
        global $wpdb;
        if ($ids === []) {
            return [];
        }
        $links = [];
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::links() . " WHERE type = %s AND {$column} IN (" . implode(',', array_map('intval', $ids)) . ')',
            $this->type
        ));
        foreach ($rows as $row) {
            $links[(int) $row->$column] = Links::link($row);
        }
        return $links;
    }

    private static function json(array $value): string
    {
        return (string) wp_json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }
}
