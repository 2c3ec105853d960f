<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Services;

/** The first activation on a shop that WPshop itself associated: its associations become ours. */
final class Takeover
{
    private const DONE_OPTION = 'dolisync_takeover_done';

    /**
     * Without a baseline, for nobody knows what both sides last agreed on. A Dolibarr product that several of the
     * shop's products claim is left to a person. Changes no product.
     *
     * @return int how many associations were taken over
     */
    public static function run(): int
    {
        if (get_option(self::DONE_OPTION) !== false) {
            return 0;
        }
        $services = Services::get();
        $marks = $services->catalogue()->marks();
        $claims = array_count_values($marks);
        $marks = array_filter($marks, static fn (int $dolibarrId): bool => $claims[$dolibarrId] === 1);
        $taken = 0;
        foreach ($marks as $id => $dolibarrId) {
            if ($services->links()->of($id) === null && $services->links()->holder($dolibarrId) === null) {
                $services->links()->put($id, $dolibarrId, null);
                $taken++;
            }
        }
        add_option(self::DONE_OPTION, Moment::now(), '', false);
        return $taken;
    }
}
