<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Problem;

/** The status of one product of the list. */
final class Row implements \JsonSerializable
{
    /**
     * @param int $id the product in WPshop
     * @param list<string> $fields the keys of the fields that differ or were refused
     * @param string|null $checkedAt when Dolibarr last told; UTC, `2026-11-24T20:00:00.123Z`
     * @param array{status: string, fields: list<string>}|null $lastKnown only where the status is unknown or pending
     * @param Problem|null $problem why the status is unknown, or why what is pending did not go through yet
     * @param string|null $nextTry when DoliSync tries again, where the reason is pending
     * @param string|null $synchronizedAt when both sides last held the same, or were written
     */
    public function __construct(
        public readonly int $id,
        public readonly string $title,
        public readonly Status $status,
        public readonly ?Reason $reason = null,
        public readonly array $fields = [],
        public readonly ?int $dolibarrId = null,
        public readonly ?string $dolibarrUrl = null,
        public readonly ?string $checkedAt = null,
        public readonly ?array $lastKnown = null,
        public readonly ?Problem $problem = null,
        public readonly ?string $nextTry = null,
        public readonly ?string $synchronizedAt = null
    ) {
    }

    /** @return array<string, mixed> */
    public function jsonSerialize(): array
    {
        return [
            'id' => $this->id,
            'title' => $this->title,
            'status' => $this->status->value,
            'reason' => $this->reason?->value,
            'fields' => $this->fields,
            'dolibarr_id' => $this->dolibarrId,
            'dolibarr_url' => $this->dolibarrUrl,
            'checked_at' => $this->checkedAt,
            'last_known' => $this->lastKnown,
            'problem' => $this->problem?->toArray(),
            'next_try' => $this->nextTry,
            'synchronized_at' => $this->synchronizedAt,
        ];
    }
}
