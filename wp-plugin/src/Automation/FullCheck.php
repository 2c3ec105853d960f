<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Dolibarr\ShopModule;
use DoliSync\Problem;
use DoliSync\Queue\Queue;
use DoliSync\Sync\Comparison;
use DoliSync\Sync\Link;
use DoliSync\Sync\Links;
use DoliSync\Sync\Locks;
use DoliSync\Sync\Merge;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Reconciliation;
use DoliSync\Sync\Status;
use DoliSync\Sync\TimeLimit;
use DoliSync\Sync\Verdict;

/**
 * Goes slowly through all associations, for what a poll does not show: Dolibarr's extrafields and categories, which leave
 * no trace in the time of the last change, an edit whose note got lost, products that are gone. Writes no product: what
 * differs goes into the queue.
 */
final class FullCheck
{
    public const OPTION = 'dolisync_full_check';

    private const BATCH = 100;
    private const LOCK = 'full_check';

    public function __construct(
        private readonly ConnectionSettings $connection,
        private readonly Products $products,
        private readonly Links $links,
        private readonly Catalogue $catalogue,
        private readonly Queue $queue,
        private readonly Brakes $brakes,
        private readonly Locks $locks,
        private readonly CategoryCheck $categories
    ) {
    }

    /** The next run begins with the first association. One that is under way goes on. */
    public function start(): void
    {
        $state = self::state();
        if ($state['after'] === null) {
            $this->store(['after' => 0, 'category' => null, 'started_at' => Moment::now()] + $state);
        }
    }

    public function isUnderWay(): bool
    {
        return self::state()['after'] !== null;
    }

    /**
     * Goes on with a check that was started.
     *
     * @param int $seconds no batch begins after so many; at least one does
     * @return bool whether there is more to do
     */
    public function run(int $seconds): bool
    {
        $may = $this->connection->isConfigured() && Policy::current() !== Policy::Off && !$this->brakes->isOn();
        if (!$may || !$this->isUnderWay()) {
            return false;
        }
        try {
            return $this->locks->holding([self::LOCK], fn (): bool => $this->batches(TimeLimit::in($seconds)));
        } catch (Problem) {
            // Dolibarr is not well, or another one is at it: it goes on from here another time.
            return true;
        }
    }

    private function batches(TimeLimit $limit): bool
    {
        do {
            $state = self::state();
            if ($state['after'] === 0) {
                if ($state['category'] === null && !$this->countIsRight($state)) {
                    return false;
                }
                $category = $this->categories->run($state['category'], $limit);
                if ($category === false) {
                    return false;
                }
                $this->store(['category' => $category] + self::state());
                if ($category !== null) {
                    return true;
                }
            }
            $links = $this->links->after((int) $state['after'], self::BATCH);
            if ($links !== [] && !$this->batch($links)) {
                return false;
            }
            $isDone = count($links) < self::BATCH;
            $this->store(['after' => $isDone ? null : array_key_last($links)] + self::state());
        } while (!$isDone && !$limit->isUp());
        return !$isDone;
    }

    /** @param array{after: int|null, category: int|null, count: int|null, started_at: string|null} $state */
    private function countIsRight(array $state): bool
    {
        $count = $this->products->count();
        $isRight = $this->brakes->letCheck($state['count'], $count, $this->links->count());
        if ($isRight) {
            $this->store(['count' => $count] + $state);
        }
        return $isRight;
    }

