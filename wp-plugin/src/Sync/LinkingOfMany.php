<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * Associates the pairs that a person accepted, each as it would be alone: under its locks, only if both products are
 * still what the person saw, journalled by itself. What keeps one pair from being associated stops no other (rule 12).
 */
final class LinkingOfMany
{
    /**
     * So many are read in one request. Few enough that the last one of them is written about a second after it was
     * read.
     */
    public const TOGETHER = 10;

    /** @param int $seconds no pair but the first is begun after so many: the answer comes while somebody still waits for it */
    public function __construct(
        private readonly Synchronizer $synchronizer,
        private readonly Comparisons $comparisons,
        private readonly Products $products,
        private readonly Links $links,
        private readonly StatusCheck $statusCheck,
        private readonly int $seconds = 20
    ) {
    }

    /**
     * What a person would decide upon. Reads only.
     *
     * @param list<array{wp_id: int, dolibarr_id: int}> $pairs at most ten, which are read together
     * @param bool $withCategories with Dolibarr's, which are a request for each pair, as `link` reads them itself where a
     *     version is kept
     * @return list<Comparison|Problem> in the order of the pairs
     */
    public function look(array $pairs, bool $withCategories = false): array
    {
        $end = $this->readAhead($pairs);
        $seen = array_map(function (array $pair) use ($end, $withCategories): Comparison|Problem {
            try {
                $listed = $end ?? $this->comparisons->read($pair['wp_id'], $pair['dolibarr_id']);
                return $withCategories && $listed instanceof Comparison ? $this->comparisons->withCategories($listed) : $listed;
            } catch (Problem $problem) {
                return $problem;
            }
        }, $pairs);
        $this->products->forgetAhead();
        return $seen;
    }

    /**
     * Where a version is kept, Dolibarr's categories are asked for, which its list does not tell: one request more for that
     * pair. Category by category would be fewer only where a shop has fewer categories than pairs to associate.
     *
     * @param list<array{wp_id: int, dolibarr_id: int, revisions: array<string, mixed>, keep: string|null}> $pairs `keep`
     *     is the side whose version is kept; null: none was chosen, and only what is the same on both sides is associated
     * @return list<LinkedPair> in the order of the pairs
     */
    public function link(array $pairs): array
    {
        $limit = TimeLimit::in($this->seconds);
        $done = [];
        // What keeps every pair that is left from being associated.
        $end = null;
        foreach (array_chunk($pairs, self::TOGETHER) as $together) {
            $end ??= $this->readAhead($together);
            foreach ($together as $pair) {
                $end ??= $done !== [] && $limit->isUp() ? self::notTried() : null;
                $done[] = $end === null ? $this->one($pair) : LinkedPair::failed($pair, $end);
                $problem = end($done)->problem;
                $end ??= $problem !== null && Problems::isOfAll($problem) ? $problem : null;
            }
        }
        $this->products->forgetAhead();
        return $done;
    }

    /** @param array{wp_id: int, dolibarr_id: int, revisions: array<string, mixed>, keep: string|null} $pair */
    private function one(array $pair): LinkedPair
    {
        [$id, $dolibarrId, $keep] = [$pair['wp_id'], $pair['dolibarr_id'], $pair['keep']];
        try {
            // The answer to an earlier request may have been lost.
            if ($this->links->of($id)?->dolibarrId === $dolibarrId) {
                return LinkedPair::wasLinked($pair, $this->statusCheck->lastKnown([$id])[$id]);
            }
            $choice = $keep === null ? [] : array_fill_keys(ProductFields::KEYS, $keep);
            return LinkedPair::linked($pair, $this->synchronizer->link($id, $dolibarrId, $pair['revisions'], $choice));
        } catch (Problem $problem) {
            return LinkedPair::failed($pair, $problem);
        }
    }

    /**
     * @param list<array<string, mixed>> $pairs
     * @return Problem|null what keeps all of them from being associated
     */
    private function readAhead(array $pairs): ?Problem
    {
        try {
            $this->products->readAhead(array_column($pairs, 'dolibarr_id'), array_column($pairs, 'wp_id'));
            return null;
        } catch (Problem $problem) {
            // One record that cannot be read stops nobody else: then each is asked for by itself.
            return Problems::isOfAll($problem) ? $problem : null;
        }
    }

    private static function notTried(): Problem
    {
        return Problem::named(
            'dolisync_not_tried',
            __('There was no time left for this product. Nothing was written; try again.', 'dolisync'),
            'retry',
            503
        );
    }
}
