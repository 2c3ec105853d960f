<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Dolibarr\Categories;
use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Dolibarr\Refusals;
use DoliSync\Dolibarr\SeenCategories;
use DoliSync\Problem;
use DoliSync\Sync\Transaction;

/**
 * One batch of seeing which products are in which category: the tree first, then some categories each, ids only. So it
 * takes as many requests as there are categories, however many products.
 */
final class MembershipWork
{
    /** Categories of one batch: each is a request or more. */
    private const CATEGORIES = 10;

    public function __construct(
        private readonly Batches $batches,
        private readonly Memberships $memberships,
        private readonly Categories $categories,
        private readonly SeenCategories $seen,
        private readonly Refusals $refusals
    ) {
    }

    /**
     * @throws Problem
     * @throws LeaseLost
     */
    public function do(Run $run, Batch $batch): void
    {
        $began = hrtime(true);
        try {
            $batch->ids === null ? $this->begin($run, $batch, $began) : $this->goThrough($batch, $began);
        } catch (Problem $problem) {
            throw $this->refusals->meaning($problem, RecordRoute::Categories->named());
        }
    }

    private function begin(Run $run, Batch $batch, int $began): void
    {
        $tree = $this->categories->tree();
        $this->seen->store($tree);
        $this->close($batch, $began, function () use ($run, $batch, $tree): void {
            $this->memberships->forget();
            foreach (array_chunk(array_keys($tree->all()), self::CATEGORIES) as $some) {
                $this->batches->again($run, $batch->phase, $batch->entity, 1, $some);
            }
        });
    }

    private function goThrough(Batch $batch, int $began): void
    {
        foreach ((array) $batch->ids as $category) {
            $this->see($batch, $category);
        }
        $this->close($batch, $began, static fn () => null);
    }

    private function see(Batch $batch, int $category): void
    {
        $isFirst = true;
        foreach ($this->categories->allMembers($category) as $products) {
            Transaction::during(function () use ($batch, $category, $products, $isFirst): void {
                $this->batches->hold($batch);
                if ($isFirst) {
                    $this->memberships->forgetCategory($category);
                }
                $this->memberships->add($category, $products);
            });
            $isFirst = false;
        }
    }

    private function close(Batch $batch, int $began, callable $also): void
    {
        Transaction::during(function () use ($batch, $began, $also): void {
            $this->batches->hold($batch);
            $also();
            $this->batches->done($batch, new Tally(), intdiv(hrtime(true) - $began, 1_000_000));
        });
    }
}
