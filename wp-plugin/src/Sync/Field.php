<?php

declare(strict_types=1);

namespace DoliSync\Sync;

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

    /** @return array<string, string|null> */
    public function jsonSerialize(): array
    {
        return [
            'key' => $this->key,
            'wpshop' => $this->wpshop,
            'dolibarr' => $this->dolibarr,
            'baseline' => $this->baseline,
            'state' => $this->state->value,
            'note' => $this->note?->value,
        ];
    }
}
