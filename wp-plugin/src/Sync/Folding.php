<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** Text as people compare it: case, accents, kinds of apostrophes and of spaces make no difference. */
final class Folding
{
    public static function fold(string $text): string
    {
        $text = str_replace(["\u{2019}", "\u{2018}", "\u{02BC}", "\u{00B4}", '`'], "'", $text);
        $text = (string) preg_replace('/[\s\x{00A0}\x{202F}]+/u', ' ', $text);
        $text = remove_accents($text);
        return trim(function_exists('mb_strtolower') ? mb_strtolower($text, 'UTF-8') : strtolower($text));
    }

    /** @return list<string> the runs of letters and digits, as they are written */
    public static function words(string $text): array
    {
        preg_match_all('/[\p{L}\p{N}]+/u', $text, $words);
        return array_values(array_unique($words[0]));
    }

    /**
     * @param list<string> $words
     * @return list<string> the longest first, at most so many
     */
    public static function longest(array $words, int $atMost): array
    {
        usort($words, static fn (string $a, string $b): int => strlen($b) <=> strlen($a));
        return array_slice($words, 0, $atMost);
    }
}
