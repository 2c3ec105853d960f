<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Problem;
use DoliSync\Services;
use DoliSync\Sync\KnownStatuses;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Row;
use DoliSync\Sync\Status;
use DoliSync\Sync\Verdict;
use DoliSync\Tests\Support\SyncCase;

/** What the database counts and finds is what each product’s own row says. */
final class KnownStatusesTest extends SyncCase
{
    /** @return list<int> products in every state that a row can tell apart */
    private static function products(): array
    {
        [$links, $queue, $ids] = [Services::get()->links(), Services::get()->queue(), []];
        $states = [
            null, [Status::Unknown, null], [Status::Synced, null], [Status::OutOfSync, Reason::Differs],
            [Status::OutOfSync, Reason::Conflict], [Status::OutOfSync, Reason::GoneInDolibarr], [Status::OutOfSync, Reason::Refused],
        ];
        foreach ($states as $number => $state) {
            foreach (['nothing', 'due', 'later', 'failed', 'asked'] as $waiting) {
                $ids[] = $id = self::product(['title' => "Product $number $waiting"]);
                if ($state !== null) {
                    $links->put($id, 1000 + $id, null);
                    $links->checked([$id => new Verdict($state[0], $state[1])], Moment::now());
                }
                if ($waiting === 'asked' && $state !== null) {
                    $queue->ask([$links->of($id)]);
                } elseif ($waiting !== 'nothing') {
                    $queue->add("wp:$id", 'edit', $waiting === 'later' ? 600 : 0);
                }
                if ($waiting === 'failed') {
                    foreach ($queue->claim(100) as $entry) {
                        $entry->wpId === $id ? $queue->later($entry, Problem::named('dolisync_x', 'X.')) : $queue->release($entry);
                    }
                }
            }
        }
        return $ids;
    }

    /** @return array<string, list<int>> status → products, as their rows say */
    private static function asRowsSay(array $ids): array
    {
        $said = array_fill_keys(array_column(Status::cases(), 'value'), []);
        foreach (Services::get()->statusCheck()->lastKnown($ids) as $id => $row) {
            self::assertInstanceOf(Row::class, $row);
            $said[$row->status->value][] = $id;
        }
        return $said;
    }

    /** @return iterable<string, array{Policy}> */
    public function policies(): iterable
    {
        yield 'automatic' => [Policy::Automatic];
        yield 'by hand' => [Policy::Off];
    }

    /** @dataProvider policies */
    public function testTheyAreCountedAndFoundAsTheirRowsSay(Policy $policy): void
    {
        global $wpdb;
        Policy::store($policy);
        $ids = self::products();
        $said = self::asRowsSay($ids);
        self::assertNotContains([], $said);
        self::assertSame(
            array_map('count', $said) + ['total' => count($ids)],
            Services::get()->knownStatuses()->count()
        );
        foreach (Status::cases() as $status) {
            $found = $wpdb->get_col("SELECT p.ID FROM {$wpdb->posts} p WHERE p.post_type = 'wps-product' AND "
                . KnownStatuses::condition($status, 'p.ID') . ' ORDER BY p.ID');
            self::assertSame($said[$status->value], array_map('intval', $found), $status->value);
        }
    }

    /** @dataProvider policies */
    public function testTheyAreSortedByWhatNeedsAPersonFirst(Policy $policy): void
    {
        global $wpdb;
        Policy::store($policy);
        $ids = self::products();
        $place = static fn (Row $row): int => match (true) {
            $row->status === Status::OutOfSync && $row->reason !== Reason::Pending => 1,
            $row->status === Status::Unlinked => 2,
            $row->status === Status::Unknown => 3,
            $row->status === Status::OutOfSync => 4,
            default => 5,
        };
        $found = $wpdb->get_results("SELECT p.ID, " . KnownStatuses::urgency('p.ID') . " AS place FROM {$wpdb->posts} p WHERE p.post_type = 'wps-product'");
        self::assertEquals(
            array_map($place, Services::get()->statusCheck()->lastKnown($ids)),
            array_map('intval', array_column($found, 'place', 'ID'))
        );
    }

    public function testTheTrashIsNotCounted(): void
    {
        [$id] = self::linkedMug();
        self::product(['title' => 'Bowl']);
        wp_trash_post($id);
        self::assertSame(
            ['synced' => 0, 'out_of_sync' => 0, 'unlinked' => 1, 'unknown' => 0, 'total' => 1],
            Services::get()->knownStatuses()->count()
        );
    }

    public function testCountingTakesOneQueryAndNoCall(): void
    {
        self::products();
        $before = $GLOBALS['wpdb']->num_queries;
        Services::get()->knownStatuses()->count();
        self::assertSame(1, $GLOBALS['wpdb']->num_queries - $before);
        self::assertSame([], $this->dolibarrCalls());
    }
}
