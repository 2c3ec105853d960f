<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** Finds WPshop's records of one type by whose they are: an e-mail address's, a third party's, another record's. */
final class RecordSearch
{
    public function __construct(private readonly RecordType $type)
    {
    }

    /**
     * The third parties with these e-mail addresses that are not associated with anything yet.
     *
     * @param list<string> $emails
     * @return array<string, int> address → the only third party that has it
     */
    public function unmarkedWithEmail(array $emails): array
    {
        global $wpdb;
        if ($emails === []) {
            return [];
        }
        $found = [];
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT p.ID, m.meta_value FROM {$wpdb->posts} p INNER JOIN {$wpdb->postmeta} m ON m.post_id = p.ID
            WHERE p.post_type = %s AND p.post_status NOT IN ('auto-draft', 'trash') AND m.meta_key = 'email'
            AND m.meta_value IN (" . implode(',', array_fill(0, count($emails), '%s')) . ")
            AND NOT EXISTS (
                SELECT 1 FROM {$wpdb->postmeta} x WHERE x.post_id = p.ID AND x.meta_key = %s AND x.meta_value NOT IN ('', '0')
            ) ORDER BY p.ID",
            [$this->type->postType(), ...$emails, WpshopRecords::DOLIBARR_ID]
        ));
        foreach ($rows as $row) {
            $found[strtolower($row->meta_value)][] = (int) $row->ID;
        }
        return array_map('current', array_filter($found, static fn (array $ids): bool => count($ids) === 1));
    }

    /** The third parties with this e-mail address. @return list<int> */
    public function withEmail(string $email): array
    {
        global $wpdb;
        return array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT DISTINCT p.ID FROM {$wpdb->posts} p INNER JOIN {$wpdb->postmeta} m ON m.post_id = p.ID
            WHERE p.post_type = %s AND m.meta_key = 'email' AND m.meta_value = %s ORDER BY p.ID",
            $this->type->postType(),
            $email
        )));
    }

    /**
     * The documents of these third parties.
     *
     * @param list<int> $thirdParties
     * @return list<int>
     */
    public function ofThirdParties(array $thirdParties): array
    {
        global $wpdb;
        if ($thirdParties === []) {
            return [];
        }
        $place = $this->type->places()['third_party'];
        $list = self::list($thirdParties);
        $belongs = $place->isColumn
            ? "p.{$place->name} IN ({$list})"
            : "EXISTS (SELECT 1 FROM {$wpdb->postmeta} m WHERE m.post_id = p.ID AND m.meta_key = '{$place->name}'
                AND m.meta_value IN ('" . str_replace(',', "','", $list) . "'))";
        return array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT p.ID FROM {$wpdb->posts} p WHERE p.post_type = %s AND p.post_status <> 'auto-draft' AND {$belongs} ORDER BY p.ID",
            $this->type->postType()
        )));
    }

    /**
     * The records that belong to these.
     *
     * @param list<int> $parents
     * @return array<int, list<int>> parent → children
     */
    public function childrenOf(array $parents): array
    {
        global $wpdb;
        $children = [];
        if ($parents !== []) {
            $rows = $wpdb->get_results($wpdb->prepare(
                "SELECT ID, post_parent FROM {$wpdb->posts} WHERE post_type = %s AND post_status <> 'auto-draft'
                AND post_parent IN (" . self::list($parents) . ') ORDER BY ID',
                $this->type->postType()
            ));
            foreach ($rows as $row) {
                $children[(int) $row->post_parent][] = (int) $row->ID;
            }
        }
        return $children;
    }

    /** @param list<int> $ids */
    private static function list(array $ids): string
    {
        return implode(',', array_map('intval', $ids));
    }
}
