<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Problem;

/** Ends an association on both ends and leaves the data of both products alone. */
final class Dissociation
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Comparisons $comparisons,
        private readonly Links $links,
        private readonly Journal $journal,
        private readonly TwoSidedWrite $write
    ) {
    }

    /** @throws Problem when Dolibarr's end could not be written; then nothing was changed */
    public function dissociate(int $id): Outcome
    {
        $link = $this->links->of($id) ?? throw Comparisons::notLinked();
        try {
            $seen = $this->comparisons->read($id);
        } catch (Problem $problem) {
            if ($problem->name !== 'dolisync_gone_in_dolibarr') {
                throw $problem;
            }
            return $this->fromGone($id, $link);
        }
        $isOurs = $seen->record->shopId() === $id;
        return $this->write->write(
            'unlink',
            $seen,
            new Changes(),
            $isOurs ? $seen->record->body([], null) : [],
            static fn () => null,
            fn (): array => $this->forget($id),
            false
        );
    }

    /** Dolibarr has no end of the association any more. */
    private function fromGone(int $id, Link $link): Outcome
    {
        $base = PriceBase::of($link->baseline['price_base'] ?? '');
        $entry = $this->journal->begin('unlink', $id, $link->dolibarrId, $base, new Changes(), [
            'wpshop' => $this->catalogue->snapshot($id),
            'dolibarr' => null,
            'link' => $link->kept(),
            'linked_after' => false,
        ]);
        $this->forget($id);
        $this->journal->end($entry, $link->dolibarrId, $base, new Changes(), []);
        return $this->write->outcome($entry);
    }

    /** @return list<string> */
    private function forget(int $id): array
    {
        $this->links->remove($id);
        return [];
    }
}
