<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Catalogue\Category;
use DoliSync\Catalogue\CategorySet;
use DoliSync\Catalogue\CategoryTree;
use DoliSync\Problem;

/** The categories of one product of Dolibarr, which its record does not hold: asked for and written by themselves. */
final class ProductCategories
{
    /** @param \Closure(): bool $areCompared whether anybody wants to know */
    public function __construct(
        private readonly Categories $categories,
        private readonly SeenCategories $seen,
        private readonly \Closure $areCompared
    ) {
    }

    public function areCompared(): bool
    {
        return ($this->areCompared)();
    }

    /**
     * One request; two where the product is in a category that was not seen before.
     *
     * @throws Problem
     */
    public function of(ProductRecord $record): ProductRecord
    {
        $categories = $this->categories->ofProduct($record->id);
        $this->see($categories);
        return $record->withCategories(CategorySet::of(array_map(static fn (Category $category): int => $category->id, $categories)));
    }

    /**
     * A request for each category that is added or taken away; first those that are added, so that a product is not
     * without any in between.
     *
     * @param ProductRecord $record with its categories
     * @param string $wanted of Dolibarr's only
     * @throws Problem dolisync_dolibarr_refused when Dolibarr does not have, or does not take, one of them
     */
    public function write(ProductRecord $record, string $wanted): void
    {
        [$before, $after] = [CategorySet::dolibarrs((string) $record->categories()), CategorySet::dolibarrs($wanted)];
        foreach (array_diff($after, $before) as $id) {
            $isThere = $this->refusable($id, fn (): bool => $this->categories->link($id, $record->id));
            if (!$isThere) {
                throw Problems::categoryGone($this->name($id));
            }
        }
        foreach (array_diff($before, $after) as $id) {
            $this->refusable($id, fn () => $this->categories->unlink($id, $record->id));
        }
    }

    /**
     * What the key's user may not do is a refusal of this field alone: the rest of the product need not wait for it.
     *
     * @template T
     * @param callable(): T $write
     * @return T
     */
    private function refusable(int $id, callable $write): mixed
    {
        try {
            return $write();
        } catch (Problem $problem) {
            throw Problems::leavesDoubt($problem) ? $problem : Problems::categoryNotWritten($this->name($id));
        }
    }

    private function name(int $id): string
    {
        return $this->seen->tree()->words($id) ?: '#' . $id;
    }

    /** @param list<Category> $categories */
    private function see(array $categories): void
    {
        $known = $this->seen->tree();
        $tree = new CategoryTree([...$known->all(), ...$categories]);
        foreach ($categories as $category) {
            if ($tree->line($category->id) === []) {
                $this->seen->store($this->categories->tree());
                return;
            }
        }
        if ($tree != $known) {
            $this->seen->store($tree);
        }
    }
}
