<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\MassSync\RunState;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** A site with the tables of an earlier version. */
final class TablesTest extends MassSyncCase
{
    public function testColumnsThatNobodyReadsAnyMoreGoAndTheRestStays(): void
    {
        global $wpdb;
        StandIn::reset('large', 16, 3);
        $run = self::previewed();
        $wpdb->query('ALTER TABLE ' . Tables::batches() . ' ADD COLUMN seen int(10) unsigned NOT NULL DEFAULT 0');
        $wpdb->query('ALTER TABLE ' . Tables::runRecords() . ' ADD COLUMN attempts int(10) unsigned NOT NULL DEFAULT 0');
        update_option(Tables::VERSION_OPTION, '4');
        Tables::install();
        self::assertNotContains('seen', $wpdb->get_col('DESCRIBE ' . Tables::batches()));
        self::assertNotContains('attempts', $wpdb->get_col('DESCRIBE ' . Tables::runRecords()));
        self::assertContains('attempts', $wpdb->get_col('DESCRIBE ' . Tables::batches()));
        $run = self::written($run);
        self::assertSame([RunState::Done, 3], [$run->state, self::stage($run)['created']]);
        Tables::install();
        self::assertSame(Tables::VERSION, get_option(Tables::VERSION_OPTION));
    }
}
