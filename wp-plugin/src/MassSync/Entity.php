<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Dolibarr\Products;
use DoliSync\Dolibarr\RecordRoute;

/** What a mass synchronization brings over, in the order in which it is done: what comes later refers to what came before. */
enum Entity: string
{
    case Categories = 'categories';
    case Products = 'products';
    case ThirdParties = 'third_parties';
    case Contacts = 'contacts';
    case Proposals = 'proposals';
    case Orders = 'orders';
    /** With their payments. */
    case Invoices = 'invoices';

    /** Inside a sentence. */
    public function named(): string
    {
        return match ($this) {
            self::Categories => RecordRoute::Categories->named(),
            self::Products => Products::named(),
            self::ThirdParties => RecordRoute::ThirdParties->named(),
            self::Contacts => RecordRoute::Contacts->named(),
            self::Proposals => RecordRoute::Proposals->named(),
            self::Orders => RecordRoute::Orders->named(),
            self::Invoices => RecordRoute::Invoices->named(),
        };
    }

    /** What its records cannot be without. @return list<self> */
    public function needs(): array
    {
        return match ($this) {
            self::Contacts, self::Proposals, self::Orders, self::Invoices => [self::ThirdParties],
            default => [],
        };
    }

    public function label(): string
    {
        return match ($this) {
            self::Categories => __('Categories', 'dolisync'),
            self::Products => __('Products', 'dolisync'),
            self::ThirdParties => __('Third parties', 'dolisync'),
            self::Contacts => __('Contacts', 'dolisync'),
            self::Proposals => __('Proposals', 'dolisync'),
            self::Orders => __('Orders', 'dolisync'),
            self::Invoices => __('Invoices', 'dolisync'),
        };
    }
}
