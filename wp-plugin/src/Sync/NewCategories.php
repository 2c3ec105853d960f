<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Category;
use DoliSync\Catalogue\CategoryMatch;
use DoliSync\Catalogue\CategorySet;
use DoliSync\Catalogue\CategoryTree;
use DoliSync\Catalogue\WpshopCategories;
use DoliSync\Dolibarr\Categories;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\SeenCategories;
use DoliSync\Problem;

/**
 * Creates in Dolibarr the categories that only the shop has, with those above them, and marks each with its counterpart
 * (rule 7: looked up by parent and name before each is created, so a further try goes on where the last one ended).
 */
final class NewCategories
{
    public function __construct(
        private readonly WpshopCategories $shop,
        private readonly Categories $dolibarr,
        private readonly SeenCategories $seen
    ) {
    }

    /**
     * No request where there is none to create.
     *
     * @param string $value a CategorySet of the shop
     * @return string the same categories, all of them Dolibarr's
     * @throws Problem dolisync_dolibarr_refused where Dolibarr does not take one
     */
    public function inDolibarr(string $value): string
    {
        $ids = CategorySet::dolibarrs($value);
        $new = CategorySet::shops($value);
        $tree = $new === [] ? new CategoryTree() : $this->dolibarr->tree();
        foreach ($new as $id) {
            foreach ($this->shop->tree()->line($id) as $category) {
                $tree = $this->counterpart($category, $tree);
            }
            $made = $this->shop->tree()->get($id)?->dolibarrId;
            if ($made !== null) {
                $ids[] = $made;
            }
        }
        return CategorySet::of($ids);
    }

    /** Those above it have theirs already. @return CategoryTree Dolibarr's, with this one's counterpart */
    private function counterpart(Category $category, CategoryTree $tree): CategoryTree
    {
        $shop = $this->shop->tree();
        $there = (new CategoryMatch($shop, $tree))->inDolibarr($category->id);
        if ($there === null || $tree->get($there) === null) {
            $parent = $shop->get($category->parent)?->dolibarrId ?? 0;
            $there = $this->create($category->name, $parent);
            $tree = new CategoryTree([...$tree->all(), new Category($there, $parent, $category->name)]);
            $this->seen->store($tree);
        }
        if ($category->dolibarrId !== $there) {
            OwnWrites::during(fn () => $this->shop->associate($category->id, $there));
        }
        return $tree;
    }

    private function create(string $name, int $parent): int
    {
        try {
            return $this->dolibarr->create($name, $parent);
        } catch (Problem $problem) {
            // The rest of the product need not wait for it.
            throw Problems::leavesDoubt($problem) ? $problem : Problems::categoryNotCreated($name);
        }
    }
}
