<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;
use DoliSync\Queue\Queue;
use DoliSync\Sync\Changes;
use DoliSync\Sync\Comparisons;
use DoliSync\Sync\Creation;
use DoliSync\Sync\Identity;
use DoliSync\Sync\Journal;
use DoliSync\Sync\Link;
use DoliSync\Sync\Links;
use DoliSync\Sync\Locks;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Outcome;
use DoliSync\Sync\OwnWrites;
use DoliSync\Sync\Reason;
use DoliSync\Sync\ShopCreation;
use DoliSync\Sync\Status;
use DoliSync\Sync\Suggestions;
use DoliSync\Sync\TwoSidedWrite;
use DoliSync\Sync\Verdict;

/**
 * What a person can have done about an associated product that one side no longer has. Nothing of it happens by itself,
 * and each first makes sure that the product really is gone.
 */
final class Deletions
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Products $products,
        private readonly Links $links,
        private readonly Journal $journal,
        private readonly Locks $locks,
        private readonly Creation $creation,
        private readonly ShopCreation $shopCreation,
        private readonly TwoSidedWrite $write,
        private readonly Queue $queue,
        private readonly Suggestions $suggestions
    ) {
    }

    /**
     * Gone in Dolibarr: creates it there again, and the association goes on with the new product.
     *
     * @param bool $confirmed the person saw the possible duplicates
     * @throws Problem dolisync_not_linked, dolisync_not_gone, dolisync_possible_duplicates, …
     */
    public function recreate(int $wpId, bool $confirmed = false): Outcome
    {
        return $this->locked($wpId, function (Link $link) use ($wpId, $confirmed): Outcome {
            $this->requireInShop($wpId);
            $this->requireGoneInDolibarr($link);
            return $this->creation->create($wpId, $confirmed, 'recreate');
        });
    }

    /**
     * Gone in Dolibarr: the shop's product goes to the trash, where it can be restored.
     *
     * @return int the journal's entry
     * @throws Problem dolisync_not_linked, dolisync_not_gone, dolisync_no_trash, …
     */
    public function trash(int $wpId): int
    {
        return $this->locked($wpId, function (Link $link) use ($wpId): int {
            $this->requireInShop($wpId);
            $this->requireGoneInDolibarr($link);
            return $this->noted('trash', $link, ['wpshop' => $this->catalogue->snapshot($wpId)], function () use ($wpId): void {
                OwnWrites::during(fn () => $this->catalogue->trash($wpId));
                $this->queue->forget($wpId);
                $this->links->checked([$wpId => new Verdict(Status::OutOfSync, Reason::GoneInWpshop)], Moment::now());
            });
        });
    }

    /**
     * Gone in the shop: out of the trash again, or made anew from Dolibarr's data.
     *
     * @throws Problem dolisync_not_linked, dolisync_not_gone, dolisync_gone_in_dolibarr, …
     */
    public function restore(int $wpId): Outcome
    {
        return $this->locked($wpId, function (Link $link) use ($wpId): Outcome {
            $this->requireGoneInShop($wpId);
            if (!$this->catalogue->exists($wpId)) {
                $record = $this->products->whole($link->dolibarrId) ?? throw $this->goneForGood();
                return $this->shopCreation->create($record, 'restore');
            }
            $entry = $this->noted('restore', $link, [], function () use ($wpId): void {
                OwnWrites::during(fn () => $this->catalogue->untrash($wpId));
                $this->links->checked([$wpId => new Verdict(Status::Unknown)], Moment::now());
                $this->queue->add('wp:' . $wpId, 'retry');
            });
            return $this->write->outcome($entry);
        });
    }

    /**
     * Gone in the shop, or on both sides: ends the association; no product's data is touched.
     *
     * @return int the journal's entry
     * @throws Problem dolisync_not_linked, dolisync_not_gone
     */
    public function dissociate(int $wpId): int
    {
        return $this->locked($wpId, function (Link $link) use ($wpId): int {
            $this->requireGoneInShop($wpId);
            return $this->noted('unlink', $link, ['link' => $link->kept()], fn () => $this->end($wpId));
        });
    }

    /**
     * Gone in the shop: deletes it in Dolibarr too, and ends the association. The journal keeps what it was.
     *
     * @return int the journal's entry
     * @throws Problem dolisync_not_linked, dolisync_not_gone, dolisync_still_used, …
     */
    public function deleteInDolibarr(int $wpId): int
    {
        return $this->locked($wpId, function (Link $link) use ($wpId): int {
            $this->requireGoneInShop($wpId);
            $record = $this->products->find($link->dolibarrId);
            if ($record !== null && Identity::isDoubtfulInDolibarr($record, $link)) {
                throw self::anotherOne($record->label());
            }
            $kept = ['deleted' => $record?->stored(), 'link' => $link->kept()];
            return $this->noted('delete', $link, $kept, function () use ($wpId, $record): void {
                if ($record !== null) {
                    $this->delete($record);
                } else {
                    $this->products->proveHealthy();
                }
                $this->end($wpId);
            }, $record);
        });
    }

    /** When the answer got lost, reading tells whether it was done. */
    private function delete(ProductRecord $record): void
    {
        try {
            $this->products->delete($record);
        } catch (Problem $problem) {
            if (!Problems::leavesDoubt($problem) || $this->products->find($record->id) !== null) {
                throw $problem;
            }
        }
        if ($this->products->find($record->id) !== null) {
            throw Problems::notDeleted();
        }
    }

    private function end(int $wpId): void
    {
        $this->links->remove($wpId);
        $this->queue->forget($wpId);
        $this->suggestions->remove($wpId);
    }

    /**
     * @param array<string, mixed> $kept
     * @param callable(): mixed $work
     */
    private function noted(string $action, Link $link, array $kept, callable $work, ?ProductRecord $deleted = null): int
    {
        $base = $deleted?->base() ?? PriceBase::of($link->baseline['price_base'] ?? '');
        $gone = array_map(
            static fn (string $key, string $value): array => ['key' => $key, 'before' => $value, 'after' => ''],
            array_keys($deleted?->values() ?? []),
            $deleted?->values() ?? []
        );
        $changes = new Changes([], array_values(array_filter($gone, static fn (array $change): bool => $change['before'] !== '')));
        $entry = $this->journal->begin($action, $link->wpId, $link->dolibarrId, $base, $changes, $kept);
        try {
            $work();
        } catch (\Throwable $failure) {
            if (!$failure instanceof Problem || !Problems::leavesDoubt($failure)) {
                $this->journal->abandon($entry);
            }
            throw $failure;
        }
        $this->journal->end($entry, $link->dolibarrId, $base, $changes, []);
        return $entry;
    }

    private function requireInShop(int $wpId): void
    {
        if ($this->isGoneInShop($wpId)) {
            throw Problem::named('dolisync_in_trash', __('This product is in the trash. Restore it first.', 'dolisync'), 'none', 409);
        }
    }

    private function requireGoneInShop(int $wpId): void
    {
        if (!$this->isGoneInShop($wpId)) {
            throw self::notGone(__('The shop has this product (again). Nothing was done.', 'dolisync'));
        }
    }

    /** Reads afresh. */
    private function isGoneInShop(int $wpId): bool
    {
        clean_post_cache($wpId);
        return !$this->catalogue->exists($wpId) || $this->catalogue->read($wpId)->postStatus === 'trash';
    }

    private function requireGoneInDolibarr(Link $link): void
    {
        if ($this->products->find($link->dolibarrId) !== null) {
            $this->links->checked([$link->wpId => new Verdict(Status::Unknown)], Moment::now());
            throw self::notGone(__('Dolibarr has this product (again). Nothing was done; check its status.', 'dolisync'));
        }
        $this->products->proveHealthy();
    }

    private function goneForGood(): Problem
    {
        $this->products->proveHealthy();
        return Problems::gone();
    }

    private static function anotherOne(string $title): Problem
    {
        return Problem::named(
            'dolisync_other_product',
            /* translators: %s: the name of a product. */
            sprintf(__('In Dolibarr this is “%s” now, with another reference too: it may be another product, so it was not deleted. Look at it in Dolibarr and dissociate the two.', 'dolisync'), $title),
            'review',
            409
        );
    }

    private static function notGone(string $message): Problem
    {
        return Problem::named('dolisync_not_gone', $message, 'review', 409);
    }

    /**
     * @template T
     * @param callable(Link): T $work
     * @return T
     */
    private function locked(int $wpId, callable $work): mixed
    {
        $link = $this->links->of($wpId) ?? throw Comparisons::notLinked();
        ignore_user_abort(true);
        return $this->locks->holding(
            ['product_' . $wpId, 'dolibarr_' . $link->dolibarrId],
            fn (): mixed => $work($this->links->of($wpId) ?? throw Comparisons::notLinked())
        );
    }
}
