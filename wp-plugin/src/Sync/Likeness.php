<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\Filter;
use DoliSync\Dolibarr\ListedProduct;

/** How much a Dolibarr product is like one of the shop: enough to leave out what is not; the panel ranks the rest. */
final class Likeness
{
    private const MOST_WORDS = 3;

    /** Words of English and French that make no two products alike. */
    private const EMPTY_WORDS = [
        'the', 'and', 'for', 'with', 'from', 'les', 'des', 'une', 'aux', 'par', 'sur', 'pour', 'avec', 'dans', 'sans',
    ];

    /** @var array<string, string> */
    private readonly array $values;

    /** @var list<string> folded */
    private readonly array $words;

    public function __construct(ShopProduct $product)
    {
        $this->values = $product->values(PriceBase::WithoutTax);
        $this->words = self::telling($this->values['title']);
    }

    /** @return list<Filter> */
    public function codeFilters(): array
    {
        return array_values(array_filter([
            $this->values['reference'] === '' ? null : Filter::reference($this->values['reference']),
            $this->values['barcode'] === '' ? null : Filter::barcode($this->values['barcode']),
        ]));
    }

    /** @return list<Filter> for the longest words, as they are written in the shop */
    public function nameFilters(): array
    {
        $words = array_filter(
            Folding::words($this->values['title']),
            fn (string $word): bool => in_array(Folding::fold($word), $this->words, true)
        );
        return array_map(Filter::inName(...), Folding::longest(array_values($words), self::MOST_WORDS));
    }

    /** @return int 0 (nothing in common) to 100 (a code is the same), as far as what it is found by can be understood */
    public function to(ListedProduct $product): int
    {
        $theirs = $product->identity;
        foreach (['reference', 'barcode'] as $code) {
            if ($this->values[$code] !== '' && Folding::fold((string) $theirs[$code]) === Folding::fold($this->values[$code])) {
                return 100;
            }
        }
        $words = self::telling((string) $theirs['title']);
        $shared = array_filter($this->words, static fn (string $word): bool => self::isAmong($word, $words));
        return $shared === [] ? 0 : max(1, min(99, intdiv(100 * count($shared), max(count($this->words), count($words)))));
    }

    /** A plural is the same word: one is the beginning of the other. @param list<string> $words */
    private static function isAmong(string $word, array $words): bool
    {
        foreach ($words as $other) {
            $isStem = min(strlen($word), strlen($other)) >= 4 && (str_starts_with($other, $word) || str_starts_with($word, $other));
            if ($word === $other || $isStem) {
                return true;
            }
        }
        return false;
    }

    /** @return list<string> folded, of three letters and more */
    private static function telling(string $text): array
    {
        return array_values(array_filter(
            Folding::words(Folding::fold($text)),
            static fn (string $word): bool => strlen($word) >= 3 && !in_array($word, self::EMPTY_WORDS, true)
        ));
    }
}
