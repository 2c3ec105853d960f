<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\Categories;
use DoliSync\Dolibarr\Products;
use DoliSync\Dolibarr\SeenCategories;
use DoliSync\Problem;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Links;
use DoliSync\Sync\TimeLimit;

/**
 * Sees which products of Dolibarr are in which category, as a part of the full check: category by category, ids only,
 * because asking each product by itself would take as many requests as there are products. Until all categories were
 * gone through, what was known before counts.
 */
final class CategoryCheck
{
    public function __construct(
        private readonly Categories $categories,
        private readonly Products $products,
        private readonly SeenCategories $seen,
        private readonly Links $links,
        private readonly Brakes $brakes
    ) {
    }

    /**
     * Begins, or goes on.
     *
     * @param int|null $after the category that was seen last; null: it begins
     * @param TimeLimit $limit no category begins once it is up; at least one does
     * @return int|null|false the category that was seen last; null: all were; false: everything automatic has stopped
     * @throws Problem when Dolibarr is not well: it goes on from here another time
     */
    public function run(?int $after, TimeLimit $limit): int|null|false
    {
        if (FieldOwners::current()->of(ProductFields::CATEGORIES) === FieldOwner::None) {
            return null;
        }
        $isUnderWay = false;
        try {
            if ($after === null) {
                $tree = $this->categories->tree();
                if (!$this->brakes->letCategories(count($this->seen->tree()->all()), count($tree->all()))) {
                    return false;
                }
                $this->seen->store($tree);
                $this->links->beginCategories();
                $after = 0;
            }
            foreach (array_keys($this->seen->tree()->all()) as $id) {
                if ($id > $after) {
                    if ($isUnderWay && $limit->isUp()) {
                        return $after;
                    }
                    $this->see($id);
                    [$after, $isUnderWay] = [$id, true];
                }
            }
            $this->links->endCategories();
            return null;
        } catch (Problem $problem) {
            if ($problem->nextAction !== 'check_settings') {
                throw $problem;
            }
            // The key may not read categories, or Dolibarr has none: they are not compared, and all else is.
            $this->links->forgetCategories();
            return null;
        }
    }

    /** A category whose list does not come, while Dolibarr answers otherwise, stops no other one (rule 12). */
    private function see(int $category): void
    {
        try {
            foreach ($this->categories->allMembers($category) as $products) {
                $this->links->addCategory($category, $products);
            }
        } catch (Problem $problem) {
            if (!$this->products->isOfThisAlone($problem)) {
                throw $problem;
            }
            // A problem is not an absence: what was known of it holds until the next check.
            $this->links->keepCategory($category);
        }
    }
}
