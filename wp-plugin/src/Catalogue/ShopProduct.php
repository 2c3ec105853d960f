<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** A product of the shop as it was read: canonical values, with both prices. */
final class ShopProduct
{
    /**
     * @param array<string, string> $values all fields; the price without tax
     * @param string $priceWithTax canonical
     * @param string $postStatus WordPress's
     * @param list<int> $categories the shop's own, by their ids in the shop
     */
    public function __construct(
        public readonly int $id,
        private readonly array $values,
        private readonly string $priceWithTax,
        public readonly string $postStatus,
        private readonly array $categories = []
    ) {
    }

    public function title(): string
    {
        return $this->values['title'];
    }

    /** @return array<string, string> in the order of ProductFields::KEYS, the price in this base */
    public function values(PriceBase $base): array
    {
        return $base === PriceBase::WithTax ? array_replace($this->values, ['price' => $this->priceWithTax]) : $this->values;
    }

    /** What the search for counterparts shows. @return array<string, mixed> */
    public function summary(): array
    {
        return [
            'id' => $this->id,
            'title' => $this->values['title'],
            'reference' => $this->values['reference'],
            'barcode' => $this->values['barcode'],
            'price' => $this->values['price'],
            'price_base' => PriceBase::WithoutTax->value,
        ];
    }

    /**
     * Changes whenever a field changes that a person decides about: not with each piece that is sold, nor when it becomes
     * known which of Dolibarr's categories one of the shop's is.
     */
    public function fingerprint(): string
    {
        $values = array_diff_key($this->values, [ProductFields::STOCK => '', ProductFields::CATEGORIES => '']);
        return (string) json_encode([$values, $this->priceWithTax, $this->categories], JSON_INVALID_UTF8_SUBSTITUTE);
    }
}
