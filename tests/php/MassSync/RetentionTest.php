<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Automation\Schedule;
use DoliSync\MassSync\Run;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\MassSyncCase;

/** Reports of old runs go with the journal, without which they could not be undone. */
final class RetentionTest extends MassSyncCase
{
    protected function tearDown(): void
    {
        delete_option(JournalSearch::RETENTION_OPTION);
        parent::tearDown();
    }

    /** A run that ended before so many days. */
    private static function runOf(int $daysAgo): Run
    {
        global $wpdb;
        self::mugInDolibarr(['ref' => "OLD$daysAgo", 'barcode' => '']);
        $run = self::written(self::previewed());
        $wpdb->update(Tables::runs(), ['ended_at' => gmdate('Y-m-d\TH:i:s.000\Z', time() - $daysAgo * DAY_IN_SECONDS)], ['id' => $run->id]);
        return $run;
    }

    /** @return list<int> */
    private static function left(string $table, string $column): array
    {
        global $wpdb;
        return array_map('intval', $wpdb->get_col("SELECT DISTINCT {$column} FROM {$table} ORDER BY {$column}"));
    }

    public function testOldRunsGoWithEverythingOfThemOnceADay(): void
    {
        self::linkedMug();
        [$old, $young, $last] = [self::runOf(40), self::runOf(20), self::runOf(50)];
        update_option(JournalSearch::RETENTION_OPTION, 0);
        self::assertSame(0, self::mass()->purge(), 'for ever');
        update_option(JournalSearch::RETENTION_OPTION, 30);
        Schedule::daily();
        // The last one is what the dashboard shows, however old it is.
        self::assertSame([$young->id, $last->id], self::left(Tables::runs(), 'id'));
        self::assertNotContains($old->id, self::left(Tables::batches(), 'run_id'));
        self::assertContains($young->id, self::left(Tables::batches(), 'run_id'));
        self::assertSame($last->id, self::mass()->current()?->id);
    }

    public function testARunUnderWayStays(): void
    {
        global $wpdb;
        $run = self::previewed();
        $wpdb->update(Tables::runs(), ['created_at' => '2020-01-01T00:00:00.000Z'], ['id' => $run->id]);
        self::assertSame(0, self::mass()->purge());
        self::assertSame($run->id, self::mass()->current()?->id);
    }
}
