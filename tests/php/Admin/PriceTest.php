<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\Price;
use PHPUnit\Framework\TestCase;

/**
 * Prices are shown exactly, in the way of the user's language, as the panel does beside them.
 */
final class PriceTest extends TestCase
{
    /** @return iterable<array{string, string, string}> decimal, in English, in French */
    public function prices(): iterable
    {
        yield ['0', '€0.00', "0,00\u{a0}€"];
        yield ['12.5', '€12.50', "12,50\u{a0}€"];
        yield ['12.34568', '€12.34568', "12,34568\u{a0}€"];
        yield ['999', '€999.00', "999,00\u{a0}€"];
        yield ['1234567.1', '€1,234,567.10', "1\u{202f}234\u{202f}567,10\u{a0}€"];
        yield ['-1000', '-€1,000.00', "-1\u{202f}000,00\u{a0}€"];
        yield ['1 234,50 €', '1 234,50 €', '1 234,50 €'];
        yield ['-0.5', '-€0.50', "-0,50\u{a0}€"];
        yield ['90071992547409931.25', '€90,071,992,547,409,931.25', "90\u{202f}071\u{202f}992\u{202f}547\u{202f}409\u{202f}931,25\u{a0}€"];
    }

    /** @dataProvider prices */
    public function testItIsShownAsTheLanguageWritesIt(string $decimal, string $english, string $french): void
    {
        self::assertSame($english, Price::shown($decimal));
        // Without WordPress's French pack, which the numbers of the page would come from.
        $inFrench = static fn (): string => 'fr_FR';
        add_filter('locale', $inFrench);
        try {
            self::assertSame($french, Price::shown($decimal));
        } finally {
            remove_filter('locale', $inFrench);
        }
    }

    public function testTheCurrencyIsTheSites(): void
    {
        $francs = static fn (): string => 'CHF';
        add_filter('dolisync_currency', $francs);
        self::assertSame("CHF\u{a0}5.00", Price::shown('5'));
        remove_filter('dolisync_currency', $francs);
    }

    public function testAServerWithoutIntlWritesThemAsWordPressDoes(): void
    {
        $shown = \Closure::bind(static fn (string $whole, string $fraction): string => self::asWordPress($whole, $fraction), null, Price::class);
        self::assertSame("-1,234,567.10\u{a0}€", $shown('-1234567', '10'));
    }
}
