<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\Csv;
use DoliSync\Admin\JournalCsv;
use DoliSync\Admin\JournalPage;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Services;
use DoliSync\Sync\Changes;
use DoliSync\Sync\JournalFilter;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\StandIn;

/**
 * The journal: what it shows, filters, takes back and gives away as a table.
 */
final class JournalPageTest extends ListPageCase
{
    private const EVIL = '=HYPERLINK("http://evil.example")<script>alert(1)</script>';

    /**
     * @param array<string, string> $entry columns of the table
     * @return int its id
     */
    private static function entry(int $product, string $action = 'sync', array $entry = [], ?Changes $changes = null): int
    {
        $journal = Services::get()->journal();
        $changes ??= new Changes([['key' => 'price', 'before' => '12', 'after' => '14']]);
        $id = $journal->begin($action, $product, 68, PriceBase::WithoutTax, $changes, ['link' => null]);
        $journal->end($id, 68, PriceBase::WithoutTax, $changes, []);
        if ($entry !== []) {
            $GLOBALS['wpdb']->update(Tables::journal(), $entry, ['id' => $id]);
        }
        return $id;
    }

    /** An associated pair whose price a person took over from the shop. @return array{int, int, int} both ids, entry */
    private static function synchronized(): array
    {
        $id = self::product(['title' => 'Mug', 'reference' => 'MUG', 'price' => '12', 'vat_rate' => '20']);
        $dolibarrId = StandIn::create(['ref' => 'MUG', 'label' => 'Mug', 'price' => '12']);
        Services::get()->links()->put($id, $dolibarrId, null);
        Services::get()->catalogue()->write($id, ['price' => '14'], PriceBase::WithoutTax);
        $seen = Services::get()->comparisons()->read($id);
        $done = Services::get()->synchronizer()->sync($id, $seen->revisions(), array_fill_keys(
            ['title', 'reference', 'barcode', 'description', 'price', 'vat_rate', 'type', 'on_sale', 'weight', 'length', 'width', 'height'],
            'wpshop'
        ));
        return [$id, $dolibarrId, (int) $done->jsonSerialize()['journal_id']];
    }

    public function testAnEmptyJournalSaysWhatWillBeHere(): void
    {
        $html = self::open(JournalPage::class);
        self::assertStringContainsString('Nothing was written yet.', $html);
        self::assertStringContainsString('Entries are kept for 365 days.', $html);
        self::assertStringContainsString('Nothing that was written fits this filter.', self::open(JournalPage::class, ['done' => 'sync']));
    }

    public function testItShowsWhoWhenWhatAndBothValues(): void
    {
        self::entry(self::product(['title' => 'Mug bleu']));
        $html = self::open(JournalPage::class);
        foreach (['Mug bleu', 'Synchronized', 'by ' . wp_get_current_user()->user_login, 'Price', '12.00', '14.00', '#Doli : 68', '<time datetime="20'] as $part) {
            self::assertStringContainsString($part, $html, $part);
        }
    }

    public function testWhatComesFromOutsideIsEscaped(): void
    {
        $id = self::product(['title' => '<script>alert(1)</script>']);
        self::entry($id, 'sync', [], new Changes([['key' => 'title', 'before' => '<b onclick=x>', 'after' => '"><script>alert(2)</script>']]));
        $html = self::open(JournalPage::class, ['s' => '"><script>alert(3)</script>', 'from' => '"><script>', 'done' => '<script>']);
        self::assertStringNotContainsString('<script>', $html);
        self::assertStringNotContainsString('<script>', self::open(JournalPage::class));
        self::assertStringNotContainsString('<b onclick', self::open(JournalPage::class));
    }

