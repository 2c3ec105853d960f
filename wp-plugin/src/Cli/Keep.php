<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Problem;
use DoliSync\Sync\Choice;

/** The versions that `--keep` names: pure. */
final class Keep
{
    private const SIDES = [Choice::WPSHOP, Choice::DOLIBARR];

    /**
     * @param string|null $typed `wpshop`, `dolibarr`, or field by field as in `price:dolibarr,title:wpshop`; null: not given
     * @return array<string, string>|null field → side; null: no version was named
     * @throws Problem rest_invalid_param
     */
    public static function of(?string $typed): ?array
    {
        if ($typed === null) {
            return null;
        }
        if (in_array($typed, self::SIDES, true)) {
            return array_fill_keys(ProductFields::KEYS, $typed);
        }
        $kept = [];
        foreach (explode(',', $typed) as $part) {
            [$field, $side] = explode(':', trim($part)) + [1 => ''];
            if (!in_array($field, ProductFields::KEYS, true) || !in_array($side, self::SIDES, true)) {
                throw ProblemText::badInput(sprintf(
                    /* translators: 1: what was typed, 2: a list of names. */
                    __('“%1$s” names no version to keep: wpshop, dolibarr, or both field by field as in price:dolibarr,title:wpshop. The fields are %2$s.', 'dolisync'),
                    $typed,
                    implode(', ', ProductFields::KEYS)
                ));
            }
            $kept[$field] = $side;
        }
        return $kept;
    }

    /**
     * The one side that is kept of everything, for many products at once.
     *
     * @throws Problem rest_invalid_param
     */
    public static function side(?string $typed): ?string
    {
        if ($typed !== null && !in_array($typed, self::SIDES, true)) {
            throw ProblemText::badInput(__('Of many products one version is kept as a whole: --keep=wpshop or --keep=dolibarr.', 'dolisync'));
        }
        return $typed;
    }
}
