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
        $before = '';
        for ($write = 1; $write <= self::WRITES && self::mass()->run($run->id)->state !== RunState::Done; $write++) {
            $before .= self::process('add_filter("query", static function ($query) use (&$writes) {
                if (preg_match("/^\s*(INSERT|UPDATE|DELETE|REPLACE|COMMIT)\b/i", $query) === 1 && ++$writes === ' . $write . ') {
                    echo substr($query, 0, 60), "\n";
                    posix_kill(getmypid(), SIGKILL);
                }
                return $query;
            }); ' . self::workerCode($run, 20), null);
            wp_cache_flush();
            self::leasesRunOut();
        }
        foreach (['_options', 'INTO wp_posts', 'INTO wp_postmeta', '_links', '_journal', 'UPDATE wp_dolisync_batches', 'COMMIT'] as $killed) {
            self::assertStringContainsString(str_replace('wp_', $GLOBALS['wpdb']->prefix, $killed), $before);
        }
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
        self::assertSame('1', (string) $wpdb->get_var('SELECT COUNT(*) FROM ' . Tables::batches() . " WHERE phase = 'run'"), 'and asks for nothing more');
        self::assertSame('50', (string) $wpdb->get_var('SELECT COUNT(*) FROM ' . Tables::journal()));
    }
}
