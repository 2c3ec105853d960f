<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Problem;

/** What a person can have done to a product: each under locks, with the person's choice honoured exactly or not at all. */
final class Synchronizer
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Comparisons $comparisons,
        private readonly Links $links,
        private readonly Journal $journal,
        private readonly Locks $locks,
        private readonly TwoSidedWrite $write,
        private readonly Creation $creation,
        private readonly Dissociation $dissociation,
        private readonly Undoing $undoing
    ) {
    }

    /**
     * Associates a product with a Dolibarr product and writes the versions that were chosen.
     *
     * @param array<string, mixed> $revisions what the person saw
     * @param array<string, mixed> $choice field → side
     * @throws Problem
     */
    public function link(int $id, int $dolibarrId, array $revisions, array $choice): Outcome
    {
        $choice = Choice::of($choice);
        return $this->locked($id, $dolibarrId, function () use ($id, $dolibarrId, $revisions, $choice): Outcome {
            $this->requireFree($id, $dolibarrId);
            return $this->chosen('link', $this->comparisons->read($id, $dolibarrId), $revisions, $choice);
        });
    }

    /**
     * Neither of the two is associated.
     *
     * @throws Problem dolisync_already_linked, dolisync_taken
     */
    public function requireFree(int $id, int $dolibarrId): void
    {
        if ($this->links->of($id) !== null) {
            throw Comparisons::alreadyLinked();
        }
        $holder = $this->links->holder($dolibarrId);
        if ($holder !== null) {
            throw Links::taken($this->catalogue->titles([$holder->wpId])[$holder->wpId]);
        }
    }

    /**
     * Writes the versions that were chosen for an associated product.
     *
     * @param array<string, mixed> $revisions what the person saw
     * @param array<string, mixed> $choice field → side
     * @throws Problem
     */
    public function sync(int $id, array $revisions, array $choice): Outcome
    {
        $choice = Choice::of($choice);
        $link = $this->linkOf($id);
        return $this->locked(
            $id,
            $link->dolibarrId,
            fn (): Outcome => $this->chosen('sync', $this->comparisons->read($id, $link->dolibarrId), $revisions, $choice)
        );
    }

    /**
     * Ends an association; both products keep their data.
     *
     * @throws Problem
     */
    public function unlink(int $id): Outcome
    {
        $link = $this->linkOf($id);
        return $this->locked($id, $link->dolibarrId, fn (): Outcome => $this->dissociation->dissociate($id));
    }

    /**
     * Creates the product in Dolibarr and associates it.
     *
     * @param bool $confirmed the person saw the possible duplicates
     * @throws Problem
     */
    public function create(int $id, bool $confirmed): Outcome
    {
        return $this->locked($id, null, function () use ($id, $confirmed): Outcome {
            if ($this->links->of($id) !== null) {
                throw Comparisons::alreadyLinked();
            }
            return $this->creation->create($id, $confirmed);
        });
    }

    /**
     * Puts back what an entry of the journal changed.
     *
     * @throws Problem
     */
    public function undo(int $entry): Outcome
    {
        $done = $this->journal->entry($entry) ?? throw Undoing::unknownEntry();
        return $this->locked($done->productId, $done->dolibarrId, fn (): Outcome => $this->undoing->undo($entry));
    }

    /** @param array<string, mixed> $revisions */
    private function chosen(string $action, Comparison $seen, array $revisions, Choice $choice): Outcome
    {
        if (!$seen->isStill($revisions)) {
            throw Comparisons::changedMeanwhile($seen);
        }
        if ($choice->isAbout(ProductFields::CATEGORIES)) {
            $seen = $this->comparisons->withCategories($seen);
        }
        $choice->requireComplete($seen->fields);
        return $this->write->chosen($action, $seen, $choice);
    }

    private function linkOf(int $id): Link
    {
        $this->catalogue->read($id);
        return $this->links->of($id) ?? throw Comparisons::notLinked();
    }

    /** @param callable(): Outcome $work */
    private function locked(int $id, ?int $dolibarrId, callable $work): Outcome
    {
        if ($this->catalogue->read($id)->postStatus === 'trash') {
            throw Problem::named(
                'dolisync_in_trash',
                __('This product is in the trash. Restore it first.', 'dolisync'),
                'none',
                409
            );
        }
        // Leaving the page does not stop a write half-way.
        ignore_user_abort(true);
        $names = ['product_' . $id];
        if ($dolibarrId !== null) {
            $names[] = 'dolibarr_' . $dolibarrId;
        }
        return $this->locks->holding($names, $work);
    }
}