    /**
     * @param non-empty-array<int, Link> $links by their row
     * @return bool false: it stops here
     */
    private function batch(array $links): bool
    {
        $shop = $this->catalogue->readMany(array_map(static fn (Link $link): int => $link->wpId, array_values($links)));
        $records = $this->products->many(array_map(static fn (Link $link): int => $link->dolibarrId, array_values($links)));
        $verdicts = $missing = $moved = [];
        $tally = new PollTally();
        foreach ($links as $link) {
            $record = $records[$link->dolibarrId] ?? null;
            $product = $shop[$link->wpId] ?? null;
            if ($product === null && $this->catalogue->isReserved($link->wpId)) {
                $moved[] = 'doli:' . $link->dolibarrId;
            } elseif ($product === null || $product->postStatus === 'trash') {
                $verdicts[$link->wpId] = new Verdict(Status::OutOfSync, Reason::GoneInWpshop);
            } elseif ($record === null) {
                $missing[] = $link;
            } else {
                $comparison = Comparison::listed($product, $record, $link);
                $link = $this->withCategories($comparison, $link);
                $record = $comparison->record;
                $verdicts[$link->wpId] = $comparison->verdict();
                if (self::needsALook($comparison, $link) || $this->catalogue->mark($link->wpId) === null) {
                    $tally = Agreement::holds($record, $link) ? $tally : $tally->withChange($record, $link);
                    $moved[] = 'wp:' . $link->wpId;
                }
            }
        }
        if (!$this->brakes->letPoll($tally->changed, $tally->prices, $tally->stocks, 0)) {
            return false;
        }
        $this->links->checked($verdicts + $this->gone($missing), Moment::now());
        foreach ($moved as $subject) {
            $this->queue->add($subject, 'check');
        }
        return true;
    }

    /**
     * The shop's product and Dolibarr's are in the same categories, and nobody noted it yet, because categories were not
     * synchronized before: that is what both agree on from now on. Nothing of it is written on either side.
     */
    private function withCategories(Comparison $comparison, Link $link): Link
    {
        $key = ProductFields::CATEGORIES;
        $agreed = Reconciliation::agreed($comparison->fields)[$key] ?? null;
        $isNew = $agreed !== null && $link->baseline !== null && !isset($link->baseline[$key]);
        if (!$isNew || !$this->catalogue->hasCategoryMarks($link->wpId)) {
            return $link;
        }
        try {
            return $this->locks->holding(['product_' . $link->wpId], function () use ($link, $key, $agreed): Link {
                if ($this->links->of($link->wpId)?->baseline === $link->baseline) {
                    $this->links->agree($link->wpId, [$key => $agreed] + $link->baseline);
                }
                return $this->links->of($link->wpId) ?? $link;
            });
        } catch (Problem) {
            // Somebody is at it right now, and will note it.
            return $link;
        }
    }

    private static function needsALook(Comparison $comparison, Link $link): bool
    {
        return !Merge::of($comparison->fields)->isEmpty()
            || ShopModule::lacksNumber($comparison->record)
            || !$link->agreesOn(Reconciliation::agreed($comparison->fields), $comparison->record->base());
    }

    /**
     * A list in which a product is missing says nothing yet: each is asked for by itself, of an API that is healthy.
     *
     * @param list<Link> $links
     * @return array<int, Verdict>
     */
    private function gone(array $links): array
    {
        $gone = [];
        foreach ($links as $link) {
            try {
                if (!$this->products->find($link->dolibarrId) instanceof ProductRecord) {
                    $gone[$link->wpId] = new Verdict(Status::OutOfSync, Reason::GoneInDolibarr);
                }
            } catch (Problem $problem) {
                if ($problem->name !== Problems::RECORD_UNREADABLE) {
                    throw $problem;
                }
                // It is there, and cannot be understood: that stops nobody else (rule 12).
                $this->links->notChecked([$link->wpId], $problem);
            }
        }
        if ($gone !== []) {
            $this->products->proveHealthy();
        }
        return $gone;
    }

    /**
     * `after`: the row of the association that was looked at last; null: no check is under way. `category`: before the
     * first, the category that was seen last.
     *
     * @return array{after: int|null, category: int|null, count: int|null, started_at: string|null}
     */
    private static function state(): array
    {
        $state = get_option(self::OPTION);
        return (is_array($state) ? $state : []) + ['after' => null, 'category' => null, 'count' => null, 'started_at' => null];
    }

    /** @param array{after: int|null, category: int|null, count: int|null, started_at: string|null} $state */
    private function store(array $state): void
    {
        update_option(self::OPTION, $state, false);
    }
}
