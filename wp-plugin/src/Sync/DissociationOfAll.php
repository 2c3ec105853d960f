<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Dolibarr\Problems;
use DoliSync\Problem;

/**
 * Ends every association of a product, one after the other as a person would: on both ends, and each in the journal.
 * What cannot be ended stays (rule 12); when Dolibarr does not answer, all that are left stay. Which of the two it is,
 * Problems::isOfAll says, as it does of several that a person chose (ManyDissociations).
 */
final class DissociationOfAll
{
    private const BATCH = 20;

    public function __construct(private readonly Links $links, private readonly Synchronizer $synchronizer)
    {
    }

    /**
     * @param int $after the association's row after which it goes on; 0: from the beginning
     * @return array{done: int, last: int|null, problems: array<string, int>} how many were ended, after which row it
     *     goes on (null: it is through), and what kept how many others
     */
    public function run(int $after, int $seconds): array
    {
        $until = hrtime(true) + $seconds * 1_000_000_000;
        [$done, $problems] = [0, []];
        do {
            $links = $this->links->after($after, self::BATCH);
            foreach ($links as $row => $link) {
                try {
                    $this->synchronizer->unlink($link->wpId);
                    $done++;
                } catch (Problem $problem) {
                    $problems[$problem->getMessage()] = ($problems[$problem->getMessage()] ?? 0) + 1;
                    if (Problems::isOfAll($problem)) {
                        return ['done' => $done, 'last' => null, 'problems' => $problems];
                    }
                }
                $after = $row;
                if (hrtime(true) >= $until) {
                    return ['done' => $done, 'last' => $after, 'problems' => $problems];
                }
            }
        } while ($links !== []);
        return ['done' => $done, 'last' => null, 'problems' => $problems];
    }
}
