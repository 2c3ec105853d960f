<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\Automation\Brakes;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Dolibarr\Problems;
use DoliSync\MassSync\Entity;
use DoliSync\Queue\Worker;
use DoliSync\Services;
use DoliSync\Sync\Changes;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\StandIn;

/**
 * The dashboard's data: what is known, asking Dolibarr only when told to.
 */
final class OverviewTest extends RestCase
{
    /** @return array<string, mixed> */
    private static function overview(bool $check = false): array
    {
        return self::answer('GET', 'overview' . ($check ? '?check=true' : ''));
    }

    public function testItAsksNobodyUnlessToldTo(): void
    {
        self::product(['title' => 'Mug']);
        $overview = self::overview();
        self::assertSame([], StandIn::calls());
        self::assertSame(
            ['configured' => true, 'ok' => false, 'version' => null, 'latency_ms' => null, 'last_contact_at' => null, 'problem' => null],
            $overview['connection']
        );
        $connection = self::overview(true)['connection'];
        self::assertCount(1, StandIn::calls());
        self::assertSame([true, true, null], [$connection['configured'], $connection['ok'], $connection['problem']]);
        self::assertStringStartsWith('16.', $connection['version']);
        self::assertSame($connection, self::overview()['connection']);
    }

    public function testItSaysWhyDolibarrDoesNotAnswerAndWhenItLastDid(): void
    {
        $before = self::overview(true)['connection'];
        StandIn::fail(['kind' => 'html_500']);
        $connection = self::overview(true)['connection'];
        self::assertSame([false, 'dolisync_dolibarr_failing', 'retry'], [
            $connection['ok'], $connection['problem']['code'], $connection['problem']['next_action'],
        ]);
        self::assertSame([$before['version'], $before['last_contact_at']], [$connection['version'], $connection['last_contact_at']]);
        self::assertFalse(self::overview()['connection']['ok']);
        StandIn::heal();
        self::assertTrue(self::overview(true)['connection']['ok']);
    }

    public function testBeforeDolibarrIsConnectedNothingIsAsked(): void
    {
        $this->disconnect();
        $connection = self::overview(true)['connection'];
        self::assertSame([false, false, null], [$connection['configured'], $connection['ok'], $connection['problem']]);
        self::assertSame([], StandIn::calls());
    }

    public function testProductsAreCountedByStatusAndEachNumberLeadsToTheListOfThem(): void
    {
        foreach (['synced', 'synced', 'out_of_sync', 'unknown'] as $number => $status) {
            $id = self::product(['title' => "Product $number"]);
            Services::get()->links()->put($id, 100 + $number, null, $status);
        }
        self::product(['title' => 'Alone']);
        $overview = self::overview();
        self::assertSame(['synced' => 2, 'out_of_sync' => 1, 'unlinked' => 1, 'unknown' => 1, 'total' => 5], $overview['counts']);
        self::assertSame(admin_url('edit.php?post_type=wps-product&dolisync_status=out_of_sync'), $overview['links']['out_of_sync']);
        self::assertSame(admin_url('edit.php?post_type=wps-product'), $overview['links']['total']);
    }

    public function testWhatWaitsAndSinceWhen(): void
    {
        self::assertSame([0, null, null, null, null], array_slice(array_values(self::overview()['queue']), 0, 5));
        $queue = Services::get()->queue();
        $queue->add('doli:7', 'poll', 300);
        $queue->add('doli:8', 'poll', 60);
        [$first, $second] = [$queue->page(1)['entries'][1], $queue->page(1)['entries'][0]];
        $told = self::overview()['queue'];
        self::assertSame([2, $first->since, $second->nextAt], [$told['waiting'], $told['oldest_at'], $told['next_at']]);
        Services::get()->brakes()->stop(Brakes::COUNT_FELL, ['before' => 500, 'now' => 100]);
        $brake = self::overview()['queue']['brake'];
        self::assertSame('count_fell', $brake['code']);
        self::assertStringContainsString('500', $brake['message']);
    }

    public function testTheLastMassSynchronizationWithItsNumbers(): void
    {
        self::assertNull(self::overview()['last_run']);
        StandIn::create(['ref' => 'MUG', 'label' => 'Mug']);
        StandIn::create(['ref' => 'BOWL', 'label' => 'Bowl']);
        $mass = Services::get()->massSync();
        $run = $mass->begin([Entity::Products]);
        self::assertSame('previewing', self::overview()['last_run']['state']);
        $work = static function () use ($mass, $run): void {
            while ($mass->run($run->id)->state->isWorkedAt()) {
                $mass->work($run->id, 1);
            }
        };
        $work();
        $mass->start($run->id, 0);
        $work();
        $last = self::overview()['last_run'];
        self::assertSame(
            ['id' => $run->id, 'state' => 'done', 'ended_at' => $mass->run($run->id)->endedAt, 'created' => 2, 'changed' => 0, 'failed' => 0],
            $last
        );
    }

