<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/** Dolibarr's products: read, found, created and changed. */
final class Products
{
    /** @param ProductCategories|null $categories null: products are read and changed without theirs */
    public function __construct(private readonly Client $client, private readonly ?ProductCategories $categories = null)
    {
    }

    /**
     * One request. Null is Dolibarr's own word that it has no such product, and not yet the proof that its API is
     * healthy: see `proveHealthy`.
     *
     * @throws Problem
     */
    public function find(int $id): ?ProductRecord
    {
        $record = $this->one('products/' . $id);
        if ($record !== null && $record->id !== $id) {
            throw Problems::unreadable();
        }
        return $record;
    }

    /**
     * As `find`, with the product's categories where these are compared: one request more. They are not known where
     * that one fails: the rest of the product is, and it says nothing about them.
     *
     * @throws Problem
     */
    public function whole(int $id): ?ProductRecord
    {
        $record = $this->find($id);
        if ($record === null || $this->categories === null || !$this->categories->areCompared()) {
            return $record;
        }
        try {
            return $this->categories->of($record);
        } catch (Problem) {
            return $record;
        }
    }

    /**
     * One request, whatever the number of ids (at most 200).
     *
     * @param non-empty-list<int> $ids
     * @return array<int, ProductRecord> by id; what Dolibarr did not list is missing
     * @throws Problem
     */
    public function many(array $ids): array
    {
        $records = [];
        foreach ($this->list(Filter::ids($ids), count($ids), 0, 't.rowid') as $record) {
            $records[$record->id] = $record;
        }
        return array_intersect_key($records, array_flip($ids));
    }

    /**
     * One request.
     *
     * @param int $page from 0
     * @return list<ProductRecord>
     * @throws Problem
     */
    public function list(?Filter $filter, int $limit, int $page, string $sort = 't.label', string $order = 'ASC'): array
    {
        $answer = $this->client->get('products', ['sortorder' => $order] + self::query($filter, $limit, $page, $sort));
        return $answer->found ? self::records($answer->json) : [];
    }

    /**
     * One request: what was changed after this moment of Dolibarr's clock, in the order in which it was changed.
     *
     * @param string $moment `2026-11-24 05:06:19`
     * @param int $rowid of that very second, only what has a higher number
     * @return list<ProductRecord> each with a `changedAt`
     * @throws Problem
     */
    public function changedAfter(string $moment, int $rowid, int $limit): array
    {
        $records = $this->list(Filter::changedAfter($moment, $rowid), $limit, 0, 't.tms,t.rowid');
        foreach ($records as $record) {
            self::requireMoment($record);
        }
        return $records;
    }

    /**
     * One request: the product that was changed last. Null: there is none.
     *
     * @throws Problem
     */
    public function lastChanged(): ?ProductRecord
    {
        $record = $this->list(null, 1, 0, 't.tms', 'DESC')[0] ?? null;
        return $record === null ? null : self::requireMoment($record);
    }

    /**
     * One request: the highest number of a product, 0 where there is none.
     *
     * @throws Problem
     */
    public function newest(): int
    {
        return $this->list(null, 1, 0, 't.rowid', 'DESC')[0]->id ?? 0;
    }

    /**
     * One request: how many products there are.
     *
     * @throws Problem
     */
    public function count(): int
    {
        return $this->page(null, 1, 0)[1];
    }

    private static function requireMoment(ProductRecord $record): ProductRecord
    {
        return preg_match('/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/D', $record->changedAt()) === 1 ? $record : throw Problems::unreadable();
    }

    /**
     * One request; Dolibarr counts.
     *
     * @return array{0: list<ProductRecord>, 1: int} the page's products, and how many there are on all pages
     * @throws Problem
     */
    public function page(?Filter $filter, int $limit, int $page): array
    {
        $answer = $this->client->get('products', self::query($filter, $limit, $page, 't.label') + ['pagination_data' => 'true']);
        if (!$answer->found) {
            return [[], 0];
        }
        $total = $answer->json['pagination']['total'] ?? null;
        if (!is_numeric($total)) {
            throw Problems::unreadable();
        }
        return [self::records($answer->json['data'] ?? null), (int) $total];
    }

