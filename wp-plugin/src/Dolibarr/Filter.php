<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

/**
 * A condition on a list (`sqlfilters`), made here from typed values and never taken from a request.
 *
 * Dolibarr's filter breaks on parentheses and quotes, and `%` and `_` have a meaning of their own where it looks for a
 * part: such a word may hold letters and digits only. No spaces around the operators: Dolibarr 20 refuses them.
 */
final class Filter
{
    private function __construct(private readonly string $text)
    {
    }

    public function __toString(): string
    {
        return $this->text;
    }

    /** @param list<int> $ids at least one */
    public static function ids(array $ids): self
    {
        return new self('(t.rowid:in:' . implode(',', array_map('intval', $ids)) . ')');
    }

    /** The product whose end of the association names this product of the shop; needs the module DoliWPshop. */
    public static function shopId(int $id): self
    {
        return new self('(ef._wps_id:=:' . $id . ')');
    }

    /**
     * The products whose end of the association names one of these products of the shop; needs the module DoliWPshop.
     *
     * @param non-empty-list<int> $ids
     */
    public static function shopIds(array $ids): self
    {
        return new self('(ef._wps_id:in:' . implode(',', array_map('intval', $ids)) . ')');
    }

    /** The products that name a product of the shop, from a row on; needs the module DoliWPshop. */
    public static function markedAfter(int $rowid): self
    {
        return new self('(ef._wps_id:>:0) and (t.rowid:>:' . $rowid . ')');
    }

    /**
     * What was changed after this moment of Dolibarr's clock, and of that second what has a higher number.
     *
     * @param string $moment `2026-11-24 05:06:19`
     */
    public static function changedAfter(string $moment, int $rowid): self
    {
        if (preg_match('/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/D', $moment) !== 1) {
            throw new \InvalidArgumentException('A moment is 2026-11-24 05:06:19.');
        }
        return new self("(t.tms:>:'{$moment}') or ((t.tms:=:'{$moment}') and (t.rowid:>:{$rowid}))");
    }

    /** What has a higher id. */
    public static function after(int $rowid): self
    {
        return new self('(t.rowid:>:' . $rowid . ')');
    }

    /** The categories directly below this one; 0: those at the top. */
    public static function parent(int $id): self
    {
        return new self('(t.fk_parent:=:' . $id . ')');
    }

    /** Null when the value cannot be asked for. */
    public static function reference(string $value): ?self
    {
        return self::isSafe($value) ? new self("(t.ref:=:'{$value}')") : null;
    }

    /** Null when the value cannot be asked for. */
    public static function barcode(string $value): ?self
    {
        return self::isSafe($value) ? new self("(t.barcode:=:'{$value}')") : null;
    }

    /** @param string $word letters and digits */
    public static function inName(string $word): self
    {
        return new self(self::contains('label', $word));
    }

    /** @param string $word letters and digits, in the name, the reference or the barcode */
    public static function anywhere(string $word): self
    {
        $places = array_map(static fn (string $field): string => self::contains($field, $word), ['label', 'ref', 'barcode']);
        return new self('(' . implode(' or ', $places) . ')');
    }

    /** @param non-empty-list<self> $filters */
    public static function all(array $filters): self
    {
        return new self(implode(' and ', $filters));
    }

    /** @param non-empty-list<self> $filters */
    public static function any(array $filters): self
    {
        return new self(implode(' or ', $filters));
    }

    private static function contains(string $field, string $word): string
    {
        if (preg_match('/^[\p{L}\p{N}]+$/Du', $word) !== 1) {
            throw new \InvalidArgumentException('A filter takes words of letters and digits.');
        }
        return "(t.{$field}:like:'%{$word}%')";
    }

    private static function isSafe(string $value): bool
    {
        return preg_match('#^[\p{L}\p{N}._/-]+$#Du', $value) === 1;
    }
}
