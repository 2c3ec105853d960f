<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** A product's two prices: one price is given, the other follows as Dolibarr derives it (5 decimals). */
final class Prices
{
    /** As many as Dolibarr keeps of a price, unless it is set up otherwise. */
    public const DECIMALS = 5;

    private function __construct(
        public readonly Decimal $withoutTax,
        public readonly Decimal $withTax
    ) {
    }

    public static function of(PriceBase $base, Decimal $price, Decimal $vatRate): self
    {
        $factor = $vatRate->shifted(-2)->plus(Decimal::parse('1') ?? Decimal::zero());
        return match (true) {
            $base === PriceBase::WithoutTax => new self($price, $price->times($factor)->rounded(self::DECIMALS)),
            $factor->isZero() => new self($price, $price),
            default => new self($price->dividedBy($factor, self::DECIMALS), $price),
        };
    }

    public function vatAmount(): Decimal
    {
        return $this->withTax->minus($this->withoutTax);
    }
}
