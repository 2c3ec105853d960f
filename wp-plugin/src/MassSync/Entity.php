<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

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
