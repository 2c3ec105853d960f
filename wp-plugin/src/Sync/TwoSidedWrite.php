<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Catalogue\ShopProduct;
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
        private readonly StatusCheck $statusCheck
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
        $toDolibarr = $choice->valuesFor($seen->fields, Choice::DOLIBARR);
        $toShop = $choice->valuesFor($seen->fields, Choice::WPSHOP);
        $this->requireNobodyElses($seen);
        $this->requireFreeNumber($seen);
        return $this->write(
            $action,
            $seen,
            new Changes(
                Changes::between($seen->product->values($seen->record->base()), $toShop),
                Changes::between($seen->record->values(), $toDolibarr)
            ),
            $seen->record->body($toDolibarr, $this->numberFor($seen)),
            fn () => $toShop === [] ?: $this->catalogue->write($seen->product->id, $toShop, $seen->record->base()),
            fn (ProductRecord $now): array => $this->associate(
                $this->catalogue->read($seen->product->id),
                $now,
                $seen->link,
                [...array_keys($toShop), ...array_keys($toDolibarr)]
            )
        );
    }

    /**
     * @param Changes $planned what is asked for
     * @param array<string, mixed> $body for Dolibarr; empty: nothing to send
     * @param callable(): mixed $inShop writes the shop's side
     * @param callable(ProductRecord): list<string> $settle brings the association to its new state; gives the
     *     fields that did not take
     * @param bool $linkedAfter whether they are associated when this is done
     */
    public function write(
        string $action,
        Comparison $seen,
        Changes $planned,
        array $body,
        callable $inShop,
        callable $settle,
        bool $linkedAfter = true
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
        $now = $this->inDolibarr($entry, $seen->record, $body);
        try {
            OwnWrites::during($inShop);
            $refused = $settle($now);
        } catch (\Throwable $failure) {
            $this->putBack($entry, $seen, $now, $kept['wpshop']);
            throw $failure;
        }
        $changes = new Changes(
            Changes::between($seen->product->values($base), $this->catalogue->read($id)->values($base)),
            Changes::between($seen->record->values(), $now->values())
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
     * Associates, with what both sides now agree on as the baseline.
     *
     * @param Link|null $before the association there was
     * @param list<string> $asked the fields that were written
     * @return list<string> those of them that did not take
     */
    public function associate(ShopProduct $product, ProductRecord $record, ?Link $before, array $asked): array
    {
        $base = $record->base();
        $values = $product->values($base);
        $baseline = $before?->baselineIn($base) ?? [];
        $fields = Reconciliation::fields($values, $record->values(), $baseline, $record->readOnly());
        $differing = array_map(static fn (Field $field): string => $field->key, array_filter(
            $fields,
            static fn (Field $field): bool => $field->state !== FieldState::Same
        ));
        $refused = array_intersect_key($values, array_flip(array_intersect($asked, $differing)));
        $now = Moment::now();
        $this->links->store(new Link(
            $product->id,
            $record->id,
            Reconciliation::agreed($fields) + ['price_base' => $base->value],
            $now,
            $refused,
            Verdict::of(Reconciliation::fields($values, $record->values(), $baseline, $record->readOnly(), $refused)),
            $now
        ));
        return array_keys($refused);
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
    private function inDolibarr(int $entry, ProductRecord $record, array $body): ProductRecord
    {
        if ($body === []) {
            return $record;
        }
        try {
            return $this->products->change($record, $body);
        } catch (Problem $problem) {
            // In doubt the entry stays begun: it says what Dolibarr may have been given.
            if (!Problems::leavesDoubt($problem)) {
                $this->journal->abandon($entry);
            }
            throw $problem;
        }
    }

    /**
     * Best effort, after the shop failed; its failure is what the person is told.
     *
     * @param array<string, mixed> $shop the shop's snapshot before
     */
    private function putBack(int $entry, Comparison $seen, ProductRecord $now, array $shop): void
    {
        $isWhole = self::done(fn () => OwnWrites::during(
            fn () => $this->catalogue->restore($seen->product->id, $shop, ProductFields::KEYS, $seen->record->base())
        ));
        if ($now->fingerprint() !== $seen->record->fingerprint()) {
            $keys = array_column(Changes::between($now->values(), $seen->record->values()), 'key');
            $body = $now->restoring($seen->record->stored(), $keys, $seen->record->shopId());
            $isWhole = self::done(fn () => $this->products->change($now, $body)) && $isWhole;
        }
        // Otherwise the entry stays begun: it holds the values before, and the next look shows what differs.
        if ($isWhole) {
            $this->journal->abandon($entry);
        }
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
