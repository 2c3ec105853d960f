<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopRecords;

/** What a shop without WPshop shows of its customers' orders. */
final class RecordDetailsTest extends AdminCase
{
    public function testAnInvoiceIsReadWithItsCustomerAndItsPaymentsAndCannotBeEditedThere(): void
    {
        $party = (new WpshopRecords(RecordType::ThirdParty))->create([5 => [
            'title' => 'Jane & <fils>', 'status' => 'present', 'address' => '', 'zip' => '', 'town' => "Sète", 'country' => '', 'country_id' => '',
            'phone' => '', 'email' => '',
        ]])[5];
        $invoice = (new WpshopRecords(RecordType::Invoice))->create([8 => [
            'reference' => 'FA2609-0001', 'status' => 'paid', 'third_party' => (string) $party, 'total_ht' => '20', 'total_ttc' => '24',
            'lines' => '[{"id":"3","product":"","label":"<b>Mug</b>","quantity":"2","unit_price":"10","vat_rate":"20","total_ht":"20","total_tva":"4","total_ttc":"24"}]',
        ]])[8];
        (new WpshopRecords(RecordType::Payment))->create([['reference' => 'PAY1', 'status' => 'present', 'invoice' => (string) $invoice, 'date' => '2026-09-21 00:00:00', 'amount' => '24', 'means' => 'CB']]);
        try {
            set_current_screen('wps-doli-invoice');
            do_action('add_meta_boxes_wps-doli-invoice', get_post($invoice));
            $html = self::printed(static fn () => do_meta_boxes('wps-doli-invoice', 'normal', get_post($invoice)));
            self::assertStringContainsString('FA2609-0001', $html);
            self::assertStringContainsString('post=' . $party, $html);
            self::assertStringContainsString('&lt;fils&gt;</a>', $html);
            self::assertStringContainsString('2 × Mug, 10 without tax, VAT 20%: 24', $html);
            self::assertStringContainsString('PAY1, CB: €24.00', $html);
            self::assertStringNotContainsString('<input', $html);
            $side = self::printed(static fn () => do_meta_boxes('wps-doli-invoice', 'side', get_post($invoice)));
            self::assertStringNotContainsString('submitdiv', $side);
            $actions = apply_filters('post_row_actions', ['edit' => 'x', 'inline hide-if-no-js' => 'x', 'trash' => 'x'], get_post($invoice));
            self::assertSame(['edit', 'trash'], array_keys($actions));
        } finally {
            foreach ([$party, $invoice, ...get_posts(['post_type' => 'wps-doli-payment', 'post_parent' => $invoice, 'fields' => 'ids', 'post_status' => 'any'])] as $id) {
                wp_delete_post($id, true);
            }
        }
    }
}
