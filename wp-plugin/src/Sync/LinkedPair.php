<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Problem;

/** What became of one of many pairs to associate: what was done, or why nothing was. */
final class LinkedPair implements \JsonSerializable
{
    /** @param array{wp_id: int, dolibarr_id: int} $pair */
    private function __construct(
        private readonly array $pair,
        public readonly ?Outcome $outcome,
        public readonly ?Problem $problem
    ) {
    }

    /** @param array{wp_id: int, dolibarr_id: int} $pair */
    public static function linked(array $pair, Outcome $outcome): self
    {
        return new self($pair, $outcome, null);
    }

    /**
     * The two were associated already: there was nothing to do.
     *
     * @param array{wp_id: int, dolibarr_id: int} $pair
     */
    public static function wasLinked(array $pair, Row $row): self
    {
        return new self($pair, new Outcome($row, null, false, PriceBase::WithoutTax->value, new Changes([], []), []), null);
    }

    /** @param array{wp_id: int, dolibarr_id: int} $pair */
    public static function failed(array $pair, Problem $problem): self
    {
        return new self($pair, null, $problem);
    }

    /** @return array<string, mixed> */
    public function jsonSerialize(): array
    {
        $now = $this->problem?->data['comparison'] ?? null;
        return [
            'wp_id' => $this->pair['wp_id'],
            'dolibarr_id' => $this->pair['dolibarr_id'],
            'outcome' => $this->outcome,
            'problem' => $this->problem?->toArray(),
            'now' => $now instanceof Comparison ? [
                Choice::WPSHOP => UnlinkedProduct::ofShop($now->product),
                Choice::DOLIBARR => UnlinkedProduct::ofDolibarr($now->record),
            ] : null,
        ];
    }
}
