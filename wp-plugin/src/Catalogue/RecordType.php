<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/**
 * WPshop's posts that are no products, and where each keeps its fields. The value is what DoliSync's associations and
 * journal call them.
 */
enum RecordType: string
{
    case ThirdParty = 'third_party';
    case Proposal = 'proposal';
    case Order = 'order';
    case Invoice = 'invoice';
    case Payment = 'payment';

    public function postType(): string
    {
        return match ($this) {
            self::ThirdParty => 'wps-third-party',
            self::Proposal => 'wps-proposal',
            self::Order => 'wps-order',
            self::Invoice => 'wps-doli-invoice',
            self::Payment => 'wps-doli-payment',
        };
    }

    public static function ofPostType(string $postType): ?self
    {
        foreach (self::cases() as $type) {
            if ($type->postType() === $postType) {
                return $type;
            }
        }
        return null;
    }

    /** The meta with the JSON that WPshop's model layer keeps beside the others. */
    public function model(): string
    {
        return match ($this) {
            self::ThirdParty => 'third-party',
            self::Proposal => 'proposal',
            self::Order => 'order',
            self::Invoice => 'doli-invoice',
            self::Payment => 'doli-payment',
        };
    }

    /** @return array<string, Place> by field, in the order in which they are shown */
    public function places(): array
    {
        return match ($this) {
            self::ThirdParty => [
                'title' => Place::column('post_title', StoredForm::Title),
                'status' => Place::column('post_status', StoredForm::Status),
                'address' => Place::meta('_address', StoredForm::Plain),
                'zip' => Place::meta('_zip', StoredForm::Plain),
                'town' => Place::meta('_town', StoredForm::Plain),
                'country' => Place::meta('_country', StoredForm::Plain),
                'country_id' => Place::meta('_country_id', StoredForm::Id),
                'phone' => Place::meta('_phone', StoredForm::Plain),
                'email' => Place::meta('email', StoredForm::Plain),
            ],
            self::Proposal => self::document() + [
                'third_party' => Place::column('post_parent', StoredForm::Id),
                'total_tva' => Place::meta('total_tva', StoredForm::Amount),
                'billed' => Place::meta('billed', StoredForm::Flag),
                'lines' => Place::meta('_lines', StoredForm::Lines),
            ],
            self::Order => self::document() + [
                'third_party' => Place::column('post_parent', StoredForm::Id),
                'total_tva' => Place::meta('total_tva', StoredForm::Amount),
                'date' => Place::meta('date_commande', StoredForm::Plain),
                'billed' => Place::meta('billed', StoredForm::Flag),
                'delivered' => Place::meta('delivered', StoredForm::Flag),
                'lines' => Place::meta('_lines', StoredForm::Lines),
                'links' => Place::meta('_linked_objects_ids', StoredForm::Links),
            ],
            self::Invoice => self::document() + [
                'third_party' => Place::meta('_third_party_id', StoredForm::Id),
                'order' => Place::column('post_parent', StoredForm::Id),
                'date' => Place::meta('date_invoice', StoredForm::Day),
                'paid_total' => Place::meta('totalpaye', StoredForm::Amount),
                'remains' => Place::meta('resteapayer', StoredForm::Amount),
                'paid' => Place::meta('paye', StoredForm::Flag),
                'credit_note' => Place::meta('_avoir', StoredForm::Flag),
                'lines' => Place::meta('_lines', StoredForm::Lines),
                'links' => Place::meta('_linked_objects_ids', StoredForm::Links),
            ],
            self::Payment => [
                'reference' => Place::column('post_title', StoredForm::Title),
                'status' => Place::column('post_status', StoredForm::Status),
                'invoice' => Place::column('post_parent', StoredForm::Id),
                'date' => Place::column('post_date', StoredForm::Plain),
                'amount' => Place::meta('_amount', StoredForm::Amount),
                'means' => Place::meta('_payment_type', StoredForm::Plain),
            ],
        };
    }

    /** WPshop's names for a record's states. @return array<string, string> state → post status */
    public function statuses(): array
    {
        $ofDocuments = ['draft' => 'draft', 'validated' => 'publish', 'canceled' => 'wps-canceled'];
        return match ($this) {
            self::Proposal => $ofDocuments + ['signed' => 'wps-accepted', 'refused' => 'wps-refused', 'billed' => 'wps-billed'],
            self::Order => $ofDocuments + ['in_progress' => 'wps-shipmentprocess', 'delivered' => 'wps-delivered', 'processed' => 'wps-billed'],
            self::Invoice => $ofDocuments + ['paid' => 'wps-billed', 'abandoned' => 'wps-abandoned'],
            self::ThirdParty, self::Payment => ['present' => 'publish'],
        };
    }

    /** What WPshop calls the document inside its lines. */
    public function nameInLines(): string
    {
        return match ($this) {
            self::Proposal => 'fk_proposal',
            self::Invoice => 'fk_facture',
            default => 'fk_commande',
        };
    }

    /** @return array<string, Place> */
    private static function document(): array
    {
        return [
            'reference' => Place::column('post_title', StoredForm::Title),
            'status' => Place::column('post_status', StoredForm::Status),
            'created' => Place::meta('datec', StoredForm::Plain),
            'total_ht' => Place::meta('total_ht', StoredForm::Amount),
            'total_ttc' => Place::meta('total_ttc', StoredForm::Amount),
            'payment_method' => Place::meta('payment_method', StoredForm::PaymentMethod),
        ];
    }
}
