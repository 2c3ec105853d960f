<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/**
 * WPshop's categories of products as records that Dolibarr's are brought into. A parent is named by Dolibarr's number,
 * as the shop's own mark tells it.
 */
final class WpshopCategoryRecords implements ShopRecords
{
    /** Before the number of a parent that is no category of Dolibarr's. */
    public const ONLY_IN_SHOP = '#WP ';

    public function __construct(private readonly WpshopCategories $categories)
    {
    }

    public function read(array $ids): array
    {
        $tree = $this->categories->tree();
        $records = [];
        foreach (array_intersect_key($tree->all(), array_flip($ids)) as $id => $category) {
            $records[$id] = [
                'title' => $category->name,
                'parent' => $category->parent === 0
                    ? ''
                    : (string) ($tree->get($category->parent)?->dolibarrId ?? self::ONLY_IN_SHOP . $category->parent),
            ];
        }
        return $records;
    }

    public function snapshots(array $ids): array
    {
        return array_map(
            static fn (Category $category): array => ['title' => $category->name, 'parent' => (string) $category->parent],
            array_intersect_key($this->categories->tree()->all(), array_flip($ids))
        );
    }

    public function marked(array $dolibarrIds): array
    {
        return array_intersect_key($this->byDolibarr(), array_flip($dolibarrIds));
    }

    public function marks(array $ids): array
    {
        return array_intersect_key(array_flip($this->byDolibarr()), array_flip($ids));
    }

    public function mark(int $id, int $dolibarrId): void
    {
        $this->categories->associate($id, $dolibarrId);
    }

    public function hold(array $ids): void
    {
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->terms} SET term_id = term_id WHERE term_id IN (" . implode(',', array_map('intval', $ids)) . ')');
    }

    public function create(array $records): array
    {
        $known = $this->byDolibarr();
        $ids = [];
        foreach (self::parentsFirst($records) as $dolibarrId) {
            $ids[$dolibarrId] = $known[$dolibarrId] = $this->categories->create(
                $records[$dolibarrId]['title'],
                self::parent($records[$dolibarrId]['parent'], $known),
                $dolibarrId
            );
        }
        return $ids;
    }

    public function write(int $id, array $values, int $dolibarrId): void
    {
        if (isset($values['title'])) {
            $this->categories->rename($id, $values['title']);
        }
        if (isset($values['parent'])) {
            $this->categories->move($id, self::parent($values['parent'], $this->byDolibarr()));
        }
        $this->categories->associate($id, $dolibarrId);
    }

    public function restore(int $id, array $snapshot, array $fields): void
    {
        if (in_array('title', $fields, true)) {
            $this->categories->rename($id, (string) $snapshot['title']);
        }
        if (in_array('parent', $fields, true)) {
            $this->categories->move($id, (int) $snapshot['parent']);
        }
    }

    public function remove(int $id): void
    {
        $children = array_filter($this->categories->tree()->all(), static fn (Category $category): bool => $category->parent === $id);
        if ($children !== [] || $this->categories->isUsed($id)) {
            throw Problem::named(
                'dolisync_category_used',
                __('This category has products or categories below it by now, so it was left as it is.', 'dolisync'),
                'review',
                409
            );
        }
        $this->categories->remove($id);
    }

    public function urls(array $ids): array
    {
        _prime_term_caches($ids, false);
        return array_combine($ids, array_map(static fn (int $id): ?string => get_edit_term_link($id, ProductType::CATEGORY) ?: null, $ids));
    }

    /**
     * The categories that nobody associated yet, have the same name and lie below the same parent.
     *
     * @param array<int, array<string, string>> $records by Dolibarr's number, Dolibarr's values
     * @return array<int, int> Dolibarr's number → the shop's
     */
    public function alike(array $records): array
    {
        $tree = $this->categories->tree();
        $known = $this->byDolibarr();
        $alike = [];
        foreach (self::parentsFirst($records) as $dolibarrId) {
            ['title' => $title, 'parent' => $parent] = $records[$dolibarrId];
            $below = $parent === '' ? 0 : $known[(int) $parent] ?? null;
            $id = $below === null ? null : $tree->child($below, $title);
            if ($id !== null && $tree->get($id)?->dolibarrId === null) {
                $alike[$dolibarrId] = $known[$dolibarrId] = $id;
            }
        }
        return $alike;
    }

    /**
     * @param array<int, array<string, string>> $records by Dolibarr's number
     * @return list<int> a parent before what is below it; those that go round in a circle in any order
     */
    private static function parentsFirst(array $records): array
    {
        $order = [];
        $visit = static function (int $id, array $line) use (&$visit, &$order, $records): void {
            if (isset($order[$id]) || !isset($records[$id]) || in_array($id, $line, true)) {
                return;
            }
            $visit((int) $records[$id]['parent'], [...$line, $id]);
            $order[$id] = $id;
        };
        foreach (array_keys($records) as $id) {
            $visit($id, []);
        }
        return array_values($order);
    }

    /**
     * @param array<int, int> $known Dolibarr's number → the shop's
     * @throws Problem dolisync_relation_missing
     */
    private static function parent(string $dolibarrId, array $known): int
    {
        return $dolibarrId === '' ? 0 : $known[(int) $dolibarrId] ?? throw Problem::named(
            'dolisync_relation_missing',
            /* translators: %s: a number in Dolibarr. */
            sprintf(__('The shop does not have the category above this one (#%s in Dolibarr) yet. Try this one again once it does.', 'dolisync'), $dolibarrId),
            'retry',
            409
        );
    }

    /** @return array<int, int> Dolibarr's number → the shop's; of two with one mark, the older one */
    private function byDolibarr(): array
    {
        $ids = [];
        foreach ($this->categories->tree()->all() as $category) {
            if ($category->dolibarrId !== null) {
                $ids[$category->dolibarrId] ??= $category->id;
            }
        }
        return $ids;
    }
}
