<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\Language;
use PHPUnit\Framework\TestCase;

/** @group plain */
final class LanguageTest extends TestCase
{
    /** @return iterable<array{string, string}> WordPress's locale, the browser's */
    public function locales(): iterable
    {
        yield ['en_US', 'en-US'];
        yield ['fr_FR', 'fr-FR'];
        yield ['ca', 'ca'];
        yield ['ckb', 'ckb'];
        yield ['de_CH_informal', 'de-CH'];
        yield ['de_DE_formal', 'de-DE'];
        yield ['pt_PT_ao90', 'pt-PT'];
        yield ['ca_valencia', 'ca'];
        yield ['', 'en-US'];
        yield ['<script>', 'en-US'];
    }

    /** @dataProvider locales */
    public function testTheLocaleIsOneThatBrowsersTake(string $locale, string $tag): void
    {
        self::assertSame($tag, Language::tag($locale));
    }
}
