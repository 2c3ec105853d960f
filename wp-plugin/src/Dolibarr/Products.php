<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/** Dolibarr's products: read, found, created and changed. */
final class Products
{
    /** @var array<int, ProductRecord> by id: read in one request, each for the next `find` of it */
    private array $ahead = [];

    /** @var array<int, ProductRecord|null> by the number of the shop's product: read in one request, each for the next `holderOf` */
    private array $holdersAhead = [];

    /** What is read ahead comes from lists, which tell no categories: nor does what is read with it. */
    private bool $isAhead = false;

    /** @param ProductCategories|null $categories null: products are read and changed without theirs */
    public function __construct(private readonly Client $client, private readonly ?ProductCategories $categories = null)
    {
    }

    /**
     * Two requests in place of two for each of these products: the next `find` of each, and the next `holderOf`, take
     * what was read here. It serves once, and only until `forgetAhead` or the next call.
     *
     * @param non-empty-list<int> $ids
     * @param non-empty-list<int> $shopIds
     * @throws Problem
     */
    public function readAhead(array $ids, array $shopIds): void
    {
        $this->forgetAhead();
        $this->isAhead = true;
        $records = $this->many($ids);
        $hasModule = array_filter($records, static fn (ProductRecord $record): bool => $record->hasModule()) !== [];
        $holders = $hasModule ? $this->list(Filter::shopIds($shopIds), count($shopIds), 0, 't.rowid') : [];
        $this->holdersAhead = $hasModule ? array_fill_keys($shopIds, null) : [];
        foreach ($holders as $holder) {
            $this->holdersAhead[$holder->shopId()] = $holder;
        }
        // What is not listed is asked for by itself: that it is not there needs Dolibarr's own word.
        $this->ahead = $records;
    }

    public function forgetAhead(): void
    {
        $this->ahead = $this->holdersAhead = [];
        $this->isAhead = false;
    }

    /**
     * One request. Null is Dolibarr's own word that it has no such product, and not yet the proof that its API is
     * healthy: see `proveHealthy`.
     *
     * @throws Problem
     */
    public function find(int $id): ?ProductRecord
    {
        if (isset($this->ahead[$id])) {
            $record = $this->ahead[$id];
            unset($this->ahead[$id]);
            return $record;
        }
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
        try {
            return $record === null || $this->isAhead ? $record : $this->withCategories($record);
        } catch (Problem) {
            return $record;
        }
    }

    /**
     * The same record with the product's categories, where these are compared: one request. Where the key may not read
     * them, or Dolibarr has none, they are not known.
     *
     * @throws Problem
     */
    public function withCategories(ProductRecord $record): ProductRecord
    {
        if ($this->categories === null || !$this->categories->areCompared()) {
            return $record;
        }
        try {
            return $this->categories->of($record);
        } catch (Problem $problem) {
            return $problem->nextAction === 'check_settings' ? $record : throw $problem;
        }
    }

