<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Admin\FieldWords;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Problem;
use DoliSync\Sync\CategoryWords;
use DoliSync\Sync\Changes;
use DoliSync\Sync\Comparison;
use DoliSync\Sync\Note;
use DoliSync\Sync\Verdict;

/**
 * What is, or would be, written of a product: one row a field, with both versions as they were before. The result is
 * to_wpshop, to_dolibarr, or why the field is left: conflict, differs, refused, held, problem.
 */
final class FieldRows
{
    public const COLUMNS = ['id', 'title', 'field', 'wpshop', 'dolibarr', 'result', 'problem'];

    private const LONGEST = 60;

    /** @param bool $inWords values as a person reads them; otherwise canonical, for a program */
    public function __construct(private readonly bool $inWords)
    {
    }

    /**
     * @param array<string, string> $toWpshop field → value
     * @param array<string, string> $toDolibarr field → value
     * @return list<array<string, mixed>> what would be written, and what would be left
     */
    public function planned(Comparison $seen, array $toWpshop, array $toDolibarr): array
    {
        $left = array_diff(Verdict::of($seen->fields)->fields, array_keys($toWpshop + $toDolibarr));
        return [
            ...$this->fields($seen, array_keys($toWpshop), 'to_wpshop'),
            ...$this->fields($seen, array_keys($toDolibarr), 'to_dolibarr'),
            ...$this->fields($seen, $left, null),
        ];
    }

    /**
     * @param list<string> $keys
     * @param string|null $result null: why the field is left, as far as the comparison says
     * @return list<array<string, mixed>>
     */
    public function fields(Comparison $seen, array $keys, ?string $result): array
    {
        $base = $seen->record->base();
        $rows = [];
        foreach ($seen->fields as $field) {
            if (in_array($field->key, $keys, true)) {
                $isKept = $field->note === Note::Refused || $field->note === Note::Held;
                $why = $isKept ? $field->note->value : $field->state->value;
                $rows[] = $this->row($seen->product->id, $seen->product->title(), $field->key, $field->wpshop, $field->dolibarr, $result ?? $why, $base);
            }
        }
        return $rows;
    }

    /**
     * @param list<string> $refused
     * @return list<array<string, mixed>>
     */
    public function written(Comparison $seen, Changes $changes, array $refused): array
    {
        $rows = [];
        foreach (['to_wpshop' => $changes->wpshop, 'to_dolibarr' => $changes->dolibarr] as $result => $written) {
            foreach ($written as ['key' => $key, 'before' => $before, 'after' => $after]) {
                $versions = $result === 'to_wpshop' ? [$before, $after] : [$after, $before];
                $rows[] = $this->row($seen->product->id, $seen->product->title(), $key, ...[...$versions, $result, $seen->record->base()]);
            }
        }
        return [...$rows, ...$this->fields($seen, $refused, 'refused')];
    }

    /** @return array<string, mixed> */
    public static function problem(int $id, string $title, Problem $problem): array
    {
        return [
            'id' => $id, 'title' => $title, 'field' => null, 'wpshop' => null, 'dolibarr' => null, 'result' => 'problem',
            'problem' => $problem->name,
        ];
    }

    /** @return array<string, mixed> */
    private function row(int $id, string $title, string $key, string $wpshop, string $dolibarr, string $result, PriceBase $base): array
    {
        return [
            'id' => $id,
            'title' => $title,
            'field' => $key,
            'wpshop' => $this->value($key, $wpshop, $base),
            'dolibarr' => $this->value($key, $dolibarr, $base),
            'result' => $result,
            'problem' => null,
        ];
    }

    private function value(string $key, string $value, PriceBase $base): string
    {
        if (!$this->inWords) {
            return CategoryWords::shown($key, $value);
        }
        $words = FieldWords::value($key, $value, $base);
        return mb_strlen($words) > self::LONGEST ? mb_substr($words, 0, self::LONGEST - 1) . '…' : $words;
    }
}
