<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Dolibarr\PaymentRecord;

/**
 * The payments of invoices: posts below the invoice's, known by their reference. One that Dolibarr no longer has goes
 * to the trash, for WPshop adds up what was paid from these posts.
 */
final class WpshopPayments
{
    private readonly WpshopRecords $records;
    private readonly RecordSearch $search;

    public function __construct()
    {
        $this->records = new WpshopRecords(RecordType::Payment);
        $this->search = new RecordSearch(RecordType::Payment);
    }

    /**
     * @param array<int, list<PaymentRecord>> $payments by the shop's invoice: all that it has
     * @return array<int, array{made?: list<int>, before?: array<int, array<string, string|null>>}> likewise: the posts
     *     that were made, and those that were changed as they were stored before
     */
    public function write(array $payments): array
    {
        $children = $this->search->childrenOf(array_keys($payments));
        $now = $this->records->read(array_merge([], ...array_values($children)));
        $new = $changed = $kept = [];
        foreach ($payments as $invoice => $records) {
            $values = array_map(
                static fn (PaymentRecord $payment): array => $payment->values + ['invoice' => (string) $invoice],
                $records
            );
            $difference = self::difference($values, array_intersect_key($now, array_flip($children[$invoice] ?? [])));
            array_push($new, ...$difference['new']);
            $changed += $difference['changed'];
        }
        $before = $this->records->snapshots(array_keys($changed));
        foreach ($changed as $id => $values) {
            $this->records->write($id, $values, 0);
            $kept[(int) $now[$id]['invoice']]['before'][$id] = $before[$id];
        }
        foreach ($this->records->create($new) as $number => $id) {
            $kept[(int) $new[$number]['invoice']]['made'][] = $id;
        }
        return $kept;
    }

    /** @param array{made?: list<int>, before?: array<int, array<string, string|null>>} $kept from `write` */
    public function putBack(array $kept): void
    {
        foreach ($kept['made'] ?? [] as $id) {
            if ($this->records->existing([$id]) !== []) {
                $this->records->remove($id);
            }
        }
        foreach ($kept['before'] ?? [] as $id => $snapshot) {
            if ($this->records->existing([$id]) !== []) {
                $this->records->restore($id, $snapshot, array_keys(RecordType::Payment->places()));
            }
        }
    }

    /**
     * What makes of an invoice's payments in the shop those of Dolibarr. Pure.
     *
     * @param list<array<string, string>> $payments Dolibarr's
     * @param array<int, array<string, string>> $now the shop's, by number
     * @return array{new: list<array<string, string>>, changed: array<int, non-empty-array<string, string>>}
     */
    public static function difference(array $payments, array $now): array
    {
        $difference = ['new' => [], 'changed' => []];
        foreach ($payments as $values) {
            $same = array_filter($now, static fn (array $there): bool => $there['reference'] === $values['reference']);
            $id = array_key_first($same);
            if ($id === null) {
                $difference['new'][] = $values;
                continue;
            }
            $difference['changed'][$id] = array_diff_assoc($values, $now[$id]);
            unset($now[$id]);
        }
        foreach ($now as $id => $values) {
            $difference['changed'][$id] = array_diff_assoc(['status' => 'trash'], $values);
        }
        $difference['changed'] = array_filter($difference['changed']);
        return $difference;
    }
}
