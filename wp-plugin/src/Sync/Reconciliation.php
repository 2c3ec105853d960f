<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/**
 * The three-way comparison: pure, field by field, on canonical values (rule 3).
 *
 * Same on both sides = agreed, whatever the baseline. One side moved away from the baseline = that side's change.
 * Both moved, differently = a conflict. No baseline = a plain difference.
 */
final class Reconciliation
{
    public static function state(string $wpshop, string $dolibarr, ?string $baseline): FieldState
    {
        return match (true) {
            $wpshop === $dolibarr => FieldState::Same,
            $baseline === null => FieldState::Differs,
            $dolibarr === $baseline => FieldState::WpshopChanged,
            $wpshop === $baseline => FieldState::DolibarrChanged,
            default => FieldState::Conflict,
        };
    }

    /**
     * @param array<string, string> $wpshop field → value
     * @param array<string, string> $dolibarr field → value, of the same fields
     * @param array<string, string> $baseline field → the agreed value; a field that was never agreed on is missing
     * @param list<string> $readOnly fields that Dolibarr keeps in a form that is not written
     * @param array<string, string> $refused field → the value that Dolibarr was given and did not apply
     * @return list<Field> in the order of the values of WPshop
     */
    public static function fields(
        array $wpshop,
        array $dolibarr,
        array $baseline = [],
        array $readOnly = [],
        array $refused = []
    ): array {
        $fields = [];
        foreach ($wpshop as $key => $value) {
            $state = self::state($value, $dolibarr[$key], $baseline[$key] ?? null);
            $note = match (true) {
                in_array($key, $readOnly, true) => Note::ReadOnly,
                // Refused is about one value: once the shop's is another one, it is worth another try.
                $state !== FieldState::Same && ($refused[$key] ?? null) === $value => Note::Refused,
                default => null,
            };
            $fields[] = new Field($key, $value, $dolibarr[$key], $baseline[$key] ?? null, $state, $note);
        }
        return $fields;
    }

    /**
     * What both sides agree on now; what they do not agree on keeps what was agreed on before.
     *
     * @param list<Field> $fields
     * @return array<string, string> field → value
     */
    public static function agreed(array $fields): array
    {
        $agreed = [];
        foreach ($fields as $field) {
            if ($field->state === FieldState::Same) {
                $agreed[$field->key] = $field->wpshop;
            } elseif ($field->baseline !== null) {
                $agreed[$field->key] = $field->baseline;
            }
        }
        return $agreed;
    }
}
