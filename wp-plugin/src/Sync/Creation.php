<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
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
    /** How many references are tried when Dolibarr has the wanted one already. */
    private const REFERENCES = 3;

    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Candidates $candidates,
        private readonly Products $products,
        private readonly Journal $journal,
        private readonly TwoSidedWrite $write
    ) {
    }

    /**
     * @param bool $confirmed the person saw the possible duplicates
     * @throws Problem dolisync_possible_duplicates (with candidates), dolisync_title_missing
     */
    public function create(int $id, bool $confirmed): Outcome
    {
        $product = $this->catalogue->read($id);
        $earlier = $this->journal->openCreation($id);
        $record = $earlier === null ? null : $this->products->byRefExt($earlier->kept['ref_ext']);
        if ($record === null && !$confirmed) {
            $this->requireNoDuplicates($product);
        }
        $values = $product->values(PriceBase::WithoutTax);
        if ($values['title'] === '') {
            throw Problem::named('dolisync_title_missing', __('Give the product a name first: Dolibarr does not accept a product without one.', 'dolisync'));
        }
        $refExt = $earlier->kept['ref_ext'] ?? 'dolisync-' . wp_generate_uuid4();
        $planned = new Changes([], Changes::between([], $values));
        $entry = $this->journal->begin('create', $id, $record?->id, PriceBase::WithoutTax, $planned, ['ref_ext' => $refExt]);
        try {
            $record ??= $this->post($values, $refExt, $id);
        } catch (Problem $problem) {
            if (!Problems::leavesDoubt($problem)) {
                $this->journal->abandon($entry);
            }
            throw $problem;
        }
        $record = $this->exactPrice($record, $values['price']);
        $this->takeReference($product, $record);
        $refused = $this->write->associate($this->catalogue->read($id), $record, null, ProductFields::KEYS);
        $base = $record->base();
        $changes = new Changes(
            Changes::between($product->values($base), $this->catalogue->read($id)->values($base)),
            Changes::between([], $record->values())
        );
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

    /**
     * A reference is unique in Dolibarr, and needed: where it is missing or taken, the new product gets one made of
     * the number of the shop's product.
     *
     * @param array<string, string> $values
     */
    private function post(array $values, string $refExt, int $id): ProductRecord
    {
        for ($try = 0; $try < self::REFERENCES; $try++) {
            try {
                $body = ProductRecord::newBody(['reference' => self::reference($values['reference'], $id, $try)] + $values, $refExt, $id);
                return $this->products->find($this->products->create($body)) ?? throw Problems::unreadable();
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
        if ($record->base() !== PriceBase::WithoutTax || $record->values()['price'] === $price) {
            return $record;
        }
        try {
            return $this->products->change($record, $record->body(['price' => $price]));
        } catch (Problem) {
            return $record;
        }
    }

    /** The shop's product takes the reference that its copy in Dolibarr got, so that both name the same thing. */
    private function takeReference(ShopProduct $product, ProductRecord $record): void
    {
        $reference = $record->values()['reference'];
        if ($reference !== $product->values(PriceBase::WithoutTax)['reference']) {
            OwnWrites::during(fn () => $this->catalogue->write(
                $product->id,
                ['reference' => $reference],
                PriceBase::WithoutTax
            ));
        }
    }
}
