<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\Decimal;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * Creates a product in Dolibarr, once (rule 7): it carries an external reference of its own that is noted in the
 * journal before Dolibarr is asked, and is looked up before every further try.
 */
final class Creation
{
    /** What the external reference of a product begins with that DoliSync created. */
    public const MARK = 'dolisync-';

    /** How many references are tried when Dolibarr has the wanted one already. */
    private const REFERENCES = 3;

    private const DECIMALS_OF_A_TOTAL = 2;

    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Candidates $candidates,
        private readonly Products $products,
        private readonly Journal $journal,
        private readonly TwoSidedWrite $write,
        private readonly Settling $settling,
        private readonly NewCategories $newCategories
    ) {
    }

    /**
     * @param bool $confirmed the person saw the possible duplicates
     * @param string $action create, or recreate for a product whose counterpart is gone
     * @throws Problem dolisync_possible_duplicates (with candidates), dolisync_title_missing
     */
    public function create(int $id, bool $confirmed, string $action = 'create'): Outcome
    {
        return $this->once($id, $action, true, function (ShopProduct $product) use ($confirmed): void {
            if (!$confirmed) {
                $this->requireNoDuplicates($product);
            }
        });
    }

    /**
     * Without a person: not where Dolibarr has the reference or the barcode already, under whatever name.
     *
     * @param callable(): void $may throws when nothing is to be created now
     * @throws Problem dolisync_probable_match (with dolibarr_id and why, null when it is associated already),
     *     dolisync_reference_taken, dolisync_title_missing
     */
    public function createByItself(int $id, callable $may): Outcome
    {
        return $this->once($id, 'create', false, function (ShopProduct $product) use ($may): void {
            $this->requireNoCounterpart($product);
            $may();
        });
    }

    /**
     * Whether Dolibarr has the product from a creation that did not end, whoever began it: only the association is
     * missing.
     */
    public function isHalfMade(int $id): bool
    {
        $earlier = $this->journal->openCreation($id);
        return $earlier !== null && $this->products->byRefExt($earlier->kept['ref_ext']) !== null;
    }

    /**
     * @param bool $renames whether a reference that is taken is replaced by another one
     * @param callable(ShopProduct): void $check throws when it must not be created
     */
    private function once(int $id, string $action, bool $renames, callable $check): Outcome
    {
        $product = $this->catalogue->read($id);
        $earlier = $this->journal->openCreation($id);
        $record = $earlier === null ? null : $this->products->byRefExt($earlier->kept['ref_ext']);
        $isThere = $record !== null;
        if (!$isThere) {
            $check($product);
        }
        $values = $product->values(PriceBase::WithoutTax);
        if ($values['title'] === '') {
            throw Problem::named('dolisync_title_missing', __('Give the product a name first: Dolibarr does not accept a product without one.', 'dolisync'));
        }
        $refExt = $earlier->kept['ref_ext'] ?? self::MARK . self::unique();
        $planned = new Changes([], Changes::between([], $values));
        $entry = $this->journal->begin($action, $id, $record?->id, PriceBase::WithoutTax, $planned, ['ref_ext' => $refExt]);
        try {
            $record ??= $this->post($values, $refExt, $id, $renames);
        } catch (Problem $problem) {
            if (!Problems::leavesDoubt($problem)) {
                $this->journal->abandon($entry);
            }
            throw $problem;
        }
        // What an earlier try gave Dolibarr may have been changed there, and here, since.
        $given = $isThere ? array_column($earlier->changes->dolibarr, 'after', 'key') + array_fill_keys(ProductFields::KEYS, '') : $values;
        $record = $this->exactPrice($record, $given['price']);
        $renamed = $this->takeReference($product, $record, $given['reference']);
        $given = ['reference' => $record->values()['reference']] + array_diff_key($given, [ProductFields::STOCK => '']);
        if ($isThere) {
            $given = array_intersect_assoc($given, $record->values());
        }
        [$record, $categories] = $this->inCategories($record, $values[ProductFields::CATEGORIES], $isThere);
        $given = array_diff_key($given, [ProductFields::CATEGORIES => '']) + $categories;
        $refused = $this->settling->associate(
            $this->catalogue->read($id),
            $record,
            null,
            $given,
            [],
            // What it begins with there: what the shop has more is still to be carried over.
            $isThere ? null : [ProductFields::CATEGORIES => '']
        );
        $base = $record->base();
        $changes = new Changes($renamed, Changes::between([], $record->values()));
        $this->journal->end($entry, $record->id, $base, $changes, $refused);
        if ($earlier !== null) {
            $this->journal->abandon($earlier->id);
        }
        return $this->write->outcome($entry);
    }

    private function requireNoDuplicates(ShopProduct $product): void
    {
        $duplicates = $this->candidates->duplicates($product);
        if ($duplicates !== []) {
            throw Problem::named(
                'dolisync_possible_duplicates',
                __('Dolibarr has products that may already be this one. Associate one of them, or create it anyway.', 'dolisync'),
                'review',
                409,
                ['candidates' => $duplicates]
            );
        }
    }

    private function requireNoCounterpart(ShopProduct $product): void
    {
        $found = $this->candidates->withSameCode($product);
        if ($found !== null) {
            throw Problem::named(
                'dolisync_probable_match',
                __('Dolibarr has a product with the same reference or barcode. Associate the two, or give this one a reference of its own.', 'dolisync'),
                'review',
                409,
                $found
            );
        }
    }

    /**
     * A reference is unique in Dolibarr, and needed: where it is missing or taken, the new product gets one made of
     * the number of the shop's product.
     *
     * @param array<string, string> $values
     */
    private function post(array $values, string $refExt, int $id, bool $renames): ProductRecord
    {
        $tries = $renames || $values['reference'] === '' ? self::REFERENCES : 1;
        for ($try = 0; $try < $tries; $try++) {
            try {
                $body = ProductRecord::newBody(['reference' => self::reference($values['reference'], $id, $try)] + $values, $refExt, $id);
                $record = $this->products->find($this->products->create($body));
                // A bare number whose end got lost is another number.
                return $record?->externalReference() === $refExt ? $record : throw Problems::unreadable();
            } catch (Problem $problem) {
                $isTaken = $problem->name === Problems::REFERENCE_TAKEN;
                $record = $isTaken || Problems::leavesDoubt($problem) ? $this->lookUp($refExt, $problem) : null;
                if ($record !== null) {
                    return $record;
                }
                if (!$isTaken) {
                    throw $problem;
                }
            }
        }
        throw Problems::referenceTaken();
    }

    /** Whether the product was created although the answer was no success. */
    private function lookUp(string $refExt, Problem $why): ?ProductRecord
    {
        try {
            return $this->products->byRefExt($refExt);
        } catch (Problem) {
            throw $why;
        }
    }

    /** From the system's own source: PHP's quick one gives processes that were forked the same numbers. */
    private static function unique(): string
    {
        return bin2hex(random_bytes(16));
    }

    private static function reference(string $wanted, int $id, int $try): string
    {
        $reference = $wanted === '' ? 'WP' . $id : $wanted;
        return match (true) {
            $try === 0 => $reference,
            $wanted === '' => $reference . '-' . ($try + 1),
            default => $reference . '-' . $id . ($try === 1 ? '' : '-' . $try),
        };
    }

    /**
     * Dolibarr rounds the price of a new product to its two decimals of a total; a change of the price keeps all five.
     * If it takes none (several price levels), the price is among what it refused.
     */
    private function exactPrice(ProductRecord $record, string $price): ProductRecord
    {
        $now = $record->values()['price'];
        $isRounded = $now === (string) Decimal::parse($price)?->rounded(self::DECIMALS_OF_A_TOTAL);
        if ($record->base() !== PriceBase::WithoutTax || $now === $price || !$isRounded) {
            return $record;
        }
        try {
            return $this->products->change($record, $record->body(['price' => $price]));
        } catch (Problem) {
            return $record;
        }
    }

    /**
     * Puts the new product into the shop's categories. Where that does not succeed for now, the next look does it; in an
     * earlier try's product, which somebody may have sorted since, nothing is changed.
     *
     * @param string $wanted a CategorySet of the shop
     * @return array{ProductRecord, array<string, string>} the record, and what Dolibarr was given
     */
    private function inCategories(ProductRecord $record, string $wanted, bool $isThere): array
    {
        if (FieldOwners::current()->of(ProductFields::CATEGORIES) === FieldOwner::None) {
            return [$record, []];
        }
        try {
            $record = $isThere ? $this->products->whole($record->id) ?? $record : $record->withCategories('');
            if ($wanted === '' || $record->categories() !== '') {
                return [$record, []];
            }
            $given = $this->newCategories->inDolibarr($wanted);
            return [$this->products->change($record, [], $given), [ProductFields::CATEGORIES => $given]];
        } catch (Problem $problem) {
            return [$record, Problems::isRefusal($problem) ? [ProductFields::CATEGORIES => $wanted] : []];
        }
    }

    /**
     * The shop's product takes the reference that its copy in Dolibarr got, so that both name the same thing; not where
     * somebody gave it another one meanwhile.
     *
     * @param string $given the reference that was wanted
     * @return list<array{key: string, before: string, after: string}>
     */
    private function takeReference(ShopProduct $product, ProductRecord $record, string $given): array
    {
        $reference = $record->values()['reference'];
        $now = $this->catalogue->read($product->id)->values(PriceBase::WithoutTax)['reference'];
        if ($reference === $now || $now !== $given) {
            return [];
        }
        OwnWrites::during(fn () => $this->catalogue->write($product->id, ['reference' => $reference], PriceBase::WithoutTax));
        return [['key' => 'reference', 'before' => $now, 'after' => $reference]];
    }
}
