<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\CategorySet;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\ProductRecord;

/**
 * What an association notes of its two sides, once they were read or written: what they agree on, what one of them did not
 * take, and which categories they are in.
 */
final class Settling
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Links $links,
        private readonly Suggestions $suggestions
    ) {
    }

    /** Nothing is to be written: the association notes what both sides agree on by now. */
    public function settle(Comparison $seen): void
    {
        $link = $seen->link;
        $base = $seen->record->base();
        $agreed = Reconciliation::agreed($seen->fields);
        if ($link !== null && !$link->agreesOn($agreed, $base)) {
            $now = Moment::now();
            $this->links->store((new Link(
                $link->wpId,
                $link->dolibarrId,
                $agreed + ['price_base' => $base->value],
                $link->synchronizedAt ?? $now,
                self::still($seen->fields, Note::Refused, $link->refused),
                $seen->verdict(),
                $now
            ))->holding(self::still($seen->fields, Note::Held, $link->held)));
            $this->rememberCategories($seen->product, $seen->record);
        }
    }

    /**
     * Notes values that Dolibarr does not take, so that they are not sent again until the shop's are others.
     *
     * @param array<string, string> $refused field → value
     */
    public function refused(Comparison $seen, array $refused): void
    {
        $link = $seen->link;
        if ($link !== null) {
            $refused = self::refusedBy(Choice::DOLIBARR, $refused) + $link->refused;
            $noted = new Link($link->wpId, $link->dolibarrId, $link->baseline, $link->synchronizedAt, $refused);
            $noted = $noted->holding($link->held);
            $comparison = new Comparison($seen->product, $seen->record, $noted, null);
            $this->links->store($noted->checked($comparison->verdict(), Moment::now()));
        }
    }

    /**
     * Associates, with what both sides now agree on as the baseline. A value that Dolibarr was given and has is agreed
     * on, also when the shop's was edited again meanwhile: that edit is a new one.
     *
     * @param Link|null $before the association there was
     * @param array<string, string> $toDolibarr what Dolibarr was given
     * @param array<string, string> $toShop what the shop was given
     * @param array<string, string>|null $agreed what both agreed on before this write, where more is known than the
     *     association says
     * @return list<string> the fields that did not take
     */
    public function associate(
        ShopProduct $product,
        ProductRecord $record,
        ?Link $before,
        array $toDolibarr,
        array $toShop = [],
        ?array $agreed = null
    ): array {
        $base = $record->base();
        [$ours, $theirs] = [$product->values($base), $record->values()];
        $agreed ??= $before?->baselineIn($base) ?? [];
        $taken = self::taken($toDolibarr, $theirs, $agreed);
        $baseline = $taken + $agreed;
        $refused = self::refusedBy(Choice::DOLIBARR, array_diff_key($toDolibarr, $taken, array_flip($record->readOnly())))
            + self::refusedBy(Choice::WPSHOP, array_diff_assoc($toShop, $ours));
        $asked = $toDolibarr + $toShop;
        $kept = $refused + array_diff_key($before?->refused ?? [], $asked);
        $held = array_diff_key($before?->held ?? [], $asked);
        $fields = Reconciliation::fields($ours, $theirs, $baseline, $record->readOnly(), $kept, FieldOwners::current(), $held);
        $now = Moment::now();
        $this->links->store((new Link(
            $product->id,
            $record->id,
            Reconciliation::agreed($fields) + ['price_base' => $base->value],
            $now,
            self::still($fields, Note::Refused, $kept),
            Verdict::of($fields),
            $now
        ))->holding(self::still($fields, Note::Held, $held)));
        $this->suggestions->settled($product->id, $record->id);
        $this->rememberCategories($product, $record);
        return array_keys($refused);
    }

    /**
     * The categories of both sides, just read or written: a list knows them from now on, and what the two agree on stays
     * agreed when one of them gets another name.
     */
    public function rememberCategories(ShopProduct $product, ProductRecord $record): void
    {
        $categories = $record->categories();
        if ($categories === null) {
            return;
        }
        $this->links->sawCategories($product->id, $categories);
        if ($categories !== '' && FieldOwners::current()->of(ProductFields::CATEGORIES) !== FieldOwner::None) {
            OwnWrites::during(fn () => $this->catalogue->markCategories($product->id));
        }
    }

    /**
     * What Dolibarr was given and has. Where it put the product into more categories (an option of Dolibarr's adds those
     * above), it has what it was given; the rest is its own change.
     *
     * @param array<string, string> $given
     * @param array<string, string> $theirs
     * @param array<string, string> $agreed before
     * @return array<string, string>
     */
    private static function taken(array $given, array $theirs, array $agreed): array
    {
        $taken = array_intersect_assoc($given, $theirs);
        $key = ProductFields::CATEGORIES;
        if (isset($given[$key], $theirs[$key], $agreed[$key]) && CategorySet::isMore($theirs[$key], $given[$key], $agreed[$key])) {
            $taken[$key] = $given[$key];
        }
        return $taken;
    }

    /**
     * @param array<string, string> $values field → what this side was given
     * @return array<string, array<string, string>> as the association notes it
     */
    private static function refusedBy(string $side, array $values): array
    {
        return array_map(static fn (string $value): array => [$side => $value], $values);
    }

    /**
     * @template T
     * @param list<Field> $fields
     * @param array<string, T> $noted by field
     * @return array<string, T> those that still hold, as far as is known
     */
    private static function still(array $fields, Note $note, array $noted): array
    {
        $now = array_filter($fields, static fn (Field $field): bool => $field->note === $note || $field->note === Note::NotRead);
        return array_intersect_key($noted, array_flip(array_map(static fn (Field $field): string => $field->key, $now)));
    }
}
