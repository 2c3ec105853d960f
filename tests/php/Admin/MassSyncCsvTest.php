<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\Csv;
use DoliSync\Admin\MassSyncCsv;
use DoliSync\MassSync\Run;
use DoliSync\Services;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** A run as a table: everything that became of it, and before it, what would be overwritten. */
final class MassSyncCsvTest extends MassSyncCase
{
    /** @return list<list<string>> */
    private static function csv(Run $run, bool $onlyOverwrites): array
    {
        $stream = fopen('php://memory', 'r+');
        (new MassSyncCsv(Services::get()))->write($stream, $run, $onlyOverwrites);
        rewind($stream);
        self::assertSame(Csv::BYTE_ORDER_MARK, fread($stream, 3));
        $lines = [];
        while (($line = fgetcsv($stream, null, ',', '"', '')) !== false) {
            $lines[] = $line;
        }
        return $lines;
    }

    public function testBeforeItIsWhatWouldBeOverwritten(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => '=1+1']);
        $lines = self::csv(self::previewed(), true);
        self::assertSame(
            [['Products', 'Change in WPshop overwritten', 'Mug bleu', (string) $id, (string) $dolibarrId, 'Title', "'=1+1", 'Mug bleu', '']],
            array_slice($lines, 1)
        );
    }

    public function testAfterItIsEverythingThatBecameOfIt(): void
    {
        StandIn::reset('large', 16, 320);
        [, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['price' => '14', 'price_base_type' => 'HT']);
        StandIn::settings(['garbled_products' => [5]]);
        $run = self::written(self::previewed());
        $lines = array_slice(self::csv($run, false), 1);
        $of = static fn (string $what): array => array_values(array_filter($lines, static fn (array $line): bool => $line[1] === $what));
        self::assertCount(319, array_unique(array_column($of('Created in WPshop'), 4)));
        self::assertSame(['Price', '12.5', '14'], array_slice($of('Synchronized')[0], 5, 3));
        self::assertSame('5', $of('Failed')[0][4]);
        self::assertStringContainsString('cannot be understood', $of('Failed')[0][8]);
    }

    public function testTheAddressesAreForThisPersonAlone(): void
    {
        parse_str((string) parse_url(MassSyncCsv::reportUrl(7), PHP_URL_QUERY), $arguments);
        self::assertSame([MassSyncCsv::ACTION, '7', 'report'], [$arguments['action'], $arguments['run'], $arguments['what']]);
        self::assertSame(1, wp_verify_nonce($arguments['_wpnonce'], MassSyncCsv::ACTION));
    }
}
