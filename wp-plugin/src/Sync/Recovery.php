<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\CategorySet;
use DoliSync\Catalogue\ProductFields;

/**
 * What became of writes that were begun and are not known to have ended: a request that died half-way, an answer of
 * Dolibarr that got lost. Without this, the value that DoliSync itself wrote would look like somebody's edit, and a
 * person who puts the old value back would be overruled by it.
 */
final class Recovery
{
    /** Dolibarr may carry out a request long after nobody waits for the answer any more. */
    private const LATE_SECONDS = 600;

    public function __construct(private readonly Links $links, private readonly Journal $journal)
    {
    }

    /**
     * Under the locks of both products, so that nobody is at it right now.
     *
     * @return bool whether the association knows more than before: then what was read is to be read again
     */
    public function mend(Comparison $seen): bool
    {
        $link = $seen->link;
        $open = $link === null ? [] : $this->journal->interrupted($link->wpId);
        if ($open === []) {
            return false;
        }
        $base = $seen->record->base();
        [$ours, $theirs] = [$seen->product->values($base), $seen->record->values()];
        $baseline = $before = $link->baselineIn($base);
        foreach ($open as $entry) {
            if ($entry->priceBase === $base->value) {
                $baseline = self::baseline($baseline, $entry->changes, $ours, $theirs);
            }
        }
        $isMore = $baseline !== $before;
        if ($isMore) {
            $this->links->store((new Link(
                $link->wpId,
                $link->dolibarrId,
                $baseline + ['price_base' => $base->value],
                $link->synchronizedAt,
                $link->refused,
                $link->verdict,
                $link->checkedAt
            ))->holding($link->held));
        }
        foreach ($open as $entry) {
            $this->close($entry, $seen, $ours, $theirs);
        }
        return $isMore;
    }

    /**
     * Pure: a value that was about to be written and is there now was written, and so agreed on at that time. Categories
     * are written one by one: those that were got through to count too.
     *
     * @param array<string, string> $baseline field → the agreed value
     * @param array<string, string> $wpshop field → value now
     * @param array<string, string> $dolibarr field → value now
     * @return array<string, string> field → the agreed value
     */
    public static function baseline(array $baseline, Changes $planned, array $wpshop, array $dolibarr): array
    {
        foreach ([[$planned->wpshop, $wpshop], [$planned->dolibarr, $dolibarr]] as [$changes, $values]) {
            foreach ($changes as ['key' => $key, 'before' => $before, 'after' => $after]) {
                $now = $values[$key] ?? null;
                $isOurs = $now === $after
                    || $key === ProductFields::CATEGORIES && $now !== null && CategorySet::isHalfway($now, $before, $after);
                if ($isOurs) {
                    $baseline[$key] = $now;
                }
            }
        }
        return $baseline;
    }

    /**
     * The journal says what was done in the end. One that Dolibarr may still carry out stays open for a while.
     *
     * @param array<string, string> $ours
     * @param array<string, string> $theirs
     */
    private function close(JournalEntry $entry, Comparison $seen, array $ours, array $theirs): void
    {
        $done = new Changes(self::there($entry->changes->wpshop, $ours), self::there($entry->changes->dolibarr, $theirs));
        $isWhole = count($done->dolibarr) === count($entry->changes->dolibarr);
        if ($entry->at > Moment::in(-self::LATE_SECONDS) && !($isWhole && $this->journal->isNewest($entry))) {
            return;
        }
        if ($done->isEmpty() && !$entry->changes->isEmpty()) {
            $this->journal->abandon($entry->id);
        } else {
            $this->journal->end($entry->id, $entry->dolibarrId, $seen->record->base(), $done, []);
        }
    }

    /**
     * @param list<array{key: string, before: string, after: string}> $changes
     * @param array<string, string> $values
     * @return list<array{key: string, before: string, after: string}>
     */
    private static function there(array $changes, array $values): array
    {
        return array_values(array_filter($changes, static fn (array $change): bool => ($values[$change['key']] ?? null) === $change['after']));
    }
}
