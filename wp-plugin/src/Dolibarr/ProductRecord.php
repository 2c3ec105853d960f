<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Canonical;
use DoliSync\Catalogue\Decimal;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Problem;

/** A product as Dolibarr's API answers it (numbers are strings there), and what to send to change it. */
final class ProductRecord
{
    /** The number of the shop's product, of the module DoliWPshop; unique in Dolibarr. */
    private const SHOP_ID = 'options__wps_id';
    /** Published or draft in the shop, of the same module. */
    private const SHOP_STATUS = 'options__wps_status';

    /** Field → what Dolibarr calls it. Prices and measures have more than a name. */
    private const TEXTS = ['title' => 'label', 'reference' => 'ref', 'barcode' => 'barcode', 'description' => 'description'];

    /** @var array<string, string>|null once they were asked for */
    private ?array $values = null;

    /**
     * @param array<string, mixed> $raw
     * @param string|null $categories a CategorySet; null: not known
     */
    private function __construct(public readonly int $id, private readonly array $raw, private readonly ?string $categories = null)
    {
    }

    /**
     * Strict: a field that is missing, or has something else in its place, makes the whole record unreadable rather than
     * that field empty. What Dolibarr did not say must overwrite nothing.
     *
     * @throws Problem dolisync_dolibarr_unreadable when this is no product, dolisync_record_unreadable when it is one that
     *     cannot be understood
     */
    public static function from(mixed $json): self
    {
        $id = RawRecord::idOf($json) ?? throw Problems::unreadable();
        return self::isWhole($json) ? new self($id, $json) : throw Problems::unreadableProduct();
    }

    /** @param array<string, mixed> $json */
    private static function isWhole(array $json): bool
    {
        $units = array_map(static fn (string $measure): string => $measure . '_units', ProductFields::MEASURES);
        $extrafields = $json['array_options'] ?? [];
        return is_string($json['ref'] ?? null)
            && array_diff([...self::TEXTS, 'price', 'tva_tx', 'type', 'status', ...ProductFields::MEASURES], array_keys($json)) === []
            && self::each($json, [...self::TEXTS, 'price_base_type', 'date_modification', 'ref_ext'], '/^/')
            && self::each($json, ['type', 'status', ...$units], '/^-?[0-9]{0,9}$/D')
            && self::areNumbers($json, ['price', 'price_ttc', 'tva_tx', 'stock_reel', ...ProductFields::MEASURES])
            && is_array($extrafields)
            && self::each($extrafields, [self::SHOP_ID], '/^[0-9]{0,18}$/D')
            && self::each($extrafields, [self::SHOP_STATUS], '/^/');
    }

