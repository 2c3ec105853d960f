<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** What Dolibarr's version of a record changes in the shop's. Pure. */
final class RecordComparison
{
    /** What a field holds that nobody has filled in. */
    private const UNTOUCHED = ['', 'no', '0', '[]'];

    /**
     * @param list<FieldChange> $changes the fields that differ, with their values in words
     * @param bool $isNewAgreement whether both hold the same, and DoliSync does not know yet that they agreed on that
     */
    private function __construct(public readonly array $changes, public readonly bool $isNewAgreement)
    {
    }

    /**
     * @param array<string, string> $dolibarr field → canonical value; a field that is missing is left to the shop
     * @param array<string, string> $wpshop all fields that the shop keeps; what it does not keep is not compared
     * @param array<string, string>|null $baseline what both last agreed on; null: they never did
     */
    public static function between(array $dolibarr, array $wpshop, ?array $baseline): self
    {
        $changes = [];
        $compared = array_intersect_key($dolibarr, $wpshop);
        foreach ($compared as $field => $value) {
            if ($wpshop[$field] !== $value) {
                $changes[] = new FieldChange(
                    $field,
                    RecordWords::value($field, $wpshop[$field]),
                    RecordWords::value($field, $value),
                    // Where they never agreed, whatever the shop has may be somebody's edit.
                    isset($baseline[$field])
                        ? $wpshop[$field] !== $baseline[$field]
                        : !in_array($wpshop[$field], self::UNTOUCHED, true)
                );
            }
        }
        return new self($changes, $changes === [] && ($baseline === null || array_diff_assoc($compared, $baseline) !== []));
    }
}
