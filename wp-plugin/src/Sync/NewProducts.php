<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** Where a new product is created by itself, when changes are carried over (Policy). */
enum NewProducts: string
{
    case Both = 'both';
    /** Only a new product of the shop, in Dolibarr. */
    case InDolibarr = 'in_dolibarr';
    /** Only a new product of Dolibarr, in the shop. */
    case InWpshop = 'in_wpshop';
    case Nowhere = 'nowhere';

    public const OPTION = 'dolisync_new_products';

    /** Where nobody chose. */
    public const DEFAULT = self::Both;

    public static function current(): self
    {
        return self::of(get_option(self::OPTION));
    }

    /** @param mixed $stored the option's value */
    public static function of(mixed $stored): self
    {
        return self::tryFrom(is_string($stored) ? $stored : '') ?? self::DEFAULT;
    }

    public static function store(self $choice): void
    {
        update_option(self::OPTION, $choice->value, true);
    }

    public function reachDolibarr(): bool
    {
        return $this === self::Both || $this === self::InDolibarr;
    }

    public function reachShop(): bool
    {
        return $this === self::Both || $this === self::InWpshop;
    }
}
