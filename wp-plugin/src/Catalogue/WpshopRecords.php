<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/** WPshop's posts of one type that is no product, with their metas as WPshop 2.4 stores them. */
final class WpshopRecords implements ShopRecords
{
    public const DOLIBARR_ID = '_external_id';
    private const HASH = '_sync_sha_256';
    /** The metas in which WPshop marks that a record is Dolibarr's. */
    public const MARKS = [self::DOLIBARR_ID, self::HASH];

    public function __construct(public readonly RecordType $type)
    {
    }

    public function read(array $ids): array
    {
        $records = [];
        foreach ($this->snapshots($ids) as $id => $snapshot) {
            foreach ($this->type->places() as $field => $place) {
                $records[$id][$field] = $place->form->canonical((string) $snapshot[$place->name], $this->type);
            }
        }
        return $records;
    }

    public function snapshots(array $ids): array
    {
        global $wpdb;
        if ($ids === []) {
            return [];
        }
        [$columns, $metas] = $this->names();
        $list = self::list($ids);
        $snapshots = [];
        // Straight from the database: a cache may be older than what another request just wrote.
        $posts = $wpdb->get_results($wpdb->prepare(
            'SELECT ID, ' . implode(', ', $columns) . " FROM {$wpdb->posts} WHERE post_type = %s AND ID IN ({$list}) ORDER BY ID",
            $this->type->postType()
        ), ARRAY_A);
        foreach ($posts as $post) {
            $snapshots[(int) $post['ID']] = array_diff_key($post, ['ID' => '']) + array_fill_keys($metas, null);
        }
        foreach ($this->metaRows($metas, "post_id IN ({$list})") as $row) {
            // WordPress, asked for one, gives the first of several.
            if (isset($snapshots[(int) $row->post_id])) {
                $snapshots[(int) $row->post_id][$row->meta_key] ??= $row->meta_value;
            }
        }
        return $snapshots;
    }

