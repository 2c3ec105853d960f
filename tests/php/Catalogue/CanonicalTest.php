<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\Canonical;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Services;
use DoliSync\Tests\Support\SiteCase;

/** What a side changes by merely saving is the same value. */
final class CanonicalTest extends SiteCase
{
    private const HTML = [
        '', 'Plain', "a\r\nb\rc\n", "  spaces \t\nat the ends  ", '<p>En grès &amp; bois</p>', '<p>En gr&egrave;s &#38; bois</p>',
        'a & b', 'a &lt; b', '5 < 6', '"quotes" and \'others\' &quot;&#039;', '<br><br/><br />', 'back\\slash \\" \\\\ \\n',
        "a\n<script>alert(1)</script><p onclick=x>hi</p>", '<iframe src="https://example.com"></iframe>x', '<a href="javascript:x">y</a>',
        '<a href="https://example.com/?a=1&b=2" target="_blank">y</a>', '<img src="x.png" alt="a &quot;b&quot;" />', '😀 ✓', "\u{a0}nbsp&nbsp;",
        '<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->', '<p>unclosed', '<P STYLE="color:red">x</P>', '&euro; &hellip; &unknown; &#8364;', '<ul><li>x</ul>',
        '<table><tr><td>1</td></tr></table>', '[shortcode a="b"]', '%s %d %1$s', '<p>&amp;lt;b&amp;gt;</p>', '<strong>x</strong> ', 'x<',
    ];

    /** Whoever saves it, WordPress gives back what Dolibarr had. */
    public function testADescriptionFromDolibarrIsTheSameOnceWordPressHasIt(): void
    {
        foreach ($this->authors() as $who => $user) {
            wp_set_current_user($user);
            kses_init();
            foreach (self::HTML as $html) {
                $canonical = Canonical::html($html);
                $id = self::product(['title' => 'Mug']);
                Services::get()->catalogue()->write($id, ['description' => $canonical], PriceBase::WithoutTax);
                self::assertSame($canonical, Services::get()->catalogue()->read($id)->values(PriceBase::WithoutTax)['description'], "$who: $html");
                self::assertSame($canonical, Canonical::html($canonical), "twice: $html");
            }
        }
        kses_remove_filters();
    }

    public function testATitleFromDolibarrIsTheSameOnceWordPressHasIt(): void
    {
        $titles = [
            'Mug', "L'été", 'A & B', 'A &amp; B', '&lt;b&gt;', '<b>bold</b> & "q" é ✓ 😀', '<img src=x onerror="alert(1)">"\'</script><b>x', '50 %', 'back\\slash',
            '&amp;lt;', '5 < 6 > 4', "two\nlines", '  spaces  ', '%s', '&copy &copy;', 'a&b;c',
        ];
        foreach ($this->authors() as $who => $user) {
            wp_set_current_user($user);
            kses_init();
            foreach ($titles as $title) {
                $canonical = Canonical::title($title);
                $id = self::product(['title' => 'Mug']);
                Services::get()->catalogue()->write($id, ['title' => $canonical], PriceBase::WithoutTax);
                self::assertSame($canonical, Services::get()->catalogue()->read($id)->title(), "$who: $title");
                self::assertStringNotContainsString('<', get_post($id)->post_title, "$who: $title");
            }
        }
        kses_remove_filters();
    }

    /**
     * @dataProvider alike
     */
    public function testWritesTheSameInOneWay(string $one, string $other): void
    {
        self::assertSame(Canonical::html($one), Canonical::html($other));
    }

    /** @return list<array{string, string}> */
    public function alike(): array
    {
        return [
            ["a\r\nb", "a\nb"], ['a ', 'a'], ["a  \nb", "a\nb"], ['gr&egrave;s', 'grès'], ['&#232;', 'è'], ['a & b', 'a &amp; b'], ['<br />', '<br>'],
            ['<br/>', '<br>'], ['&quot;a&quot;', '"a"'], ['<p onclick="x">a</p>', '<p>a</p>'], ['&nbsp;a', "\u{a0}a"],
            ['<a href="https://x.example" target="_blank" rel="noopener nofollow">a</a>', '<a href="https://x.example" target="_blank" rel="nofollow">a</a>'],
        ];
    }

    public function testWhatDiffersStaysDifferent(): void
    {
        self::assertNotSame(Canonical::html('a &lt; b'), Canonical::html('a < b>'));
        self::assertNotSame(Canonical::html('<p>a</p>'), Canonical::html('a'));
        self::assertNotSame(Canonical::html('&amp;lt;'), Canonical::html('&lt;'));
        self::assertNotSame(Canonical::title('Mug'), Canonical::title('mug'));
    }

    public function testNumbers(): void
    {
        self::assertSame(['200', '0', '0', '12.34568'], array_map(Canonical::amount(...), ['200.00000000', null, 'abc', '12.34568000']));
        self::assertSame(['', '', '', '0.35'], array_map(Canonical::measure(...), ['0.00', null, 'x', '0.350']));
    }

    /** @return array<string, int> */
    private function authors(): array
    {
        return ['administrator' => get_current_user_id(), 'nobody, as in a scheduled task' => 0];
    }

    public function testTextWithoutTagsIsWhatTheFilterMakesOfIt(): void
    {
        foreach (["Mug « été » 30 cl", "a\x01b\x00c", "l'été \u{1F600} \"x\"", "a\tb \n c  ", 'javascript:alert(1)', 'a\\0b', '50 %', ''] as $text) {
            $filtered = trim((string) preg_replace('/[ \t]+(\n|$)/', '$1', wp_kses_post($text)));
            self::assertSame($filtered, Canonical::html($text), json_encode($text));
        }
    }
}