    /**
     * Whether these fields, where they are set, are texts of this form. Numbers come as texts or as numbers.
     *
     * @param array<string, mixed> $fields
     * @param list<string> $names
     */
    private static function each(array $fields, array $names, string $form): bool
    {
        foreach ($names as $name) {
            $value = $fields[$name] ?? '';
            if (!(is_string($value) || is_int($value) || is_float($value)) || preg_match($form, (string) $value) !== 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param array<string, mixed> $fields
     * @param list<string> $names
     */
    private static function areNumbers(array $fields, array $names): bool
    {
        foreach ($names as $name) {
            $value = $fields[$name] ?? '';
            if ($value !== '' && Decimal::parse($value) === null) {
                return false;
            }
        }
        return true;
    }

    /** The same record, with the categories that the product is in; null: they are not known. */
    public function withCategories(?string $categories): self
    {
        return new self($this->id, $this->raw, $categories);
    }

    /** A CategorySet; null: not known, which says nothing about the product. */
    public function categories(): ?string
    {
        return $this->categories;
    }

    public function label(): string
    {
        return Canonical::title($this->text('label'));
    }

    public function isService(): bool
    {
        return $this->text('type') === '1';
    }

    public function base(): PriceBase
    {
        return PriceBase::of($this->text('price_base_type'));
    }

    /** Canonical. The one that is not in base() is Dolibarr's own arithmetic. */
    public function price(PriceBase $base): string
    {
        return Canonical::amount($this->raw[$base === PriceBase::WithTax ? 'price_ttc' : 'price'] ?? null);
    }

    /**
     * @return array<string, string> canonical, in the order of ProductFields::KEYS, the price in base(); without the
     *     categories where they are not known
     */
    public function values(): array
    {
        return $this->values ??= $this->canonical();
    }

    /** @return array<string, string> */
    private function canonical(): array
    {
        $values = [
            'title' => $this->label(),
            'reference' => Canonical::code($this->text('ref')),
            'barcode' => Canonical::code($this->text('barcode')),
            'description' => Canonical::html($this->text('description')),
            'price' => $this->price($this->base()),
            'vat_rate' => Canonical::amount($this->raw['tva_tx']),
            'type' => $this->isService() ? 'service' : 'product',
            'on_sale' => $this->isOnSale() ? 'yes' : 'no',
        ];
        foreach (ProductFields::MEASURES as $key) {
            $measure = Units::toBase($key, $this->raw[$key] ?? null, $this->raw[$key . '_units'] ?? null);
            $values[$key] = $measure === null ? '' : Canonical::measure((string) $measure);
        }
        $values[ProductFields::STOCK] = Canonical::quantity($this->raw['stock_reel'] ?? null);
        return $values + ($this->categories === null ? [] : [ProductFields::CATEGORIES => $this->categories]);
    }

    /** @return list<string> the fields that are kept in a form that DoliSync does not write */
    public function readOnly(): array
    {
        return array_values(array_filter(
            ProductFields::MEASURES,
            fn (string $key): bool => Units::isSpecial($this->raw[$key . '_units'] ?? null)
        ));
    }

    /** What the creator of the record called it. */
    public function externalReference(): string
    {
        return $this->text('ref_ext');
    }

    /** Dolibarr keeps several prices of each product, and its API then changes none of them. */
    public function hasPriceLevels(): bool
    {
        return !empty($this->raw['multiprices']) || !empty($this->raw['prices_by_qty'][0]);
    }

    /** Whether it is known that the module is there: then the association is written in Dolibarr too. */
    public function hasModule(): bool
    {
        return array_key_exists(self::SHOP_ID, $this->extrafields());
    }

    /** A product without any extrafield does not tell whether the module is there. */
    public function mayHaveModule(): bool
    {
        return $this->hasModule() || $this->extrafields() === [];
    }

    /** The product of the shop that Dolibarr's end of the association names. */
    public function shopId(): ?int
    {
        $id = (int) ($this->extrafields()[self::SHOP_ID] ?? 0);
        return $id > 0 ? $id : null;
    }

    /** Changes whenever a field (but the stock) or Dolibarr's end of the association changes. */
    public function fingerprint(): string
    {
        return (string) json_encode(
            [array_diff_key($this->values(), [ProductFields::STOCK => '']), $this->base()->value, $this->shopId()],
            JSON_INVALID_UTF8_SUBSTITUTE
        );
    }

    /**
     * What to PUT so that these fields get these values. Dolibarr has no product without a name or a reference:
     * asked to empty one, it would invent one or fail, so that is not sent. Nor is what is no number in a number's place.
     *
     * @param array<string, string> $values canonical, the price in base()
     * @param int|false|null $shopId Dolibarr's end of the association: a number, null to clear, false to leave it
     * @return array<string, mixed> empty when there is nothing to send
     */
    public function body(array $values, int|false|null $shopId = false): array
    {
        $values = self::readable($values);
        $body = self::bodyOfTexts($values);
        if (isset($values['price'])) {
            $body[$this->base() === PriceBase::WithTax ? 'price_ttc' : 'price'] = $values['price'];
            $body['price_base_type'] = $this->base()->value;
        }
        foreach (array_intersect(ProductFields::MEASURES, array_keys($values)) as $key) {
            $unit = (int) ($this->raw[$key . '_units'] ?? 0);
            $decimal = Decimal::parse($values[$key]);
            $body[$key] = $decimal === null ? null : (string) Units::fromBase($decimal, $unit);
            $body[$key . '_units'] = $unit;
        }
        $extrafields = [];
        $onSale = isset($values['on_sale']) ? $values['on_sale'] === 'yes' : $this->isOnSale();
        if (isset($values['on_sale']) && !$this->hasShopStatus()) {
            $body['status'] = $onSale ? 1 : 0;
        }
        // With the first extrafield Dolibarr stores the module's default of the others: published.
        if (isset($values['on_sale']) && $this->hasShopStatus() || is_int($shopId) && !$this->hasShopStatus()) {
            $extrafields[self::SHOP_STATUS] = $onSale ? 'publish' : 'draft';
        }
        return $this->withExtrafields($body, $extrafields, $shopId);
    }

    /**
     * What to POST for a product that is not there yet.
     *
     * @param array<string, string> $values canonical, the price without tax
     * @return array<string, mixed>
     */
    public static function newBody(array $values, string $refExt, int $shopId): array
    {
        $onSale = $values['on_sale'] === 'yes';
        $values = self::readable($values);
        $body = self::bodyOfTexts($values) + [
            'ref_ext' => $refExt,
            'price' => $values['price'] ?? '0',
            'price_base_type' => PriceBase::WithoutTax->value,
            'status' => $onSale ? 1 : 0,
            'status_buy' => 1,
            // Without the module Dolibarr ignores them.
            'array_options' => [self::SHOP_ID => $shopId, self::SHOP_STATUS => $onSale ? 'publish' : 'draft'],
        ];
        foreach (ProductFields::MEASURES as $key) {
            if (($values[$key] ?? '') !== '') {
                $body += [$key => $values[$key], $key . '_units' => 0];
            }
        }
        return $body;
    }

    /** What `restoring` needs, as Dolibarr answered it. @return array<string, mixed> */
    public function stored(): array
    {
        $names = [...array_values(self::TEXTS), 'price', 'price_ttc', 'price_base_type', 'tva_tx', 'type', 'status'];
        foreach (ProductFields::MEASURES as $key) {
            array_push($names, $key, $key . '_units');
        }
        return array_intersect_key($this->raw, array_flip($names)) + ['array_options' => $this->extrafields()];
    }

    /**
     * The product of the shop that Dolibarr's end of the association named then.
     *
     * @param array<string, mixed> $stored from `stored`
     */
    public static function storedShopId(array $stored): ?int
    {
        return (new self(0, $stored))->shopId();
    }

    /**
     * What to PUT so that these fields are again what `stored` gave.
     *
     * @param array<string, mixed> $stored
     * @param list<string> $keys
     * @param int|false|null $shopId as in `body`
     * @return array<string, mixed>
     */
    public function restoring(array $stored, array $keys, int|false|null $shopId = false): array
    {
        $then = new self($this->id, $stored);
        $body = $then->body(array_intersect_key($then->values(), array_flip($keys)));
        $extrafields = array_intersect_key($body['array_options'] ?? [], [self::SHOP_STATUS => true]);
        unset($body['array_options']);
        if (in_array('on_sale', $keys, true) && !$then->hasShopStatus() && $this->hasShopStatus()) {
            // The module said nothing then, and does since: its word is what counts now.
            $extrafields[self::SHOP_STATUS] = $then->isOnSale() ? 'publish' : 'draft';
        }
        foreach (['title', 'description'] as $key) {
            if (isset($body[self::TEXTS[$key]])) {
                $body[self::TEXTS[$key]] = (string) $stored[self::TEXTS[$key]];
            }
        }
        return $this->withExtrafields($body, $extrafields, $shopId);
    }

    /**
     * @param array<string, string> $values
     * @return array<string, string> without numbers that are none
     */
    private static function readable(array $values): array
    {
        $numbers = array_intersect_key($values, array_flip(['price', 'vat_rate', ...ProductFields::MEASURES]));
        return array_diff_key($values, array_filter(
            $numbers,
            static fn (string $value): bool => $value !== '' && Decimal::parse($value) === null
        ));
    }

    /**
     * @param array<string, string> $values
     * @return array<string, mixed>
     */
    private static function bodyOfTexts(array $values): array
    {
        $body = [];
        foreach (self::TEXTS as $key => $name) {
            $needed = $key === 'title' || $key === 'reference';
            if (isset($values[$key]) && !($needed && $values[$key] === '')) {
                $body[$name] = $values[$key];
            }
        }
        if (isset($values['vat_rate'])) {
            $body['tva_tx'] = $values['vat_rate'];
        }
        if (isset($values['type'])) {
            $body['type'] = $values['type'] === 'service' ? 1 : 0;
        }
        return $body;
    }

    /**
     * Dolibarr 16 clears every extrafield that is not sent: all of them go with one that changes.
     *
     * @param array<string, mixed> $body
     * @param array<string, mixed> $changed
     * @param int|false|null $shopId
     * @return array<string, mixed>
     */
    private function withExtrafields(array $body, array $changed, int|false|null $shopId): array
    {
        if ($shopId !== false && $shopId !== $this->shopId()) {
            $changed[self::SHOP_ID] = $shopId;
        }
        return $changed === [] ? $body : $body + ['array_options' => $changed + $this->extrafields()];
    }

    /** The module's word where it is there and has said something, otherwise Dolibarr's own «on sale». */
    private function isOnSale(): bool
    {
        return $this->hasShopStatus()
            ? $this->extrafields()[self::SHOP_STATUS] === 'publish'
            : $this->text('status') === '1';
    }

    private function hasShopStatus(): bool
    {
        return isset($this->extrafields()[self::SHOP_STATUS]);
    }

    /** @return array<string, mixed> empty when the product has none, which Dolibarr writes as a list */
    private function extrafields(): array
    {
        return $this->raw['array_options'] ?? [];
    }

    private function text(string $name): string
    {
        return (string) ($this->raw[$name] ?? '');
    }
}
