<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\ProductCell;
use DoliSync\Problem;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Row;
use DoliSync\Sync\Status;
use PHPUnit\Framework\TestCase;

/**
 * The cell that PHP prints is the one that the panel draws, and shows any title as text.
 */
final class ProductCellTest extends TestCase
{
    private const CHECKED = '2026-11-24T20:00:00.123Z';

    private static function document(Row $row, bool $configured = true): \DOMXPath
    {
        $document = new \DOMDocument();
        $errors = libxml_use_internal_errors(true);
        $document->loadHTML('<?xml encoding="utf-8"?><body>' . ProductCell::html($row, $configured) . '</body>');
        libxml_use_internal_errors($errors);
        return new \DOMXPath($document);
    }

    private static function text(\DOMXPath $page, string $query): string
    {
        return (string) $page->evaluate("string($query)");
    }

    public function testTheMarkupIsThePanels(): void
    {
        $row = new Row(59, 'Mug', Status::Synced, null, [], 68, 'https://erp.example.com/product/card.php?id=68', null);
        $html = ProductCell::html($row, true);
        self::assertStringEndsWith(
            '<span class="dolisync-ids"><span class="dolisync-id">#WP : 59</span> '
            . '<a class="dolisync-id" href="https://erp.example.com/product/card.php?id=68" target="_blank" rel="noopener">#Doli : 68</a></span>'
            . '<button type="button" class="button dolisync-button" aria-haspopup="dialog" aria-label="See the versions: Mug">See the versions</button>'
            . '<span class="dolisync-status dolisync-status--synced" title="WPshop and Dolibarr hold the same data.">'
            . '<span class="dolisync-status__dot" aria-hidden="true"></span><span class="dolisync-status__words">Synchronized</span>'
            . '<span class="screen-reader-text">WPshop and Dolibarr hold the same data.</span></span></div>',
            $html
        );
    }

    /** @return iterable<string, array{Row, string, string, string}> */
    public function rows(): iterable
    {
        $down = Problem::named('dolisync_dolibarr_timeout', 'Dolibarr does not answer.', 'retry', 504);
        yield 'synced' => [
            new Row(1, 'Mug', Status::Synced, null, [], 2, null, self::CHECKED),
            'Synchronized', 'See the versions', 'WPshop and Dolibarr hold the same data. Checked: ',
        ];
        yield 'differs' => [
            new Row(1, 'Mug', Status::OutOfSync, Reason::Differs, ['title', 'vat_rate'], 2),
            'Out of sync', 'Synchronize…', 'Different: title, VAT rate.',
        ];
        yield 'conflict' => [
            new Row(1, 'Mug', Status::OutOfSync, Reason::Conflict, ['price'], 2),
            'Out of sync', 'Synchronize…', 'Changed on both sides. Different: price.',
        ];
        yield 'refused' => [
            new Row(1, 'Mug', Status::OutOfSync, Reason::Refused, ['price'], 2),
            'Out of sync', 'Synchronize…', 'Dolibarr did not apply: price.',
        ];
        yield 'pending' => [
            new Row(1, 'Mug', Status::OutOfSync, Reason::Pending, ['price'], 2, null, null, null, null, '2999-11-24T20:00:00.123Z'),
            'Waiting', 'Synchronize…', 'Waiting to be sent; DoliSync tries again by itself. Next try: 2999/11/24 ',
        ];
        yield 'pending, due' => [
            new Row(1, 'Mug', Status::OutOfSync, Reason::Pending, ['price'], 2, null, self::CHECKED, null, null, '2020-11-24T20:00:00.123Z'),
            'Waiting', 'Synchronize…', 'Waiting to be sent; DoliSync tries again by itself. Checked: ',
        ];
        yield 'gone in WPshop' => [
            new Row(1, 'Mug', Status::OutOfSync, Reason::GoneInWpshop, [], 2),
            'Out of sync', 'Synchronize…', 'The associated product no longer exists in WPshop.',
        ];
        yield 'probable match' => [
            new Row(1, 'Mug', Status::Unlinked, Reason::ProbableMatch),
            'Not associated', 'Associate and synchronize', 'Dolibarr has a product that looks like this one.',
        ];
        yield 'gone' => [
            new Row(1, 'Mug', Status::OutOfSync, Reason::GoneInDolibarr, [], 2),
            'Out of sync', 'Synchronize…', 'The associated product no longer exists in Dolibarr.',
        ];
        yield 'unlinked' => [
            new Row(1, 'Mug', Status::Unlinked),
            'Not associated', 'Associate and synchronize', 'Not associated with a Dolibarr product yet.',
        ];
        yield 'unknown, known before' => [
            new Row(1, 'Mug', Status::Unknown, null, [], 2, null, self::CHECKED, ['status' => 'synced', 'fields' => []], $down),
            'To check', 'Check again', 'Dolibarr does not answer. Last known: Synchronized (',
        ];
        yield 'never checked' => [
            new Row(1, 'Mug', Status::Unknown, null, [], 2),
            'To check', 'Check again', 'The status is not known yet.',
        ];
    }

