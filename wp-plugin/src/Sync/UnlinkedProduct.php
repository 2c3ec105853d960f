<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\ListedProduct;
use DoliSync\Dolibarr\ProductRecord;

/** A product of either side that is associated with nothing: what its counterpart is found by, and the revision that was read. */
final class UnlinkedProduct implements \JsonSerializable
{
    /** The revision of one that cannot be understood: nobody saw its version, so none agrees with it. */
    private const UNREAD = 'unread';

    /** @param array<string, string> $values canonical */
    private function __construct(
        private readonly int $id,
        private readonly array $values,
        private readonly string $price,
        private readonly string $priceWithTax,
        private readonly PriceBase $base,
        private readonly string $revision
    ) {
    }

    public static function ofShop(ShopProduct $product): self
    {
        $values = $product->values(PriceBase::WithoutTax);
        return new self(
            $product->id,
            $values,
            $values['price'],
            $product->values(PriceBase::WithTax)['price'],
            PriceBase::WithoutTax,
            Revision::ofShop($product, null)
        );
    }

    /** Of one that cannot be understood, what it is found by; null: that cannot be read either. */
    public static function listed(ListedProduct $product): ?self
    {
        $identity = array_map(strval(...), $product->identity);
        return match (true) {
            $product->record !== null => self::ofDolibarr($product->record),
            $identity['title'] === '' && $identity['reference'] === '' => null,
            default => new self($product->id, ['title' => $product->name()] + $identity, '', '', PriceBase::WithoutTax, self::UNREAD),
        };
    }

    public static function ofDolibarr(ProductRecord $record): self
    {
        return new self(
            $record->id,
            $record->values(),
            $record->price(PriceBase::WithoutTax),
            $record->price(PriceBase::WithTax),
            $record->base(),
            // A list does not tell the categories.
            Revision::ofDolibarr($record->withCategories(null))
        );
    }

    /** @return array<string, mixed> */
    public function jsonSerialize(): array
    {
        return [
            'id' => $this->id,
            'title' => $this->values['title'],
            'reference' => $this->values['reference'],
            'barcode' => $this->values['barcode'],
            'price' => $this->price,
            'price_with_tax' => $this->priceWithTax,
            'price_base' => $this->base->value,
            'revision' => $this->revision,
        ];
    }
}
