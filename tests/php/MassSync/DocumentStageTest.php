<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Catalogue\RecordType;
use DoliSync\MassSync\PlanKind;
use DoliSync\Tests\Support\StandIn;

/** Proposals, orders and invoices, with what belongs to them. */
final class DocumentStageTest extends RecordCase
{
    /** @dataProvider versions */
    public function testAnOrderIsStoredAsWpshopDoesWithItsCustomerItsLinesAndItsLinks(int $version): void
    {
        StandIn::settings(['version' => $version]);
        $jane = self::jane();
        $mug = StandIn::create(['ref' => 'MUG', 'label' => 'Mug bleu', 'price' => '10']);
        $proposal = self::document('proposals', $jane, ['lines' => [['fk_product' => $mug, 'qty' => 2, 'subprice' => 10, 'tva_tx' => 20, 'desc' => 'mug']], 'mode_reglement_id' => 6]);
        $order = (int) StandIn::post("orders/createfromproposal/{$proposal}")['id'];
        StandIn::post("orders/{$order}/validate");
        self::bring('third_party');
        self::assertSame(["{$proposal}: create"], self::bring('proposal'));
        self::assertSame(["{$order}: create"], self::bring('order'));

        [$id] = array_keys(self::records(RecordType::Order));
        $record = StandIn::get("orders/{$order}");
        $post = get_post($id);
        $customer = array_key_first(self::records(RecordType::ThirdParty));
        self::assertSame([$record['ref'], 'publish', $customer], [$post->post_title, $post->post_status, $post->post_parent]);
        $metas = array_map(static fn (array $values): string => $values[0], get_post_meta($id));
        ksort($metas);
        self::assertSame([
            '_external_id' => (string) $order,
            '_lines' => sprintf('[{"fk_commande":"%d","fk_product":"%d","qty":"2","total_tva":"4","total_ht":"20","total_ttc":"24","libelle":"Mug bleu","tva_tx":"20","subprice":"10","rowid":"%d"}]', $order, $mug, $record['lines'][0]['id']),
            '_linked_objects_ids' => sprintf('{"propal":[%d]}', $proposal),
            'billed' => '0',
            'date_commande' => wp_date('Y-m-d H:i:s', $record['date']),
            'datec' => wp_date('Y-m-d H:i:s', $record['date_creation']),
            'delivered' => '0', 'payment_method' => 'carte_bancaire', 'total_ht' => '20', 'total_ttc' => '24', 'total_tva' => '4',
        ], $metas);
        [$proposalId] = array_keys(self::records(RecordType::Proposal));
        self::assertSame(['draft', $customer, "(PROV{$proposal})"], [get_post_status($proposalId), get_post($proposalId)->post_parent, get_the_title($proposalId)]);
        self::assertStringContainsString('"fk_proposal"', get_post_meta($proposalId, '_lines', true));

        StandIn::forgetCalls();
        self::assertSame([], self::writes(static function (): void {
            self::bring('proposal');
            self::bring('order');
        }));
        self::assertCount(2, $this->dolibarrCalls(), 'one a page, and none for what did not change');
    }

    /** @return array<string, array{int}> */
    public function versions(): array
    {
        return ['Dolibarr 16' => [16], 'Dolibarr 20' => [20]];
    }

    public function testStatesAreWpshopsOwn(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        $order = self::document('orders', $jane);
        $proposal = self::document('proposals', $jane);
        $seen = [];
        $look = static function () use (&$seen): void {
            self::bring('order');
            self::bring('proposal');
            $seen[] = [get_post_status(array_key_first(self::records(RecordType::Order))), get_post_status(array_key_first(self::records(RecordType::Proposal)))];
        };
        $look();
        StandIn::post("orders/{$order}/validate");
        StandIn::post("proposals/{$proposal}/validate");
        $look();
        StandIn::post("orders/{$order}/close");
        StandIn::post("proposals/{$proposal}/close", ['status' => 2]);
        $look();
        StandIn::post("orders/{$order}/setinvoiced");
        $look();
        self::assertSame([['draft', 'draft'], ['publish', 'publish'], ['wps-delivered', 'wps-accepted'], ['wps-billed', 'wps-accepted']], $seen);
        $metas = get_post_meta(array_key_first(self::records(RecordType::Order)));
        self::assertSame(['1', '1'], [$metas['billed'][0], $metas['delivered'][0]]);
        self::assertSame([], self::writes(static fn () => self::bring('order')));
    }

