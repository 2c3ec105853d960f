<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Catalogue\DocumentLines;
use DoliSync\Catalogue\OrdersOfInvoices;
use DoliSync\Dolibarr\ContactRecord;
use DoliSync\Dolibarr\DocumentKind;
use DoliSync\Dolibarr\DocumentRecord;
use DoliSync\Dolibarr\Mirrored;
use DoliSync\Dolibarr\PaymentRecord;
use DoliSync\Dolibarr\ThirdPartyRecord;
use DoliSync\Tests\Support\Recordings;
use DoliSync\Tests\Support\SiteCase;

/** Third parties, contacts, documents and payments as real Dolibarr answered them. */
final class MirroredRecordsTest extends SiteCase
{
    private const LINE = [
        'id' => '1', 'product' => '1', 'label' => 'MISSING LABEL', 'quantity' => '2', 'unit_price' => '10', 'vat_rate' => '20',
        'total_ht' => '20', 'total_tva' => '4', 'total_ttc' => '24',
    ];

    /**
     * @dataProvider recordings
     * @param callable(mixed): Mirrored $read
     * @param array<string, string> $expected
     */
    public function testReadsARecordingAlikeOnBothVersions(string $case, callable $read, array $expected): void
    {
        foreach ([16, 20] as $version) {
            $body = Recordings::exchange($version, $case)['response']['body'];
            $record = $read(array_is_list($body) ? $body[0] : $body);
            $values = array_diff_key($record->values(), ['created' => '', 'country' => '']);
            self::assertSame(1, $record->id());
            self::assertSame($expected, $values, (string) $version);
        }
    }

    /** @return iterable<string, array{string, callable(mixed): Mirrored, array<string, string>}> */
    public function recordings(): iterable
    {
        $day = wp_date('Y-m-d H:i:s', 1789948800);
        $totals = ['total_ht' => '20', 'total_tva' => '4', 'total_ttc' => '24'];
        $lines = ['lines' => DocumentLines::canonical([self::LINE])];
        $party = ThirdPartyRecord::from(...);
        $jane = [
            'title' => 'Jane Client', 'status' => 'present', 'address' => '1 rue du Lac', 'zip' => '34000', 'town' => 'Montpellier',
            'country_id' => '1', 'phone' => '0400000000', 'email' => 'jane@example.test',
        ];
        yield 'a third party of a list' => ['thirdparties_list', $party, $jane];
        yield 'a contact' => ['contacts_list', ContactRecord::from(...), [
            'email' => 'jane@example.test', 'firstname' => 'Jane', 'lastname' => 'Client', 'phone' => '0400000000',
            'phone_mobile' => '', 'third_party' => '1',
        ]];
        $proposal = static fn (mixed $json): DocumentRecord => DocumentRecord::from(DocumentKind::Proposal, $json);
        $draft = ['reference' => '(PROV1)', 'third_party' => '1', 'status' => 'draft'] + $totals + ['billed' => 'no'] + $lines;
        yield 'a proposal of a list' => ['proposals_list', $proposal, $draft];
        yield 'a proposal' => ['proposal_get', $proposal, $draft];
        $order = static fn (mixed $json): DocumentRecord => DocumentRecord::from(DocumentKind::Order, $json);
        $validated = ['reference' => 'CO2609-0001', 'third_party' => '1', 'status' => 'validated'] + $totals
            + ['date' => $day, 'billed' => 'no', 'delivered' => 'no', 'payment_method' => ''] + $lines;
        yield 'an order of a list' => ['orders_list', $order, $validated];
        yield 'an order' => ['order_get', $order, $validated];
        $invoice = static fn (mixed $json): DocumentRecord => DocumentRecord::from(DocumentKind::Invoice, $json);
        $unpaid = ['reference' => '(PROV1)', 'third_party' => '1', 'status' => 'draft'] + $totals + [
            'date' => substr($day, 0, 10), 'paid_total' => '0', 'remains' => '24', 'paid' => 'no', 'credit_note' => 'no', 'payment_method' => '',
        ] + $lines;
        yield 'an invoice of a list' => ['invoices_list', $invoice, $unpaid];
        $paid = array_replace($unpaid, ['reference' => 'FA2609-0001', 'status' => 'paid', 'paid_total' => '24', 'remains' => '0', 'paid' => 'yes']);
        yield 'a paid invoice of a list' => ['invoices_list_paid', $invoice, $paid];
        yield 'a paid invoice' => ['invoice_get_paid', $invoice, $paid];
    }

    public function testAListSaysNothingOfLinksAndARecordDoes(): void
    {
        foreach ([16, 20] as $version) {
            $listed = Recordings::exchange($version, 'orders_list')['response']['body'][0];
            $one = Recordings::exchange($version, 'order_get')['response']['body'];
            self::assertNull(DocumentRecord::from(DocumentKind::Order, $listed)->links);
            self::assertSame([], DocumentRecord::from(DocumentKind::Order, $one)->links);
            $linked = DocumentRecord::from(DocumentKind::Invoice, array_replace($one, ['linkedObjectsIds' => ['commande' => ['12' => '5', '13' => '7'], 'propal' => ['4' => 3]]]));
            self::assertSame(['commande' => [5, 7], 'propal' => [3]], $linked->links);
            self::assertSame(7, OrdersOfInvoices::among($linked->links));
            self::assertNull(OrdersOfInvoices::among(['propal' => [3]]));
        }
    }

