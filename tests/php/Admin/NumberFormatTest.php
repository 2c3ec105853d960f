<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\Csv;
use DoliSync\Admin\FieldWords;
use DoliSync\Admin\Language;
use DoliSync\Admin\Price;
use DoliSync\Admin\StatusWords;
use DoliSync\Admin\TimeSpan;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Tests\Support\SiteCase;

/**
 * Numbers, prices and times in the language of the user, also on a site without WordPress's own pack of it.
 */
final class NumberFormatTest extends SiteCase
{
    private static function speak(string $locale): void
    {
        add_filter('pre_determine_locale', static fn (): string => $locale);
        unload_textdomain('dolisync', true);
        load_plugin_textdomain('dolisync', false, 'dolisync/languages');
    }

    public function testFrenchWithoutWordPressesOwnPack(): void
    {
        self::speak('fr_FR');
        try {
            self::assertFalse(is_textdomain_loaded('default'));
            self::assertSame("1\u{202f}234\u{202f}567", number_format_i18n(1234567));
            self::assertSame('12,5', number_format_i18n(12.5, 1));
            self::assertSame("1\u{202f}234,50\u{a0}€", Price::shown('1234.5'));
            self::assertSame("0,35\u{a0}kg", FieldWords::value('weight', '0.35', PriceBase::WithoutTax));
            self::assertSame(
                wp_date('d/m/Y H:i', strtotime('2026-11-24T20:00:00Z')),
                StatusWords::dateTime('2026-11-24T20:00:00.123Z')
            );
            // «singulier jusqu’à 1,5»: French counts otherwise than English.
            self::assertSame(['1 seconde', '59 secondes', '1 minute', '5 minutes'], array_map(TimeSpan::words(...), [0, 59, 60, 300]));
            self::assertSame(['1 heure', '5 heures', '1 jour', '45 jours'], array_map(TimeSpan::words(...), [3599, 5 * 3600, 86399, 45 * 86400]));
            $stream = fopen('php://memory', 'w+');
            Csv::line($stream, ['1', '12.5']);
            rewind($stream);
            self::assertSame("1;12.5\r\n", stream_get_contents($stream));
        } finally {
            remove_all_filters('pre_determine_locale');
            unload_textdomain('dolisync', true);
        }
    }

    public function testEnglishIsAsItWas(): void
    {
        self::assertSame('1,234,567', number_format_i18n(1234567));
        self::assertSame('12.50', number_format_i18n(12.5, 2));
        self::assertSame(['1 second', '59 minutes', '1 hour', '23 hours', '1,000 days'], array_map(TimeSpan::words(...), [-3, 3569, 3570, 84599, 1000 * 86400]));
    }

    public function testWhatWordPressesPackSaysComesFirst(): void
    {
        $before = $GLOBALS['wp_locale']->number_format;
        $GLOBALS['wp_locale']->number_format = ['thousands_sep' => '&#8217;', 'decimal_point' => ','];
        try {
            self::assertSame('1’234’567', number_format_i18n(1234567));
        } finally {
            $GLOBALS['wp_locale']->number_format = $before;
        }
    }

    public function testEnglishWordsOnAPageInAnotherLanguageSayThatTheyAreEnglish(): void
    {
        self::assertSame('', Language::attribute());
        try {
            self::speak('de_DE');
            self::assertSame(' lang="en"', Language::attribute());
            self::speak('fr_FR');
            self::assertSame('', Language::attribute());
        } finally {
            remove_all_filters('pre_determine_locale');
            unload_textdomain('dolisync', true);
        }
    }
}
