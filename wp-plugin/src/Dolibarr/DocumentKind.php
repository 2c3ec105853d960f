<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

/** The documents of Dolibarr that concern a shop, and what the numbers of their state mean. */
enum DocumentKind
{
    case Proposal;
    case Order;
    case Invoice;

    public function route(): RecordRoute
    {
        return match ($this) {
            self::Proposal => RecordRoute::Proposals,
            self::Order => RecordRoute::Orders,
            self::Invoice => RecordRoute::Invoices,
        };
    }

    /** What Dolibarr's number of a state means; one that it does not have yet counts as validated, as in WPshop. */
    public function status(int $number): string
    {
        $names = match ($this) {
            self::Proposal => [-1 => 'canceled', 0 => 'draft', 2 => 'signed', 3 => 'refused', 4 => 'billed'],
            self::Order => [-1 => 'canceled', 0 => 'draft', 2 => 'in_progress', 3 => 'delivered'],
            self::Invoice => [-1 => 'canceled', 0 => 'draft', 2 => 'paid', 3 => 'abandoned'],
        };
        return $names[$number] ?? 'validated';
    }
}
