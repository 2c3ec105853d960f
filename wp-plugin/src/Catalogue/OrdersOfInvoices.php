<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/**
 * An invoice lies below its order, which may come into the shop after it: one that failed at first, or that was left
 * out. The invoice's stored links tell which order it is.
 */
final class OrdersOfInvoices
{
    private readonly WpshopRecords $invoices;

    public function __construct()
    {
        $this->invoices = new WpshopRecords(RecordType::Invoice);
    }

    /**
     * Puts below these orders the invoices that waited for them.
     *
     * @param array<int, int> $orders Dolibarr's number → the shop's
     * @return array<int, list<int>> Dolibarr's number → the invoices
     */
    public function adopt(array $orders): array
    {
        $adopted = [];
        foreach ($this->waiting() as $invoice => $order) {
            if (isset($orders[$order])) {
                $this->invoices->place($invoice, $orders[$order]);
                $adopted[$order][] = $invoice;
            }
        }
        return $adopted;
    }

    /** @param list<int> $invoices from `adopt` */
    public function release(array $invoices): void
    {
        foreach ($this->invoices->existing($invoices) as $invoice) {
            $this->invoices->place($invoice, 0);
        }
    }

    /**
     * The order of an invoice: as WPshop did when it kept one, the last.
     *
     * @param array<string, list<int>> $links Dolibarr's name of a kind of record → numbers
     */
    public static function among(array $links): ?int
    {
        $orders = $links['commande'] ?? [];
        return $orders === [] ? null : max($orders);
    }

    /** @return array<int, int> invoice → Dolibarr's number of its order */
    private function waiting(): array
    {
        global $wpdb;
        $waiting = [];
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT p.ID, m.meta_value FROM {$wpdb->posts} p INNER JOIN {$wpdb->postmeta} m ON m.post_id = p.ID
            WHERE p.post_type = %s AND p.post_parent = 0 AND m.meta_key = '_linked_objects_ids' AND m.meta_value LIKE %s",
            RecordType::Invoice->postType(),
            '%' . $wpdb->esc_like('"commande"') . '%'
        ));
        foreach ($rows as $row) {
            $order = self::among(json_decode($row->meta_value, true) ?? []);
            if ($order !== null) {
                $waiting[(int) $row->ID] = $order;
            }
        }
        return $waiting;
    }
}
