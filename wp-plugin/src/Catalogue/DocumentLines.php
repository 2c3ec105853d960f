<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/**
 * The lines of a proposal, an order or an invoice, as one canonical text: a line has `id` and `product` (Dolibarr's
 * numbers, "" for none), `label`, `quantity`, `unit_price`, `vat_rate`, `total_ht`, `total_tva`, `total_ttc`.
 */
final class DocumentLines
{
    /** @param list<array<string, string>> $lines canonical values, all of them */
    public static function canonical(array $lines): string
    {
        return (string) wp_json_encode($lines, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
    }

    /** @return list<array<string, string>> */
    public static function of(string $canonical): array
    {
        return json_decode($canonical, true) ?? [];
    }

    /** For people: a line each. */
    public static function words(string $canonical): string
    {
        return implode("\n", array_map(static fn (array $line): string => sprintf(
            /* translators: 1: quantity, 2: what is sold, 3: unit price, 4: VAT rate, 5: total with tax. */
            __('%1$s × %2$s, %3$s without tax, VAT %4$s%%: %5$s', 'dolisync'),
            $line['quantity'],
            wp_strip_all_tags($line['label']),
            $line['unit_price'],
            $line['vat_rate'],
            $line['total_ttc']
        ), self::of($canonical)));
    }
}
