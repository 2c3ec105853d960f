<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** What a write did, and the product's row as it is afterwards. */
final class Outcome implements \JsonSerializable
{
    /**
     * @param string $priceBase HT or TTC: what the prices among the changes are
     * @param Changes $changes what was really changed, as read back
     * @param list<string> $refused keys of the fields that were asked for and did not take
     */
    public function __construct(
        public readonly Row $row,
        public readonly ?int $journalId,
        public readonly bool $undoable,
        public readonly string $priceBase,
        public readonly Changes $changes,
        public readonly array $refused
    ) {
    }

    /** @return array<string, mixed> */
    public function jsonSerialize(): array
    {
        return [
            'row' => $this->row,
            'journal_id' => $this->journalId,
            'undoable' => $this->undoable,
            'price_base' => $this->priceBase,
            'changes' => $this->changes,
            'refused' => $this->refused,
        ];
    }
}