    /** @dataProvider rows */
    public function testEachStatusHasItsWordsAndItsReason(Row $row, string $words, string $button, string $reason): void
    {
        $page = self::document($row);
        self::assertSame($words, self::text($page, '//*[@class="dolisync-status__words"]'));
        self::assertSame($button, self::text($page, '//button'));
        self::assertStringStartsWith($reason, self::text($page, '//*[@class="screen-reader-text"]'));
        self::assertStringStartsWith($reason, self::text($page, '//*[contains(@class, "dolisync-status--")]/@title'));
        self::assertStringContainsString('dolisync-status--' . $row->status->value, self::text($page, '//span[@title]/@class'));
        self::assertSame($row->status === Status::Unknown ? '' : 'dialog', self::text($page, '//button/@aria-haspopup'));
    }

    public function testATimeIsInTheSitesTimeZone(): void
    {
        $paris = static fn (): string => 'Europe/Paris';
        add_filter('pre_option_timezone_string', $paris);
        $page = self::document(new Row(1, 'Mug', Status::Synced, null, [], 2, null, self::CHECKED));
        remove_filter('pre_option_timezone_string', $paris);
        self::assertStringEndsWith('Checked: 2026/11/24 9:00 pm.', self::text($page, '//span[@title]/@title'));
    }

    public function testWithoutAConnectionThereIsNoButton(): void
    {
        $page = self::document(new Row(1, 'Mug', Status::Unlinked), false);
        self::assertSame('Not configured', self::text($page, '//*[@class="dolisync-status__words"]'));
        self::assertSame('dolisync-status dolisync-status--unconfigured', self::text($page, '//*[contains(@class, "dolisync-status ")]/@class'));
        self::assertSame(0, $page->query('//button')->length);
    }

    /** @return iterable<array{string}> */
    public function titles(): iterable
    {
        yield ['<img src=x onerror="alert(1)">"\'</script><b>x'];
        yield ['</div><script>alert(1)</script>'];
        yield ['50 % & more &amp; "quoted" &#039; ‘l’été’'];
        yield ["' onmouseover='alert(1)"];
        yield ["new\nline\ttab \u{2028} é 😀"];
    }

    /** @dataProvider titles */
    public function testATitleIsTextToTheLetter(string $title): void
    {
        $row = new Row(1, $title, Status::Unknown, null, ['<i>field</i>'], 2, 'https://erp.example.com/?a=1&b="2"', null, null, Problem::named('x', $title));
        $page = self::document($row);
        self::assertSame(0, $page->query('//script | //img | //b | //i | //@onerror | //@onmouseover')->length);
        self::assertSame(1, $page->query('//body/div')->length);
        self::assertSame('Check again: ' . $title, self::text($page, '//button/@aria-label'));
        self::assertSame($title, self::text($page, '//span[@class="screen-reader-text"]'));
        self::assertSame(
            json_decode((string) json_encode($row), true),
            json_decode(self::text($page, '//div/@data-row'), true)
        );
    }

    public function testALinkThatIsNoAddressIsNotPrinted(): void
    {
        $page = self::document(new Row(1, 'Mug', Status::Synced, null, [], 2, 'javascript:alert(1)'));
        self::assertSame('', self::text($page, '//a/@href'));
    }

    public function testEveryReasonHasASentence(): void
    {
        foreach (Reason::cases() as $reason) {
            self::assertMatchesRegularExpression('/title="[^"]+\.[^"]*"/', ProductCell::html(new Row(1, 'Mug', Status::OutOfSync, $reason, ['price'], 2), true), $reason->value);
        }
    }
}
