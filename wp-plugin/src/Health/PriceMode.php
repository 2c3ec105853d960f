<?php

declare(strict_types=1);

namespace DoliSync\Health;

/** Whether Dolibarr applies a price that its API is given. */
enum PriceMode: string
{
    /** One price for everybody: applied. */
    case Single = 'single';
    /** Several prices a product (levels, by quantity): accepted without a word, and not applied. */
    case Levels = 'levels';
    /** Nothing in Dolibarr's answers says why, but the last price that was written was not applied. */
    case NotApplied = 'not_applied';
    /** Dolibarr has no product to tell by. */
    case Unknown = 'unknown';
}
