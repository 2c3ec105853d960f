<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * How numbers are written in the user's language. WordPress's own language pack says it; on a site that lacks the pack,
 * DoliSync's translation does, so that no French sentence has English numbers in it.
 */
final class NumberFormat
{
    /**
     * @return array{decimal_point: string, thousands_sep: string} plain text
     */
    public static function separators(): array
    {
        $wordpress = array_map(
            static fn (string $separator): string => html_entity_decode($separator, ENT_QUOTES, 'UTF-8'),
            $GLOBALS['wp_locale']->number_format
        );
        return $wordpress['decimal_point'] !== '.' || is_textdomain_loaded('default') ? $wordpress : [
            'decimal_point' => _x('.', 'decimal point', 'dolisync'),
            'thousands_sep' => _x(',', 'between thousands', 'dolisync'),
        ];
    }

    /**
     * Filter `number_format_i18n`.
     *
     * @param float $number
     */
    public static function write(string $formatted, $number, int $decimals): string
    {
        $separators = self::separators();
        return number_format((float) $number, abs($decimals), $separators['decimal_point'], $separators['thousands_sep']);
    }
}
