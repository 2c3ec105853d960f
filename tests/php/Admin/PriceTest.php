<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\Price;
use PHPUnit\Framework\TestCase;

/**
 * Prices are shown exactly, in the way of the language.
 */
final class PriceTest extends TestCase
{
    /** @return iterable<array{string, string, string}> decimal, in English, in French */
    public function prices(): iterable
    {
        yield ['0', "0.00\u{a0}€", "0,00\u{a0}€"];
        yield ['12.5', "12.50\u{a0}€", "12,50\u{a0}€"];
        yield ['12.34568', "12.34568\u{a0}€", "12,34568\u{a0}€"];
        yield ['999', "999.00\u{a0}€", "999,00\u{a0}€"];
        yield ['1234567.1', "1,234,567.10\u{a0}€", "1\u{a0}234\u{a0}567,10\u{a0}€"];
        yield ['-1000', "-1,000.00\u{a0}€", "-1\u{a0}000,00\u{a0}€"];
        yield ['90071992547409931.25', "90,071,992,547,409,931.25\u{a0}€", "90\u{a0}071\u{a0}992\u{a0}547\u{a0}409\u{a0}931,25\u{a0}€"];
    }

    /** @dataProvider prices */
    public function testItIsShownAsTheLanguageWritesIt(string $decimal, string $english, string $french): void
    {
        global $wp_locale;
        $before = $wp_locale->number_format;
        try {
            $wp_locale->number_format = ['thousands_sep' => ',', 'decimal_point' => '.'];
            self::assertSame($english, Price::shown($decimal));
            // As WordPress's French pack has it.
            $wp_locale->number_format = ['thousands_sep' => '&nbsp;', 'decimal_point' => ','];
            self::assertSame($french, Price::shown($decimal));
        } finally {
            $wp_locale->number_format = $before;
        }
    }

    public function testTheCurrencyIsTheSites(): void
    {
        $francs = static fn (): string => 'CHF';
        add_filter('dolisync_currency', $francs);
        self::assertSame("5.00\u{a0}CHF", Price::shown('5'));
        remove_filter('dolisync_currency', $francs);
    }
}
