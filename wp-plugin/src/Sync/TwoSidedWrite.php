<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * A write on both sides, in the one order that leaves nothing half-way: the intent into the journal, Dolibarr (which
 * can refuse), Dolibarr read back, the shop, the association, the journal. If Dolibarr fails, the shop is not touched;
 * if the shop fails, Dolibarr is put back.
 */
final class TwoSidedWrite
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Products $products,
        private readonly Links $links,
        private readonly Journal $journal,
        private readonly StatusCheck $statusCheck,
        private readonly Settling $settling,
        private readonly NewCategories $newCategories
    ) {
    }

    /**
     * Writes what was chosen, and associates.
     *
     * @param string $action link or sync
     * @throws Problem
     */
    public function chosen(string $action, Comparison $seen, Choice $choice): Outcome
    {
        $toShop = $choice->valuesFor($seen->fields, Choice::WPSHOP);
        return $this->both($action, $seen, $toShop, $choice->valuesFor($seen->fields, Choice::DOLIBARR), function () use ($seen, $toShop): array {
            $this->requireUnedited($seen, array_keys($toShop));
            return $this->inShop($seen, $toShop);
        });
    }

    /**
     * Dolibarr took its time: an edit of these fields that came into the shop since is not what the person saw.
     *
     * @param list<string> $keys
     * @throws Problem dolisync_changed_meanwhile
     */
    public function requireUnedited(Comparison $seen, array $keys): void
    {
        if ($this->editedSince($seen, $keys) !== []) {
            throw Comparisons::changedMeanwhile($this->comparedAnew($seen));
        }
    }

    /**
     * Writes what may travel without asking. What somebody edits in the shop meanwhile stays, and is looked at again.
     *
     * @throws Problem
     */
    public function merged(Comparison $seen, Merge $merge): Outcome
    {
        return $this->both('sync', $seen, $merge->toWpshop, $merge->toDolibarr, function () use ($seen, $merge): array {
            $edited = $this->editedSince($seen, array_keys($merge->toWpshop));
            return $this->inShop($seen, array_diff_key($merge->toWpshop, array_flip($edited)));
        });
    }

    /**
     * @param array<string, string> $toShop field → value
     * @param array<string, string> $toDolibarr field → value
     * @param callable(): array<string, string> $inShop gives what it wrote
     */
    private function both(string $action, Comparison $seen, array $toShop, array $toDolibarr, callable $inShop): Outcome
    {
        $this->requireNobodyElses($seen);
        $this->requireFreeNumber($seen);
        if (isset($toDolibarr[ProductFields::CATEGORIES])) {
            $toDolibarr[ProductFields::CATEGORIES] = $this->newCategories->inDolibarr($toDolibarr[ProductFields::CATEGORIES]);
        }
        $written = [];
        return $this->write(
            $action,
            $seen,
            new Changes(
                Changes::between($seen->product->values($seen->record->base()), $toShop),
                Changes::between($seen->record->values(), $toDolibarr)
            ),
            $seen->record->body($toDolibarr, $this->numberFor($seen)),
            function () use ($inShop, &$written): void {
                $written = $inShop();
            },
            function (ProductRecord $now) use ($seen, $toDolibarr, &$written): array {
                return $this->settling->associate(
                    $this->catalogue->read($seen->product->id),
                    $now,
                    $seen->link,
                    $toDolibarr,
                    $written,
                    $now->base() === $seen->record->base() ? Reconciliation::agreed($seen->fields) : null
                );
            },
            categories: $toDolibarr[ProductFields::CATEGORIES] ?? null
        );
    }

    /**
     * @param array<string, string> $values
     * @return array<string, string> the same
     */
    private function inShop(Comparison $seen, array $values): array
    {
        if ($values !== []) {
            $this->catalogue->write($seen->product->id, $values, $seen->record->base());
        }
        return $values;
    }

    /**
     * @param list<string> $keys
     * @return list<string> those of them whose value in the shop is another one by now
     */
    private function editedSince(Comparison $seen, array $keys): array
    {
        if ($keys === []) {
            return [];
        }
        $base = $seen->record->base();
        $now = $this->catalogue->read($seen->product->id)->values($base);
        $then = $seen->product->values($base);
        return array_values(array_filter(
            $keys,
            // Of pieces that were sold meanwhile nobody decides: Dolibarr counts.
            static fn (string $key): bool => $key !== ProductFields::STOCK && $now[$key] !== $then[$key]
        ));
    }

    private function comparedAnew(Comparison $seen): Comparison
    {
        $record = $this->products->whole($seen->record->id) ?? throw Problems::gone();
        return new Comparison($this->catalogue->read($seen->product->id), $record, $seen->link, null);
    }

    /**
     * @param Changes $planned what is asked for
     * @param array<string, mixed> $body for Dolibarr; empty: nothing to send
     * @param callable(): mixed $inShop writes the shop's side
     * @param callable(ProductRecord): list<string> $settle brings the association to its new state; gives the
     *     fields that did not take
     * @param bool $linkedAfter whether they are associated when this is done
     * @param string|null $categories what Dolibarr's become, a CategorySet of categories that it has; null: they stay
     */
    public function write(
        string $action,
        Comparison $seen,
        Changes $planned,
        array $body,
        callable $inShop,
        callable $settle,
        bool $linkedAfter = true,
        ?string $categories = null
    ): Outcome {
        $id = $seen->product->id;
        $base = $seen->record->base();
        $kept = [
            'wpshop' => $this->catalogue->snapshot($id),
            'dolibarr' => $seen->record->stored(),
            'link' => $seen->link?->kept(),
            'linked_after' => $linkedAfter,
        ];
        $entry = $this->journal->begin($action, $id, $seen->record->id, $base, $planned, $kept);
        $now = $this->inDolibarr($entry, $seen->record, $body, $categories);
        try {
            OwnWrites::during($inShop);
            $refused = $settle($now);
        } catch (\Throwable $failure) {
            $this->putBack($entry, $seen, $now, $kept['wpshop'], $planned);
            throw $failure;
        }
        // Only what was asked for: what others changed meanwhile is their doing.
        $changes = new Changes(
            Changes::between($seen->product->values($base), self::of($planned->wpshop, $this->catalogue->read($id)->values($base))),
            Changes::between($seen->record->values(), self::of($planned->dolibarr, $now->values()))
        );
        $this->journal->end($entry, $seen->record->id, $base, $changes, $refused);
        return $this->outcome($entry);
    }

    /** What a finished entry of the journal did. */
    public function outcome(int $entry): Outcome
    {
        $done = $this->journal->entry($entry);
        return new Outcome(
            $this->statusCheck->lastKnown([$done->productId])[$done->productId],
            $entry,
            $done->isUndoable(),
            $done->priceBase,
            $done->changes,
            $done->refused
        );
    }

    /**
     * @param list<array{key: string, before: string, after: string}> $changes
     * @param array<string, string> $values
     * @return array<string, string> the values of the fields that these changes are about
     */
    private static function of(array $changes, array $values): array
    {
        return array_intersect_key($values, array_flip(array_column($changes, 'key')));
    }

    /** Dolibarr's end of the association is written where its module is known or may be there. */
    private function numberFor(Comparison $seen): int|false
    {
        return $seen->record->mayHaveModule() ? $seen->product->id : false;
    }

    /**
     * A Dolibarr product that names another product of the shop, which is not associated itself, is that one's: taking
     * it would lose an association that only Dolibarr knows of.
     */
    private function requireNobodyElses(Comparison $seen): void
    {
        $other = $seen->record->shopId();
        if ($seen->link !== null || $other === null || $other === $seen->product->id) {
            return;
        }
        $title = $this->catalogue->titles([$other])[$other] ?? null;
        if ($title !== null && $this->links->of($other) === null) {
            throw Problems::numberOfAnother($title);
        }
    }

    /** The number of a shop product is unique in Dolibarr: 20 refuses a second one, 16 silently drops it. */
    private function requireFreeNumber(Comparison $seen): void
    {
        if (!$seen->record->hasModule() || $seen->record->shopId() === $seen->product->id) {
            return;
        }
        $holder = $this->products->holderOf($seen->product->id);
        if ($holder !== null && $holder->id !== $seen->record->id) {
            throw Problems::numberTaken($holder->label());
        }
    }

    /** @param array<string, mixed> $body */
    private function inDolibarr(int $entry, ProductRecord $record, array $body, ?string $categories): ProductRecord
    {
        if ($body === [] && $categories === null) {
            return $record;
        }
        try {
            return $this->products->change($record, $body, $categories);
        } catch (Problem $problem) {
            // In doubt the entry stays begun: it says what Dolibarr may have been given.
            if (!Problems::leavesDoubt($problem)) {
                $this->journal->abandon($entry);
            }
            throw $problem;
        }
    }

    /**
     * Best effort, after the shop failed; its failure is what the person is told. What somebody else wrote meanwhile, on
     * either side, stays.
     *
     * @param array<string, mixed> $shop the shop's snapshot before
     */
    private function putBack(int $entry, Comparison $seen, ProductRecord $now, array $shop, Changes $planned): void
    {
        $isWhole = self::done(function () use ($seen, $shop, $planned): void {
            $id = $seen->product->id;
            $base = $seen->record->base();
            $ours = self::having('after', $planned->wpshop, $this->catalogue->read($id)->values($base));
            OwnWrites::during(fn () => $this->catalogue->restore($id, $shop, $ours, $base));
        });
        $ours = self::having('after', $planned->dolibarr, $now->values());
        $body = $now->restoring($seen->record->stored(), $ours, $seen->record->shopId());
        $categories = in_array(ProductFields::CATEGORIES, $ours, true) ? $seen->record->categories() : null;
        if ($body !== [] || $categories !== null) {
            $isWhole = self::done(fn () => $this->products->change($now, $body, $categories)) && $isWhole;
        }
        // What is neither is somebody's edit, or what Dolibarr made of ours.
        $known = [...$ours, ...self::having('before', $planned->dolibarr, $now->values())];
        // Otherwise the entry stays begun: it holds the values before, and the next look shows what differs.
        if ($isWhole && array_diff(array_column($planned->dolibarr, 'key'), $known) === []) {
            $this->journal->abandon($entry);
        }
    }

    /**
     * @param string $which before or after
     * @param list<array{key: string, before: string, after: string}> $changes
     * @param array<string, string> $values
     * @return list<string> the fields that have the value of before or after their change
     */
    private static function having(string $which, array $changes, array $values): array
    {
        return array_keys(array_intersect_assoc(array_column($changes, $which, 'key'), $values));
    }

    private static function done(callable $step): bool
    {
        try {
            $step();
        } catch (Problem) {
            return false;
        }
        return true;
    }
}
