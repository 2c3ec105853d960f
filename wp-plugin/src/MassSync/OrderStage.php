<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\OrdersOfInvoices;
use DoliSync\Catalogue\RecordType;
use DoliSync\Dolibarr\DocumentKind;
use DoliSync\Dolibarr\Records;
use DoliSync\Sync\Journal;

/** Orders, and the invoices that were there before them. */
final class OrderStage extends DocumentStage
{
    private readonly OrdersOfInvoices $invoices;

    public function __construct(Records $dolibarr, Journal $journal)
    {
        parent::__construct(DocumentKind::Order, RecordType::Order, $dolibarr, $journal);
        $this->invoices = new OrdersOfInvoices();
    }

    protected function writeBelongings(array $wpIds, array $records): array
    {
        return array_map(static fn (array $invoices): array => ['invoices' => $invoices], $this->invoices->adopt($wpIds));
    }

    protected function putBackBelongings(int $wpId, array $kept): void
    {
        $this->invoices->release($kept['invoices'] ?? []);
    }
}
