<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Category;
use DoliSync\Catalogue\CategoryTree;

/**
 * Dolibarr's categories as they were last seen: DoliSync's own record, so that a list of products can be compared, and
 * a category named, without asking Dolibarr again. Of another Dolibarr it says nothing.
 */
final class SeenCategories
{
    public const OPTION = 'dolisync_categories';

    public function __construct(private readonly ConnectionSettings $connection)
    {
    }

    public function tree(): CategoryTree
    {
        $stored = get_option(self::OPTION);
        $isOurs = is_array($stored) && ($stored['from'] ?? null) === $this->from();
        return new CategoryTree(array_map(
            static fn (array $one): Category => new Category((int) $one[0], (int) $one[1], (string) $one[2]),
            $isOurs ? $stored['categories'] : []
        ));
    }

    public function store(CategoryTree $tree): void
    {
        $categories = array_map(
            static fn (Category $category): array => [$category->id, $category->parent, $category->name],
            array_values($tree->all())
        );
        update_option(self::OPTION, ['from' => $this->from(), 'categories' => $categories], false);
    }

    private function from(): string
    {
        return $this->connection->url() . '#' . $this->connection->entity();
    }
}