    /**
     * One request, whatever the number of ids (at most 200).
     *
     * @param non-empty-list<int> $ids
     * @return array<int, ProductRecord> by id; missing is what Dolibarr did not list, and what cannot be understood, which
     *     must not hide the others: asked for by itself, it says so
     * @throws Problem
     */
    public function many(array $ids): array
    {
        $records = [];
        foreach ($this->listed(Filter::ids($ids), count($ids)) as $sent) {
            try {
                $record = ProductRecord::from($sent);
                $records[$record->id] = $record;
            } catch (Problem) {
                continue;
            }
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
     * One request: what Dolibarr finds, also what cannot be understood.
     *
     * @param int $page from 0
     * @return list<ListedProduct>
     * @throws Problem
     */
    public function found(?Filter $filter, int $limit, int $page = 0, string $sort = 't.label'): array
    {
        $answer = $this->client->get('products', self::query($filter, $limit, $page, $sort));
        return $answer->found ? self::listedIn($answer->json) : [];
    }

    /**
     * One request: what was changed after this moment of Dolibarr's clock, in the order in which it was changed.
     *
     * @param string $moment `2026-11-24 05:06:19`
     * @param int $rowid of that very second, only what has a higher number
     * @return list<ListedProduct> at least one of them with a `changedAt`
     * @throws Problem
     */
    public function changedAfter(string $moment, int $rowid, int $limit): array
    {
        return self::withMoment($this->listed(Filter::changedAfter($moment, $rowid), $limit, 't.tms,t.rowid'));
    }

    /**
     * One request: the product that was changed last, with a `changedAt`. Null: there is none.
     *
     * @throws Problem
     */
    public function lastChanged(): ?ListedProduct
    {
        return self::withMoment($this->listed(null, 1, 't.tms', 'DESC'))[0] ?? null;
    }

    /**
     * One request: the products after this number, by ascending number, as Dolibarr sent them: one that cannot be
     * understood must not hide the others.
     *
     * @return list<mixed> for ProductRecord::from
     * @throws Problem
     */
    public function sentAfter(int $rowid, int $limit): array
    {
        return $this->sent(Filter::after($rowid), $limit);
    }

    /**
     * One request: these products, by ascending number, as Dolibarr sent them.
     *
     * @param non-empty-list<int> $ids at most 200
     * @return list<mixed> for ProductRecord::from
     * @throws Problem
     */
    public function sentOf(array $ids): array
    {
        return $this->sent(Filter::ids($ids), count($ids));
    }

    /** @return list<mixed> */
    private function sent(Filter $filter, int $limit): array
    {
        try {
            return $this->listed($filter, $limit);
        } catch (Problem $problem) {
            throw (new Refusals($this->client))->meaning($problem, self::named());
        }
    }

    /** @return list<mixed> as Dolibarr sent them */
    private function listed(?Filter $filter, int $limit, string $sort = 't.rowid', string $order = 'ASC'): array
    {
        $answer = $this->client->get('products', ['sortorder' => $order] + self::query($filter, $limit, 0, $sort));
        return $answer->found ? self::asList($answer->json) : [];
    }

    /**
     * One request: the highest number of a product, 0 where there is none.
     *
     * @throws Problem
     */
    public function newest(): int
    {
        return $this->first('DESC')->id ?? 0;
    }

    /** By the number. One request. Null: there is none. */
    private function first(string $order = 'ASC'): ?ListedProduct
    {
        $sent = $this->listed(null, 1, 't.rowid', $order);
        return $sent === [] ? null : ListedProduct::from($sent[0]);
    }

    /**
     * One request: how many products there are.
     *
     * @throws Problem
     */
    public function count(): int
    {
        return $this->counted(null, 1, 0, 't.rowid')[1];
    }

    /** Inside a sentence. */
    public static function named(): string
    {
        return _x('the products', 'records in a sentence', 'dolisync');
    }

    /**
     * @param list<mixed> $sent
     * @return list<ListedProduct>
     * @throws Problem when none of them tells when it was changed
     */
    private static function withMoment(array $sent): array
    {
        $listed = array_map(ListedProduct::from(...), $sent);
        $isReadable = $listed === [] || array_filter(array_column($listed, 'changedAt')) !== [];
        return $isReadable ? $listed : throw Problems::unreadable();
    }

    /**
     * As `found`; Dolibarr counts.
     *
     * @return array{0: list<ListedProduct>, 1: int} the page's products, and how many there are on all pages
     * @throws Problem
     */
    public function page(?Filter $filter, int $limit, int $page, string $sort = 't.label'): array
    {
        [$sent, $total] = $this->counted($filter, $limit, $page, $sort);
        return [self::listedIn($sent), $total];
    }

    /**
     * @return array{0: mixed, 1: int} the page as Dolibarr sent it, and how many products there are on all pages
     * @throws Problem
     */
    private function counted(?Filter $filter, int $limit, int $page, string $sort): array
    {
        $answer = $this->client->get('products', self::query($filter, $limit, $page, $sort) + ['pagination_data' => 'true']);
        if (!$answer->found) {
            return [[], 0];
        }
        $total = $answer->json['pagination']['total'] ?? null;
        return is_numeric($total) ? [$answer->json['data'] ?? null, (int) $total] : throw Problems::unreadable();
    }

    /**
     * One request: the products with a higher number than this, in the order of their numbers.
     *
     * @return array{list<ListedProduct>, int} at most `limit` of them, and how many more there are
     * @throws Problem
     */
    public function after(int $rowid, int $limit): array
    {
        [$records, $total] = $this->page(Filter::after($rowid), $limit, 0, 't.rowid');
        return [$records, max(0, $total - count($records))];
    }

    /**
     * Makes sure that «no such product» comes from an API that does list products. An empty list proves nothing:
     * the key may see another company's products.
     *
     * @throws Problem
     */
    public function proveHealthy(): void
    {
        if ($this->first() === null) {
            throw Problems::notListed();
        }
    }

    /**
     * Whether whatever is asked next would fail, too: Dolibarr cannot be reached or lets nobody in, or it has a technical
     * problem that is not one with this product alone, for which it is asked once more.
     */
    public function isDown(Problem $problem): bool
    {
        return Problems::isOfAll($problem) || Problems::isOfDolibarr($problem) && !$this->isReachable();
    }

    /**
     * Whether it is what was asked for alone that does not come: nothing is to be set right in the settings, and Dolibarr
     * answers otherwise, for which it is asked once more.
     */
    public function isOfThisAlone(Problem $problem): bool
    {
        return $problem->nextAction !== 'check_settings' && $this->isReachable();
    }

    /** Whether Dolibarr answers at all: or a problem is not one of a single product. */
    public function isReachable(): bool
    {
        try {
            $this->first();
            return true;
        } catch (Problem) {
            return false;
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
        if (array_key_exists($shopId, $this->holdersAhead)) {
            $holder = $this->holdersAhead[$shopId];
            unset($this->holdersAhead[$shopId]);
            return $holder;
        }
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
     * Deletes a product or a service for good.
     *
     * @throws Problem dolisync_still_used when Dolibarr keeps it; why it may not be deleted, or was not
     */
    public function delete(ProductRecord $record): void
    {
        try {
            $answer = $this->client->delete('products/' . $record->id);
            $deleted = $answer->found && is_scalar($answer->json) ? (int) $answer->json : 1;
        } catch (Problem $problem) {
            $deleted = match ($problem->name) {
                'dolisync_still_used' => 0,
                'dolisync_dolibarr_forbidden' => throw Problems::mayNotDelete(false),
                default => throw $problem,
            };
        }
        if ($deleted <= 0) {
            // 16 says 0 of what it keeps, 20 says 409; less than that, and it failed half-way and took everything back.
            throw $deleted < 0 ? Problems::notDeleted() : $this->whyKept($record);
        }
    }

    /**
     * Dolibarr says the same of what its documents use and of a service that the user may not delete: for services it asks
     * for a right of their own, after the API has asked for the one on products. The user's rights tell which it is. One
     * request, where it may be either.
     */
    private function whyKept(ProductRecord $record): Problem
    {
        if (!$record->isService()) {
            return Problems::stillUsed();
        }
        try {
            $mayDelete = UserRights::ask($this->client)->mayDeleteServices();
        } catch (Problem) {
            $mayDelete = null;
        }
        return match ($mayDelete) {
            true => Problems::stillUsed(),
            false => Problems::mayNotDelete(true),
            null => Problems::stillUsedOrForbidden(),
        };
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
        unset($this->ahead[$before->id]);
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
        return array_map(ProductRecord::from(...), self::asList($json));
    }

    /** @return list<ListedProduct> */
    private static function listedIn(mixed $json): array
    {
        return array_map(ListedProduct::from(...), self::asList($json));
    }

    /** @return list<mixed> */
    private static function asList(mixed $json): array
    {
        return is_array($json) && array_is_list($json) ? $json : throw Problems::unreadable();
    }
}
