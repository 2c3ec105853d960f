<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\DashboardPage;
use DoliSync\Automation\Brakes;
use DoliSync\Dolibarr\Problems;
use DoliSync\MassSync\Entity;
use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;

/**
 * The dashboard as it is before the panel runs, and if it never does.
 */
final class DashboardPageTest extends AdminCase
{
    private static function page(): DashboardPage
    {
        set_current_screen('wps-product_page_dolisync-dashboard');
        return new DashboardPage(Services::get());
    }

    /** What the panel is given to begin with. @return array<string, mixed> */
    private static function given(string $html): array
    {
        self::assertSame(1, preg_match('/data-dolisync="dashboard" data-overview="([^"]*)"/', $html, $found));
        return json_decode(htmlspecialchars_decode($found[1]), true, 512, JSON_THROW_ON_ERROR);
    }

    public function testItSaysHowThingsStandWithoutAskingDolibarr(): void
    {
        Services::get()->probe()->run();
        StandIn::forgetCalls();
        Services::get()->links()->put(self::product(['title' => 'Mug']), 68, null, 'synced');
        self::product(['title' => 'Bowl']);
        self::product(['title' => 'Vase']);
        Services::get()->queue()->clear();
        $html = self::printed(self::page()->show(...));
        self::assertSame([], StandIn::calls());
        self::assertSame(1, substr_count($html, '<h1>'));
        self::assertMatchesRegularExpression('/Dolibarr 16\.\d+\.\d+\. It last answered on .*An answer takes \d+ ms\./', $html);
        self::assertMatchesRegularExpression('/dolisync_status=synced"[^>]*>.*Synchronized \(1\)/', $html);
        self::assertMatchesRegularExpression('/dolisync_status=unlinked"[^>]*>.*Not associated \(2\)/', $html);
        self::assertStringContainsString('Nothing waits.', $html);
        self::assertStringContainsString('page=dolisync-journal', $html);
        self::assertStringNotContainsString('Last errors', $html);
    }

    public function testThePanelBeginsWithWhatTheRouteAnswers(): void
    {
        self::product(['title' => '"Mug" <b>&amp;</b>']);
        $given = self::given(self::printed(self::page()->show(...)));
        self::assertEquals(json_decode((string) wp_json_encode(Services::get()->overview()->read()), true), $given);
        self::assertTrue(rest_validate_value_from_schema($given, \DoliSync\Rest\Shapes::overview(), 'overview'));
    }

    public function testTroublesAreNamedAndLedTo(): void
    {
        $title = '<img src=x onerror="alert(1)">';
        $id = self::product(['title' => $title]);
        Services::get()->links()->put($id, 7, null);
        Services::get()->links()->notChecked([$id], Problems::notListed());
        Services::get()->brakes()->stop(Brakes::EMPTY_LIST, ['links' => 3]);
        StandIn::fail(['kind' => 'html_500']);
        self::problem(static fn () => Services::get()->candidates()->search('mug', 0));
        $html = self::printed(self::page()->show(...));
        self::assertStringNotContainsString('<img src=x', $html);
        self::assertStringContainsString(esc_html($title), $html);
        self::assertStringContainsString('Dolibarr has a technical problem', $html);
        self::assertStringContainsString('DoliSync has stopped synchronizing by itself.', $html);
    }

    public function testAMassSynchronizationIsToldOf(): void
    {
        self::assertStringNotContainsString('Mass synchronization', self::printed(self::page()->show(...)));
        Services::get()->massSync()->begin([Entity::Products]);
        $html = self::printed(self::page()->show(...));
        self::assertStringContainsString('Its preview is being made: nothing is written yet.', $html);
        self::assertStringContainsString('Created: 0; changed: 0; failed: 0.', $html);
    }

    public function testBeforeDolibarrIsConnectedItSaysSo(): void
    {
        $this->disconnect();
        $html = self::printed(self::page()->show(...));
        self::assertStringContainsString('Dolibarr is not connected yet.', $html);
        self::assertStringContainsString('page=dolisync-settings', $html);
        self::assertSame([], StandIn::calls());
    }

    public function testInsideWpshopsItIsThereForThoseWhoMay(): void
    {
        $page = new DashboardPage(Services::get());
        $html = self::printed($page->showInWpshops(...));
        self::assertSame(1, substr_count($html, 'data-dolisync="dashboard"'));
        self::assertStringNotContainsString('<h1', $html);
        $this->logIn('editor');
        self::assertSame('', self::printed($page->showInWpshops(...)));
    }
}