    /**
     * Makes sure that «no such product» comes from an API that does list products. An empty list proves nothing:
     * the key may see another company's products.
     *
     * @throws Problem
     */
    public function proveHealthy(): void
    {
        if ($this->list(null, 1, 0, 't.rowid') === []) {
            throw Problems::notListed();
        }
    }

    /** @throws Problem */
    public function byRefExt(string $refExt): ?ProductRecord
    {
        return $this->one('products/ref_ext/' . rawurlencode($refExt));
    }

    /**
     * The product that names this product of the shop as its own. Ask only where the module is known to be there.
     *
     * @throws Problem
     */
    public function holderOf(int $shopId): ?ProductRecord
    {
        return $this->list(Filter::shopId($shopId), 1, 0, 't.rowid')[0] ?? null;
    }

    /**
     * @param array<string, mixed> $body
     * @return int the new product's id
     * @throws Problem
     */
    public function create(array $body): int
    {
        $answer = $this->client->post('products', $body);
        $id = is_scalar($answer->json) ? (int) $answer->json : 0;
        return $id > 0 ? $id : throw Problems::unreadable();
    }

    /**
     * Deletes a product for good.
     *
     * @throws Problem dolisync_still_used when Dolibarr keeps it
     */
    public function delete(int $id): void
    {
        $answer = $this->client->delete('products/' . $id);
        // 16 says 0 of a product that is used, 20 says 409.
        if ($answer->found && (int) (is_scalar($answer->json) ? $answer->json : 1) === 0) {
            throw Problems::stillUsed();
        }
    }

    /**
     * Changes a product and reads it back (rule 6). When the answer got lost, reading tells whether it was done. When
     * Dolibarr refused a value, too: it may refuse the price (one below the lowest allowed) and have stored the rest.
     *
     * @param array<string, mixed> $body
     * @param string|null $categories a CategorySet of Dolibarr's categories; null: they stay as they are
     * @return ProductRecord as it is afterwards, whatever Dolibarr said to the write
     * @throws Problem
     */
    public function change(ProductRecord $before, array $body, ?string $categories = null): ProductRecord
    {
        $isCategorized = $categories !== null && $categories !== $before->categories();
        try {
            if ($body !== [] && !$this->client->put('products/' . $before->id, $body)->found) {
                throw Problems::gone();
            }
            if ($isCategorized) {
                $this->categories?->write($before, $categories);
            }
        } catch (Problem $problem) {
            if (!Problems::leavesDoubt($problem) && $problem->name !== Problems::REFUSED) {
                throw $problem;
            }
            $now = $this->readAgain($before, $isCategorized, $problem);
            // Of several categories, some may have been written: what is missing is not refused, but to be tried again.
            $isBroken = $isCategorized && Problems::leavesDoubt($problem) && $now->categories() !== $categories;
            if ($isBroken || $now->fingerprint() === $before->fingerprint()) {
                throw $problem;
            }
            return $now;
        }
        return $this->readAgain($before, $isCategorized, Problems::unreadable());
    }

    /** @throws Problem $why, when the product cannot be read */
    private function readAgain(ProductRecord $before, bool $withCategories, Problem $why): ProductRecord
    {
        try {
            $now = $this->find($before->id) ?? throw $why;
            return $withCategories && $this->categories !== null
                ? $this->categories->of($now)
                : $now->withCategories($before->categories());
        } catch (Problem) {
            throw $why;
        }
    }

    private function one(string $path): ?ProductRecord
    {
        $answer = $this->client->get($path);
        return $answer->found ? ProductRecord::from($answer->json) : null;
    }

    /** @return array<string, string|int> */
    private static function query(?Filter $filter, int $limit, int $page, string $sort): array
    {
        return ['sortfield' => $sort, 'sortorder' => 'ASC', 'limit' => $limit, 'page' => $page]
            + ($filter === null ? [] : ['sqlfilters' => (string) $filter]);
    }

    /** @return list<ProductRecord> */
    private static function records(mixed $json): array
    {
        if (!is_array($json) || !array_is_list($json)) {
            throw Problems::unreadable();
        }
        return array_map(ProductRecord::from(...), $json);
    }
}
