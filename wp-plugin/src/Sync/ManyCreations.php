<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * Creates several products in Dolibarr, one after the other: one that cannot be created stops no other one (rule 12). A
 * Dolibarr that cannot be reached ends it, and so does the time that a request may take; what was not tried says so.
 */
final class ManyCreations
{
    /** No creation begins after so many seconds: hosts usually allow a request thirty. */
    private const SECONDS = 15;

    public function __construct(
        private readonly Synchronizer $synchronizer,
        private readonly Links $links,
        private readonly Products $products
    ) {
    }

    /**
     * @param list<int> $ids
     * @param bool $confirmed the person saw the possible duplicates
     * @return list<array{wp_id: int, result: string, dolibarr_id: int|null, problem: Problem|null, duplicates: list<array<string, mixed>>}>
     *     in the order asked; `result` is created (by this request or an earlier one), probable_match or problem
     */
    public function create(array $ids, bool $confirmed): array
    {
        $limit = TimeLimit::in(self::SECONDS);
        $results = [];
        $stop = null;
        foreach (array_values(array_unique($ids)) as $id) {
            $stop ??= $limit->isUp() ? self::notTried() : null;
            $results[] = $result = $stop === null ? $this->one($id, $confirmed) : self::result($id, 'problem', problem: $stop);
            if ($stop === null && $result['problem'] !== null && Problems::isOfDolibarr($result['problem']) && !$this->products->isReachable()) {
                $stop = self::unreachable();
            }
        }
        return $results;
    }

    /** @return array<string, mixed> */
    private function one(int $id, bool $confirmed): array
    {
        try {
            return self::result($id, 'created', $this->synchronizer->create($id, $confirmed)->row->dolibarrId);
        } catch (Problem $problem) {
            // The answer to an earlier request got lost.
            $link = $problem->name === 'dolisync_already_linked' ? $this->links->of($id) : null;
            return match (true) {
                $link !== null => self::result($id, 'created', $link->dolibarrId),
                isset($problem->data['candidates']) => self::result($id, 'probable_match', problem: $problem, duplicates: $problem->data['candidates']),
                default => self::result($id, 'problem', problem: $problem),
            };
        }
    }

    private static function unreachable(): Problem
    {
        return self::left(__('Not tried: Dolibarr could not be reached.', 'dolisync'));
    }

    private static function notTried(): Problem
    {
        return self::left(__('Not tried yet: Dolibarr took too long with the products before it.', 'dolisync'));
    }

    private static function left(string $message): Problem
    {
        return Problem::named('dolisync_not_tried', $message, 'retry', 503);
    }

    /**
     * @param list<array<string, mixed>> $duplicates
     * @return array<string, mixed>
     */
    private static function result(int $id, string $result, ?int $dolibarrId = null, ?Problem $problem = null, array $duplicates = []): array
    {
        return ['wp_id' => $id, 'result' => $result, 'dolibarr_id' => $dolibarrId, 'problem' => $problem, 'duplicates' => $duplicates];
    }
}