    /** @return iterable<string, array{array<string, mixed>, list<string>}> */
    public function filters(): iterable
    {
        yield 'none' => [[], ['created', 'old', 'webhook', 'mug']];
        yield 'what was done' => [['done' => 'create'], ['created']];
        yield 'cause' => [['source' => 'webhook'], ['webhook']];
        yield 'until' => [['to' => '2026-01-31'], ['old']];
        yield 'from' => [['from' => '2026-02-01'], ['created', 'webhook', 'mug']];
        yield 'one day' => [['from' => '2026-01-31', 'to' => '2026-01-31'], ['old']];
        yield 'a title' => [['s' => 'théière'], ['old']];
        yield 'a reference' => [['s' => 'REF-W'], ['webhook']];
        yield 'nothing fits' => [['s' => 'nowhere'], []];
        yield 'nonsense asks for nothing special' => [
            ['done' => 'x', 'source' => ['y'], 'from' => '2026-13-45', 'to' => 'today', 'product' => '-3'],
            ['created', 'old', 'webhook', 'mug'],
        ];
    }

    /**
     * @dataProvider filters
     * @param array<string, mixed> $asked
     * @param list<string> $shown
     */
    public function testItIsFiltered(array $asked, array $shown): void
    {
        $entries = [
            'created' => self::entry(self::product(['title' => 'Bol']), 'create'),
            // 23:30 in Paris, where the site is, on the last day of January.
            'old' => self::entry(self::product(['title' => 'Théière']), 'sync', ['at' => '2026-01-31T22:30:00.000Z']),
            'webhook' => self::entry(self::product(['title' => 'Savon', 'reference' => 'REF-W']), 'sync', ['source' => 'webhook']),
            'mug' => self::entry(self::product(['title' => 'Mug'])),
        ];
        $page = Services::get()->journalSearch()->page($this->filter($asked), 1, 20);
        $found = array_map(static fn ($entry): int => $entry->id, $page['entries']);
        $expected = array_map(static fn (string $name): int => $entries[$name], $shown);
        sort($found);
        sort($expected);
        self::assertSame($expected, $found);
        self::assertSame(count($expected), $page['total']);
        self::open(JournalPage::class, $asked);
    }

    /** @param array<string, mixed> $asked */
    private function filter(array $asked): JournalFilter
    {
        return JournalFilter::of([
            'action' => $asked['done'] ?? '', 'search' => $asked['s'] ?? '',
        ] + $asked);
    }

    public function testAProductThatIsGoneIsFoundByItsNumberOnEitherSide(): void
    {
        $entry = self::entry(987654);
        foreach (['987654', '#987654', '68'] as $search) {
            $found = Services::get()->journalSearch()->page(JournalFilter::of(['search' => $search]), 1, 20)['entries'];
            self::assertSame([$entry], array_map(static fn ($one): int => $one->id, $found), $search);
        }
        self::assertStringContainsString('no longer in the shop', self::open(JournalPage::class));
    }

    public function testThePreviousValuesAreRestored(): void
    {
        [$id, $dolibarrId, $entry] = self::synchronized();
        self::assertSame('14', (string) (float) StandIn::product($dolibarrId)['price']);
        $html = self::send(JournalPage::class, ['dolisync_do' => "undo:$entry"]);
        self::assertStringContainsString('The previous values were restored (1 entry).', $html);
        self::assertSame('12', (string) (float) StandIn::product($dolibarrId)['price']);
        self::assertStringContainsString('Previous values restored', $html);
        // Once more: a plain sentence, and nothing is written.
        StandIn::forgetCalls();
        $html = self::send(JournalPage::class, ['action' => 'undo', 'rows' => [(string) $entry]]);
        self::assertStringContainsString('Mug: The previous values were restored already.', $html);
        self::assertSame([], StandIn::writes());
    }

    public function testWhatChangedSinceIsNotOverwritten(): void
    {
        [, $dolibarrId, $entry] = self::synchronized();
        StandIn::change($dolibarrId, ['price' => '15']);
        StandIn::forgetCalls();
        $html = self::send(JournalPage::class, ['action2' => 'undo', 'action' => '-1', 'rows' => [(string) $entry]]);
        self::assertMatchesRegularExpression('/notice-error[^>]*><p>Mug: The product changed/', $html);
        self::assertSame([], StandIn::writes());
    }

