<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** One thing that is wrong with one association. */
final class Finding
{
    /**
     * @param int $wpId the product of the shop, which may not exist any more
     * @param int|null $otherWpId the other product of the shop that has to do with it
     */
    public function __construct(
        public readonly FindingKind $kind,
        public readonly int $wpId,
        public readonly int $dolibarrId,
        public readonly ?int $otherWpId = null
    ) {
    }

    /** Names it in a form. */
    public function key(): string
    {
        return "{$this->kind->value}.{$this->wpId}.{$this->dolibarrId}";
    }

    /** @return array{string, int, int, int|null} */
    public function stored(): array
    {
        return [$this->kind->value, $this->wpId, $this->dolibarrId, $this->otherWpId];
    }

    /** @param mixed $stored from `stored`; null when it is none */
    public static function fromStored(mixed $stored): ?self
    {
        $kind = is_array($stored) ? FindingKind::tryFrom((string) ($stored[0] ?? '')) : null;
        return $kind === null
            ? null
            : new self($kind, (int) ($stored[1] ?? 0), (int) ($stored[2] ?? 0), isset($stored[3]) ? (int) $stored[3] : null);
    }
}
