<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\WaitingPage;
use DoliSync\Dolibarr\Problems;
use DoliSync\Problem;
use DoliSync\Queue\Entry;
use DoliSync\Services;
use DoliSync\Sync\Policy;

/**
 * What waits: why, until when, and what a person can do about it.
 */
final class WaitingPageTest extends ListPageCase
{
    /** @return array{int, Entry} the product and its entry, which failed once */
    private static function failed(string $title = 'Mug', ?Problem $problem = null): array
    {
        $id = self::product(['title' => $title, 'reference' => 'REF-' . $title]);
        $queue = Services::get()->queue();
        $queue->add("wp:$id", 'edit');
        $queue->later($queue->claim()[0], $problem ?? Problems::timeout());
        return [$id, $queue->ofProducts([$id])[$id]];
    }

    public function testNothingWaits(): void
    {
        self::assertStringContainsString('Nothing waits: what changed was carried over.', self::open(WaitingPage::class));
        self::assertStringContainsString('No product that waits fits this search.', self::open(WaitingPage::class, ['s' => 'x']));
    }

    public function testItSaysWhatWaitsWhyAndUntilWhen(): void
    {
        self::failed();
        Services::get()->queue()->add('doli:4242', 'webhook', 10);
        $html = self::open(WaitingPage::class);
        foreach (['Mug', 'Changed in WPshop', 'Dolibarr did not answer in time.', 'Dolibarr product #4242', 'Changed in Dolibarr', '#Doli : 4242'] as $part) {
            self::assertStringContainsString($part, $html, $part);
        }
        self::assertMatchesRegularExpression('/<time datetime="[^"]+" title="[^"]+">in \d+ (second|min)/', $html);
    }

    public function testWhatComesFromOutsideIsEscaped(): void
    {
        self::failed('<script>alert(1)</script>', Problem::named('dolisync_x', '<script>alert(2)</script>'));
        $html = self::open(WaitingPage::class, ['s' => '"><script>alert(3)</script>']) . self::open(WaitingPage::class);
        self::assertStringNotContainsString('<script>', $html);
        self::assertStringContainsString('&lt;script&gt;alert(2)', $html);
    }

    public function testItIsSearched(): void
    {
        [$mug] = self::failed('Mug');
        [, $bowl] = self::failed('Bol');
        Services::get()->queue()->add('doli:4242', 'poll');
        foreach (['mug' => 'Mug', 'REF-Mug' => 'Mug', (string) $mug => 'Mug', "#$mug" => 'Mug', '4242' => '#4242'] as $search => $found) {
            $html = self::open(WaitingPage::class, ['s' => (string) $search]);
            self::assertStringContainsString($found, $html, (string) $search);
            self::assertStringNotContainsString('value="' . $bowl->id . '"', $html, (string) $search);
        }
    }

    public function testTryingNow(): void
    {
        [, $entry] = self::failed();
        self::assertSame([], Services::get()->queue()->claim());
        $html = self::send(WaitingPage::class, ['dolisync_do' => "retry:{$entry->id}"]);
        self::assertStringContainsString('1 product is tried again within a minute.', $html);
        self::assertCount(1, Services::get()->queue()->claim());
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testDroppingAsksFirst(): void
    {
        [$mug, $one] = self::failed('Mug <i>');
        [, $other] = self::failed('Bol');
        $rows = ['action' => 'drop', 'rows' => [(string) $one->id, (string) $other->id]];
        $before = self::everything();
        $html = self::send(WaitingPage::class, $rows);
        self::assertStringContainsString('Let these products wait no longer?', $html);
        self::assertStringContainsString('Mug &lt;i&gt;', $html);
        self::assertEquals($before, self::everything());
        // The form that it shows is the one that does it.
        self::assertSame(2, preg_match_all('/name="rows\[\]" value="(\d+)"/', $html));
        $html = self::send(WaitingPage::class, $rows + ['dolisync_confirmed' => 'yes']);
        self::assertStringContainsString('2 products no longer wait.', $html);
        self::assertSame(0, Services::get()->queue()->count());
        self::assertSame('Mug <i>', Services::get()->catalogue()->titles([$mug])[$mug]);
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testWhatIsGoneMeanwhileIsAPlainSentence(): void
    {
        foreach ([['dolisync_do' => 'retry:999999'], ['action' => 'drop', 'rows' => ['999999'], 'dolisync_confirmed' => 'yes']] as $sent) {
            self::assertStringContainsString('This is no longer waiting', self::send(WaitingPage::class, $sent));
        }
    }

    public function testAForgedFormAndAPersonWhoMayNotAreRefused(): void
    {
        [, $entry] = self::failed();
        foreach ([['dolisync_do' => "retry:{$entry->id}"], ['action' => 'drop', 'rows' => [(string) $entry->id], 'dolisync_confirmed' => 'yes']] as $sent) {
            $this->logIn('administrator');
            self::assertRefused(static fn () => self::send(WaitingPage::class, $sent, 'forged'));
            $this->logIn('editor');
            self::assertRefused(static fn () => self::send(WaitingPage::class, $sent));
        }
    }

    public function testLookingWritesNothing(): void
    {
        self::failed();
        $before = self::everything();
        self::open(WaitingPage::class);
        self::open(WaitingPage::class, ['s' => 'mug', 'paged' => '7']);
        self::assertEquals($before, self::everything());
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testItSaysWhatThePolicyMeans(): void
    {
        foreach ([[Policy::Ask, 'nothing is written before a person says so'], [Policy::Off, 'only what a person asked for comes in here'], [Policy::Automatic, 'DoliSync keeps trying']] as [$policy, $sentence]) {
            Policy::store($policy);
            self::assertStringContainsString($sentence, self::open(WaitingPage::class));
        }
        delete_option(Policy::OPTION);
    }
}
