<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** The status of a product with what explains it. */
final class Verdict
{
    /** @param list<string> $fields the keys of the fields that differ */
    public function __construct(
        public readonly Status $status,
        public readonly ?Reason $reason = null,
        public readonly array $fields = []
    ) {
    }

    /**
     * Fields that nobody can change here (read only) do not count: the person could do nothing about them. Nor do
     * those that stay as they were found.
     *
     * @param list<Field> $fields of a linked product
     */
    public static function of(array $fields): self
    {
        $differing = array_values(array_filter($fields, static fn (Field $field): bool => $field->isChoosable() && !$field->isUnsettled()));
        if ($differing === []) {
            return new self(Status::Synced);
        }
        $conflicts = array_filter($differing, static fn (Field $field): bool => $field->state === FieldState::Conflict);
        $refused = array_filter($differing, static fn (Field $field): bool => $field->note === Note::Refused);
        $reason = match (true) {
            count($refused) === count($differing) => Reason::Refused,
            $conflicts !== [] => Reason::Conflict,
            default => Reason::Differs,
        };
        return new self(Status::OutOfSync, $reason, array_map(static fn (Field $field): string => $field->key, $differing));
    }
}
