<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;
use DoliSync\Queue\Entry;
use DoliSync\Queue\Queue;

/**
 * Establishes the status of products of the shop, with one request to Dolibarr however many there are. Writes nothing
 * on either side; what it finds is remembered in DoliSync's own table.
 */
final class StatusCheck
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Links $links,
        private readonly Products $products,
        private readonly ConnectionSettings $connection,
        private readonly Queue $queue,
        private readonly Suggestions $suggestions
    ) {
    }

    /**
     * @param list<int> $ids at most 200
     * @return list<Row> in the order asked; what is no product of the shop is left out
     * @throws Problem dolisync_unknown_product when none is
     */
    public function rows(array $ids): array
    {
        $ids = array_values(array_unique($ids));
        $shop = $this->catalogue->readMany($ids);
        if ($shop === []) {
            throw Problem::named('dolisync_unknown_product', __('The shop has none of these products.', 'dolisync'), 'none', 404);
        }
        $links = $this->links->ofMany(array_keys($shop));
        $checked = $links === [] ? [] : $this->check($shop, $links, count($ids) === 1);
        $waiting = $this->waiting(array_keys($shop));
        $suggested = $this->suggestions->ofMany(array_keys($shop));
        return array_map(fn (ShopProduct $product): Row => $this->row(
            $product->id,
            $product->title(),
            $links[$product->id] ?? null,
            $checked[$product->id] ?? null,
            $waiting[$product->id] ?? null,
            isset($suggested[$product->id])
        ), array_values($shop));
    }

    /**
     * What is known without asking anybody.
     *
     * @param list<int> $ids
     * @return array<int, Row> by id
     */
    public function lastKnown(array $ids): array
    {
        $titles = $this->catalogue->titles($ids);
        $links = $this->links->ofMany(array_keys($titles));
        $waiting = $this->waiting(array_keys($titles));
        $suggested = $this->suggestions->ofMany(array_keys($titles));
        $rows = [];
        foreach ($titles as $id => $title) {
            $link = $links[$id] ?? null;
            $rows[$id] = $this->row($id, $title, $link, $link?->verdict, $waiting[$id] ?? null, isset($suggested[$id]));
        }
        return $rows;
    }

    /**
     * What DoliSync is going to carry over by itself, or because a person asked for it: what is due, and what waits for
     * another try.
     *
     * @param list<int> $ids
     * @return array<int, Entry> by id
     */
    private function waiting(array $ids): array
    {
        $isAutomatic = Policy::current() === Policy::Automatic;
        $now = Moment::now();
        return array_filter(
            $this->queue->ofProducts($ids),
            static fn (Entry $entry): bool => ($isAutomatic || $entry->isAsked()) && ($entry->lastProblem !== null || $entry->isDue($now))
        );
    }

    /**
     * @param array<int, ShopProduct> $shop
     * @param array<int, Link> $links
     * @return array<int, Verdict|Problem> what was found out about each association, or why nothing was
     */
    private function check(array $shop, array &$links, bool $single): array
    {
        try {
            $records = $this->records($links);
            $confirmed = $single && $records === [];
            if ($confirmed) {
                $this->products->proveHealthy();
            }
        } catch (Problem $problem) {
            $this->links->notChecked(array_keys($links), $problem);
            return array_fill_keys(array_keys($links), $problem);
        }
        $found = [];
        foreach ($links as $id => $link) {
            $record = $records[$link->dolibarrId] ?? null;
            $found[$id] = match (true) {
                $shop[$id]->postStatus === 'trash' => new Verdict(Status::OutOfSync, Reason::GoneInWpshop),
                $record !== null => Comparison::listed($shop[$id], $record, $link)->verdict(),
                $confirmed => new Verdict(Status::OutOfSync, Reason::GoneInDolibarr),
                $link->verdict->reason === Reason::GoneInDolibarr => $link->verdict,
                default => Problems::notListed(),
            };
        }
        $this->remember($links, $found);
        return $found;
    }

    /**
     * @param array<int, Link> $links
     * @return array<int, ProductRecord> by Dolibarr's id
     */
    private function records(array $links): array
    {
        $ids = array_map(static fn (Link $link): int => $link->dolibarrId, array_values($links));
        if (count($ids) > 1) {
            return $this->products->many($ids);
        }
        $record = $this->products->find($ids[0]);
        return $record === null ? [] : [$record->id => $record];
    }

    /**
     * @param array<int, Link> $links brought up to date
     * @param array<int, Verdict|Problem> $found
     */
    private function remember(array &$links, array $found): void
    {
        $now = Moment::now();
        $verdicts = array_filter($found, static fn (Verdict|Problem $one): bool => $one instanceof Verdict);
        $this->links->checked($verdicts, $now);
        $this->links->notChecked(array_keys(array_diff_key($found, $verdicts)), Problems::notListed());
        foreach ($verdicts as $id => $verdict) {
            $links[$id] = $links[$id]->checked($verdict, $now);
        }
    }

    /**
     * @param Verdict|Problem|null $found what is known of an association, or why nothing is
     * @param Entry|null $waiting in the queue
     */
    private function row(int $id, string $title, ?Link $link, Verdict|Problem|null $found, ?Entry $waiting, bool $isSuggested): Row
    {
        if ($link === null) {
            $reason = match (true) {
                $isSuggested => Reason::ProbableMatch,
                $waiting !== null => Reason::Pending,
                default => null,
            };
            $nextTry = $reason === Reason::Pending ? $waiting->nextAt : null;
            return new Row($id, $title, Status::Unlinked, $reason, problem: $nextTry === null ? null : self::problem($waiting), nextTry: $nextTry);
        }
        $known = $link->verdict->status === Status::Unknown
            ? null
            : ['status' => $link->verdict->status->value, 'fields' => $link->verdict->fields];
        $verdict = $found instanceof Verdict ? $found : new Verdict(Status::Unknown);
        if ($waiting !== null && self::travels($verdict)) {
            return new Row(
                $id,
                $title,
                Status::OutOfSync,
                Reason::Pending,
                $verdict->fields,
                $link->dolibarrId,
                $this->connection->productUrl($link->dolibarrId),
                $link->checkedAt,
                $known,
                self::problem($waiting),
                $waiting->nextAt,
                $link->synchronizedAt
            );
        }
        return new Row(
            $id,
            $title,
            $verdict->status,
            $verdict->reason,
            $verdict->fields,
            $link->dolibarrId,
            $this->connection->productUrl($link->dolibarrId),
            $link->checkedAt,
            $verdict->status === Status::Unknown ? $known : null,
            $found instanceof Problem ? $found : null,
            synchronizedAt: $link->synchronizedAt
        );
    }

    /** Whether what is in the queue will change this by itself: not what is equal, and not what waits for a person. */
    private static function travels(Verdict $verdict): bool
    {
        return match ($verdict->status) {
            Status::Unknown => true,
            Status::OutOfSync => $verdict->reason === Reason::Differs,
            default => false,
        };
    }

    private static function problem(Entry $waiting): ?Problem
    {
        $last = $waiting->lastProblem;
        return $last === null ? null : Problem::named($last['code'], $last['message'], $last['next_action']);
    }
}
