<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Sync\Tables;
use DoliSync\Sync\TimeLimit;

/**
 * The shop's products that are associated with nothing, by their codes. No index knows either, so that looking for them
 * costs the more the bigger the shop is: they are read once for many looks, and then only those that are new.
 */
final class UnassociatedProducts
{
    private const CODES = ['reference' => StoredProduct::REFERENCE, 'barcode' => StoredProduct::BARCODE];

    /** After so long they are read anew: a product may have got another code. */
    private const SECONDS = 5.0;

    /** Another one each time that a product loses its association, in whatever request: then they are read anew at once. */
    private const LOST_OPTION = 'dolisync_association_lost';

    /** So many products are worth naming in a query. */
    private const FEW = 1000;

    /** @var array<string, string> `code value` → the products that had it, `12,45` */
    private array $products = [];

    /** Products up to this number were looked at. */
    private int $newest = 0;
    /** Null: they were not read yet. */
    private ?TimeLimit $freshness = null;
    private string $lost = '';

    /** A product has just lost its association: whoever remembers which have none must not take it for associated. */
    public static function oneMore(): void
    {
        update_option(self::LOST_OPTION, bin2hex(random_bytes(8)), false);
    }

    /** The next look is at the shop as it is then. */
    public function forget(): void
    {
        $this->freshness = null;
    }

    /**
     * Those that have one of these references or barcodes now.
     *
     * @param list<string> $references
     * @param list<string> $barcodes
     * @return list<array{id: int, code: string, value: string}> code: reference or barcode; the oldest product first
     */
    public function withCodes(array $references, array $barcodes): array
    {
        $this->keepUp();
        $wanted = array_flip([
            ...array_map(static fn (string $value): string => self::key('reference', $value), $references),
            ...array_map(static fn (string $value): string => self::key('barcode', $value), $barcodes),
        ]);
        $products = array_intersect_key($this->products, $wanted);
        // Those that had it: they may have another one by now, or an association.
        $now = $products === [] ? [] : self::codes(self::ids(' AND p.ID IN (' . implode(',', $products) . ')'), 0);
        return array_values(array_filter(
            [...$now],
            static fn (array $one): bool => isset($wanted[self::key($one['code'], $one['value'])])
        ));
    }

    private function keepUp(): void
    {
        global $wpdb;
        // Not `get_option`, which remembers what another request has changed since.
        $lost = (string) $wpdb->get_var($wpdb->prepare("SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", self::LOST_OPTION));
        if ($this->freshness === null || $this->freshness->isUp() || $lost !== $this->lost) {
            [$this->products, $this->newest, $this->freshness, $this->lost] = [[], 0, TimeLimit::in(self::SECONDS), $lost];
        }
        $newest = (int) $wpdb->get_var("SELECT MAX(ID) FROM {$wpdb->posts}");
        $new = $newest > $this->newest ? self::ids($wpdb->prepare(' AND p.ID > %d', $this->newest)) : [];
        foreach (self::codes($new, $this->newest) as ['id' => $id, 'code' => $code, 'value' => $value]) {
            $key = self::key($code, $value);
            $this->products[$key] = isset($this->products[$key]) ? "{$this->products[$key]},{$id}" : (string) $id;
        }
        $this->newest = $newest;
    }

    /** @param string $where which products @return list<int> those of them that are associated with nothing */
    private static function ids(string $where): array
    {
        global $wpdb;
        return array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT p.ID FROM {$wpdb->posts} p WHERE p.post_type = %s AND p.post_status NOT IN ('auto-draft', 'trash')
            AND p.ID NOT IN (SELECT l.wp_id FROM " . Tables::links() . " l WHERE l.type = 'product'){$where} ORDER BY p.ID",
            ProductType::POST_TYPE
        )));
    }

    /**
     * @param list<int> $ids all with a higher number than this
     * @return \Generator<int, array{id: int, code: string, value: string}>
     */
    private static function codes(array $ids, int $after): \Generator
    {
        global $wpdb;
        if ($ids === []) {
            return;
        }
        $among = count($ids) <= self::FEW ? ' AND post_id IN (' . implode(',', $ids) . ')' : $wpdb->prepare(' AND post_id > %d', $after);
        $known = array_flip($ids);
        foreach (self::CODES as $code => $meta) {
            $rows = $wpdb->get_results($wpdb->prepare(
                "SELECT post_id, meta_value FROM {$wpdb->postmeta} WHERE meta_key = %s AND meta_value <> ''{$among} ORDER BY post_id",
                $meta
            ));
            foreach ($rows as $row) {
                if (isset($known[(int) $row->post_id])) {
                    yield ['id' => (int) $row->post_id, 'code' => $code, 'value' => $row->meta_value];
                }
            }
        }
    }

    private static function key(string $code, string $value): string
    {
        return $code . ' ' . mb_strtolower($value);
    }
}
