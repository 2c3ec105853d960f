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
}
