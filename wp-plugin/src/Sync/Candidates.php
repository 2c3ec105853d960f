<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\Filter;
use DoliSync\Dolibarr\ListedProduct;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * Finds the Dolibarr products that a product of the shop may be associated with. One that cannot be understood hides no
 * other one and is there with them, by what can be read of it: a problem is not an absence. Reads only.
 */
final class Candidates
{
    private const PER_PAGE = 20;
    /** The bounds of looking through Dolibarr's products where its filter alone does not do. */
    private const SCAN_PAGE = 100;
    private const SCAN_PAGES = 10;

    private const MOST_LIKELY = 50;
    /** As alike as what asks before a product is created: one that Dolibarr found by what cannot be read. */
    private const DOUBTFUL = 50;

    /** Where Dolibarr has this many that share a word, the ones with the same code are asked for by themselves. */
    private const MOST_ASKED = 100;

    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Links $links,
        private readonly Products $products,
        private readonly Suggestions $suggestions
    ) {
    }

    /**
     * The products most like this one, at most 50, the likeliest first; what has nothing in common is not among them.
     *
     * @return array{product: array<string, mixed>, candidates: list<array<string, mixed>>, unreadable: list<array<string, mixed>>}
     * @throws Problem
     */
    public function likeliest(int $id): array
    {
        $product = $this->catalogue->read($id);
        $found = $this->suggestedFirst($id, $this->alike($product, 0));
        return ['product' => $product->summary(), 'candidates' => $this->shown($found), 'unreadable' => self::unreadable($found)];
    }

    /**
     * The products that may already be this one: a code is the same, or at least half of the name.
     *
     * @return list<array<string, mixed>>
     * @throws Problem
     */
    public function duplicates(ShopProduct $product): array
    {
        return $this->shown(array_slice($this->alike($product, self::DOUBTFUL), 0, self::MOST_LIKELY));
    }

    /**
     * The product of Dolibarr that has the same reference or barcode, whatever it is called.
     *
     * @return array{dolibarr_id: int|null, why: string|null}|null without the number when all of them are associated, or
     *     when it cannot be read which code it is; null: there is none
     * @throws Problem
     */
    public function withSameCode(ShopProduct $product): ?array
    {
        $codes = array_intersect_key($product->values(PriceBase::WithoutTax), ['reference' => '', 'barcode' => '']);
        $filters = array_filter([
            'reference' => Filter::reference($codes['reference']),
            'barcode' => Filter::barcode($codes['barcode']),
        ]);
        $records = $filters === [] ? [] : $this->products->found(Filter::any(array_values($filters)), self::MOST_LIKELY, 0, 't.rowid');
        $isFound = array_filter($records, static fn (ListedProduct $one): bool => !$one->isIdentified()) !== [];
        foreach (['reference' => Suggestions::SAME_REFERENCE, 'barcode' => Suggestions::SAME_BARCODE] as $code => $why) {
            foreach ($records as $record) {
                if ($codes[$code] === '' || Folding::fold((string) $record->identity[$code]) !== Folding::fold($codes[$code])) {
                    continue;
                }
                $isFound = true;
                if ($this->links->toDolibarr($record->id) === null) {
                    return ['dolibarr_id' => $record->id, 'why' => $why];
                }
            }
        }
        return $isFound ? ['dolibarr_id' => null, 'why' => null] : null;
    }

    /**
     * @param int $page from 0
     * @return array{products: list<array<string, mixed>>, unreadable: list<array<string, mixed>>, page: int, has_more: bool}
     * @throws Problem
     */
    public function search(string $term, int $page): array
    {
        $search = new SearchTerm($term);
        [$found, $hasMore] = $search->isExact()
            ? $this->listed($search, $page)
            : $this->scanned($search, $page);
        return ['products' => $this->shown($found), 'unreadable' => self::unreadable($found), 'page' => $page, 'has_more' => $hasMore];
    }

    /** @return array{0: list<ListedProduct>, 1: bool} */
    private function listed(SearchTerm $search, int $page): array
    {
        [$records, $total] = $this->products->page($search->filter(), self::PER_PAGE, $page);
        return [$records, $total > ($page + 1) * self::PER_PAGE];
    }

    /** @return array{0: list<ListedProduct>, 1: bool} */
    private function scanned(SearchTerm $search, int $page): array
    {
        $wanted = ($page + 1) * self::PER_PAGE + 1;
        $found = [];
        for ($scan = 0; $scan < self::SCAN_PAGES && count($found) < $wanted; $scan++) {
            $records = $this->products->found($search->filter(), self::SCAN_PAGE, $scan);
            foreach ($records as $record) {
                // What cannot be read may well be what is searched.
                if (!$record->isIdentified() || $search->matches(...array_values($record->identity))) {
                    $found[] = $record;
                }
            }
            if (count($records) < self::SCAN_PAGE) {
                break;
            }
        }
        return [array_slice($found, $page * self::PER_PAGE, self::PER_PAGE), count($found) >= $wanted];
    }

    /**
     * What DoliSync found by itself comes first.
     *
     * @param list<ListedProduct> $records
     * @return list<ListedProduct> at most 50
     */
    private function suggestedFirst(int $id, array $records): array
    {
        $suggested = $this->suggestions->of($id)['dolibarr_id'] ?? 0;
        $first = array_filter($records, static fn (ListedProduct $record): bool => $record->id === $suggested);
        return array_slice([...$first, ...array_udiff($records, $first, static fn ($one, $other): int => $one->id <=> $other->id)], 0, self::MOST_LIKELY);
    }

    /**
     * @param int $least how alike, 0 to 100
     * @return list<ListedProduct>
     */
    private function alike(ShopProduct $product, int $least): array
    {
        $likeness = new Likeness($product);
        $filters = [...$likeness->codeFilters(), ...$likeness->nameFilters()];
        if ($filters === []) {
            return [];
        }
        $records = $this->products->found(Filter::any($filters), self::MOST_ASKED);
        if (count($records) === self::MOST_ASKED && $likeness->codeFilters() !== []) {
            $records = [...$this->products->found(Filter::any($likeness->codeFilters()), self::MOST_LIKELY), ...$records];
        }
        $byId = $scores = [];
        foreach ($records as $record) {
            $score = max($likeness->to($record), $record->isIdentified() ? 0 : self::DOUBTFUL);
            if ($score > 0 && $score >= $least) {
                $byId[$record->id] = $record;
                $scores[$record->id] = $score;
            }
        }
        arsort($scores);
        return array_map(static fn (int $id): ListedProduct => $byId[$id], array_keys($scores));
    }

    /**
     * @param list<ListedProduct> $records
     * @return list<array<string, mixed>> with whom each is associated already: one query for all
     */
    private function shown(array $records): array
    {
        $holders = $this->links->holders(array_map(static fn (ListedProduct $record): int => $record->id, $records));
        $titles = $this->catalogue->titles(array_map(static fn (Link $link): int => $link->wpId, array_values($holders)));
        return array_map(static function (ListedProduct $record) use ($holders, $titles): array {
            $holder = $holders[$record->id] ?? null;
            return [
                'id' => $record->id,
                'label' => $record->record?->label() ?? $record->name(),
                'reference' => (string) $record->identity['reference'],
                'barcode' => (string) $record->identity['barcode'],
                'price' => $record->record?->values()['price'] ?? '',
                'price_base' => ($record->record?->base() ?? PriceBase::WithoutTax)->value,
                'taken_by' => $holder === null ? null : ['id' => $holder->wpId, 'title' => $titles[$holder->wpId]],
            ];
        }, $records);
    }

    /**
     * Those among them that cannot be understood, for a person to put right in Dolibarr.
     *
     * @param list<ListedProduct> $records
     * @return list<array{id: int, name: string}>
     */
    public static function unreadable(array $records): array
    {
        return array_map(
            static fn (ListedProduct $record): array => ['id' => $record->id, 'name' => $record->name()],
            array_values(array_filter($records, static fn (ListedProduct $record): bool => $record->record === null))
        );
    }
}
