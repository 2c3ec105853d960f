<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\AssociationsPage;
use DoliSync\Admin\BrakeNotice;
use DoliSync\Admin\JournalPage;
use DoliSync\Admin\PanelPlaces;
use DoliSync\Admin\WaitingPage;
use DoliSync\Automation\Brakes;
use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Tables;

/**
 * Everything automatic has stopped: a person sees why, and answers.
 */
final class BrakeNoticeTest extends ListPageCase
{
    private const STOPPED = 'DoliSync has stopped synchronizing by itself.';

    protected function tearDown(): void
    {
        delete_option(Brakes::OPTION);
        delete_option('dolisync_brake_pass');
        delete_option(Policy::OPTION);
        parent::tearDown();
    }

    /** @return iterable<string, array{string, array<string, int>, string}> */
    public function reasons(): iterable
    {
        yield 'an empty list' => [Brakes::EMPTY_LIST, ['links' => 1200], 'no product at all, although 1,200 are associated'];
        yield 'many categories gone' => [Brakes::CATEGORIES_FELL, ['before' => 40, 'now' => 3], 'had 40 categories at the check before, and now lists 3'];
        yield 'a count that fell' => [Brakes::COUNT_FELL, ['before' => 900, 'now' => 410], 'had 900 products at the check before, and now lists 410'];
        yield 'prices' => [Brakes::PRICES_ZERO, ['zeroed' => 40, 'changed' => 52], 'Of 52 products that changed in Dolibarr, 40 lost their price'];
        yield 'stocks' => [Brakes::STOCKS_ZERO, ['zeroed' => 40, 'changed' => 52], '40 ran out of stock at once'];
        yield 'new products' => [Brakes::MANY_CREATIONS, ['created' => 80], 'Dolibarr has 80 new products at once'];
        yield 'new products of the shop' => [Brakes::MANY_CREATIONS_IN_DOLIBARR, ['created' => 80], 'The shop has 80 new products at once'];
        yield 'a reason of tomorrow' => ['<script>', [], 'looks like an accident'];
    }

    /**
     * @dataProvider reasons
     * @param array<string, int> $numbers
     */
    public function testEachReasonIsASentence(string $reason, array $numbers, string $sentence): void
    {
        Services::get()->brakes()->stop($reason, $numbers);
        foreach ([JournalPage::class, WaitingPage::class, AssociationsPage::class] as $page) {
            $html = self::open($page);
            self::assertStringContainsString(self::STOPPED, $html);
            self::assertStringContainsString($sentence, $html);
            self::assertStringNotContainsString('<script>', $html);
        }
        set_current_screen('edit-wps-product');
        self::assertStringContainsString($sentence, self::printed([PanelPlaces::class, 'notices']));
    }

    public function testNobodyIsToldOfWhatDoesNotConcernHim(): void
    {
        self::assertStringNotContainsString(self::STOPPED, self::open(WaitingPage::class));
        Services::get()->brakes()->stop(Brakes::EMPTY_LIST, ['links' => 3]);
        Policy::store(Policy::Off);
        self::assertStringNotContainsString(self::STOPPED, self::open(WaitingPage::class));
        delete_option(Policy::OPTION);
        $this->logIn('editor');
        set_current_screen('edit-wps-product');
        self::assertStringNotContainsString(self::STOPPED, self::printed([PanelPlaces::class, 'notices']));
    }

    public function testWithoutABrakeNothingIsCounted(): void
    {
        Policy::store(Policy::Off);
        $asked = 0;
        $count = static function (string $query) use (&$asked): string {
            $asked += str_contains($query, Tables::queue()) ? 1 : 0;
            return $query;
        };
        add_filter('query', $count);
        BrakeNotice::show(true);
        self::assertSame(0, $asked);
        Services::get()->brakes()->stop(Brakes::EMPTY_LIST, ['links' => 3]);
        self::printed(static fn () => BrakeNotice::show(true));
        remove_filter('query', $count);
        self::assertSame(1, $asked);
    }

    private static function answer(string $answer, ?string $nonce = null): void
    {
        $_POST = $_REQUEST = ['dolisync_answer' => $answer, '_wpnonce' => $nonce ?? wp_create_nonce(BrakeNotice::ACTION)];
        $redirect = static function (string $url): never {
            throw new Redirected($url);
        };
        add_filter('wp_redirect', $redirect);
        try {
            BrakeNotice::answer();
        } catch (Redirected $redirected) {
            self::assertStringContainsString('page=dolisync-waiting', $redirected->getMessage());
        } finally {
            remove_filter('wp_redirect', $redirect);
            $_POST = $_REQUEST = [];
        }
    }

    public function testGoingOn(): void
    {
        Services::get()->brakes()->stop(Brakes::EMPTY_LIST, ['links' => 3]);
        self::answer('resume');
        self::assertFalse(Services::get()->brakes()->isOn());
        self::assertStringContainsString('DoliSync synchronizes by itself again.', self::open(WaitingPage::class));
    }

    public function testStayingStoppedIsAskedOnceAndCanBeEnded(): void
    {
        Services::get()->brakes()->stop(Brakes::EMPTY_LIST, ['links' => 3]);
        self::answer('keep');
        self::assertTrue(Services::get()->brakes()->isOn());
        self::assertStringNotContainsString(self::STOPPED, self::open(JournalPage::class));
        $html = self::open(WaitingPage::class);
        self::assertStringContainsString('value="resume"', $html);
        self::assertStringNotContainsString('value="keep"', $html);
    }

    public function testAForgedAnswerAndAPersonWhoMayNotAreRefused(): void
    {
        Services::get()->brakes()->stop(Brakes::EMPTY_LIST, ['links' => 3]);
        self::assertRefused(static fn () => self::answer('resume', 'forged'));
        $this->logIn('editor');
        self::assertRefused(static fn () => self::answer('resume'));
        self::assertTrue(Services::get()->brakes()->isOn());
        $this->logIn('administrator');
        self::answer('nonsense');
        self::assertTrue(Services::get()->brakes()->isOn());
    }

    public function testItsHookIsThere(): void
    {
        self::assertNotFalse(has_action('admin_post_' . BrakeNotice::ACTION, [BrakeNotice::class, 'answer']));
        self::assertFalse(has_action('admin_post_nopriv_' . BrakeNotice::ACTION));
    }
}
