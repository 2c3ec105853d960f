<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Canonical;
use DoliSync\Catalogue\DocumentLines;
use DoliSync\Problem;

/** A proposal, an order or an invoice, as Dolibarr answers it. */
final class DocumentRecord implements Mirrored
{
    private const NEEDED = ['ref', 'socid', 'total_ht', 'total_tva', 'total_ttc', 'lines'];
    private const NEEDED_OF_LINES = ['fk_product', 'qty', 'subprice', 'tva_tx', 'total_ht', 'total_tva', 'total_ttc'];
    /** Of Dolibarr's types of invoice. */
    private const CREDIT_NOTE = 2;

    /**
     * @param array<string, string> $values canonical
     * @param array<string, list<int>>|null $links Dolibarr's name of a kind of record (`commande`, `facture`, `propal`)
     *     → the numbers of those that it is linked with; null: Dolibarr did not say, as in its lists
     * @param list<PaymentRecord>|null $payments of an invoice; null: not asked
     */
    private function __construct(
        public readonly DocumentKind $kind,
        private readonly int $id,
        private readonly array $values,
        public readonly ?array $links,
        public readonly ?array $payments = null
    ) {
    }

    /** @throws Problem dolisync_record_unreadable */
    public static function from(DocumentKind $kind, mixed $json): self
    {
        $raw = RawRecord::from($json, self::NEEDED);
        $number = $raw->neededInteger($raw->text('statut') === '' ? 'status' : 'statut');
        return new self(
            $kind,
            $raw->id,
            [
                'reference' => Canonical::code($raw->neededText('ref')),
                'third_party' => (string) ($raw->reference('socid') ?? ''),
                'status' => self::status($kind, $raw, $number),
                'total_ht' => $raw->amount('total_ht'),
                'total_tva' => $raw->amount('total_tva'),
                'total_ttc' => $raw->amount('total_ttc'),
                'created' => self::moment($raw->moment('date_creation') ?? $raw->moment('datec')),
            ] + match ($kind) {
                DocumentKind::Proposal => self::valuesOfProposal($raw, $number),
                DocumentKind::Order => self::valuesOfOrder($raw, $number),
                DocumentKind::Invoice => self::valuesOfInvoice($raw),
            } + ['lines' => self::lines($kind, $raw)],
            self::links($raw->raw('linkedObjectsIds'))
        );
    }

    public function id(): int
    {
        return $this->id;
    }

    public function values(): array
    {
        return $this->values;
    }

    /** Of an invoice: whether anything of it was paid. */
    public function isPaidFor(): bool
    {
        return ($this->values['paid_total'] ?? '0') !== '0';
    }

    /**
     * With what Dolibarr's lists do not tell.
     *
     * @param array<string, list<int>> $links
     * @param list<PaymentRecord>|null $payments
     */
    public function completed(array $links, ?array $payments): self
    {
        return new self($this->kind, $this->id, $this->values, $links, $payments);
    }

    /** An order that was delivered and billed is done with, in WPshop's eyes. */
    private static function status(DocumentKind $kind, RawRecord $raw, int $number): string
    {
        $status = $kind->status($number);
        return $status === 'delivered' && $raw->integer('billed') !== 0 ? 'processed' : $status;
    }

    /** @return array<string, string> */
    private static function valuesOfProposal(RawRecord $raw, int $number): array
    {
        $values = ['billed' => $number === 4 ? 'yes' : 'no'];
        // A proposal that the shop made keeps the way of payment that its customer chose.
        return $raw->text('mode_reglement_code') === '' ? $values : $values + ['payment_method' => self::paymentMethod($raw)];
    }

    /** @return array<string, string> */
    private static function valuesOfOrder(RawRecord $raw, int $number): array
    {
        return [
            'date' => self::moment($raw->moment('date_commande') ?? $raw->moment('date')),
            'billed' => $raw->integer('billed') !== 0 ? 'yes' : 'no',
            'delivered' => $number === 3 ? 'yes' : 'no',
            'payment_method' => self::paymentMethod($raw),
        ];
    }

    /** @return array<string, string> */
    private static function valuesOfInvoice(RawRecord $raw): array
    {
        $total = $raw->amount('total_ttc');
        $remains = $raw->text('remaintopay') === '' ? $total : $raw->amount('remaintopay');
        return [
            'date' => substr(self::moment($raw->moment('date')), 0, 10),
            // 20 leaves `totalpaid` out, 16 sends both.
            'paid_total' => $raw->amount($raw->text('sumpayed') === '' ? 'totalpaid' : 'sumpayed'),
            'remains' => $remains,
            'paid' => $raw->integer('paye') !== 0 ? 'yes' : 'no',
            'credit_note' => $raw->integer('type') === self::CREDIT_NOTE ? 'yes' : 'no',
            'payment_method' => self::paymentMethod($raw),
        ];
    }

    /** The ways of payment that WPshop has a word for; other ones are none for it. */
    private static function paymentMethod(RawRecord $raw): string
    {
        return ['CB' => 'card', 'CHQ' => 'cheque', 'LIQ' => 'cash'][$raw->text('mode_reglement_code')] ?? '';
    }

    /** In the shop's own time, as WordPress keeps times. */
    private static function moment(?int $seconds): string
    {
        return $seconds === null ? '' : (string) wp_date('Y-m-d H:i:s', $seconds);
    }

    private static function lines(DocumentKind $kind, RawRecord $raw): string
    {
        return DocumentLines::canonical(array_map(static fn (RawRecord $line): array => [
            'id' => (string) $line->id,
            'product' => (string) ($line->reference('fk_product') ?? ''),
            'label' => Canonical::html($line->text('libelle') !== '' ? $line->text('libelle') : $line->text('desc')),
            'quantity' => $line->amount('qty'),
            // In orders and proposals WPshop shows the price after the discount, where Dolibarr tells it.
            'unit_price' => $line->amount($kind !== DocumentKind::Invoice && $line->text('price') !== '' ? 'price' : 'subprice'),
            'vat_rate' => $line->amount('tva_tx'),
            'total_ht' => $line->amount('total_ht'),
            'total_tva' => $line->amount('total_tva'),
            'total_ttc' => $line->amount('total_ttc'),
        ], $raw->records('lines', self::NEEDED_OF_LINES)));
    }

    /** @return array<string, list<int>>|null */
    private static function links(mixed $json): ?array
    {
        if ($json === null) {
            return null;
        }
        if (!is_array($json)) {
            throw Problems::unreadableRecord('linkedObjectsIds');
        }
        $links = [];
        foreach ($json as $kind => $ids) {
            // Dolibarr numbers them by the row of the link, not from zero.
            foreach (is_array($ids) ? $ids : [$ids] as $id) {
                if (!is_scalar($id) || (int) $id <= 0) {
                    throw Problems::unreadableRecord('linkedObjectsIds');
                }
                $links[(string) $kind][] = (int) $id;
            }
        }
        return $links;
    }
}
