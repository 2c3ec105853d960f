<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\OrdersOfInvoices;
use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopPayments;
use DoliSync\Dolibarr\DocumentKind;
use DoliSync\Dolibarr\DocumentRecord;
use DoliSync\Dolibarr\Records;
use DoliSync\Sync\Journal;

/**
 * Invoices with their payments and their order. Dolibarr's lists tell of neither: they are asked for where an invoice
 * is new or changed, so that a payment that takes the place of another of the same amount is only noticed with the next
 * change of the invoice.
 */
final class InvoiceStage extends DocumentStage
{
    private readonly WpshopPayments $payments;
    private readonly Relation $orders;

    public function __construct(Records $dolibarr, Journal $journal)
    {
        parent::__construct(DocumentKind::Invoice, RecordType::Invoice, $dolibarr, $journal);
        $this->payments = new WpshopPayments();
        $this->orders = self::relation(RecordType::Order);
    }

    protected function completed(DocumentRecord $record, Plan $plan): DocumentRecord
    {
        /** @var Counterpart $counterpart */
        $counterpart = $plan->subject;
        $mayHavePayments = $record->isPaidFor() || ($counterpart->values['paid_total'] ?? '0') !== '0';
        return $record->completed(
            $this->linksOf($record),
            $mayHavePayments ? $this->dolibarr->payments($record->id()) : []
        );
    }

    protected function riders(): array
    {
        return ['links', 'order'];
    }

    protected function inShopsTerms(array $records): array
    {
        $values = parent::inShopsTerms($records);
        $orders = array_filter(array_map(static fn (DocumentRecord $record): int => (int) OrdersOfInvoices::among($record->links ?? []), $records));
        $numbers = $this->orders->inShop(array_values(array_unique($orders)));
        foreach ($records as $id => $record) {
            if ($record->links !== null) {
                // An order that the shop does not have (it was left out) keeps nobody's invoice away: OrderStage adopts it.
                $values[$id]['order'] = isset($orders[$id]) ? (string) ($numbers[$orders[$id]] ?? '') : '';
            }
        }
        return $values;
    }

    protected function writeBelongings(array $wpIds, array $records): array
    {
        $payments = [];
        foreach ($records as $id => $record) {
            if ($record->payments !== null) {
                $payments[$wpIds[$id]] = $record->payments;
            }
        }
        $kept = $this->payments->write($payments);
        return array_filter(array_map(static fn (int $wpId): array => $kept[$wpId] ?? [], $wpIds));
    }

    protected function putBackBelongings(int $wpId, array $kept): void
    {
        $this->payments->putBack($kept);
    }
}
