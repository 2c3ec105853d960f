<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Automation\Brakes;
use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\ShopModule;
use DoliSync\Problem;

/**
 * Carries over by itself what one side of an association changed (rule 10). What a person has to decide stays as it is,
 * and the status says so.
 */
final class Propagation
{
    /** More refusals than a product has fields: then something else is wrong. */
    private const MOST_REFUSALS = 20;

    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Comparisons $comparisons,
        private readonly Links $links,
        private readonly Locks $locks,
        private readonly TwoSidedWrite $write,
        private readonly Settling $settling,
        private readonly Recovery $recovery,
        private readonly Brakes $brakes
    ) {
    }

    /**
     * @param bool $writes false: only the status is established
     * @param bool $patient whether a refusal without a reason is worth another try: it may be a technical problem in
     *     disguise
     * @throws Problem dolisync_gone_in_dolibarr, dolisync_in_trash, dolisync_busy, dolisync_taken, dolisync_brake,
     *     dolisync_dolibarr_…
     */
    public function look(int $id, bool $writes, bool $patient): Look
    {
        $link = $this->links->of($id);
        if ($link === null) {
            return Look::Nothing;
        }
        ignore_user_abort(true);
        return $this->locks->holding(
            ['product_' . $id, 'dolibarr_' . $link->dolibarrId],
            fn (): Look => $this->atIt($id, $writes, $patient)
        );
    }

    private function atIt(int $id, bool $writes, bool $patient): Look
    {
        $product = $this->catalogue->read($id);
        if ($product->postStatus === 'trash') {
            $this->links->checked([$id => new Verdict(Status::OutOfSync, Reason::GoneInWpshop)], Moment::now());
            return Look::ForPerson;
        }
        $link = $this->links->of($id);
        if ($link === null) {
            return Look::Nothing;
        }
        if (Identity::isDoubtfulInShop($product, $this->catalogue->mark($id), $link)) {
            return Look::ForPerson;
        }
        if ($writes) {
            $this->links->mendMark($link);
        }
        $isWritten = false;
        for ($refusals = 0; $refusals < self::MOST_REFUSALS; $refusals++) {
            $seen = $this->comparisons->read($id);
            if ($this->recovery->mend($seen)) {
                $seen = $seen->with($this->links->of($id));
            }
            if ($seen->link !== null && Identity::isDoubtfulInDolibarr($seen->record, $seen->link)) {
                return Look::ForPerson;
            }
            $merge = Merge::of($seen->fields);
            if (!$writes || $merge->isEmpty() && !ShopModule::lacksNumber($seen->record)) {
                $this->settling->settle($seen);
                break;
            }
            $this->brakes->letWrite(
                self::becomesZero('price', $seen, $merge),
                self::becomesZero(ProductFields::STOCK, $seen, $merge)
            );
            $isWhole = $this->write($seen, $merge, $patient);
            $isWritten = $isWritten || !$merge->isEmpty();
            if ($isWhole) {
                break;
            }
        }
        $link = $this->links->of($id);
        return match (true) {
            $link !== null && $link->verdict->status === Status::OutOfSync => Look::ForPerson,
            $isWritten => Look::Written,
            default => Look::Nothing,
        };
    }

    private static function becomesZero(string $key, Comparison $seen, Merge $merge): bool
    {
        $before = match ('0') {
            $merge->toWpshop[$key] ?? null => $seen->product->values($seen->record->base())[$key],
            $merge->toDolibarr[$key] ?? null => $seen->record->values()[$key],
            default => '0',
        };
        return $before !== '0' && $before !== '';
    }

    /** @return bool false: a field was noted as refused, and the rest is worth another try */
    private function write(Comparison $seen, Merge $merge, bool $patient): bool
    {
        try {
            $this->write->merged($seen, $merge);
            return true;
        } catch (Problem $problem) {
            $field = $problem->data['field'] ?? null;
            $isBlamed = is_string($field) && isset($merge->toDolibarr[$field]);
            if (!Problems::isRefusal($problem) || $merge->toDolibarr === [] || $patient && !$isBlamed) {
                throw $problem;
            }
            if ($isBlamed || count($merge->toDolibarr) === 1) {
                $this->settling->refused($seen, $isBlamed ? [$field => $merge->toDolibarr[$field]] : $merge->toDolibarr);
                return false;
            }
            $this->oneByOne($seen->product->id, array_keys($merge->toDolibarr));
            return false;
        }
    }

    /**
     * Dolibarr refused several fields without saying which: the others must not wait for that one.
     *
     * @param list<string> $keys
     */
    private function oneByOne(int $id, array $keys): void
    {
        foreach ($keys as $key) {
            $seen = $this->comparisons->read($id);
            $alone = Merge::of(array_values(array_filter($seen->fields, static fn (Field $field): bool => $field->key === $key)));
            if ($alone->toDolibarr === []) {
                continue;
            }
            try {
                $this->write->merged($seen, $alone);
            } catch (Problem $problem) {
                if (!Problems::isRefusal($problem)) {
                    throw $problem;
                }
                $this->settling->refused($seen, $alone->toDolibarr);
            }
        }
    }
}
