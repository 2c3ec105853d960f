<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\ProductFields;

/** One field of both versions. */
final class Field implements \JsonSerializable
{
    /**
     * @param string|null $baseline the value both sides last agreed on; null when they never did
     * @param FieldOwner $owner who has the say, by the settings
     */
    public function __construct(
        public readonly string $key,
        public readonly string $wpshop,
        public readonly string $dolibarr,
        public readonly ?string $baseline,
        public readonly FieldState $state,
        public readonly ?Note $note = null,
        public readonly FieldOwner $owner = FieldOwner::Both
    ) {
    }

    /** Whether there are two versions to choose from. */
    public function isChoosable(): bool
    {
        return $this->state !== FieldState::Same && $this->note !== Note::ReadOnly;
    }

    /**
     * Categories that differ, and of which nobody knows what they were: as they stood when categories began to be
     * synchronized. They stay so, and do not count as a difference, until a person chooses for the product.
     */
    public function isUnsettled(): bool
    {
        return $this->key === ProductFields::CATEGORIES && $this->state === FieldState::Differs && $this->note !== Note::Refused;
    }

    /** @return array<string, string|null> */
    public function jsonSerialize(): array
    {
        $shown = fn (?string $value): ?string => $value === null ? null : CategoryWords::shown($this->key, $value);
        return [
            'key' => $this->key,
            'wpshop' => $shown($this->wpshop),
            'dolibarr' => $shown($this->dolibarr),
            'baseline' => $shown($this->baseline),
            'state' => $this->state->value,
            'note' => $this->note?->value,
        ];
    }
}
