<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Canonical;
use DoliSync\Catalogue\Category;
use DoliSync\Catalogue\CategoryTree;
use DoliSync\Problem;

/** Dolibarr's categories of products: read, found, created, and what is in them. */
final class Categories
{
    private const TYPE = 'product';
    private const PAGE = 500;
    /** A list of ids is short: a thousand of them are 12 kB. */
    private const MEMBERS = 1000;

    public function __construct(private readonly Client $client)
    {
    }

    /**
     * All of them: a request for each 500.
     *
     * @throws Problem
     */
    public function tree(): CategoryTree
    {
        return new CategoryTree($this->pages(null));
    }

    /**
     * One request: those with a higher id, in the order of their ids.
     *
     * @return list<Category>
     * @throws Problem
     */
    public function after(int $id, int $limit): array
    {
        return $this->list(Filter::after($id), $limit);
    }

    /**
     * One request.
     *
     * @throws Problem
     */
    public function find(int $id): ?Category
    {
        $answer = $this->client->get('categories/' . $id);
        return $answer->found ? self::category($answer->json) : null;
    }

    /**
     * The category with this name directly below this parent.
     *
     * @param int $parent 0: at the top
     * @throws Problem
     */
    public function child(int $parent, string $name): ?Category
    {
        $tree = new CategoryTree($this->pages($parent));
        return $tree->get($tree->child($parent, $name) ?? 0);
    }

    /**
     * The category with this name directly below this parent, created where there is none: looked up before, and again
     * when Dolibarr says that it is there already or its answer got lost, so that a further try makes no second one.
     *
     * @return int its id
     * @throws Problem
     */
    public function create(string $name, int $parent): int
    {
        $there = $this->child($parent, $name);
        if ($there !== null) {
            return $there->id;
        }
        try {
            $answer = $this->client->post('categories', ['label' => $name, 'type' => self::TYPE, 'fk_parent' => $parent]);
            $id = is_scalar($answer->json) ? (int) $answer->json : 0;
            // A bare number whose end got lost is another number.
            return $id > 0 && $this->find($id)?->name === $name ? $id : throw Problems::unreadable();
        } catch (Problem $problem) {
            if (!Problems::leavesDoubt($problem) && $problem->name !== Problems::REFUSED) {
                throw $problem;
            }
            return $this->child($parent, $name)->id ?? throw $problem;
        }
    }

    /**
     * The products in a category, in the order of their ids: a request for each thousand, and at least one.
     *
     * @return \Generator<int, list<int>>
     * @throws Problem
     */
    public function allMembers(int $id): \Generator
    {
        $last = 0;
        do {
            $page = $this->members($id, $last, self::MEMBERS);
            yield $page;
            $isMore = count($page) === self::MEMBERS && end($page) > $last;
            $last = (int) end($page);
        } while ($isMore);
    }

    /**
     * One request: the products in a category, in the order of their ids.
     *
     * @param int $after those with a higher id
     * @return list<int>
     * @throws Problem
     */
    public function members(int $id, int $after, int $limit): array
    {
        $answer = $this->client->get('products', [
            'category' => $id, 'ids_only' => 'true', 'sortfield' => 't.rowid', 'sortorder' => 'ASC', 'limit' => $limit,
            'sqlfilters' => (string) Filter::after($after),
        ]);
        return $answer->found ? self::ids($answer->json) : [];
    }

    /**
     * One request: the categories that a product is in. Ask only of a product that is there.
     *
     * @return list<Category>
     * @throws Problem
     */
    public function ofProduct(int $productId): array
    {
        $answer = $this->client->get('products/' . $productId . '/categories');
        // 16 says 404 of a product without any, 20 says 0.
        return $answer->found && $answer->json !== 0 ? self::categories($answer->json) : [];
    }

    /**
     * Puts a product into a category; where it is in it already, nothing happens.
     *
     * @return bool false: Dolibarr has no such category, or no such product
     * @throws Problem
     */
    public function link(int $id, int $productId): bool
    {
        return $this->client->post(self::place($id, $productId), [])->found;
    }

    /**
     * Takes a product out of a category; where it is not in it, nothing happens.
     *
     * @throws Problem
     */
    public function unlink(int $id, int $productId): void
    {
        $this->client->delete(self::place($id, $productId));
    }

    private static function place(int $id, int $productId): string
    {
        return "categories/{$id}/objects/" . self::TYPE . "/{$productId}";
    }

    /**
     * @param int|null $parent null: all
     * @return \Generator<Category>
     */
    private function pages(?int $parent): \Generator
    {
        $last = 0;
        do {
            $filter = Filter::after($last);
            $page = $this->list($parent === null ? $filter : Filter::all([Filter::parent($parent), $filter]), self::PAGE);
            yield from $page;
            $end = end($page);
            $isMore = count($page) === self::PAGE && $end instanceof Category && $end->id > $last;
            $last = $end instanceof Category ? $end->id : $last;
        } while ($isMore);
    }

    /** @return list<Category> */
    private function list(Filter $filter, int $limit): array
    {
        $answer = $this->client->get('categories', [
            'type' => self::TYPE, 'sortfield' => 't.rowid', 'sortorder' => 'ASC', 'limit' => $limit, 'sqlfilters' => (string) $filter,
        ]);
        return $answer->found ? self::categories($answer->json) : [];
    }

    /** @return list<Category> */
    private static function categories(mixed $json): array
    {
        return is_array($json) && array_is_list($json) ? array_map(self::category(...), $json) : throw Problems::unreadable();
    }

    private static function category(mixed $json): Category
    {
        $isCategory = is_array($json) && self::isId($json['id'] ?? null) && is_string($json['label'] ?? null)
            && is_numeric($json['fk_parent'] ?? null);
        return $isCategory
            ? new Category((int) $json['id'], max(0, (int) $json['fk_parent']), Canonical::title($json['label']))
            : throw Problems::unreadable();
    }

    /** @return list<int> */
    private static function ids(mixed $json): array
    {
        if (!is_array($json) || !array_is_list($json) || array_filter($json, self::isId(...)) !== $json) {
            throw Problems::unreadable();
        }
        return array_map('intval', $json);
    }

    private static function isId(mixed $id): bool
    {
        return is_scalar($id) && preg_match('/^[1-9][0-9]{0,17}$/D', (string) $id) === 1;
    }
}
