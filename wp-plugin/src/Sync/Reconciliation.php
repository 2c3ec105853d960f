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
     * @param array<string, string> $dolibarr field → value, of the same fields; one that could not be read is missing
     * @param array<string, string> $baseline field → the agreed value; a field that was never agreed on is missing
     * @param list<string> $readOnly fields that Dolibarr keeps in a form that is not written
     * @param array<string, array<string, string>> $refused field → side → the value that this side was given and did
     *     not apply
     * @param FieldOwners|null $owners null: nothing was set
     * @param array<string, array{wpshop: string, dolibarr: string}> $held field → the two values that a person put back
     * @return list<Field> in the order of the values of WPshop
     */
    public static function fields(
        array $wpshop,
        array $dolibarr,
        array $baseline = [],
        array $readOnly = [],
        array $refused = [],
        ?FieldOwners $owners = null,
        array $held = []
    ): array {
        $fields = [];
        foreach ($wpshop as $key => $value) {
            if (!isset($dolibarr[$key])) {
                $fields[] = new Field($key, $value, '', $baseline[$key] ?? null, FieldState::Same, Note::NotRead);
                continue;
            }
            $owner = ($owners ?? new FieldOwners())->ofValue($key, $dolibarr[$key]);
            $state = self::owned(self::state($value, $dolibarr[$key], $baseline[$key] ?? null), $owner);
            $note = match (true) {
                in_array($key, $readOnly, true) => Note::ReadOnly,
                $owner === FieldOwner::None => Note::NotSynchronized,
                $state !== FieldState::Same && self::isRefused($refused[$key] ?? [], $value, $dolibarr[$key], $owner) => Note::Refused,
                $owner !== FieldOwner::Both => $owner->note(),
                $state !== FieldState::Same
                    && ($held[$key] ?? null) === [Choice::WPSHOP => $value, Choice::DOLIBARR => $dolibarr[$key]] => Note::Held,
                default => null,
            };
            $fields[] = new Field($key, $value, $dolibarr[$key], $baseline[$key] ?? null, $state, $note, $owner);
        }
        return $fields;
    }

    /**
     * Refused is about one value: once another one would go to that side, it is worth a try; once none does, it is no
     * matter any more.
     *
     * @param array<string, string> $refused side → the value it did not apply
     */
    private static function isRefused(array $refused, string $wpshop, string $dolibarr, FieldOwner $owner): bool
    {
        return $owner !== FieldOwner::Dolibarr && ($refused[Choice::DOLIBARR] ?? null) === $wpshop
            || $owner !== FieldOwner::Wpshop && ($refused[Choice::WPSHOP] ?? null) === $dolibarr;
    }

    /** The owner's value goes wherever the two differ, as if only the owner had changed it; what has none never differs. */
    private static function owned(FieldState $state, FieldOwner $owner): FieldState
    {
        return match (true) {
            $state === FieldState::Same, $owner === FieldOwner::None => FieldState::Same,
            $owner === FieldOwner::Wpshop => FieldState::WpshopChanged,
            $owner === FieldOwner::Dolibarr => FieldState::DolibarrChanged,
            default => $state,
        };
    }

    /**
     * What both sides agree on now; what they do not agree on, or that is not compared or was not read, keeps what was
     * agreed on before.
     *
     * @param list<Field> $fields
     * @return array<string, string> field → value
     */
    public static function agreed(array $fields): array
    {
        $agreed = [];
        foreach ($fields as $field) {
            if ($field->wpshop === $field->dolibarr && $field->note !== Note::NotRead) {
                $agreed[$field->key] = $field->wpshop;
            } elseif ($field->baseline !== null) {
                $agreed[$field->key] = $field->baseline;
            }
        }
        return $agreed;
    }
}
