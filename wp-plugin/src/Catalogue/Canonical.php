<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/**
 * The one form in which both sides' values are compared, so that only real differences show.
 *
 * What a side changes by merely saving (entities, line ends, spaces at the end, tags that WordPress never stores for
 * an ordinary author) is the same value.
 */
final class Canonical
{
    /** A name: plain text on one line. Both sides may keep it with or without entities. */
    public static function title(?string $text): string
    {
        $text = html_entity_decode((string) $text, ENT_QUOTES | ENT_HTML5, 'UTF-8');
        return trim((string) preg_replace('/[\x00-\x1f\x7f]+/', ' ', $text));
    }

    /** The title as WordPress stores it: themes print it as HTML, so what could be a tag or an entity is escaped. */
    public static function storedTitle(string $title): string
    {
        if (html_entity_decode($title, ENT_QUOTES | ENT_HTML5, 'UTF-8') !== $title) {
            $title = str_replace('&', '&amp;', $title);
        }
        return str_replace(['<', '>'], ['&lt;', '&gt;'], $title);
    }

    /** A reference or a barcode. */
    public static function code(?string $text): string
    {
        return trim((string) preg_replace('/[\x00-\x1f\x7f]+/', ' ', (string) $text));
    }

    /** Plain text on one or more lines: an address, a telephone number. What looks like a tag is taken out. */
    public static function plain(?string $text): string
    {
        $text = wp_strip_all_tags(str_replace(["\r\n", "\r"], "\n", (string) $text));
        $text = (string) preg_replace('/[\x00-\x09\x0b-\x1f\x7f]+/', ' ', $text);
        return trim((string) preg_replace('/ +(\n|$)/', '$1', $text));
    }

    /** A description: HTML as WordPress lets an ordinary author store it. */
    public static function html(?string $html): string
    {
        // WordPress stores the characters that Windows's old entities mean (&#133; is …).
        $html = convert_invalid_entities(str_replace(["\r\n", "\r"], "\n", (string) $html));
        // Most lines of documents have neither tags nor entities, and the filter is slow.
        $html = strpbrk($html, '<>&\\') === false ? wp_kses_no_null($html) : wp_kses_post($html);
        $parts = preg_split('/(<[^<>]*>)/', $html, -1, PREG_SPLIT_DELIM_CAPTURE) ?: [];
        foreach ($parts as $index => $part) {
            $parts[$index] = $index % 2 === 1 ? self::tag($part) : self::text($part);
        }
        return trim((string) preg_replace('/[ \t]+(\n|$)/', '$1', implode('', $parts)));
    }

    /**
     * A price or a rate: what is missing or no number is zero. To Dolibarr's five decimals: WPshop keeps the ten of
     * its own arithmetic (9.99999685 for a price of 10).
     */
    public static function amount(mixed $value): string
    {
        return (string) (Decimal::parse($value) ?? Decimal::zero())->rounded(Prices::DECIMALS);
    }

    /**
     * A number that somebody typed, or another plugin stored. What is none (`1 234,50 €`) stays what it is: a price that
     * nobody can read is not zero, and goes nowhere.
     *
     * @param callable(string): string $number amount or measure
     */
    public static function given(string $text, callable $number): string
    {
        $text = self::code($text);
        return $text === '' || Decimal::parse($text) !== null ? $number($text) : $text;
    }

    /** A weight or a size: zero, like what is missing, means not set. */
    public static function measure(mixed $value): string
    {
        $number = Decimal::parse($value);
        return $number === null || $number->isZero() ? '' : (string) $number;
    }

    /** A number of pieces: zero is a number, and what is missing or no number is not counted. */
    public static function quantity(mixed $value): string
    {
        return (string) Decimal::parse($value);
    }

    /**
     * `<br />`, `<br/>` and `<br>` are one tag; and WordPress adds `noopener` to links that open a new window.
     */
    private static function tag(string $tag): string
    {
        $tag = (string) preg_replace('#\s*/>$#', '>', $tag);
        return (string) preg_replace_callback('/\srel=(["\'])(.*?)\1/i', static function (array $rel): string {
            $words = array_diff(preg_split('/\s+/', trim($rel[2])) ?: [], ['noopener', '']);
            return $words === [] ? '' : ' rel="' . implode(' ', $words) . '"';
        }, $tag);
    }

    /** Characters instead of entities, except for the three that HTML needs. */
    private static function text(string $text): string
    {
        return (string) preg_replace_callback('/&(#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);/', static function (array $entity): string {
            $character = html_entity_decode($entity[0], ENT_QUOTES | ENT_HTML5, 'UTF-8');
            return match ($character) {
                '&' => '&amp;',
                '<' => '&lt;',
                '>' => '&gt;',
                default => $character,
            };
        }, $text);
    }
}
