<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Problem;
use DoliSync\Services;

/** The first activation on a shop that WPshop itself associated: its associations become ours. */
final class Takeover
{
    private const DONE_OPTION = 'dolisync_takeover_done';
    private const LOCK = 'takeover';

    /** A shop of 50,000 products is taken over while a visitor waits for a page. */
    private const AT_ONCE = 500;

    /**
     * Without a baseline, for nobody knows what both sides last agreed on. A Dolibarr product that several of the
     * shop's products claim is left to a person. Changes no product. Where the request ended before it was done, it goes
     * on the next time.
     *
     * @return int how many associations were taken over
     */
    public static function run(): int
    {
        if (get_option(self::DONE_OPTION) !== false) {
            return 0;
        }
        try {
            return (new Locks())->holding([self::LOCK], static fn (): int => self::all(new LinkRows('product')));
        } catch (Problem) {
            // Another visitor's request is at it.
            return 0;
        }
    }

    private static function all(LinkRows $links): int
    {
        $marks = Services::get()->catalogue()->marks();
        $claims = array_count_values($marks);
        $marks = array_filter($marks, static fn (int $dolibarrId): bool => $claims[$dolibarrId] === 1);
        $taken = 0;
        foreach (array_chunk($marks, self::AT_ONCE, true) as $some) {
            $new = array_diff_key($some, $links->ofMany(array_keys($some)));
            $held = $links->toDolibarrMany(array_values($new));
            $new = array_filter($new, static fn (int $dolibarrId): bool => !isset($held[$dolibarrId]));
            $links->insert(array_map(static fn (int $id, int $dolibarrId): Link => new Link($id, $dolibarrId), array_keys($new), $new));
            $taken += count($new);
        }
        add_option(self::DONE_OPTION, Moment::now(), '', false);
        return $taken;
    }
}