    /** @dataProvider versions */
    public function testAnInvoiceBringsItsOrderAndItsPaymentsPartByPart(int $version): void
    {
        StandIn::settings(['version' => $version]);
        $jane = self::jane();
        $order = self::document('orders', $jane);
        $invoice = (int) StandIn::post("invoices/createfromorder/{$order}")['id'];
        StandIn::post("invoices/{$invoice}/validate");
        self::pay($invoice, '10');
        self::bring('third_party');
        self::bring('order');
        StandIn::forgetCalls();
        self::assertSame(["{$invoice}: create"], self::bring('invoice'));
        self::assertSame(3, count($this->dolibarrCalls()), 'the page, the invoice with its links, its payments');

        [$id] = array_keys(self::records(RecordType::Invoice));
        self::assertSame(array_key_first(self::records(RecordType::Order)), get_post($id)->post_parent);
        self::assertSame((string) array_key_first(self::records(RecordType::ThirdParty)), get_post_meta($id, '_third_party_id', true));
        self::assertSame(sprintf('{"commande":[%d]}', $order), get_post_meta($id, '_linked_objects_ids', true));
        self::assertMatchesRegularExpression('#^\d{4}/\d\d/\d\d$#', get_post_meta($id, 'date_invoice', true));
        self::assertSame(['publish', '10', '14', '0', '0'], [
            get_post_status($id), get_post_meta($id, 'totalpaye', true), get_post_meta($id, 'resteapayer', true),
            get_post_meta($id, 'paye', true), get_post_meta($id, '_avoir', true),
        ]);
        $first = array_values(self::records(RecordType::Payment));
        self::assertCount(1, $first);
        self::assertSame([(string) $id, '10', 'CB', 'present'], [$first[0]['invoice'], $first[0]['amount'], $first[0]['means'], $first[0]['status']]);

        StandIn::forgetCalls();
        self::assertSame([], self::writes(static fn () => self::assertSame(["{$invoice}: same"], self::bring('invoice'))));
        self::assertCount(1, $this->dolibarrCalls());

        self::pay($invoice, '14');
        self::assertSame(["{$invoice}: change"], self::bring('invoice'));
        self::assertSame(['wps-billed', '24', '0', '1'], [
            get_post_status($id), get_post_meta($id, 'totalpaye', true), get_post_meta($id, 'resteapayer', true), get_post_meta($id, 'paye', true),
        ]);
        $both = array_values(self::records(RecordType::Payment));
        self::assertSame([$first[0], '14'], [$both[0], $both[1]['amount']]);

        self::undoLast();
        self::assertSame('14', get_post_meta($id, 'resteapayer', true));
        self::assertSame($first, array_values(self::records(RecordType::Payment)));
    }

    public function testUndoingARunTakesInvoicesAndPaymentsAway(): void
    {
        $invoice = self::document('invoices', self::jane());
        StandIn::post("invoices/{$invoice}/validate");
        self::pay($invoice, '24');
        $before = self::everything();
        self::bring('third_party');
        self::bring('invoice');
        self::assertCount(1, self::records(RecordType::Payment));
        self::undo();
        self::assertSame([$before['posts'], $before['metas'], $before['links']], [self::everything()['posts'], self::everything()['metas'], self::everything()['links']]);
    }

    public function testAnInvoiceWaitsForAnOrderThatComesLater(): void
    {
        $jane = self::jane();
        $order = self::document('orders', $jane);
        $invoice = (int) StandIn::post("invoices/createfromorder/{$order}")['id'];
        self::bring('third_party');
        self::assertSame(["{$invoice}: create"], self::bring('invoice'));
        $id = (int) array_key_first(self::records(RecordType::Invoice));
        self::assertSame(0, get_post($id)->post_parent);
        self::bring('order');
        self::assertSame(array_key_first(self::records(RecordType::Order)), get_post($id)->post_parent);
        self::assertSame([], self::writes(static function (): void {
            self::bring('order');
            self::bring('invoice');
        }));
        self::undoLast();
        self::assertSame([0, []], [get_post($id)->post_parent, self::records(RecordType::Order)]);
    }

    public function testACreditNoteIsOne(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        self::document('invoices', $jane, ['type' => 2, 'lines' => [['qty' => 1, 'subprice' => '-10', 'tva_tx' => 20, 'desc' => 'Retour']]]);
        self::bring('invoice');
        [$id] = array_keys(self::records(RecordType::Invoice));
        self::assertSame(['1', '-12', '-10'], [get_post_meta($id, '_avoir', true), get_post_meta($id, 'total_ttc', true), get_post_meta($id, 'total_ht', true)]);
    }

    public function testAnOrderWhoseCustomerIsMissingFailsAloneUntilTheCustomerIsThere(): void
    {
        $jane = self::jane();
        $paul = self::jane(['name' => 'Paul', 'email' => 'paul@example.test']);
        self::bring('third_party');
        self::assertSame([PlanKind::Create], array_column(self::previewOfNew('orders', $jane, 'order'), 'kind'));
        $hers = 1;
        $orphan = self::document('orders', self::stranger());
        $his = self::document('orders', $paul);
        self::assertSame(
            ["{$hers}: create", "{$orphan}: failed dolisync_relation_missing", "{$his}: create"],
            self::bring('order')
        );
        self::bring('third_party');
        self::assertSame(["{$hers}: same", "{$orphan}: create", "{$his}: same"], self::bring('order'));
    }

