<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\PriceBase;

/** An association of a product of the shop with one of Dolibarr, and what is known about it. */
final class Link
{
    /**
     * @param array<string, string>|null $baseline field → the value both sides agreed on at the last synchronization;
     *     a field that they never agreed on is missing. `price_base` says what the price is. Null: never synchronized
     * @param array<string, array<string, string>> $refused field → side → the value that this side was given and did
     *     not apply
     * @param string|null $checkedAt when the status was last established
     * @param array<string, array{wpshop: string, dolibarr: string}> $held field → the two values that a person put
     *     back, which do not travel by themselves
     * @param string|null $seenCategories those that Dolibarr's product was in when they were last seen, a CategorySet;
     *     null: they never were, or, of one to store, not now (LinkRows, Links::sawCategories)
     */
    public function __construct(
        public readonly int $wpId,
        public readonly int $dolibarrId,
        public readonly ?array $baseline = null,
        public readonly ?string $synchronizedAt = null,
        public readonly array $refused = [],
        public readonly Verdict $verdict = new Verdict(Status::Unknown),
        public readonly ?string $checkedAt = null,
        public readonly array $held = [],
        public readonly ?string $seenCategories = null
    ) {
    }

    /** @return array<string, string> the agreed values, as far as they can be compared with prices in this base */
    public function baselineIn(PriceBase $base): array
    {
        $baseline = $this->baseline ?? [];
        if (($baseline['price_base'] ?? '') !== $base->value) {
            unset($baseline['price']);
        }
        unset($baseline['price_base']);
        return $baseline;
    }

    /** Whether exactly this is agreed on. @param array<string, string> $agreed field → value, prices in this base */
    public function agreesOn(array $agreed, PriceBase $base): bool
    {
        $baseline = $this->baseline === null ? null : $this->baselineIn($base);
        return $baseline !== null && array_diff_assoc($agreed, $baseline) === [] && array_diff_assoc($baseline, $agreed) === [];
    }

    public function checked(Verdict $verdict, string $at): self
    {
        return new self(
            $this->wpId,
            $this->dolibarrId,
            $this->baseline,
            $this->synchronizedAt,
            $this->refused,
            $verdict,
            $at,
            $this->held,
            $this->seenCategories
        );
    }

    /** @param array<string, array{wpshop: string, dolibarr: string}> $held */
    public function holding(array $held): self
    {
        return new self(
            $this->wpId,
            $this->dolibarrId,
            $this->baseline,
            $this->synchronizedAt,
            $this->refused,
            $this->verdict,
            $this->checkedAt,
            $held,
            $this->seenCategories
        );
    }

    /** What the association is, without what is known about its state. @return array<string, mixed> */
    public function kept(): array
    {
        return [
            'dolibarr_id' => $this->dolibarrId,
            'baseline' => $this->baseline,
            'synchronized_at' => $this->synchronizedAt,
            'refused' => $this->refused,
            'held' => $this->held,
        ];
    }

    /** @param array<string, mixed> $kept from `kept` */
    public static function fromKept(int $wpId, array $kept): self
    {
        return (new self($wpId, (int) $kept['dolibarr_id'], $kept['baseline'], $kept['synchronized_at'], $kept['refused']))
            ->holding($kept['held'] ?? []);
    }
}
