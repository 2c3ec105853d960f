<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Problem;

/**
 * Puts back what an entry of the journal changed: the values on both sides to the letter, and the association as it
 * was. Only where nothing was changed since. It is an entry of its own, which can be undone in turn.
 */
final class Undoing
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Comparisons $comparisons,
        private readonly Links $links,
        private readonly Journal $journal,
        private readonly TwoSidedWrite $write,
        private readonly Settling $settling
    ) {
    }

    /**
     * @throws Problem dolisync_unknown_entry, dolisync_undone_already, dolisync_not_undoable,
     *     dolisync_changed_meanwhile, dolisync_taken, dolisync_already_linked
     */
    public function undo(int $id): Outcome
    {
        $entry = $this->undoable($id);
        $then = $entry->kept['link'] === null ? null : Link::fromKept($entry->productId, $entry->kept['link']);
        if ($then !== null && ($this->links->holder($then->dolibarrId)->wpId ?? $entry->productId) !== $entry->productId) {
            throw Links::taken();
        }
        $seen = $this->comparisons->read($entry->productId, $entry->dolibarrId);
        if (!$this->isAsWritten($entry, $seen)) {
            throw Comparisons::changedMeanwhile($seen);
        }
        $done = $entry->changes->decided();
        $back = new Changes(self::reversed($done->wpshop), self::reversed($done->dolibarr));
        $outcome = $this->write->write(
            'undo',
            $seen,
            $back,
            $seen->record->restoring(
                $entry->kept['dolibarr'],
                array_column($back->dolibarr, 'key'),
                $this->number($seen, $then, $entry)
            ),
            fn () => $this->restoreInShop($entry, $seen, array_column($back->wpshop, 'key')),
            fn (ProductRecord $now): array => $this->settle($seen, $now, $then, $back),
            $then !== null,
            array_column($back->dolibarr, 'after', 'key')[ProductFields::CATEGORIES] ?? null
        );
        $this->journal->undone($id);
        return $outcome;
    }

    public static function unknownEntry(): Problem
    {
        return Problem::named('dolisync_unknown_entry', __('The journal has no such entry.', 'dolisync'), 'none', 404);
    }

    public static function notUndoable(): Problem
    {
        return Problem::named('dolisync_not_undoable', __('This cannot be taken back from here.', 'dolisync'), 'none', 409);
    }

    private function undoable(int $id): JournalEntry
    {
        $entry = $this->journal->entry($id) ?? throw self::unknownEntry();
        if ($entry->undoneAt !== null) {
            throw Problem::named('dolisync_undone_already', __('The previous values were restored already.', 'dolisync'), 'none', 409);
        }
        if (!$entry->isUndoable()) {
            throw self::notUndoable();
        }
        return $entry;
    }

    /** @param list<string> $keys */
    private function restoreInShop(JournalEntry $entry, Comparison $seen, array $keys): void
    {
        if ($keys !== []) {
            $this->write->requireUnedited($seen, $keys);
            $this->catalogue->restore($entry->productId, $entry->kept['wpshop'], $keys, $seen->record->base());
        }
    }

    /** Whether both sides, and the association, are still as the entry left them. */
    private function isAsWritten(JournalEntry $entry, Comparison $seen): bool
    {
        $base = $seen->record->base();
        $changes = $entry->changes->decided();
        return ($seen->link !== null) === $entry->kept['linked_after']
            && ($base->value === $entry->priceBase || $changes->isEmpty())
            && self::holds($changes->wpshop, $seen->product->values($base))
            && self::holds($changes->dolibarr, $seen->record->values());
    }

    /** What Dolibarr's end of the association has to say again. */
    private function number(Comparison $seen, ?Link $then, JournalEntry $entry): int|false|null
    {
        if ($then === null) {
            return ProductRecord::storedShopId($entry->kept['dolibarr']);
        }
        return $seen->record->mayHaveModule() ? $entry->productId : false;
    }

    /** @return list<string> the fields that did not go back */
    private function settle(Comparison $seen, ProductRecord $now, ?Link $then, Changes $back): array
    {
        $product = $this->catalogue->read($seen->product->id);
        if ($then === null) {
            $this->links->remove($product->id);
        } else {
            $then = $then->holding($this->held($product, $now, $then, $back) + $then->held);
            $verdict = (new Comparison($product, $now, $then, null))->verdict();
            $this->links->store($then->checked($verdict, Moment::now()));
            $this->settling->rememberCategories($product, $now);
        }
        $refused = [
            ...self::missing($back->wpshop, $product->values($now->base())),
            ...self::missing($back->dolibarr, $now->values()),
        ];
        return array_values(array_unique($refused));
    }

    /**
     * The baseline goes back too, and by it a side may look as if it had moved: but a person wants it so. These
     * values do not travel by themselves until one of them changes.
     *
     * @return array<string, array{wpshop: string, dolibarr: string}>
     */
    private function held(ShopProduct $product, ProductRecord $now, Link $then, Changes $back): array
    {
        $keys = [...array_column($back->wpshop, 'key'), ...array_column($back->dolibarr, 'key')];
        $held = [];
        foreach ((new Comparison($product, $now, $then, null))->fields as $field) {
            if ($field->isChoosable() && in_array($field->key, $keys, true)) {
                $held[$field->key] = [Choice::WPSHOP => $field->wpshop, Choice::DOLIBARR => $field->dolibarr];
            }
        }
        return $held;
    }

    /**
     * @param list<array{key: string, before: string, after: string}> $changes
     * @return list<array{key: string, before: string, after: string}>
     */
    private static function reversed(array $changes): array
    {
        return array_map(static fn (array $change): array => [
            'key' => $change['key'],
            'before' => $change['after'],
            'after' => $change['before'],
        ], $changes);
    }

    /**
     * @param list<array{key: string, before: string, after: string}> $changes
     * @param array<string, string> $values
     */
    private static function holds(array $changes, array $values): bool
    {
        return self::missing($changes, $values) === [];
    }

    /**
     * @param list<array{key: string, before: string, after: string}> $changes
     * @param array<string, string> $values
     * @return list<string> the fields whose value is not what the change made it
     */
    private static function missing(array $changes, array $values): array
    {
        $missing = array_filter($changes, static fn (array $change): bool => ($values[$change['key']] ?? null) !== $change['after']);
        return array_values(array_column($missing, 'key'));
    }
}
