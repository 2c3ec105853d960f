<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/**
 * What may travel without asking a person: pure.
 *
 * The value of the side that moved alone, or that owns the field, goes to the other side. What both sides changed
 * differently, what differs without anybody knowing what it was, and what a person took back waits for a person.
 * What Dolibarr refused is not sent a second time, and what is not written stays as it is.
 */
final class Merge
{
    /**
     * @param array<string, string> $toWpshop field → value
     * @param array<string, string> $toDolibarr field → value
     * @param list<string> $conflicts fields that a person has to decide
     */
    private function __construct(
        public readonly array $toWpshop,
        public readonly array $toDolibarr,
        public readonly array $conflicts
    ) {
    }

    /** @param list<Field> $fields */
    public static function of(array $fields): self
    {
        $toWpshop = $toDolibarr = $conflicts = [];
        foreach ($fields as $field) {
            if (!$field->isChoosable() || $field->note === Note::Refused) {
                continue;
            }
            if ($field->note === Note::Held) {
                $conflicts[] = $field->key;
                continue;
            }
            switch ($field->state) {
                case FieldState::WpshopChanged:
                    $toDolibarr[$field->key] = $field->wpshop;
                    break;
                case FieldState::DolibarrChanged:
                    $toWpshop[$field->key] = $field->dolibarr;
                    break;
                default:
                    $conflicts[] = $field->key;
            }
        }
        return new self($toWpshop, $toDolibarr, $conflicts);
    }

    /** Whether there is nothing to write. */
    public function isEmpty(): bool
    {
        return $this->toWpshop === [] && $this->toDolibarr === [];
    }
}