    public function testAForgedFormAndAPersonWhoMayNotAreRefused(): void
    {
        [, , $entry] = self::synchronized();
        self::assertRefused(static fn () => self::send(JournalPage::class, ['dolisync_do' => "undo:$entry"], 'forged'));
        $this->logIn('editor');
        self::assertRefused(static fn () => self::send(JournalPage::class, ['dolisync_do' => "undo:$entry"]));
        self::assertRefused(static fn () => self::open(JournalPage::class, ['export' => 'csv', '_wpnonce' => wp_create_nonce('bulk-dolisync-journal')]));
        $this->logIn('administrator');
        self::assertRefused(static fn () => self::open(JournalPage::class, ['export' => 'csv', '_wpnonce' => 'forged']));
        self::assertRefused(static fn () => self::open(JournalPage::class, ['export' => 'csv']));
    }

    public function testNonsenseInTheFormDoesNothing(): void
    {
        [, , $entry] = self::synchronized();
        $before = self::everything();
        foreach (
            [
                ['dolisync_do' => 'undo:' . $entry . ' OR 1=1'], ['dolisync_do' => ['undo:1']], ['dolisync_do' => 'drop:1'],
                ['action' => 'undo', 'rows' => [['1']]], ['action' => 'undo', 'rows' => 'x y'], ['action' => ['undo'], 'rows' => ['1']],
                ['action' => 'delete', 'rows' => [(string) $entry]], ['action' => 'undo'], [],
            ] as $sent
        ) {
            self::send(JournalPage::class, $sent);
            self::assertEquals($before, self::everything(), (string) wp_json_encode($sent));
        }
        self::assertStringContainsString('The journal has no such entry.', self::send(JournalPage::class, ['dolisync_do' => 'undo:999999999']));
        self::assertStringContainsString('Choose at least one row first.', self::send(JournalPage::class, ['action' => 'undo']));
    }

    public function testTheFilterStaysAfterAForm(): void
    {
        $html = self::send(JournalPage::class, ['dolisync_do' => 'undo:999999999'], null, ['done' => 'sync', 's' => "l'été 50 %"]);
        self::assertStringContainsString('value="' . esc_attr("l'été 50 %") . '"', $html);
        self::assertMatchesRegularExpression('/value="sync"\s+selected/', $html);
    }

    public function testLookingAsksDolibarrNothingAndWritesNothing(): void
    {
        self::synchronized();
        StandIn::forgetCalls();
        $before = self::everything();
        self::open(JournalPage::class, ['s' => 'mug']);
        self::open(JournalPage::class);
        self::assertEquals($before, self::everything());
        self::assertSame([], $this->dolibarrCalls());
    }

    /** @return list<list<string>> */
    private static function csv(JournalFilter $filter, string $separator = ','): array
    {
        $stream = fopen('php://memory', 'w+');
        (new JournalCsv(Services::get()))->write($stream, Services::get()->journalSearch()->each($filter));
        rewind($stream);
        $text = stream_get_contents($stream);
        self::assertStringStartsWith("\xEF\xBB\xBF", $text);
        $lines = [];
        rewind($stream);
        fread($stream, 3);
        while (($line = fgetcsv($stream, null, $separator, '"', '')) !== false) {
            $lines[] = $line;
        }
        return $lines;
    }

