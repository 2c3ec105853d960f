<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** How WPshop stores a value, and what it canonically is: the one form in which both sides are compared. */
enum StoredForm
{
    /** A title: plain text on one line. */
    case Title;
    /** Plain text. */
    case Plain;
    /** A decimal number. */
    case Amount;
    /** 1 or 0; canonically yes or no. */
    case Flag;
    /** `2026/09/21`; canonically `2026-09-21`. */
    case Day;
    /** The number of another record; 0, canonically "", for none. */
    case Id;
    /** A post status; canonically the state of a document (RecordType::statuses), or the post status where it is none. */
    case Status;
    /** Canonically card, cheque, cash or "". */
    case PaymentMethod;
    /** JSON of a document's lines; canonically DocumentLines. */
    case Lines;
    /** JSON: Dolibarr's name of a kind of record → the numbers of those it is linked with. */
    case Links;

    private const NONE = '[]';
    private const PAYMENT_METHODS = ['card' => 'carte_bancaire', 'cheque' => 'cheque', 'cash' => 'espece'];
    /** What a customer of the shop chose is a payment by card for Dolibarr. */
    private const BY_CARD = ['paypal', 'stripe'];
    private const LINE = [
        'product' => 'fk_product', 'quantity' => 'qty', 'total_tva' => 'total_tva', 'total_ht' => 'total_ht',
        'total_ttc' => 'total_ttc', 'label' => 'libelle', 'vat_rate' => 'tva_tx', 'unit_price' => 'subprice', 'id' => 'rowid',
    ];

    public function canonical(string $stored, RecordType $type): string
    {
        return match ($this) {
            self::Title => Canonical::title($stored),
            self::Plain => Canonical::plain($stored),
            self::Amount => Canonical::amount($stored),
            self::Flag => (int) $stored !== 0 ? 'yes' : 'no',
            self::Day => str_replace('/', '-', trim($stored)),
            self::Id => (int) $stored > 0 ? (string) (int) $stored : '',
            self::Status => array_search($stored, $type->statuses(), true) ?: $stored,
            self::PaymentMethod => in_array($stored, self::BY_CARD, true)
                ? 'card'
                : (string) array_search($stored, self::PAYMENT_METHODS, true),
            self::Lines => DocumentLines::canonical(array_map(self::canonicalLine(...), array_values(self::decoded($stored)))),
            self::Links => self::json(self::decoded($stored)),
        };
    }

    /**
     * @param int $dolibarrId of the record that the value belongs to
     * @return string|null null: nothing at all, for WPshop would take an empty list for one with an empty line
     */
    public function stored(string $canonical, RecordType $type, int $dolibarrId): ?string
    {
        return match ($this) {
            self::Title => Canonical::storedTitle($canonical),
            self::Plain, self::Amount => $canonical,
            self::Flag => $canonical === 'yes' ? '1' : '0',
            self::Day => str_replace('-', '/', $canonical),
            self::Id => (string) (int) $canonical,
            self::Status => $type->statuses()[$canonical] ?? $canonical,
            self::PaymentMethod => self::PAYMENT_METHODS[$canonical] ?? '',
            self::Lines => $canonical === self::NONE ? null : self::json(array_map(
                static fn (array $line): array => self::storedLine($line, $type, $dolibarrId),
                DocumentLines::of($canonical)
            )),
            self::Links => $canonical === self::NONE ? null : $canonical,
        };
    }

    /** @return array<string, string> */
    private static function canonicalLine(mixed $line): array
    {
        $of = static function (string $key) use ($line): string {
            $value = is_array($line) ? $line[self::LINE[$key]] ?? '' : '';
            return is_scalar($value) ? (string) $value : '';
        };
        return [
            'id' => $of('id'),
            'product' => (int) $of('product') > 0 ? $of('product') : '',
            'label' => Canonical::html($of('label')),
            'quantity' => Canonical::amount($of('quantity')),
            'unit_price' => Canonical::amount($of('unit_price')),
            'vat_rate' => Canonical::amount($of('vat_rate')),
            'total_ht' => Canonical::amount($of('total_ht')),
            'total_tva' => Canonical::amount($of('total_tva')),
            'total_ttc' => Canonical::amount($of('total_ttc')),
        ];
    }

    /**
     * @param array<string, string> $line
     * @return array<string, string|null>
     */
    private static function storedLine(array $line, RecordType $type, int $dolibarrId): array
    {
        $stored = [$type->nameInLines() => (string) $dolibarrId];
        foreach (self::LINE as $key => $name) {
            $stored[$name] = $key === 'product' && $line[$key] === '' ? null : $line[$key];
        }
        return $stored;
    }

    /** @return array<mixed> */
    private static function decoded(string $json): array
    {
        $decoded = json_decode($json, true);
        return is_array($decoded) ? $decoded : [];
    }

    /** @param array<mixed> $value */
    private static function json(array $value): string
    {
        return (string) wp_json_encode($value, JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
    }
}
