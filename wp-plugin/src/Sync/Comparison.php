<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\ProductRecord;

/** Both versions of a product as they were read, field by field. */
final class Comparison implements \JsonSerializable
{
    /** @var list<Field> */
    public readonly array $fields;

    /** @param Link|null $link null: these two are not associated, a person considers it */
    public function __construct(
        public readonly ShopProduct $product,
        public readonly ProductRecord $record,
        public readonly ?Link $link,
        private readonly ?string $dolibarrUrl
    ) {
        $base = $record->base();
        $this->fields = Reconciliation::fields(
            $product->values($base),
            $record->values(),
            $link?->baselineIn($base) ?? [],
            $record->readOnly(),
            $link?->refused ?? [],
            FieldOwners::current(),
            $link?->held ?? []
        );
    }

    /**
     * Of an association whose record comes from a list, which tells nothing about categories: those that were last seen
     * count.
     */
    public static function listed(ShopProduct $product, ProductRecord $record, Link $link): self
    {
        return new self($product, $record->withCategories($link->seenCategories), $link, null);
    }

    /** The same two versions, of an association about which more is known. */
    public function with(?Link $link): self
    {
        return new self($this->product, $this->record, $link, $this->dolibarrUrl);
    }

    public function verdict(): Verdict
    {
        return $this->link === null ? new Verdict(Status::Unlinked) : Verdict::of($this->fields);
    }

    /**
     * What a write has to send back: opaque, and another one whenever the side's values or its end of the association
     * change.
     *
     * @return array{wpshop: string, dolibarr: string}
     */
    public function revisions(): array
    {
        return [
            Choice::WPSHOP => Revision::ofShop($this->product, $this->link),
            Choice::DOLIBARR => Revision::ofDolibarr($this->record),
        ];
    }

    /** @param array<string, mixed> $revisions as sent */
    public function isStill(array $revisions): bool
    {
        foreach ($this->revisions() as $side => $revision) {
            $seen = $revisions[$side] ?? null;
            if (!is_string($seen) || !hash_equals($revision, $seen)) {
                return false;
            }
        }
        return true;
    }

    /** @return array<string, mixed> */
    public function jsonSerialize(): array
    {
        $verdict = $this->verdict();
        return [
            'product' => $this->product->summary(),
            'dolibarr_id' => $this->record->id,
            'dolibarr_url' => $this->dolibarrUrl,
            'linked' => $this->link !== null,
            'status' => $verdict->status->value,
            'reason' => $verdict->reason?->value,
            'price_base' => $this->record->base()->value,
            'fields' => array_values(array_filter($this->fields, static fn (Field $field): bool => $field->note !== Note::NotRead)),
            'revisions' => $this->revisions(),
            'synchronized_at' => $this->link?->synchronizedAt,
        ];
    }
}