    public function testTheExportHoldsEachValueOnALineOfItsOwn(): void
    {
        $id = self::product(['title' => 'Théière; "rouge", 50 %']);
        self::entry($id, 'sync', [], new Changes(
            [['key' => 'price', 'before' => '-1.5', 'after' => '14']],
            [['key' => 'description', 'before' => '', 'after' => "a\nb"], ['key' => 'title', 'before' => 'x', 'after' => self::EVIL]]
        ));
        self::entry(self::product(['title' => '@SUM(A1)']), 'unlink', [], new Changes());
        $lines = self::csv(JournalFilter::of([]));
        self::assertCount(1 + 1 + 3, $lines);
        self::assertCount(1, array_unique(array_map('count', $lines)));
        self::assertSame("'@SUM(A1)", $lines[1][5]);
        self::assertSame(['Théière; "rouge", 50 %', (string) $id, '68', 'WPshop', 'Price', '-1.5', '14'], array_slice($lines[2], 5, 7));
        self::assertSame(['Dolibarr', 'Description', '', "a\nb"], array_slice($lines[3], 8, 4));
        self::assertSame("'" . self::EVIL, $lines[4][11]);
        self::assertCount(1 + 1, self::csv(JournalFilter::of(['action' => 'unlink'])));
    }

    public function testTheExportTakesAllPages(): void
    {
        $id = self::product(['title' => 'Mug']);
        for ($made = 0; $made < 450; $made++) {
            self::entry($id);
        }
        $lines = self::csv(JournalFilter::of(['product' => (string) $id]));
        self::assertCount(451, array_unique(array_column($lines, 0)));
    }

    /** @return iterable<string, array{string, string}> */
    public function cells(): iterable
    {
        foreach (['=1+1', '+1+1', '-1+1', '@A1', ' =1+1', '＝1+1', "\t1", "\n1"] as $formula) {
            yield json_encode($formula, JSON_INVALID_UTF8_SUBSTITUTE) => [$formula, "'" . $formula];
        }
        // Read by a spreadsheet that ends a cell where this table does not.
        yield 'not UTF-8' => ["=\xff", "'=?"];
        foreach (["\t=1" => "'\t'=1", "\r=1" => "'\r'=1", "\n@A" => "'\n'@A", 'Mug;=1+1' => "Mug;'=1+1", 'Mug, @A1' => "Mug, '@A1", "Mug\n=1+1" => "Mug\n'=1+1", "a;-2+cmd|' /C calc'!A0" => "a;'-2+cmd|' /C calc'!A0", "a\t+SUM(A1)" => "a\t'+SUM(A1)"] as $text => $cell) {
            yield json_encode($text) => [$text, $cell];
        }
        foreach (['Red, -20 %', 'a; b', '2 = 1 + 1', 'a@b.example, c@d.example'] as $text) {
            yield json_encode($text) => [$text, $text];
        }
        foreach (['', 'Mug', '12.5', '-12.5', '+3', '-12,5', 'a=b', '50 %', '2026-11-24 20:00:00'] as $plain) {
            yield $plain => [$plain, $plain];
        }
    }

    /** @dataProvider cells */
    public function testNoCellIsAFormula(string $value, string $cell): void
    {
        self::assertSame($cell, Csv::cell($value));
    }

    public function testWhatIsOlderThanTheSiteKeepsGoes(): void
    {
        $id = self::product(['title' => 'Mug']);
        $old = ['at' => gmdate('Y-m-d\TH:i:s.000\Z', time() - 40 * DAY_IN_SECONDS)];
        $kept = [
            self::entry($id),
            self::entry($id, 'create', $old + ['state' => 'begun']),
            self::entry($id, 'unlink', $old),
        ];
        self::entry($id, 'sync', $old);
        self::entry($id, 'sync', $old + ['state' => 'abandoned']);
        $search = Services::get()->journalSearch();
        update_option('dolisync_retention_days', 0);
        self::assertSame(0, $search->purge());
        update_option('dolisync_retention_days', 30);
        self::assertSame(2, $search->purge());
        delete_option('dolisync_retention_days');
        self::assertSame($kept, array_map('intval', $GLOBALS['wpdb']->get_col('SELECT id FROM ' . Tables::journal() . ' ORDER BY id')));
    }

    public function testAnInterruptedWriteIsNamed(): void
    {
        self::entry(self::product(['title' => 'Mug']), 'sync', ['state' => 'begun', 'at' => '2026-01-31T22:30:00.000Z']);
        self::assertStringContainsString('Interrupted:', self::open(JournalPage::class));
    }
}
