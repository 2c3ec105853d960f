<?php

declare(strict_types=1);

namespace DoliSync\Tests\Faults;

/** A product of the campaign, on one side or both, with the history of each of its fields. */
final class Product
{
    /** Fields that people change; each value is given once only. */
    public const FIELDS = ['title', 'reference', 'description', 'price', 'vat_rate', 'weight'];

    /** Associated from the start. */
    public const LINKED = 'linked';
    /** On both sides, with other values, not associated; of the time before the automation. */
    public const TWINS = 'twins';
    /** On one side only, of the time before the automation: stays where it is. */
    public const OLD_IN_SHOP = 'old_in_shop';
    public const OLD_IN_DOLIBARR = 'old_in_dolibarr';
    /** Came into being on one side, and is created on the other. */
    public const NEW_IN_SHOP = 'new_in_shop';
    public const NEW_IN_DOLIBARR = 'new_in_dolibarr';
    /** Came into being on both sides at the same time, with the same barcode: never doubled, a person associates them. */
    public const NEW_IN_BOTH = 'new_in_both';

    public ?int $wpId = null;
    public ?int $dolibarrId = null;
    /** HT or TTC: what the price is. */
    public string $base = 'HT';
    /** The side on which a person deleted it: wpshop or dolibarr. */
    public ?string $deletedIn = null;
    /** A person had it associated, or it was from the start, or the automation has to. */
    public bool $mustBeLinked = false;
    /** A person had it created in Dolibarr, with or without success. */
    public bool $mayBeInDolibarr = false;
    /** What Dolibarr had of it when it was deleted there. @var array<string, string> */
    public array $last = [];
    /** How often something was done to it. */
    public int $steps = 0;

    /** @var array<string, History> */
    public array $histories = [];
    private int $count = 0;

    public function __construct(public readonly int $number, public readonly string $kind)
    {
        foreach (self::FIELDS as $field) {
            $this->histories[$field] = new History();
        }
        $this->mustBeLinked = in_array($kind, [self::LINKED, self::NEW_IN_SHOP, self::NEW_IN_DOLIBARR], true);
    }

    /** What nobody changes: tells which product it is, wherever it shows up. */
    public function barcode(): string
    {
        return sprintf('37%08d', $this->number);
    }

    /** A value that this field never had. */
    public function fresh(string $field): string
    {
        $count = ++$this->count;
        return match ($field) {
            'title' => "Produit {$this->number} é{$count}",
            'reference' => "R{$this->number}-{$count}",
            'description' => "<p>Description {$count} de {$this->number}</p>",
            'price' => (100 + $count) . '.25',
            'vat_rate' => ($count % 97 + 1) . ($count >= 97 ? '.25' : '.5'),
            'weight' => $count . '.5',
        };
    }

    /** @return array<string, string> fields with values they never had, canonical, and the barcode */
    public function freshValues(): array
    {
        $values = ['barcode' => $this->barcode()];
        foreach (self::FIELDS as $field) {
            $values[$field] = $this->fresh($field);
        }
        return $values;
    }

    /** @param array<string, string> $values canonical @return array<string, mixed> as Dolibarr's API takes them */
    public function record(array $values): array
    {
        $record = [];
        foreach ($values as $field => $value) {
            $record += match ($field) {
                'title' => ['label' => $value],
                'reference' => ['ref' => $value],
                'price' => [$this->base === 'TTC' ? 'price_ttc' : 'price' => $value, 'price_base_type' => $this->base],
                'vat_rate' => ['tva_tx' => $value],
                'weight' => ['weight' => $value, 'weight_units' => 0],
                default => [$field => $value],
            };
        }
        return $record;
    }
}
