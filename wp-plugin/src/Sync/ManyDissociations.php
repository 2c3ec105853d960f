<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * Dissociates several products, one after the other, each under its locks and journalled by itself: one that cannot be
 * dissociated stops no other (rule 12). A Dolibarr that is down ends it, and so does the time that a request may
 * take.
 */
final class ManyDissociations
{
    /** @param int $seconds no dissociation but the first begins after so many: hosts usually allow a request thirty */
    public function __construct(
        private readonly Synchronizer $synchronizer,
        private readonly Products $products,
        private readonly int $seconds = 15
    ) {
    }

    /**
     * @param list<int> $ids associated products
     * @return array<int, Problem> what kept a product associated; one that is neither here nor dissociated was not tried
     */
    public function dissociate(array $ids): array
    {
        $limit = TimeLimit::in($this->seconds);
        $problems = [];
        foreach ($ids as $id) {
            try {
                $this->synchronizer->unlink($id);
            } catch (Problem $problem) {
                $problems[$id] = $problem;
                if ($this->products->isDown($problem)) {
                    break;
                }
            }
            if ($limit->isUp()) {
                break;
            }
        }
        return $problems;
    }
}
