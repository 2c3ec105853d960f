<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** Workers that are killed: whoever comes next goes on, and nothing is lost, doubled or half-written. */
final class KillTest extends MassSyncCase
{
    /** More than a batch has. */
    private const WRITES = 40;

    public function testBetweenAnyTwoWrites(): void
    {
        StandIn::reset('large', 16, 230);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        // Each worker gets one write further than the one before it, until one gets through.
        $died = 0;
        for ($write = 1; $write <= self::WRITES && self::mass()->run($run->id)->state !== RunState::Done; $write++) {
            $code = 'add_filter("query", static function ($query) use (&$writes) {
                if (preg_match("/^\s*(INSERT|UPDATE|DELETE|REPLACE|COMMIT)\b/i", $query) === 1 && ++$writes === ' . $write . ') {
                    posix_kill(getmypid(), SIGKILL);
                }
                return $query;
            }); ' . self::workerCode($run, 20) . ' echo "through";';
            $died += self::process($code, null) === 'through' ? 0 : 1;
            wp_cache_flush();
            self::leasesRunOut();
        }
        self::assertGreaterThan(10, $died);
        $run = self::worked(self::mass()->run($run->id));
        self::assertSame(RunState::Done, $run->state);
        self::assertAsPreviewed($run);
        self::assertShopIsLikeDolibarr();
        self::assertSame(['product' => ['written' => 230, 'undone' => 0]], Services::get()->journal()->tallyOfRun($run->id));
    }

    public function testWhileDolibarrAnswers(): void
    {
        StandIn::reset('large', 16, 80);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        self::process('add_filter("http_response", static fn () => posix_kill(getmypid(), SIGKILL)); ' . self::workerCode($run, 20), false);
        wp_cache_flush();
        self::assertSame(0, self::mass()->work($run->id, 0.2), 'its batch is still its own');
        self::leasesRunOut();
        $run = self::worked($run);
        self::assertAsPreviewed($run);
        self::assertShopIsLikeDolibarr();
    }

    public function testAWorkerThatTookTooLongWritesNothing(): void
    {
        global $wpdb;
        StandIn::reset('large', 16, 50);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        $done = null;
        // While this one waits for Dolibarr its lease runs out, and another one does its batch.
        $this->after('GET', static function () use ($run, &$done): void {
            self::leasesRunOut();
            self::inParallel(1, self::workerCode($run, 10));
            $done = self::stage($run)['created'];
        });
        self::mass()->work($run->id, 5);
        self::assertSame(50, $done);
        self::assertAsPreviewed(self::mass()->run($run->id));
        self::assertShopIsLikeDolibarr();
        self::assertSame('50', (string) $wpdb->get_var('SELECT COUNT(*) FROM ' . Tables::journal()));
    }
}
