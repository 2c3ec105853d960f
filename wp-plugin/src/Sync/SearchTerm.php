<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Dolibarr\Filter;

/**
 * What somebody typed into the search: Dolibarr is asked for its words, the rest (parentheses, apostrophes, a percent
 * sign) is checked afterwards, because Dolibarr's filter cannot take it.
 */
final class SearchTerm
{
    private const MOST_WORDS = 4;

    private readonly string $folded;

    /** @var list<string> */
    private readonly array $asked;

    public function __construct(string $term)
    {
        $this->folded = Folding::fold($term);
        $words = Folding::words($term);
        // One letter finds nearly everything: it is asked for only where there is nothing better.
        $long = array_values(array_filter($words, static fn (string $word): bool => preg_match('/^.{2,}$/u', $word) === 1));
        $this->asked = Folding::longest($long === [] ? $words : $long, self::MOST_WORDS);
    }

    /** Null: nothing that Dolibarr could be asked for, so everything is looked through. */
    public function filter(): ?Filter
    {
        return $this->asked === [] ? null : Filter::all(array_map(Filter::anywhere(...), $this->asked));
    }

    /** Whether what Dolibarr finds by `filter` is all that is searched: then its own paging and counting hold. */
    public function isExact(): bool
    {
        return count(explode(' ', $this->folded)) === count($this->asked)
            && preg_match('/^[\p{L}\p{N} ]*$/u', $this->folded) === 1
            || $this->folded === '';
    }

    /** Every part of the term, as it is written between spaces, is in one of the texts. */
    public function matches(string ...$texts): bool
    {
        $text = Folding::fold(implode("\n", $texts));
        $dense = str_replace(' ', '', $text);
        foreach (explode(' ', $this->folded) as $part) {
            // «50%» is «50 %» to whoever searches.
            if ($part !== '' && !str_contains($text, $part) && !str_contains($dense, $part)) {
                return false;
            }
        }
        return true;
    }
}
