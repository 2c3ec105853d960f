<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Sync\Folding;

/** All categories of one side, each below its parent. Pure. */
final class CategoryTree
{
    /** What stands between the names of a path, for people. */
    public const ARROW = ' › ';

    /** More levels than anybody has: then the parents go round in a circle. */
    private const DEEPEST = 50;

    /** @var array<int, Category> by id */
    private array $categories = [];

    /** @var array<string, int>|null folded path → id */
    private ?array $places = null;

    /** @param iterable<Category> $categories */
    public function __construct(iterable $categories = [])
    {
        foreach ($categories as $category) {
            $this->categories[$category->id] = $category;
        }
        ksort($this->categories);
    }

    /** @return array<int, Category> by id */
    public function all(): array
    {
        return $this->categories;
    }

    public function get(int $id): ?Category
    {
        return $this->categories[$id] ?? null;
    }

    /**
     * A category below all those that it belongs to.
     *
     * @return list<Category> from the top down to it; empty where one of them is not known
     */
    public function line(int $id): array
    {
        $line = [];
        while ($id !== 0) {
            $category = $this->get($id);
            if ($category === null || count($line) === self::DEEPEST) {
                return [];
            }
            array_unshift($line, $category);
            $id = $category->parent;
        }
        return $line;
    }

    /** “Clothes › T-shirts”; "" where it is not known. */
    public function words(int $id): string
    {
        $line = $this->line($id) ?: array_filter([$this->get($id)]);
        return implode(self::ARROW, array_map(static fn (Category $category): string => $category->name, $line));
    }

    /**
     * The category with this path: people's difference between two names, not their case or accents.
     *
     * @param list<Category> $line from the top down, of either side
     */
    public function at(array $line): ?int
    {
        return $line === [] ? null : $this->places()[self::place($line)] ?? null;
    }

    /** The category with this name directly below this parent. */
    public function child(int $parent, string $name): ?int
    {
        $wanted = Folding::fold($name);
        $alike = null;
        foreach ($this->categories as $category) {
            if ($category->parent === $parent && Folding::fold($category->name) === $wanted) {
                if ($category->name === $name) {
                    return $category->id;
                }
                $alike ??= $category->id;
            }
        }
        return $alike;
    }

    /** @return array<string, int> of two with the same path, the older one */
    private function places(): array
    {
        if ($this->places === null) {
            $this->places = [];
            foreach ($this->categories as $category) {
                $line = $this->line($category->id);
                if ($line !== []) {
                    $this->places += [self::place($line) => $category->id];
                }
            }
        }
        return $this->places;
    }

    /** @param list<Category> $line */
    private static function place(array $line): string
    {
        return implode("\n", array_map(static fn (Category $category): string => Folding::fold($category->name), $line));
    }
}