    public function testAnOutageIsTimedFromItsBeginning(): void
    {
        $id = self::product(['title' => 'Mug']);
        Services::get()->links()->put($id, 7, null);
        StandIn::fail(['kind' => 'drop']);
        $begins = null;
        for ($try = 0; $try < 2; $try++) {
            Services::get()->queue()->add("wp:$id", 'edit');
            Services::get()->worker()->run(1);
            $begins ??= get_option(Worker::OUTAGE_OPTION);
        }
        self::assertNotFalse($begins);
        self::assertSame($begins, self::overview()['queue']['outage_since']);
    }

    public function testTheSameTroubleOfManyProductsIsOneError(): void
    {
        $queue = Services::get()->queue();
        $mug = self::product(['title' => 'Mug']);
        foreach (["wp:$mug", 'doli:70', 'doli:71'] as $subject) {
            $queue->add($subject, 'edit');
        }
        foreach ($queue->claim(10) as $entry) {
            $queue->later($entry, $entry->subject === 'doli:71' ? Problems::unreachable() : Problems::refused());
        }
        $errors = array_column(self::overview()['errors'], null, 'what');
        self::assertSame(['2 products', '#Doli : 71'], array_values(array_intersect(['2 products', '#Doli : 71', 'Mug'], array_keys($errors))));
        self::assertSame([Problems::refused()->getMessage(), 'review'], [$errors['2 products']['message'], $errors['2 products']['next_action']]);
        self::assertStringContainsString('page=dolisync-waiting&s=%2371', $errors['#Doli : 71']['url']);
    }

    public function testAProductThatCouldNotBeCheckedAndAWriteThatNeverEndedAreErrors(): void
    {
        $mug = self::product(['title' => 'Mug']);
        $bowl = self::product(['title' => 'Bowl']);
        $vase = self::product(['title' => 'Vase']);
        Services::get()->links()->put($mug, 7, null);
        Services::get()->links()->put($vase, 8, null);
        Services::get()->links()->notChecked([$mug], Problems::notListed());
        // That Dolibarr could not be asked at all is the connection's trouble, not the product's.
        Services::get()->links()->notChecked([$vase], Problems::timeout());
        $begun = Services::get()->journal()->begin('sync', $bowl, 9, PriceBase::WithoutTax, new Changes([], []), []);
        self::assertSame(['Mug'], array_column(self::overview()['errors'], 'what'));
        $GLOBALS['wpdb']->update(Tables::journal(), ['at' => '2026-01-01T00:00:00.000Z'], ['id' => $begun]);
        $errors = self::overview()['errors'];
        self::assertSame(['Mug', 'Bowl'], array_column($errors, 'what'));
        self::assertSame(['retry', 'review'], array_column($errors, 'next_action'));
        self::assertStringContainsString("product=$bowl", $errors[1]['url']);
    }

    public function testThereAreNeverMoreThanTenErrorsTheNewestFirst(): void
    {
        for ($made = 0; $made < 14; $made++) {
            $id = Services::get()->journal()->begin('sync', 1000 + $made, 9, PriceBase::WithoutTax, new Changes([], []), []);
            $GLOBALS['wpdb']->update(Tables::journal(), ['at' => sprintf('2026-01-01T00:00:%02d.000Z', $made)], ['id' => $id]);
        }
        $at = array_column(self::overview()['errors'], 'at');
        self::assertCount(10, $at);
        self::assertSame('2026-01-01T00:00:13.000Z', $at[0]);
        self::assertSame($at, array_reverse(array_values(array_unique([...array_reverse($at)]))));
    }

    public function testItTakesAsManyQueriesHoweverManyProductsAndErrorsThereAre(): void
    {
        $queries = static function (int $products): int {
            for ($made = 0; $made < $products; $made++) {
                $id = self::product(['title' => "Product $made"]);
                Services::get()->links()->put($id, 1000 + $id, null, 'synced');
                Services::get()->links()->notChecked([$id], Problems::notListed());
                Services::get()->queue()->add("wp:$id", 'edit');
            }
            foreach (Services::get()->queue()->claim(100) as $entry) {
                Services::get()->queue()->later($entry, Problems::refused());
            }
            wp_cache_flush();
            $before = $GLOBALS['wpdb']->num_queries;
            Services::get()->overview()->read();
            return $GLOBALS['wpdb']->num_queries - $before;
        };
        $queries(2);
        $few = $queries(2);
        self::assertSame($few, $queries(30));
    }
}
