<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Dolibarr\Categories;
use DoliSync\Dolibarr\Products;
use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Dolibarr\Refusals;
use DoliSync\Dolibarr\SeenCategories;
use DoliSync\Problem;
use DoliSync\Sync\Transaction;

/**
 * One batch of seeing which products are in which category: the tree first, then some categories each, ids only. So it
 * takes as many requests as there are categories, however many products. A category whose list does not come, while
 * Dolibarr answers otherwise, is tried again by itself, and after some tries the run goes on without it (rule 12).
 */
final class MembershipWork
{
    /** Categories of one batch: each is a request or more. */
    private const CATEGORIES = 10;

    /** A list that does not come is asked for so often, within a minute or two. */
    private const TRIES = 7;

    public function __construct(
        private readonly Batches $batches,
        private readonly Memberships $memberships,
        private readonly Categories $categories,
        private readonly Products $products,
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
            $batch->ids === null ? $this->begin($run, $batch, $began) : $this->goThrough($run, $batch, $began);
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

    private function goThrough(Run $run, Batch $batch, int $began): void
    {
        $categories = (array) $batch->ids;
        foreach ($categories as $position => $category) {
            try {
                $this->see($batch, $category);
            } catch (Problem $problem) {
                $this->batches->hold($batch);
                if (!$this->products->isOfThisAlone($problem)) {
                    throw $problem;
                }
                match (true) {
                    count($categories) > 1 => $this->setApart($run, $batch, $category, array_slice($categories, $position + 1), $began),
                    $batch->waits + 1 < self::TRIES => $this->batches->later($batch, $problem, true),
                    default => $this->giveUp($batch, $category, $problem, $began),
                };
                return;
            }
        }
        $this->close($batch, $began, static fn () => null);
    }

    /**
     * The batch ends here: this category is tried again by itself, and those after it need not wait for that.
     *
     * @param list<int> $others
     */
    private function setApart(Run $run, Batch $batch, int $category, array $others, int $began): void
    {
        $this->close($batch, $began, function () use ($run, $batch, $category, $others): void {
            $this->batches->again($run, $batch->phase, $batch->entity, $batch->round + 1, [$category], 1, 1);
            if ($others !== []) {
                $this->batches->again($run, $batch->phase, $batch->entity, $batch->round + 1, $others);
            }
        });
    }

    /** What is in this category is not known: neither that a product is in it nor that it is not. */
    private function giveUp(Batch $batch, int $category, Problem $problem, int $began): void
    {
        Transaction::during(function () use ($batch, $category, $problem, $began): void {
            $this->batches->hold($batch);
            $this->memberships->forgetCategory($category);
            $this->batches->giveUp($batch, $problem, intdiv(hrtime(true) - $began, 1_000_000));
        });
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
