<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;

/** Finds entries of the journal, and forgets those that are older than the site wants to keep. */
final class JournalSearch
{
    public const RETENTION_OPTION = 'dolisync_retention_days';
    public const DEFAULT_RETENTION = 365;
    /** Ten years: longer is «for ever», which is 0. */
    public const LONGEST_RETENTION = 3650;

    private const TYPE = 'product';
    /** As many products as a search by title may stand for: more is no search. */
    private const PRODUCTS = 1000;
    private const BATCH = 200;

    public function __construct(private readonly Catalogue $catalogue)
    {
    }

    /** How many days an entry is kept; 0: for ever. */
    public static function retentionDays(): int
    {
        $days = get_option(self::RETENTION_OPTION, self::DEFAULT_RETENTION);
        return is_numeric($days) ? max(0, min(self::LONGEST_RETENTION, (int) $days)) : self::DEFAULT_RETENTION;
    }

    /**
     * The newest first; what was abandoned before anything was written is left out.
     *
     * @param int $page from 1
     * @return array{entries: list<JournalEntry>, total: int}
     */
    public function page(JournalFilter $filter, int $page, int $perPage): array
    {
        global $wpdb;
        $where = $this->where($filter);
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT * FROM ' . Tables::journal() . $where . ' ORDER BY id DESC LIMIT %d OFFSET %d',
            $perPage,
            $perPage * (max(1, $page) - 1)
        ));
        return [
            'entries' => Journal::entries($rows),
            'total' => (int) $wpdb->get_var('SELECT COUNT(*) FROM ' . Tables::journal() . $where),
        ];
    }

    /**
     * All of them, the newest first, however many: read in batches.
     *
     * @return \Generator<int, JournalEntry>
     */
    public function each(JournalFilter $filter): \Generator
    {
        global $wpdb;
        $where = $this->where($filter);
        $last = PHP_INT_MAX;
        do {
            $rows = $wpdb->get_results($wpdb->prepare(
                'SELECT * FROM ' . Tables::journal() . $where . ' AND id < %d ORDER BY id DESC LIMIT %d',
                $last,
                self::BATCH
            ));
            foreach (Journal::entries($rows) as $entry) {
                $last = $entry->id;
                yield $entry;
            }
        } while (count($rows) === self::BATCH);
    }

    /**
     * Forgets what is older than the site keeps. What was begun and never ended stays: it is the only trace of a
     * write that may have been done, and a creation looks itself up in it. A dissociation stays too: without it the
     * product would look new, and be created on the other side again.
     *
     * @return int how many entries went
     */
    public function purge(): int
    {
        global $wpdb;
        $days = self::retentionDays();
        if ($days === 0) {
            return 0;
        }
        return (int) Statement::run($wpdb->prepare(
            'DELETE FROM ' . Tables::journal() . ' WHERE at < %s AND state <> %s AND action <> %s',
            Moment::in(-$days * DAY_IN_SECONDS),
            JournalEntry::BEGUN,
            'unlink'
        ));
    }

    private function where(JournalFilter $filter): string
    {
        global $wpdb;
        $where = $wpdb->prepare(' WHERE type = %s AND state <> %s', self::TYPE, JournalEntry::ABANDONED);
        foreach (['action' => $filter->action, 'source' => $filter->source] as $column => $value) {
            $where .= $value === '' ? '' : $wpdb->prepare(" AND {$column} = %s", $value);
        }
        $where .= $filter->since() === '' ? '' : $wpdb->prepare(' AND at >= %s', $filter->since());
        $where .= $filter->until() === '' ? '' : $wpdb->prepare(' AND at < %s', $filter->until());
        $where .= $filter->product === null ? '' : $wpdb->prepare(' AND wp_id = %d', $filter->product);
        return $where . ($filter->search === '' ? '' : $this->ofProducts($filter->search));
    }

    private function ofProducts(string $search): string
    {
        $ids = $this->catalogue->search($search, self::PRODUCTS);
        $found = $ids === [] ? '1 = 0' : 'wp_id IN (' . implode(',', array_map('intval', $ids)) . ')';
        // A number as the lists show it: #59, on either side. So what is no longer in the shop is found too.
        if (preg_match('/^#?([1-9][0-9]{0,17})$/', $search, $number) === 1) {
            $found .= ' OR wp_id = ' . (int) $number[1] . ' OR dolibarr_id = ' . (int) $number[1];
        }
        return " AND ({$found})";
    }
}