    public function testADetailThatCannotBeReadFailsThatRecordOnly(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        $orders = [self::document('orders', $jane), self::document('orders', $jane), self::document('orders', $jane)];
        StandIn::fail(['kind' => 'html_500', 'path' => "/orders/{$orders[1]}", 'times' => 1]);
        self::assertSame(
            ["{$orders[0]}: create", "{$orders[1]}: failed dolisync_dolibarr_failing", "{$orders[2]}: create"],
            self::bring('order')
        );
        self::assertSame(["{$orders[0]}: same", "{$orders[1]}: create", "{$orders[2]}: same"], self::bring('order'));
    }

    public function testTruncatedAndGarbledRecordsAreLeftOutAloneAndOverwriteNothing(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        $orders = array_map(static fn (): int => self::document('orders', $jane), range(1, 4));
        self::bring('order');
        $before = self::everything();
        $this->garble('orders', static function (array $list): array {
            unset($list[0]['lines'], $list[1]['total_ttc']);
            $list[2]['total_ht'] = 'abc';
            $list[3]['lines'][0] = 'Mug';
            return $list;
        });
        self::assertSame(
            array_map(static fn (int $id): string => "{$id}: failed dolisync_record_unreadable", $orders),
            self::bring('order')
        );
        self::assertSame($before, self::everything());
    }

    public function testAnEditOfTheShopIsShownInWordsBeforeItIsOverwritten(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        self::document('orders', $jane);
        self::bring('order');
        [$id] = array_keys(self::records(RecordType::Order));
        $lines = json_decode(get_post_meta($id, '_lines', true), true);
        $lines[0]['qty'] = '3';
        update_post_meta($id, '_lines', wp_slash(wp_json_encode($lines)));
        wp_update_post(['ID' => $id, 'post_parent' => 0]);
        $changes = self::preview('order')[0]->overwritten();
        self::assertSame(['third_party', 'lines'], array_column($changes, 'field'));
        self::assertSame(['', "#{$jane} in Dolibarr"], [$changes[0]->wpshop, $changes[0]->dolibarr]);
        self::assertSame('3 × Mug « bleu » 30 cl, 10 without tax, VAT 20%: 24', $changes[1]->wpshop);
        self::bring('order');
        self::assertSame(array_key_first(self::records(RecordType::ThirdParty)), get_post($id)->post_parent);
    }

    public function testAPaymentMethodThatACustomerChoseIsNotTakenForADifference(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        self::document('orders', $jane, ['mode_reglement_id' => 6]);
        self::bring('order');
        [$id] = array_keys(self::records(RecordType::Order));
        update_post_meta($id, 'payment_method', 'stripe');
        self::assertSame([], self::writes(static fn () => self::bring('order')));
        self::assertSame('stripe', get_post_meta($id, 'payment_method', true));
    }

    public function testTheScriptOfALineStaysInDolibarr(): void
    {
        $jane = self::jane(['name' => 'Jane <script>alert(1)</script>', 'town' => '<img src=x onerror=alert(1)>Sète']);
        self::document('orders', $jane, ['lines' => [['qty' => 1, 'subprice' => 1, 'tva_tx' => 0, 'desc' => '<b>Mug</b><script>alert(1)</script>']]]);
        self::bring('third_party');
        self::bring('order');
        $stored = (string) json_encode([self::everything()['posts'], self::everything()['metas']]);
        self::assertStringNotContainsString('<script', $stored);
        self::assertStringNotContainsString('onerror', $stored);
        self::assertSame([], self::writes(static function (): void {
            self::bring('third_party');
            self::bring('order');
        }));
    }

    private static function pay(int $invoice, string $amount): void
    {
        StandIn::post('invoices/paymentsdistributed', [
            'arrayofamounts' => [$invoice => ['amount' => $amount, 'multicurrency_amount' => '']],
            'datepaye' => 1_790_000_000, 'paymentid' => 6, 'closepaidinvoices' => 'yes', 'accountid' => 1,
        ]);
    }

    /** A third party that came into being after the third parties were brought over. */
    private static function stranger(): int
    {
        return self::jane(['name' => 'Newcomer', 'email' => 'new@example.test']);
    }

    /** @return list<\DoliSync\MassSync\Plan> */
    private static function previewOfNew(string $route, int $party, string $type): array
    {
        self::document($route, $party);
        return self::preview($type);
    }
}
