<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Problem;
use DoliSync\Sync\Outcome;

/** What a person can have done about an associated product that one side no longer has. Nothing of it happens by itself. */
final class Deletions
{
    /**
     * Gone in Dolibarr: creates it there again, and the association goes on with the new product.
     *
     * @param bool $confirmed the person saw the possible duplicates
     * @throws Problem dolisync_not_gone, dolisync_possible_duplicates, …
     */
    public function recreate(int $wpId, bool $confirmed = false): Outcome
    {
        throw new \LogicException();
    }

    /**
     * Gone in Dolibarr: the shop's product goes to the trash, where it can be restored.
     *
     * @return int the journal's entry
     * @throws Problem dolisync_not_gone, …
     */
    public function trash(int $wpId): int
    {
        throw new \LogicException();
    }

    /**
     * Gone in the shop: out of the trash again, or made anew from Dolibarr's data.
     *
     * @throws Problem dolisync_not_gone, …
     */
    public function restore(int $wpId): Outcome
    {
        throw new \LogicException();
    }

    /**
     * Gone in the shop, or on both sides: ends the association; no product's data is touched.
     *
     * @return int the journal's entry
     * @throws Problem
     */
    public function dissociate(int $wpId): int
    {
        throw new \LogicException();
    }

    /**
     * Gone in the shop: deletes it in Dolibarr too, and ends the association.
     *
     * @return int the journal's entry
     * @throws Problem dolisync_not_gone, dolisync_still_used, …
     */
    public function deleteInDolibarr(int $wpId): int
    {
        throw new \LogicException();
    }
}
