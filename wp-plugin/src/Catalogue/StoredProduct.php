<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** How WPshop stores a product: which of its fields is in which column of the post or in which meta, and in which form. */
final class StoredProduct
{
    public const REFERENCE = '_ref';
    public const BARCODE = '_barcode';
    private const PRICE = '_price';
    private const PRICE_WITH_TAX = '_price_ttc';
    private const VAT_RATE = '_tva_tx';
    private const VAT_AMOUNT = '_tva_amount';
    private const TYPE = '_fk_product_type';
    private const STOCK = '_stock';

    /** Field → the post's column. */
    public const COLUMNS = ['title' => 'post_title', 'description' => 'post_content', 'on_sale' => 'post_status'];

    /** Field → the metas that a change of it writes. */
    private const METAS = [
        'reference' => [self::REFERENCE],
        'barcode' => [self::BARCODE],
        'price' => [self::PRICE, self::PRICE_WITH_TAX, self::VAT_AMOUNT],
        'vat_rate' => [self::VAT_RATE, self::PRICE, self::PRICE_WITH_TAX, self::VAT_AMOUNT],
        'type' => [self::TYPE],
        'weight' => ['_weight'],
        'length' => ['_length'],
        'width' => ['_width'],
        'height' => ['_height'],
        ProductFields::STOCK => [self::STOCK],
    ];

    /** The field that is kept in this meta; null for one that no field is kept in. */
    public static function fieldIn(string $meta): ?string
    {
        foreach (self::METAS as $field => $metas) {
            if ($metas[0] === $meta) {
                return $field;
            }
        }
        return $meta === self::PRICE_WITH_TAX ? 'price' : null;
    }

    /** @param list<string> $fields @return list<string> the metas that a change of these writes, each once */
    public static function metasOf(array $fields): array
    {
        return array_values(array_unique(array_merge([], ...array_values(array_intersect_key(self::METAS, array_flip($fields))))));
    }

    /** @param array{value: string, ids: list<int>} $categories left out where nobody asks for them */
    public static function read(\WP_Post $post, array $categories = ['value' => '', 'ids' => []]): ShopProduct
    {
        $meta = static fn (string $key): string => (string) get_post_meta($post->ID, $key, true);
        $price = Canonical::given($meta(self::PRICE), Canonical::amount(...));
        $vatRate = Canonical::given($meta(self::VAT_RATE), Canonical::amount(...));
        $values = [
            'title' => Canonical::title($post->post_title),
            'reference' => Canonical::code($meta(self::REFERENCE)),
            'barcode' => Canonical::code($meta(self::BARCODE)),
            'description' => Canonical::html($post->post_content),
            'price' => $price,
            'vat_rate' => $vatRate,
            'type' => $meta(self::TYPE) === '1' ? 'service' : 'product',
            'on_sale' => $post->post_status === 'publish' ? 'yes' : 'no',
        ];
        foreach (ProductFields::MEASURES as $key) {
            $values[$key] = Canonical::given($meta('_' . $key), Canonical::measure(...));
        }
        $values[ProductFields::STOCK] = Canonical::quantity($meta(self::STOCK));
        $values[ProductFields::CATEGORIES] = $categories['value'];
        $withTax = Decimal::parse($meta(self::PRICE_WITH_TAX))?->rounded(Prices::DECIMALS);
        $withTax ??= Prices::of(PriceBase::WithoutTax, self::decimal($price), self::decimal($vatRate))->withTax;
        return new ShopProduct($post->ID, $values, (string) $withTax, $post->post_status, $categories['ids']);
    }

    /** A product that nothing was stored of yet. */
    public static function none(int $id): ShopProduct
    {
        return new ShopProduct($id, array_fill_keys(ProductFields::KEYS, ''), '', 'auto-draft');
    }

    /**
     * @param array<string, string> $values
     * @param string $postStatus what it is now; left out for a new one. Not on sale, it is a draft, unless it was a draft or
     *     private already: then it stays what it is
     * @return array<string, string> column → what is stored
     */
    public static function columns(array $values, string $postStatus = 'publish'): array
    {
        $columns = [];
        foreach (array_intersect_key(self::COLUMNS, $values) as $key => $column) {
            $columns[$column] = match ($key) {
                'title' => Canonical::storedTitle($values[$key]),
                'on_sale' => self::postStatus($postStatus, $values[$key] === 'yes'),
                default => $values[$key],
            };
        }
        return $columns;
    }

    /**
     * @param array<string, string> $values
     * @return array<string, string> meta key → what is stored
     */
    public static function metas(ShopProduct $product, array $values, PriceBase $base): array
    {
        $metas = [];
        foreach (['reference', 'barcode', ...ProductFields::MEASURES, ProductFields::STOCK] as $key) {
            if (isset($values[$key])) {
                $metas[self::METAS[$key][0]] = $values[$key];
            }
        }
        if (isset($values['type'])) {
            $metas[self::TYPE] = $values['type'] === 'service' ? '1' : '0';
        }
        if (isset($values['vat_rate'])) {
            $metas[self::VAT_RATE] = $values['vat_rate'];
        }
        if (isset($values['price']) || isset($values['vat_rate'])) {
            $now = $values + $product->values($base);
            $prices = Prices::of($base, self::decimal($now['price']), self::decimal($now['vat_rate']));
            $metas[self::PRICE] = (string) $prices->withoutTax;
            $metas[self::PRICE_WITH_TAX] = (string) $prices->withTax;
            $metas[self::VAT_AMOUNT] = (string) $prices->vatAmount();
        }
        return $metas;
    }

    /**
     * @param array<string, string> $values all fields
     * @return array<string, string> meta key → what is stored; what is not set is left out
     */
    public static function metasOfNew(array $values, PriceBase $base): array
    {
        return array_filter(self::metas(self::none(0), $values, $base), static fn (string $value): bool => $value !== '');
    }

    /**
     * The metas of fields as they go back to what they were. Where one of the price and the VAT rate goes back and the
     * other was changed since, that change stays, and the amounts follow from both.
     *
     * @param array<string, mixed> $snapshot meta key → what was stored then
     * @param list<string> $keys
     * @return array<string, mixed> meta key → what is stored; null: nothing is
     */
    public static function metasToRestore(ShopProduct $product, array $snapshot, array $keys, PriceBase $base): array
    {
        $money = array_values(array_intersect(['price', 'vat_rate'], $keys));
        $then = [
            'price' => Canonical::amount($snapshot[$base === PriceBase::WithTax ? self::PRICE_WITH_TAX : self::PRICE]),
            'vat_rate' => Canonical::amount($snapshot[self::VAT_RATE]),
        ];
        $other = $money === ['price'] ? 'vat_rate' : 'price';
        $amounts = count($money) === 1 && $product->values($base)[$other] !== $then[$other]
            ? self::metas($product, [$money[0] => $then[$money[0]]], $base)
            : [];
        return $amounts + array_intersect_key($snapshot, array_flip(self::metasOf($keys)));
    }

    private static function postStatus(string $now, bool $onSale): string
    {
        if ($onSale) {
            return 'publish';
        }
        return $now === 'publish' ? 'draft' : $now;
    }

    private static function decimal(string $value): Decimal
    {
        return Decimal::parse($value) ?? Decimal::zero();
    }
}
