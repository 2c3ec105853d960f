<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\StoredForm;
use DoliSync\Catalogue\WpshopPayments;
use DoliSync\Plugin;
use DoliSync\Tests\Support\SiteCase;

/** WPshop's third parties and documents: their types, and the forms in which values are stored. */
final class WpshopRecordsTest extends SiteCase
{
    /** @dataProvider forms */
    public function testAValueIsStoredAsWpshopDoesAndReadBackAsItWas(StoredForm $form, RecordType $type, string $canonical, ?string $stored): void
    {
        self::assertSame($stored, $form->stored($canonical, $type, 5));
        self::assertSame($canonical, $form->canonical((string) $stored, $type));
    }

    /** @return list<array{StoredForm, RecordType, string, string|null}> */
    public function forms(): array
    {
        $line = '[{"id":"3","product":"68","label":"Mug « été »","quantity":"2","unit_price":"10","vat_rate":"5.5","total_ht":"20","total_tva":"1.1","total_ttc":"21.1"}]';
        $free = '[{"id":"3","product":"","label":"Port","quantity":"1","unit_price":"5","vat_rate":"0","total_ht":"5","total_tva":"0","total_ttc":"5"}]';
        return [
            [StoredForm::Title, RecordType::ThirdParty, 'A & B <i>', 'A & B &lt;i&gt;'],
            [StoredForm::Plain, RecordType::ThirdParty, "1 rue\nBât. B", "1 rue\nBât. B"],
            [StoredForm::Amount, RecordType::Order, '-12.5', '-12.5'],
            [StoredForm::Flag, RecordType::Order, 'yes', '1'],
            [StoredForm::Flag, RecordType::Order, 'no', '0'],
            [StoredForm::Day, RecordType::Invoice, '2026-09-21', '2026/09/21'],
            [StoredForm::Id, RecordType::Order, '12', '12'],
            [StoredForm::Id, RecordType::Order, '', '0'],
            [StoredForm::Status, RecordType::Order, 'processed', 'wps-billed'],
            [StoredForm::Status, RecordType::Invoice, 'paid', 'wps-billed'],
            [StoredForm::Status, RecordType::Invoice, 'trash', 'trash'],
            [StoredForm::PaymentMethod, RecordType::Order, 'card', 'carte_bancaire'],
            [StoredForm::PaymentMethod, RecordType::Order, 'cash', 'espece'],
            [StoredForm::PaymentMethod, RecordType::Order, '', ''],
            [StoredForm::Lines, RecordType::Order, $line, '[{"fk_commande":"5","fk_product":"68","qty":"2","total_tva":"1.1","total_ht":"20","total_ttc":"21.1","libelle":"Mug « été »","tva_tx":"5.5","subprice":"10","rowid":"3"}]'],
            [StoredForm::Lines, RecordType::Proposal, $free, '[{"fk_proposal":"5","fk_product":null,"qty":"1","total_tva":"0","total_ht":"5","total_ttc":"5","libelle":"Port","tva_tx":"0","subprice":"5","rowid":"3"}]'],
            [StoredForm::Lines, RecordType::Invoice, '[]', null],
            [StoredForm::Links, RecordType::Order, '[]', null],
            [StoredForm::Links, RecordType::Invoice, '{"commande":[5,7]}', '{"commande":[5,7]}'],
        ];
    }

    /** @dataProvider older */
    public function testWhatWpshopStoredItselfReadsTheSame(StoredForm $form, RecordType $type, string $stored, string $canonical): void
    {
        self::assertSame($canonical, $form->canonical($stored, $type));
    }

