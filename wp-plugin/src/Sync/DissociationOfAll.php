<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * Ends every association of a product, one after the other as a person would: on both ends, and each in the journal.
 * What cannot be ended stays (rule 12); when Dolibarr is down, all that are left stay.
 */
final class DissociationOfAll
{
    private const BATCH = 20;

    public function __construct(
        private readonly Links $links,
        private readonly Synchronizer $synchronizer,
        private readonly Products $products
    ) {
    }

    /**
     * @param int $after the association's row after which it goes on; 0: from the beginning
     * @return array{done: int, last: int|null, problems: array<string, int>} how many were ended, after which row it
     *     goes on (null: it is through), and what kept how many others
     */
    public function run(int $after, int $seconds): array
    {
        $limit = TimeLimit::in($seconds);
        [$done, $problems] = [0, []];
        do {
            $links = $this->links->after($after, self::BATCH);
            foreach ($links as $row => $link) {
                try {
                    $this->synchronizer->unlink($link->wpId);
                    $done++;
                } catch (Problem $problem) {
                    $problems[$problem->getMessage()] = ($problems[$problem->getMessage()] ?? 0) + 1;
                    if ($this->products->isDown($problem)) {
                        return ['done' => $done, 'last' => null, 'problems' => $problems];
                    }
                }
                $after = $row;
                if ($limit->isUp()) {
                    return ['done' => $done, 'last' => $after, 'problems' => $problems];
                }
            }
        } while ($links !== []);
        return ['done' => $done, 'last' => null, 'problems' => $problems];
    }
}
