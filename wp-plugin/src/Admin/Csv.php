<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * A table for a spreadsheet.
 *
 * UTF-8 with a byte order mark, without which Excel takes it for another encoding. What a spreadsheet would run as
 * a formula is made a text: a product's title may come from anybody who may write in Dolibarr.
 */
final class Csv
{
    public const BYTE_ORDER_MARK = "\u{feff}";
    /** How a cell begins that a spreadsheet runs; the wide forms are taken for the same. */
    private const FORMULA = '/^[\s\x00]*[=+\-@＝＋－＠]|^[\t\r\n]/u';
    /**
     * What a spreadsheet runs that takes more characters for the end of a cell than this table does: the semicolon in French
     * Excel, wherever the table comes from. A sign is that of a text (“red, -20 %”) unless something is called or computed.
     */
    private const FORMULA_BEHIND = '/([;,\t\r\n]\s*)(?=[=@＝＠]|[+\-＋－][^;,\t\r\n]*[(|!])/u';
    private const NUMBER = '/^[+-]?\d+([.,]\d+)?$/';

    /**
     * Answers the request with a table.
     *
     * @param string $name without `.csv`
     * @param callable(resource): void $write
     */
    public static function download(string $name, callable $write): never
    {
        nocache_headers();
        header('Content-Type: text/csv; charset=utf-8');
        header('X-Content-Type-Options: nosniff');
        header("Content-Disposition: attachment; filename=\"{$name}.csv\"");
        $write(fopen('php://output', 'w'));
        exit;
    }

    /**
     * @param resource $stream
     * @param list<string> $headings
     */
    public static function begin($stream, array $headings): void
    {
        fwrite($stream, self::BYTE_ORDER_MARK);
        self::line($stream, $headings);
    }

    /**
     * @param resource $stream
     * @param list<string> $cells
     */
    public static function line($stream, array $cells): void
    {
        // Where the comma separates decimals, spreadsheets expect the semicolon between cells.
        $separator = NumberFormat::separators()['decimal_point'] === ',' ? ';' : ',';
        fputcsv($stream, array_map(self::cell(...), $cells), $separator, '"', '', "\r\n");
    }

    /**
     * A cell that no spreadsheet runs.
     */
    public static function cell(string $value): string
    {
        // What is no valid UTF-8 would be found harmless.
        $value = mb_scrub($value, 'UTF-8');
        $isFormula = preg_match(self::FORMULA, $value) === 1 && preg_match(self::NUMBER, $value) !== 1;
        return ($isFormula ? "'" : '') . preg_replace(self::FORMULA_BEHIND, "$1'", $value);
    }
}
