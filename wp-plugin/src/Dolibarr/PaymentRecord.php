<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Canonical;
use DoliSync\Problem;

/** A payment of an invoice. Dolibarr answers it without a number: its reference is its key. */
final class PaymentRecord
{
    /** @param array<string, string> $values */
    private function __construct(public readonly array $values)
    {
    }

    /** @throws Problem dolisync_record_unreadable */
    public static function from(mixed $json): self
    {
        // It has no number of its own: any will do to read it.
        $raw = RawRecord::from(is_array($json) ? ['id' => 1] + $json : $json, ['amount', 'type', 'date', 'ref']);
        $date = $raw->text('date');
        if (preg_match('/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/D', $date) !== 1) {
            throw Problems::unreadableRecord('date');
        }
        return new self([
            'reference' => Canonical::code($raw->neededText('ref')),
            'status' => 'present',
            'amount' => $raw->amount('amount'),
            'means' => Canonical::plain($raw->text('type')),
            'date' => strlen($date) === 10 ? $date . ' 00:00:00' : $date,
        ]);
    }
}
