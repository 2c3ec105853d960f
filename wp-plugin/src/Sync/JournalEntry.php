<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** A write of the past. */
final class JournalEntry implements \JsonSerializable
{
    /** About to write; an old entry in this state was interrupted, and its changes are what was planned. */
    public const BEGUN = 'begun';
    public const DONE = 'done';
    /** Nothing was written. */
    public const ABANDONED = 'abandoned';

    /** What was begun so long ago was interrupted: no write takes that long. */
    public const INTERRUPTED_SECONDS = 600;

    /**
     * @param Changes $changes what was changed
     * @param list<string> $refused
     * @param array<string, mixed> $kept what an undo needs
     */
    private function __construct(
        public readonly int $id,
        public readonly string $at,
        public readonly string $user,
        public readonly string $source,
        public readonly string $action,
        public readonly string $state,
        public readonly int $productId,
        public readonly ?int $dolibarrId,
        public readonly string $priceBase,
        public readonly Changes $changes,
        public readonly array $refused,
        public readonly array $kept,
        public readonly ?string $undoneAt,
        public readonly string $type
    ) {
    }

    /** @param array<int, string> $logins user id → login */
    public static function fromRow(object $row, array $logins): self
    {
        $changes = json_decode($row->changes, true);
        return new self(
            (int) $row->id,
            $row->at,
            $logins[(int) $row->user_id] ?? '',
            $row->source,
            $row->action,
            $row->state,
            (int) $row->wp_id,
            $row->dolibarr_id === null ? null : (int) $row->dolibarr_id,
            $row->price_base,
            new Changes($changes['wpshop'], $changes['dolibarr']),
            json_decode($row->refused, true),
            json_decode($row->kept, true),
            $row->undone_at,
            $row->type
        );
    }

    /**
     * Not a creation: deleting in Dolibarr is for a person there to decide. Not what changed nothing, or what was
     * done to a product that Dolibarr no longer had.
     */
    public function isUndoable(): bool
    {
        return $this->state === self::DONE
            && $this->undoneAt === null
            && $this->action !== 'create'
            && isset($this->kept['dolibarr'])
            && ($this->action !== 'sync' || !$this->changes->decided()->isEmpty());
    }

    /** Begun, and never ended: what it was about to write may have been written, or a part of it. */
    public function isInterrupted(): bool
    {
        return $this->state === self::BEGUN && $this->at < Moment::in(-self::INTERRUPTED_SECONDS);
    }

    /** @return array<string, mixed> */
    public function jsonSerialize(): array
    {
        return [
            'id' => $this->id,
            'at' => $this->at,
            'user' => $this->user,
            'source' => $this->source,
            'action' => $this->action,
            'product_id' => $this->productId,
            'dolibarr_id' => $this->dolibarrId,
            'price_base' => $this->priceBase,
            'changes' => $this->changes,
            'refused' => $this->refused,
            'undoable' => $this->isUndoable(),
            'undone_at' => $this->undoneAt,
        ];
    }
}
