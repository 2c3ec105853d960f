<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\DocumentLines;

/** The fields of records that are no products, and their values, in words. */
final class RecordWords
{
    public static function label(string $field): string
    {
        return match ($field) {
            'title' => __('Name', 'dolisync'),
            'address' => __('Address', 'dolisync'),
            'zip' => __('Postal code', 'dolisync'),
            'town' => __('Town', 'dolisync'),
            'country' => __('Country', 'dolisync'),
            'country_id' => __('Number of the country', 'dolisync'),
            'phone' => __('Telephone', 'dolisync'),
            'phone_mobile' => __('Mobile telephone', 'dolisync'),
            'email' => __('E-mail', 'dolisync'),
            'firstname' => __('First name', 'dolisync'),
            'lastname' => __('Last name', 'dolisync'),
            'parent' => __('Parent category', 'dolisync'),
            'third_party' => __('Third party', 'dolisync'),
            'order' => __('Order', 'dolisync'),
            'reference' => __('Reference', 'dolisync'),
            'status' => __('State', 'dolisync'),
            'created' => __('Created', 'dolisync'),
            'date' => __('Date', 'dolisync'),
            'total_ht' => __('Total without tax', 'dolisync'),
            'total_tva' => __('VAT', 'dolisync'),
            'total_ttc' => __('Total with tax', 'dolisync'),
            'paid_total' => __('Paid so far', 'dolisync'),
            'remains' => __('Remains to be paid', 'dolisync'),
            'paid' => __('Paid', 'dolisync'),
            'billed' => __('Billed', 'dolisync'),
            'delivered' => __('Delivered', 'dolisync'),
            'credit_note' => __('Credit note', 'dolisync'),
            'payment_method' => __('Means of payment', 'dolisync'),
            'lines' => __('Lines', 'dolisync'),
            default => $field,
        };
    }

    /** @param string $canonical the value, other records by Dolibarr's number */
    public static function value(string $field, string $canonical): string
    {
        return match ($field) {
            'paid', 'billed', 'delivered', 'credit_note' => $canonical === 'yes' ? __('Yes', 'dolisync') : __('No', 'dolisync'),
            'status' => self::status($canonical),
            'payment_method' => self::paymentMethod($canonical),
            'parent', 'third_party', 'order' => preg_match('/^\d+$/D', $canonical) === 1
                /* translators: %s: a number in Dolibarr. */
                ? sprintf(__('#%s in Dolibarr', 'dolisync'), $canonical)
                : $canonical,
            'lines' => DocumentLines::words($canonical),
            default => $canonical,
        };
    }

    private static function status(string $status): string
    {
        return match ($status) {
            'draft' => _x('Draft', 'state of a document', 'dolisync'),
            'validated' => _x('Validated', 'state of a document', 'dolisync'),
            'canceled' => _x('Canceled', 'state of a document', 'dolisync'),
            'signed' => _x('Signed', 'state of a document', 'dolisync'),
            'refused' => _x('Not signed', 'state of a document', 'dolisync'),
            'billed' => _x('Billed', 'state of a document', 'dolisync'),
            'in_progress' => _x('Shipment in progress', 'state of a document', 'dolisync'),
            'delivered' => _x('Delivered', 'state of a document', 'dolisync'),
            'processed' => _x('Delivered and billed', 'state of a document', 'dolisync'),
            'paid' => _x('Paid', 'state of a document', 'dolisync'),
            'abandoned' => _x('Abandoned', 'state of a document', 'dolisync'),
            'present' => _x('Present', 'state of a record', 'dolisync'),
            'trash' => _x('In the trash', 'state of a record', 'dolisync'),
            default => $status,
        };
    }

    private static function paymentMethod(string $method): string
    {
        return match ($method) {
            'card' => __('Card', 'dolisync'),
            'cheque' => __('Check', 'dolisync'),
            'cash' => __('Cash', 'dolisync'),
            default => $method,
        };
    }
}
