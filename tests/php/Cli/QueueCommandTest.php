<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Tests\Support\CliCase;
use DoliSync\Tests\Support\StandIn;
use WP_CLI;

/** `wp dolisync queue` */
final class QueueCommandTest extends CliCase
{
    public function testItListsWhatWaits(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::assertSame([0, '[]'], self::wp('queue list --format=json'));
        Services::get()->queue()->add("wp:{$id}", 'edit');
        $before = Services::get()->queue()->page(1);
        [$row] = self::rows('queue list');
        self::assertSame([$id, $dolibarrId, 'Mug bleu', 'edit', null], [$row['product_id'], $row['dolibarr_id'], $row['title'], $row['cause'], $row['problem']]);
        self::assertSame([0, ''], self::wp('queue list --failed --format=ids'));
        self::assertEquals($before, Services::get()->queue()->page(1));
    }

    public function testItWorksUntilNothingIsDue(): void
    {
        $ids = [];
        foreach (['A', 'B', 'C'] as $reference) {
            $ids[] = $id = self::product(['reference' => $reference, 'barcode' => ''] + self::MUG);
            self::link($id, self::mugInDolibarr(['ref' => $reference, 'barcode' => '']), []);
            self::someoneEdits($id, ['price' => '14']);
        }
        self::timePasses();
        [$report] = self::rows('queue work');
        self::assertSame([3, 3, 0, null], [$report['looked'], $report['written'], $report['failed'], $report['stopped']]);
        self::assertSame(['14', '14', '14'], array_map(static fn (array $product): string => rtrim(rtrim($product['price'], '0'), '.'), StandIn::products()));
        self::assertSame('automatic', Services::get()->journal()->page($ids[0], 1)['entries'][0]->source);
        self::assertSame(0, self::wp('queue work')[0]);
    }

    public function testWhatWaitsForAnotherTryCanBeHurried(): void
    {
        [$id] = self::linkedMug();
        self::someoneEdits($id, ['price' => '14']);
        self::timePasses();
        StandIn::fail(['kind' => 'status', 'status' => 500, 'method' => 'PUT', 'times' => 1]);
        self::assertSame(2, self::wp('queue work')[0]);
        [$row] = self::rows('queue list --failed');
        self::assertNotEmpty($row['problem']);
        self::assertSame(2, self::wp('queue list')[0]);
        self::assertSame(0, self::rows('queue work')[0]['looked']);
        self::assertSame(1, self::wp("queue retry {$row['id']} 99999999")[0]);
        self::assertSame(0, self::rows('queue work')[0]['looked'], 'bad input changed nothing');
        self::assertSame(0, self::wp("queue retry {$row['id']}")[0]);
        self::assertSame(1, self::rows('queue work')[0]['written']);
    }

    public function testWhatStandsStillIsAnError(): void
    {
        [$id] = self::linkedMug();
        Services::get()->queue()->add("wp:{$id}", 'edit');
        Policy::store(Policy::Off);
        self::assertSame(1, self::wp('queue work')[0]);
        self::assertStringContainsString('dolisync_off', WP_CLI::$errors);
        Policy::store(Policy::Automatic);
        Services::get()->brakes()->stop('prices_zero', ['zeroed' => 9, 'changed' => 9]);
        self::assertSame(1, self::wp('queue work')[0]);
        self::assertStringContainsString('dolisync_brake', WP_CLI::$errors);
        Services::get()->brakes()->resume();
        StandIn::fail(['kind' => 'drop', 'times' => 99]);
        self::assertSame(1, self::wp('queue work')[0]);
        self::assertStringContainsString('dolisync_outage', WP_CLI::$errors);
        $this->disconnect();
        self::assertSame(1, self::wp('queue work')[0]);
        self::assertStringContainsString('dolisync_not_configured', WP_CLI::$errors);
    }

    public function testRetryHasToBeToldWhat(): void
    {
        self::assertSame([1, ''], self::wp('queue retry'));
        self::assertSame([1, ''], self::wp('queue retry 1 --all'));
        self::assertSame(0, self::wp('queue retry --all')[0]);
    }

    public function testDroppingAsksAndLeavesTheProductsAsTheyAre(): void
    {
        [$id] = self::linkedMug();
        self::someoneEdits($id, ['price' => '14']);
        $entry = self::rows('queue list')[0]['id'];
        $before = self::everything();
        [$code, $printed] = self::wp("queue drop {$entry} --dry-run --format=json");
        self::assertSame([2, [$entry, $id, 'to_drop']], [$code, array_values(array_intersect_key(json_decode($printed, true)[0], array_flip(['id', 'product_id', 'result'])))]);
        WP_CLI::$answers = ['n'];
        self::assertSame(0, self::wp("queue drop {$entry}")[0]);
        self::assertCount(1, WP_CLI::$questions);
        // A program cannot be asked.
        self::assertSame(1, self::wp("queue drop {$entry} --format=json")[0]);
        self::assertSame(1, self::wp("queue drop {$entry} 99999999 --yes")[0]);
        self::assertStringContainsString('dolisync_unknown_entry', WP_CLI::$errors);
        self::assertNotNull(Services::get()->queue()->entry($entry), 'bad input, a no and a look drop nothing');
        WP_CLI::$answers = ['y'];
        self::assertSame(0, self::wp("queue drop {$entry}")[0]);
        self::assertNull(Services::get()->queue()->entry($entry));
        self::timePasses();
        self::assertSame(0, self::rows('queue work')[0]['looked']);
        self::assertEquals($before, self::everything());
        self::assertSame(1, self::wp('queue drop')[0]);
    }

    public function testWhatWasDoneBeforeItCouldBeDroppedIsSaid(): void
    {
        [$id] = self::linkedMug();
        $queue = Services::get()->queue();
        $queue->add("wp:{$id}", 'edit');
        $entry = $queue->page(1)['entries'][0];
        $worker = static function (string $query) use ($queue, $entry, &$worker): string {
            if (str_starts_with($query, 'DELETE')) {
                remove_filter('query', $worker);
                $queue->drop($entry->id);
            }
            return $query;
        };
        add_filter('query', $worker);
        [$code, $printed] = self::wp("queue drop {$entry->id} --yes --format=json");
        remove_filter('query', $worker);
        self::assertSame([2, 'gone'], [$code, json_decode($printed, true)[0]['result']]);
    }
}
