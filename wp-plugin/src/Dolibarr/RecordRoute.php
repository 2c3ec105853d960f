<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

/** Where Dolibarr's API keeps the records that are no products. */
enum RecordRoute: string
{
    case ThirdParties = 'thirdparties';
    case Contacts = 'contacts';
    case Proposals = 'proposals';
    case Orders = 'orders';
    case Invoices = 'invoices';

    /** Inside a sentence. */
    public function named(): string
    {
        return match ($this) {
            self::ThirdParties => _x('the third parties', 'records in a sentence', 'dolisync'),
            self::Contacts => _x('the contacts', 'records in a sentence', 'dolisync'),
            self::Proposals => _x('the proposals', 'records in a sentence', 'dolisync'),
            self::Orders => _x('the orders', 'records in a sentence', 'dolisync'),
            self::Invoices => _x('the invoices', 'records in a sentence', 'dolisync'),
        };
    }
}