    public function testReadsPayments(): void
    {
        foreach ([16 => ['PAY2609-0001', '2026-09-21 14:13:20'], 20 => ['PAY8911-0001', '1789-11-30 00:00:00']] as $version => [$reference, $date]) {
            $payment = PaymentRecord::from(Recordings::exchange($version, 'invoice_payments')['response']['body'][0]);
            self::assertSame(['reference' => $reference, 'status' => 'present', 'amount' => '24', 'means' => 'CB', 'date' => $date], $payment->values);
        }
    }

    /** @dataProvider states */
    public function testAStateIsWhatDolibarrsNumberMeans(DocumentKind $kind, mixed $number, mixed $billed, string $status): void
    {
        $json = Recordings::exchange(16, 'order_get')['response']['body'];
        self::assertSame($status, DocumentRecord::from($kind, array_replace($json, ['statut' => $number, 'billed' => $billed]))->values()['status']);
        $newer = array_diff_key(array_replace($json, ['status' => $number, 'billed' => $billed]), ['statut' => '']);
        self::assertSame($status, DocumentRecord::from($kind, $newer)->values()['status']);
    }

    /** @return list<array{DocumentKind, mixed, mixed, string}> */
    public function states(): array
    {
        return [
            [DocumentKind::Order, '-1', '0', 'canceled'], [DocumentKind::Order, '0', '0', 'draft'], [DocumentKind::Order, 1, '0', 'validated'],
            [DocumentKind::Order, '2', '0', 'in_progress'], [DocumentKind::Order, '3', '0', 'delivered'], [DocumentKind::Order, '3', '1', 'processed'],
            [DocumentKind::Order, '9', '0', 'validated'], [DocumentKind::Proposal, -1, null, 'canceled'], [DocumentKind::Proposal, 0, null, 'draft'],
            [DocumentKind::Proposal, 2, null, 'signed'], [DocumentKind::Proposal, 3, null, 'refused'], [DocumentKind::Proposal, 4, null, 'billed'],
            [DocumentKind::Invoice, '2', null, 'paid'], [DocumentKind::Invoice, '3', null, 'abandoned'],
        ];
    }

    /**
     * @dataProvider unreadable
     * @param array<string, mixed> $changes
     */
    public function testWhatIsGarbledIsUnreadableAndNeverEmpty(string $case, callable $read, array $changes, string $field): void
    {
        foreach ([16, 20] as $version) {
            $json = Recordings::exchange($version, $case)['response']['body'][0];
            foreach ($changes as $name => $value) {
                if ($value === '(missing)') {
                    unset($json[$name]);
                } else {
                    $json[$name] = $value;
                }
            }
            $problem = self::problem(static fn () => $read($json));
            self::assertSame('dolisync_record_unreadable', $problem->name);
            self::assertStringContainsString("“{$field}”", $problem->getMessage());
        }
    }

    /** @return list<array{string, callable, array<string, mixed>, string}> */
    public function unreadable(): array
    {
        $party = ThirdPartyRecord::from(...);
        $order = static fn (mixed $json): DocumentRecord => DocumentRecord::from(DocumentKind::Order, $json);
        $invoice = static fn (mixed $json): DocumentRecord => DocumentRecord::from(DocumentKind::Invoice, $json);
        return [
            ['thirdparties_list', $party, ['id' => '0'], 'id'],
            ['thirdparties_list', $party, ['id' => '1x'], 'id'],
            ['thirdparties_list', $party, ['name' => null], 'name'],
            ['thirdparties_list', $party, ['email' => '(missing)'], 'email'],
            ['thirdparties_list', $party, ['town' => ['Sète']], 'town'],
            ['thirdparties_list', $party, ['zip' => true], 'zip'],
            ['contacts_list', ContactRecord::from(...), ['socid' => 'one'], 'socid'],
            ['orders_list', $order, ['ref' => ''], 'ref'],
            ['orders_list', $order, ['total_ht' => '12,abc'], 'total_ht'],
            ['orders_list', $order, ['lines' => null], 'lines'],
            ['orders_list', $order, ['lines' => ['x' => []]], 'lines'],
            ['orders_list', $order, ['lines' => [['id' => '1']]], 'fk_product'],
            ['orders_list', $order, ['date' => 'yesterday', 'date_commande' => 'yesterday'], 'date_commande'],
            ['orders_list', $order, ['statut' => null, 'status' => null], 'status'],
            ['orders_list', $order, ['linkedObjectsIds' => 'none'], 'linkedObjectsIds'],
            ['invoices_list', $invoice, ['remaintopay' => 'all'], 'remaintopay'],
            ['invoice_payments', PaymentRecord::from(...), ['date' => '21/09/2026'], 'date'],
            ['invoice_payments', PaymentRecord::from(...), ['amount' => []], 'amount'],
            ['invoice_payments', PaymentRecord::from(...), ['ref' => '(missing)'], 'ref'],
        ];
    }
}
