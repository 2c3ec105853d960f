<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

use DoliSync\MassSync\Entity;
use DoliSync\MassSync\MassSync;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunRecord;
use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Tables;

/** What tests of mass synchronization do again and again: a run from its preview to its end, and what came of it. */
abstract class MassSyncCase extends AutomationCase
{
    protected static function mass(): MassSync
    {
        return Services::get()->massSync();
    }

    /** A run whose preview is done. */
    protected static function previewed(): Run
    {
        $run = self::worked(self::mass()->begin([Entity::Products]));
        self::assertSame(RunState::Ready, $run->state);
        return $run;
    }

    /** Writes what the preview shows, until nothing is left to do. */
    protected static function written(Run $run): Run
    {
        return self::worked(self::mass()->start($run->id, self::mass()->overwrites($run)));
    }

    /** Works until the run waits for somebody or is over. */
    protected static function worked(Run $run): Run
    {
        $until = microtime(true) + 60;
        do {
            self::mass()->work($run->id, 1);
            self::everythingIsDue();
            $run = self::mass()->run($run->id);
        } while ($run->state->isWorkedAt() && microtime(true) < $until);
        self::assertFalse($run->state->isWorkedAt(), 'it came to an end');
        return $run;
    }

    /** What waits for another try is due. */
    protected static function everythingIsDue(): void
    {
        global $wpdb;
        $wpdb->query($wpdb->prepare('UPDATE ' . Tables::batches() . ' SET next_at = %s WHERE next_at > %s', Moment::now(), Moment::now()));
    }

    /** As later requests find what somebody who died at work left: leases and locks have run out. */
    protected static function leasesRunOut(): void
    {
        global $wpdb;
        $wpdb->query($wpdb->prepare('UPDATE ' . Tables::batches() . ' SET lease_until = %s WHERE lease_until IS NOT NULL', Moment::in(-1)));
        $wpdb->query($wpdb->prepare("UPDATE {$wpdb->options} SET option_value = %s WHERE option_name LIKE 'dolisync_lock_%'", (time() - 1) . ':dead'));
    }

    /** @return array<string, mixed> of the products */
    protected static function stage(Run $run): array
    {
        return Services::get()->massSyncProgress()->stages(self::mass()->run($run->id))[0];
    }

    /** @return list<RunRecord> */
    protected static function records(Run $run, RecordKind $kind): array
    {
        return Services::get()->massSyncProgress()->records(self::mass()->run($run->id), $kind, null, 0, 1000);
    }

    /**
     * Asserts that the run did exactly what its preview said.
     */
    protected static function assertAsPreviewed(Run $run): void
    {
        $stage = self::stage($run);
        self::assertSame($stage['preview'], [
            'create' => $stage['created'],
            'change' => $stage['changed'],
            'same' => $stage['same'],
            'skipped' => $stage['skipped'],
            'overwrite' => $stage['overwritten'],
            'failed' => $stage['failed'],
            'total' => $stage['done'],
        ]);
    }

    /** Asserts that the shop has each of Dolibarr's products once, with Dolibarr's values, and associated. */
    protected static function assertShopIsLikeDolibarr(): void
    {
        global $wpdb;
        $ids = array_map('intval', $wpdb->get_col("SELECT ID FROM {$wpdb->posts} WHERE post_type = 'wps-product' AND post_status <> 'auto-draft' ORDER BY ID"));
        $shop = Services::get()->catalogue()->readMany($ids);
        $links = Services::get()->links()->ofMany($ids);
        $records = [];
        foreach (StandIn::products() as $sent) {
            $record = \DoliSync\Dolibarr\ProductRecord::from($sent);
            $records[$record->id] = $record;
        }
        self::assertCount(count($records), $ids, 'none is missing, none is there twice');
        self::assertCount(count($records), $links);
        foreach ($links as $id => $link) {
            $record = $records[$link->dolibarrId];
            self::assertSame($record->withCategories('')->values(), $shop[$id]->values($record->base()));
            self::assertSame($link->dolibarrId, Services::get()->catalogue()->mark($id));
            self::assertSame('synced', $link->verdict->status->value);
        }
        $orphans = $wpdb->get_var("SELECT COUNT(*) FROM {$wpdb->postmeta} m LEFT JOIN {$wpdb->posts} p ON p.ID = m.post_id WHERE p.ID IS NULL");
        self::assertSame('0', (string) $orphans, 'nothing half-written is left');
    }

    /** A worker in a process of its own. */
    protected static function workerCode(Run $run, float $seconds): string
    {
        return "DoliSync\\Services::get()->massSync()->work({$run->id}, {$seconds});";
    }
}