    public function marked(array $dolibarrIds): array
    {
        global $wpdb;
        if ($dolibarrIds === []) {
            return [];
        }
        $marks = [];
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT p.ID, m.meta_value FROM {$wpdb->posts} p INNER JOIN {$wpdb->postmeta} m ON m.post_id = p.ID
            WHERE p.post_type = %s AND p.post_status <> 'auto-draft' AND m.meta_key = %s
            AND m.meta_value IN ('" . implode("','", array_map('intval', $dolibarrIds)) . "') ORDER BY p.ID",
            $this->type->postType(),
            self::DOLIBARR_ID
        ));
        foreach ($rows as $row) {
            $marks[(int) $row->meta_value] ??= (int) $row->ID;
        }
        return $marks;
    }

    public function marks(array $ids): array
    {
        $marks = [];
        $rows = $ids === [] ? [] : $this->metaRows([self::DOLIBARR_ID], 'post_id IN (' . self::list($ids) . ')');
        foreach ($rows as $row) {
            if ((int) $row->meta_value > 0) {
                $marks[(int) $row->post_id] ??= (int) $row->meta_value;
            }
        }
        return $marks;
    }

    public function mark(int $id, int $dolibarrId): void
    {
        $this->store($id, [], $this->marksOf($id, $this->read([$id])[$id], $dolibarrId));
    }

    /**
     * @param list<int> $ids
     * @return list<int> those of which there is such a record
     */
    public function existing(array $ids): array
    {
        global $wpdb;
        return $ids === [] ? [] : array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT ID FROM {$wpdb->posts} WHERE post_type = %s AND ID IN (" . self::list($ids) . ')',
            $this->type->postType()
        )));
    }

    public function hold(array $ids): void
    {
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->posts} SET ID = ID WHERE ID IN (" . self::list($ids) . ')');
    }

    public function create(array $records): array
    {
        $ids = [];
        $metas = [];
        foreach ($records as $dolibarrId => $values) {
            [$columns, $stored] = $this->stored($values, $dolibarrId);
            $id = WpshopForm::aside(fn () => wp_insert_post(wp_slash(['post_type' => $this->type->postType()] + $columns), true));
            if (is_wp_error($id)) {
                throw self::refused();
            }
            // Should the transaction be taken back, nobody may remember this number as a record.
            clean_post_cache($id);
            $ids[$dolibarrId] = $id;
            $metas[$id] = array_filter($stored, is_string(...)) + $this->marksOf($id, $values, $dolibarrId);
        }
        MetaRows::insert($metas);
        return $ids;
    }

    public function write(int $id, array $values, int $dolibarrId): void
    {
        [$columns, $metas] = $this->stored($values, $dolibarrId);
        $now = array_replace($this->read([$id])[$id] ?? [], $values);
        $this->store($id, $columns, $metas + $this->marksOf($id, $now, $dolibarrId));
    }

    /** Puts a record below another one, 0 for none. @throws Problem dolisync_wpshop_refused */
    public function place(int $id, int $parent): void
    {
        $this->store($id, ['post_parent' => (string) $parent], []);
    }

    public function restore(int $id, array $snapshot, array $fields): void
    {
        $columns = $metas = [];
        foreach (array_intersect_key($this->type->places(), array_flip($fields)) as $place) {
            if ($place->isColumn) {
                $columns[$place->name] = $snapshot[$place->name];
            } else {
                $metas[$place->name] = $snapshot[$place->name];
            }
        }
        $this->store($id, $columns, $metas);
    }

    /**
     * Takes a person's data out of a record, which stays.
     *
     * @param list<string> $fields
     * @throws Problem dolisync_wpshop_refused
     */
    public function anonymize(int $id, array $fields): void
    {
        global $wpdb;
        $columns = $metas = [];
        foreach (array_intersect_key($this->type->places(), array_flip($fields)) as $place) {
            if ($place->isColumn) {
                $columns[$place->name] = wp_privacy_anonymize_data('text');
            } else {
                $metas[$place->name] = '';
            }
        }
        // WordPress makes the address of a post from its title, and remembers the first one and the one before.
        $this->store($id, $columns === [] ? [] : $columns + ['post_name' => "{$this->type->value}-{$id}"], $metas);
        if ($columns !== []) {
            delete_post_meta($id, '_wp_old_slug');
            $wpdb->update($wpdb->posts, ['guid' => home_url("/?post_type={$this->type->postType()}&p={$id}")], ['ID' => $id]);
            clean_post_cache($id);
        }
    }

    public function remove(int $id): void
    {
        if (!wp_delete_post($id, true)) {
            throw self::refused();
        }
    }

    public function urls(array $ids): array
    {
        _prime_post_caches($ids, false, true);
        return array_combine($ids, array_map($this->url(...), $ids));
    }

    private function url(int $id): ?string
    {
        $page = match ($this->type) {
            RecordType::ThirdParty => 'wps-third-party',
            RecordType::Proposal => 'wps-proposal',
            // WPshop shows its orders and invoices by Dolibarr's number.
            RecordType::Order => 'wps-order',
            RecordType::Invoice => 'wps-invoice',
            RecordType::Payment => null,
        };
        if ($page === null || !class_exists('wpshop\WPshop')) {
            return get_edit_post_link($id, 'raw');
        }
        $shown = $this->type === RecordType::ThirdParty ? $id : (int) get_post_meta($id, self::DOLIBARR_ID, true);
        return admin_url("admin.php?page={$page}&id={$shown}");
    }

    /** @return array{list<string>, list<string>} columns and metas */
    private function names(): array
    {
        $names = [[], []];
        foreach ($this->type->places() as $place) {
            $names[$place->isColumn ? 0 : 1][] = $place->name;
        }
        return $names;
    }

    /**
     * @param array<string, string> $values
     * @return array{array<string, string>, array<string, string|null>} columns and metas, as they are stored
     */
    private function stored(array $values, int $dolibarrId): array
    {
        $stored = [[], []];
        foreach (array_intersect_key($this->type->places(), $values) as $field => $place) {
            $stored[$place->isColumn ? 0 : 1][$place->name] = $place->form->stored($values[$field], $this->type, $dolibarrId);
        }
        return $stored;
    }

    /**
     * WPshop's own marks: what the record is associated with and, of a third party, what both sides held then. WPshop
     * computes it over what Dolibarr's API answers, in which state and country are empty.
     *
     * @param array<string, string> $values
     * @return array<string, string>
     */
    private function marksOf(int $id, array $values, int $dolibarrId): array
    {
        $marks = $this->type === RecordType::Payment ? [] : [self::DOLIBARR_ID => (string) $dolibarrId];
        return $this->type !== RecordType::ThirdParty ? $marks : $marks + [self::HASH => hash('sha256', implode(',', [
            $dolibarrId, $id, $values['title'], $values['town'], $values['zip'], '', '',
            $values['address'], $values['phone'], $values['email'],
        ]))];
    }

    /**
     * @param array<string, string|null> $columns
     * @param array<string, string|null> $metas null deletes
     */
    private function store(int $id, array $columns, array $metas): void
    {
        // The metas first: whoever listens to the saving of the post sees the whole record.
        foreach ($metas as $name => $value) {
            if ($value === null) {
                delete_post_meta($id, $name);
            } else {
                update_post_meta($id, $name, wp_slash($value));
            }
        }
        WpshopModel::keepTrue($id, $metas, $this->type->model());
        if (isset($columns['post_date'])) {
            $columns['post_date_gmt'] = get_gmt_from_date($columns['post_date']);
        }
        if ($columns !== []) {
            $saved = WpshopForm::aside(static fn () => wp_update_post(wp_slash(['ID' => $id] + $columns), true));
            if (is_wp_error($saved)) {
                throw self::refused();
            }
        }
        clean_post_cache($id);
    }

    /**
     * @param list<string> $names
     * @return list<object>
     */
    private function metaRows(array $names, string $where): array
    {
        global $wpdb;
        return $wpdb->get_results($wpdb->prepare(
            "SELECT post_id, meta_key, meta_value FROM {$wpdb->postmeta} WHERE {$where}
            AND meta_key IN (" . implode(',', array_fill(0, count($names), '%s')) . ') ORDER BY meta_id',
            $names
        ));
    }

    /** @param list<int> $ids */
    private static function list(array $ids): string
    {
        return implode(',', array_map('intval', $ids));
    }

    private static function refused(): Problem
    {
        return Problem::named(
            'dolisync_wpshop_refused',
            __('WordPress did not save the record. Another plugin may have refused it; try again.', 'dolisync'),
            'retry',
            500
        );
    }
}
