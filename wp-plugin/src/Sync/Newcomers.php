<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Automation\Brakes;
use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;
use DoliSync\Queue\Queue;

/**
 * What is new on one side and comes to the other by itself: never what was there before (StartingPoint), never what was
 * associated once, and never where the other side has the same reference or barcode already. Then the two are suggested
 * to a person.
 */
final class Newcomers
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Candidates $candidates,
        private readonly Products $products,
        private readonly Links $links,
        private readonly Journal $journal,
        private readonly Locks $locks,
        private readonly Suggestions $suggestions,
        private readonly Queue $queue,
        private readonly Creation $creation,
        private readonly ShopCreation $shopCreation,
        private readonly Brakes $brakes
    ) {
    }

    /**
     * A product of the shop that is not associated.
     *
     * @param bool $writes false: only a counterpart is looked for
     * @throws Problem
     */
    public function toDolibarr(int $id, bool $writes): Look
    {
        return $this->locks->holding(['product_' . $id], function () use ($id, $writes): Look {
            $product = $this->catalogue->read($id);
            if ($this->links->of($id) !== null || $product->title() === '') {
                return Look::Nothing;
            }
            $isNew = $product->postStatus === 'publish' && StartingPoint::isNewInShop($id) && !$this->journal->knows($id);
            if (!$isNew && !$this->creation->isHalfMade($id)) {
                return Look::Nothing;
            }
            if (!$writes || !NewProducts::current()->reachDolibarr()) {
                return $this->suggest($id, $this->candidates->withSameCode($product));
            }
            try {
                ignore_user_abort(true);
                $this->creation->createByItself($id, fn () => $this->brakes->letCreate(
                    Brakes::MANY_CREATIONS_IN_DOLIBARR,
                    $this->queue->countNew('wp')
                ));
                $this->lookAgain($id);
                return Look::Created;
            } catch (Problem $problem) {
                return match ($problem->name) {
                    'dolisync_probable_match' => $this->suggest($id, $problem->data),
                    // Somebody else in Dolibarr was faster.
                    'dolisync_reference_taken' => $this->suggest($id, $this->candidates->withSameCode($product) ?? []),
                    // Dolibarr has a product that names this one: from before a backup of the shop was restored.
                    'dolisync_taken' => $this->suggest($id, $this->namedIn($id)),
                    default => throw $problem,
                };
            }
        });
    }

    /**
     * A product of Dolibarr that is not associated.
     *
     * @param bool $writes false: only a counterpart is looked for
     * @throws Problem
     */
    public function toShop(int $dolibarrId, bool $writes): Look
    {
        return $this->locks->holding(['dolibarr_' . $dolibarrId], function () use ($dolibarrId, $writes): Look {
            if (!StartingPoint::isNewInDolibarr($dolibarrId) || $this->links->holder($dolibarrId) !== null) {
                return Look::Nothing;
            }
            $link = $this->links->toDolibarr($dolibarrId);
            $isHalfMade = $link !== null && $this->catalogue->isReserved($link->wpId);
            if (!$isHalfMade && ($link !== null || $this->journal->knowsDolibarrs($dolibarrId))) {
                return Look::Nothing;
            }
            $record = $this->products->whole($dolibarrId);
            if ($record === null) {
                $this->products->proveHealthy();
                return Look::Nothing;
            }
            if (!$isHalfMade) {
                $look = $this->hasOwner($record) ?? $this->counterpart($record);
                if ($look !== null || !$writes || !NewProducts::current()->reachShop()) {
                    return $look ?? Look::Nothing;
                }
                $this->brakes->letCreate(Brakes::MANY_CREATIONS, $this->queue->countNew('doli'));
            }
            ignore_user_abort(true);
            $this->lookAgain($this->shopCreation->create($record)->row->id);
            return Look::Created;
        });
    }

    /** Its categories may not have come along. */
    private function lookAgain(int $id): void
    {
        if (in_array(ProductFields::CATEGORIES, $this->links->of($id)?->verdict->fields ?? [], true)) {
            $this->queue->add('wp:' . $id, 'retry', 60);
        }
    }

    /** A product that came to Dolibarr from a shop, ours or another one, is nothing new. */
    private function hasOwner(ProductRecord $record): ?Look
    {
        $shopId = $record->shopId();
        if (str_starts_with($record->externalReference(), Creation::MARK)) {
            // Ours, and the association is not written yet: whoever creates it does that.
            $ours = $this->journal->creationOf($record->externalReference());
            if ($ours !== null && $ours->state !== JournalEntry::DONE && $this->links->of($ours->productId) === null) {
                $this->queue->add('wp:' . $ours->productId, 'check', 60);
            }
            return Look::Nothing;
        }
        if ($shopId === null) {
            return null;
        }
        if ($this->catalogue->exists($shopId) && $this->links->of($shopId) === null) {
            $this->suggestions->put($shopId, $record->id, Suggestions::NAMED_IN_DOLIBARR);
            return Look::ForPerson;
        }
        return Look::Nothing;
    }

    private function counterpart(ProductRecord $record): ?Look
    {
        $values = $record->values();
        $alike = $this->catalogue->withCode($values['reference'], $values['barcode']);
        $links = $this->links->ofMany(array_keys($alike));
        foreach ($alike as $id => $code) {
            // What a person threw away is neither suggested nor made anew.
            if (!isset($links[$id]) && $this->catalogue->read($id)->postStatus !== 'trash') {
                $this->suggestions->put($id, $record->id, $code === 'reference' ? Suggestions::SAME_REFERENCE : Suggestions::SAME_BARCODE);
                return Look::ForPerson;
            }
        }
        return $alike === [] ? null : Look::ForPerson;
    }

    /** @return array{dolibarr_id?: int, why?: string} empty when that one is associated */
    private function namedIn(int $id): array
    {
        $holder = $this->products->holderOf($id);
        return $holder === null || $this->links->toDolibarr($holder->id) !== null
            ? []
            : ['dolibarr_id' => $holder->id, 'why' => Suggestions::NAMED_IN_DOLIBARR];
    }

    /** @param array{dolibarr_id?: int|null, why?: string|null}|null $found */
    private function suggest(int $id, ?array $found): Look
    {
        if (isset($found['dolibarr_id'])) {
            $this->suggestions->put($id, $found['dolibarr_id'], (string) $found['why']);
        } else {
            $this->suggestions->remove($id);
        }
        return $found === null ? Look::Nothing : Look::ForPerson;
    }
}
