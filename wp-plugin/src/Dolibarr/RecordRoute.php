<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

/** Where Dolibarr's API keeps the records that are no products. */
enum RecordRoute: string
{
    case Categories = 'categories';
    case ThirdParties = 'thirdparties';
    case Contacts = 'contacts';
    case Proposals = 'proposals';
    case Orders = 'orders';
    case Invoices = 'invoices';

    /** Inside a sentence. */
    public function named(): string
    {
        return match ($this) {
            self::Categories => _x('the categories', 'records in a sentence', 'dolisync'),
            self::ThirdParties => _x('the third parties', 'records in a sentence', 'dolisync'),
            self::Contacts => _x('the contacts', 'records in a sentence', 'dolisync'),
            self::Proposals => _x('the proposals', 'records in a sentence', 'dolisync'),
            self::Orders => _x('the orders', 'records in a sentence', 'dolisync'),
            self::Invoices => _x('the invoices', 'records in a sentence', 'dolisync'),
        };
    }

    /** Which of them, where others are kept there too. @return array<string, string> */
    public function query(): array
    {
        return $this === self::Categories ? ['type' => 'product'] : [];
    }
}