    /** @return list<array{StoredForm, RecordType, string, string}> */
    public function older(): array
    {
        return [
            [StoredForm::Amount, RecordType::Order, '20.00000000', '20'],
            [StoredForm::Amount, RecordType::Order, '', '0'],
            [StoredForm::PaymentMethod, RecordType::Order, 'stripe', 'card'],
            [StoredForm::PaymentMethod, RecordType::Order, 'payment_in_shop', ''],
            [StoredForm::Lines, RecordType::Order, '', '[]'],
            [StoredForm::Lines, RecordType::Order, '"broken', '[]'],
            [StoredForm::Links, RecordType::Order, '', '[]'],
            [StoredForm::Lines, RecordType::Order, '[{"fk_commande":"5","fk_product":68,"qty":2,"total_tva":"4.00000000","total_ht":"20.00000000","total_ttc":"24.00000000","libelle":"Mug","tva_tx":"20.0000","subprice":10,"rowid":"3"}]',
                '[{"id":"3","product":"68","label":"Mug","quantity":"2","unit_price":"10","vat_rate":"20","total_ht":"20","total_tva":"4","total_ttc":"24"}]'],
        ];
    }

    public function testTheTypesAreNobodysButTheShops(): void
    {
        wp_insert_user(['user_login' => 'author-of-records', 'user_pass' => 'x', 'role' => 'author']);
        $author = get_user_by('login', 'author-of-records');
        try {
            foreach (RecordType::cases() as $type) {
                $registered = get_post_type_object($type->postType());
                self::assertSame([false, false, true, false], [$registered->public, $registered->publicly_queryable, $registered->exclude_from_search, $registered->show_in_rest]);
                $id = wp_insert_post(['post_type' => $type->postType(), 'post_title' => 'Jane', 'post_status' => 'publish']);
                foreach (['edit_post', 'read_post', 'delete_post'] as $capability) {
                    self::assertFalse(user_can($author, $capability, $id), "{$type->value} {$capability}");
                    self::assertTrue(current_user_can($capability, $id), "{$type->value} {$capability}");
                }
                self::assertFalse(current_user_can($registered->cap->create_posts));
                self::assertSame([], get_posts(['s' => 'Jane', 'post_type' => 'any']));
                wp_delete_post($id, true);
            }
            self::assertFalse(user_can($author, Plugin::CAPABILITY));
        } finally {
            require_once ABSPATH . 'wp-admin/includes/user.php';
            wp_delete_user($author->ID);
        }
    }

    /**
     * @dataProvider payments
     * @param list<array{string, string}> $dolibarr reference and amount
     * @param array<int, array{string, string, string}> $shop by number: reference, amount, state
     * @param list<string> $new references
     * @param array<int, array<string, string>> $changed
     */
    public function testPaymentsBecomeThoseOfDolibarr(array $dolibarr, array $shop, array $new, array $changed): void
    {
        $difference = WpshopPayments::difference(
            array_map(static fn (array $payment): array => ['reference' => $payment[0], 'amount' => $payment[1], 'status' => 'present'], $dolibarr),
            array_map(static fn (array $payment): array => ['reference' => $payment[0], 'amount' => $payment[1], 'status' => $payment[2]], $shop)
        );
        self::assertSame([$new, $changed], [array_column($difference['new'], 'reference'), $difference['changed']]);
    }

    /** @return array<string, array{list<array{string, string}>, array<int, array{string, string, string}>, list<string>, array<int, array<string, string>>}> */
    public function payments(): array
    {
        return [
            'none' => [[], [], [], []],
            'a first one' => [[['P1', '10']], [], ['P1'], []],
            'the same' => [[['P1', '10']], [4 => ['P1', '10', 'present']], [], []],
            'one more' => [[['P1', '10'], ['P2', '5']], [4 => ['P1', '10', 'present']], ['P2'], []],
            'another amount' => [[['P1', '12']], [4 => ['P1', '10', 'present']], [], [4 => ['amount' => '12']]],
            'one that is gone' => [[['P2', '5']], [4 => ['P1', '10', 'present'], 5 => ['P2', '5', 'present']], [], [4 => ['status' => 'trash']]],
            'one that is gone already' => [[], [4 => ['P1', '10', 'trash']], [], []],
            'one that came back' => [[['P1', '10']], [4 => ['P1', '10', 'trash']], [], [4 => ['status' => 'present']]],
            'the same reference twice' => [[['P1', '10'], ['P1', '5']], [4 => ['P1', '10', 'present']], ['P1'], []],
        ];
    }
}
