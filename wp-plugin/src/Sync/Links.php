<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\UnassociatedProducts;
use DoliSync\Problem;

/**
 * The associations: one row each, unique on the shop's side and on Dolibarr's (the table's keys see to it).
 * The shop's own mark of an association is written with it.
 */
final class Links
{
    private const TYPE = 'product';

    public function __construct(private readonly Catalogue $catalogue)
    {
    }

    public function of(int $wpId): ?Link
    {
        return $this->ofMany([$wpId])[$wpId] ?? null;
    }

    /**
     * @param list<int> $wpIds
     * @return array<int, Link> by the shop's id
     */
    public function ofMany(array $wpIds): array
    {
        $links = [];
        foreach ($this->rows('wp_id', $wpIds) as $row) {
            $links[(int) $row->wp_id] = self::link($row);
        }
        return $links;
    }

    /** How many associations there are. */
    public function count(): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare('SELECT COUNT(*) FROM ' . Tables::links() . ' WHERE type = %s', self::TYPE));
    }

    /**
     * The associations in the order in which they were made: a batch.
     *
     * @param int $row those after this row
     * @return array<int, Link> by row
     */
    public function after(int $row, int $limit): array
    {
        global $wpdb;
        $links = [];
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::links() . ' WHERE type = %s AND id > %d ORDER BY id LIMIT %d',
            self::TYPE,
            $row,
            $limit
        ));
        foreach ($rows as $found) {
            $links[(int) $found->id] = self::link($found);
        }
        return $links;
    }

    /** The association of a Dolibarr product, also one whose product the shop no longer has. */
    public function toDolibarr(int $dolibarrId): ?Link
    {
        return $this->toDolibarrMany([$dolibarrId])[$dolibarrId] ?? null;
    }

    /**
     * @param list<int> $dolibarrIds
     * @return array<int, Link> by Dolibarr's id
     */
    public function toDolibarrMany(array $dolibarrIds): array
    {
        $links = [];
        foreach ($this->rows('dolibarr_id', $dolibarrIds) as $row) {
            $links[(int) $row->dolibarr_id] = self::link($row);
        }
        return $links;
    }

    /**
     * Every association, with the little that an overview of all needs.
     *
     * @return array<int, array{dolibarr_id: int, reason: string}> by the shop's id
     */
    public function all(): array
    {
        global $wpdb;
        $links = [];
        foreach (
            $wpdb->get_results($wpdb->prepare(
                'SELECT wp_id, dolibarr_id, reason FROM ' . Tables::links() . ' WHERE type = %s ORDER BY wp_id',
                self::TYPE
            )) as $row
        ) {
            $links[(int) $row->wp_id] = ['dolibarr_id' => (int) $row->dolibarr_id, 'reason' => (string) $row->reason];
        }
        return $links;
    }

    /** The association of a Dolibarr product with a product that the shop still has. */
    public function holder(int $dolibarrId): ?Link
    {
        return $this->holders([$dolibarrId])[$dolibarrId] ?? null;
    }

    /**
     * An association whose product was deleted from the shop holds nothing any more.
     *
     * @param list<int> $dolibarrIds
     * @return array<int, Link> by Dolibarr's id
     */
    public function holders(array $dolibarrIds): array
    {
        $links = $this->toDolibarrMany($dolibarrIds);
        $titles = $this->catalogue->titles(array_map(static fn (Link $link): int => $link->wpId, array_values($links)));
        return array_filter($links, static fn (Link $link): bool => isset($titles[$link->wpId]));
    }

    /**
     * Associates, or writes an association anew, on the shop's side; asks Dolibarr nothing.
     *
     * @param array<string, string>|null $baseline field → agreed value, and `price_base`; null: never synchronized
     * @param string $status what is known of it already: synced, out_of_sync or unknown
     * @param list<string> $fields the fields that differ
     * @throws Problem dolisync_taken
     */
    public function put(
        int $wpId,
        int $dolibarrId,
        ?array $baseline,
        string $status = 'unknown',
        array $fields = []
    ): void {
        $now = Moment::now();
        $status = Status::from($status);
        $reason = $status === Status::OutOfSync ? Reason::Differs : null;
        $this->store(new Link(
            $wpId,
            $dolibarrId,
            $baseline,
            $baseline === null ? null : $now,
            [],
            new Verdict($status, $reason, $fields),
            $status === Status::Unknown ? null : $now
        ));
    }

    /** @throws Problem dolisync_taken when another product of the shop holds this Dolibarr product */
    public function store(Link $link): void
    {
        global $wpdb;
        $row = [
            'dolibarr_id' => $link->dolibarrId,
            'baseline' => $link->baseline === null ? null : self::json($link->baseline),
            'synchronized_at' => $link->synchronizedAt,
            'refused' => self::json($link->refused),
            'held' => self::json($link->held),
            'status' => $link->verdict->status->value,
            'reason' => $link->verdict->reason?->value,
            'fields' => self::json($link->verdict->fields),
            'checked_at' => $link->checkedAt,
            'last_error' => null,
        ];
        $key = ['type' => self::TYPE, 'wp_id' => $link->wpId];
        $this->dropAbandoned($link);
        // The table's keys decide who is first; that one of two is refused is no error to log.
        $quiet = $wpdb->suppress_errors();
        $done = $this->of($link->wpId) === null
            ? Statement::insert(Tables::links(), $key + $row)
            : Statement::update(Tables::links(), $row, $key);
        $wpdb->suppress_errors($quiet);
        if ($done === false) {
            throw self::taken();
        }
        OwnWrites::during(fn () => $this->catalogue->markLinked($link->wpId, $link->dolibarrId));
    }

    /**
     * A request that died between the association and the shop's own mark of it left the mark out. One that names
     * another product is a person's to decide about.
     */
    public function mendMark(Link $link): void
    {
        if ($this->catalogue->mark($link->wpId) === null) {
            OwnWrites::during(fn () => $this->catalogue->markLinked($link->wpId, $link->dolibarrId));
        }
    }

    public function remove(int $wpId): void
    {
        Statement::delete(Tables::links(), ['type' => self::TYPE, 'wp_id' => $wpId]);
        UnassociatedProducts::oneMore();
        OwnWrites::during(fn () => $this->catalogue->markLinked($wpId, null));
    }

    /**
     * Remembers what a check found: one query for all that came out alike, also where nothing changed, because a person is
     * told when Dolibarr last confirmed it. Sparing what was checked a minute ago would spare nothing: for a page of a
     * hundred, a query that finds none to write takes as long as this one, a twelfth of the whole check without Dolibarr.
     *
     * @param array<int, Verdict> $verdicts by the shop's id
     */
    public function checked(array $verdicts, string $at): void
    {
        global $wpdb;
        $alike = [];
        foreach ($verdicts as $wpId => $verdict) {
            $found = [$verdict->status->value, $verdict->reason?->value ?? '', self::json($verdict->fields)];
            $alike[self::json($found)][] = $wpId;
        }
        foreach ($alike as $found => $wpIds) {
            Statement::run($wpdb->prepare(
                'UPDATE ' . Tables::links() . " SET status = %s, reason = NULLIF(%s, ''), fields = %s, checked_at = %s,
                last_error = NULL WHERE type = %s AND wp_id IN (" . self::list($wpIds) . ')',
                [...json_decode($found), $at, self::TYPE]
            ));
        }
    }

    /**
     * Remembers why a check could not be done; what was known before stays.
     *
     * @param list<int> $wpIds
     */
    public function notChecked(array $wpIds, Problem $problem): void
    {
        global $wpdb;
        if ($wpIds !== []) {
            Statement::run($wpdb->prepare(
                'UPDATE ' . Tables::links() . ' SET last_error = %s WHERE type = %s AND wp_id IN (' . self::list($wpIds) . ')',
                [self::json($problem->toArray() + ['at' => Moment::now()]), self::TYPE]
            ));
        }
    }

    /**
     * Remembers the categories that Dolibarr's product is in, as just seen: a check that is under way saw them earlier.
     *
     * @param string $categories a CategorySet
     */
    public function sawCategories(int $wpId, string $categories): void
    {
        Statement::update(
            Tables::links(),
            ['categories' => $categories, 'categories_next' => null],
            ['type' => self::TYPE, 'wp_id' => $wpId]
        );
    }

    /** A check of all categories begins. */
    public function beginCategories(): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare('UPDATE ' . Tables::links() . " SET categories_next = '' WHERE type = %s", self::TYPE));
    }

    /**
     * A check of all categories saw these products in this category. It goes through them in the order of their ids,
     * and seeing one a second time changes nothing.
     *
     * @param list<int> $dolibarrIds
     */
    public function addCategory(int $category, array $dolibarrIds): void
    {
        global $wpdb;
        if ($dolibarrIds === []) {
            return;
        }
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::links() . " SET categories_next = CONCAT(categories_next, CASE categories_next WHEN '' THEN '' ELSE ',' END, %s)
            WHERE type = %s AND categories_next IS NOT NULL AND CONCAT(',', categories_next) NOT LIKE %s
            AND dolibarr_id IN (" . self::list($dolibarrIds) . ')',
            (string) $category,
            self::TYPE,
            '%,' . $category
        ));
    }

    /** A check could not see who is in this category: who was when it was last seen is; who was never seen stays unknown. */
    public function keepCategory(int $category): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::links() . " SET categories_next = CASE WHEN categories IS NULL THEN NULL
                ELSE CONCAT(categories_next, CASE categories_next WHEN '' THEN '' ELSE ',' END, %s) END
            WHERE type = %s AND categories_next IS NOT NULL AND CONCAT(',', categories_next) NOT LIKE %s
            AND (categories IS NULL OR CONCAT(',', categories, ',') LIKE %s)",
            (string) $category,
            self::TYPE,
            '%,' . $category,
            "%,{$category},%"
        ));
    }

    /** A check saw all of them: what it saw holds, but where a product's own were seen since. */
    public function endCategories(): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare(
            'UPDATE ' . Tables::links() . ' SET categories = categories_next, categories_next = NULL
            WHERE type = %s AND categories_next IS NOT NULL',
            self::TYPE
        ));
    }

    /** They can no longer be seen: nothing is known of them. */
    public function forgetCategories(): void
    {
        global $wpdb;
        Statement::run($wpdb->prepare('UPDATE ' . Tables::links() . ' SET categories = NULL, categories_next = NULL WHERE type = %s', self::TYPE));
    }

    /**
     * Under the product's lock: what both sides agree on turned out to be more than was known.
     *
     * @param array<string, string> $agreed field → value, and `price_base`
     */
    public function agree(int $wpId, array $agreed): void
    {
        Statement::update(Tables::links(), ['baseline' => self::json($agreed)], ['type' => self::TYPE, 'wp_id' => $wpId]);
    }

    /**
     * The products that could not be checked for a reason of their own: not because Dolibarr could not be asked.
     *
     * @return array<int, array{code: string, message: string, next_action: string, at: string}> by the shop's id
     */
    public function problems(int $limit): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT wp_id, last_error FROM ' . Tables::links() . ' WHERE type = %s AND last_error IS NOT NULL AND last_error NOT LIKE %s
            ORDER BY id DESC LIMIT %d',
            self::TYPE,
            '%' . $wpdb->esc_like('"code":"dolisync_dolibarr_') . '%',
            $limit
        ));
        $problems = [];
        foreach ($rows as $row) {
            $problems[(int) $row->wp_id] = json_decode($row->last_error, true);
        }
        return $problems;
    }

    /** Forgets all associations, with the shop's marks. */
    public function clear(): void
    {
        global $wpdb;
        foreach ($wpdb->get_col($wpdb->prepare('SELECT wp_id FROM ' . Tables::links() . ' WHERE type = %s', self::TYPE)) as $wpId) {
            $this->remove((int) $wpId);
        }
    }

    public static function taken(?string $title = null): Problem
    {
        return Problem::named(
            'dolisync_taken',
            $title === null
                ? __('This Dolibarr product is associated with another product of the shop already.', 'dolisync')
                /* translators: %s: the title of a product. */
                : sprintf(__('This Dolibarr product is associated with “%s” already. Dissociate that one first.', 'dolisync'), $title),
            'review',
            409
        );
    }

    /** A row of a product that the shop no longer has must not keep its Dolibarr product from being associated. */
    private function dropAbandoned(Link $link): void
    {
        foreach ($this->rows('dolibarr_id', [$link->dolibarrId]) as $row) {
            if ((int) $row->wp_id !== $link->wpId && !$this->catalogue->exists((int) $row->wp_id)) {
                $this->remove((int) $row->wp_id);
            }
        }
    }

    /**
     * @param list<int> $ids
     * @return list<object>
     */
    private function rows(string $column, array $ids): array
    {
        global $wpdb;
        return $ids === [] ? [] : $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::links() . " WHERE type = %s AND {$column} IN (" . self::list($ids) . ')',
            self::TYPE
        ));
    }

    /** @param object $row of the table */
    public static function link(object $row): Link
    {
        return new Link(
            (int) $row->wp_id,
            (int) $row->dolibarr_id,
            $row->baseline === null ? null : json_decode($row->baseline, true),
            $row->synchronized_at,
            json_decode((string) $row->refused, true) ?? [],
            new Verdict(
                Status::tryFrom($row->status) ?? Status::Unknown,
                Reason::tryFrom((string) $row->reason),
                json_decode((string) $row->fields, true) ?? []
            ),
            $row->checked_at,
            json_decode((string) $row->held, true) ?? [],
            $row->categories
        );
    }

    /** @param list<int> $ids */
    private static function list(array $ids): string
    {
        return implode(',', array_map('intval', $ids));
    }

    private static function json(array $value): string
    {
        return (string) wp_json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }
}
