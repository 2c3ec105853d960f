<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\WpshopTabs;

/**
 * DoliSync among the tabs of WPshop's settings. WPshop's page is stood in for by one with the same list of tabs.
 */
final class WpshopTabsTest extends SettingsCase
{
    private const HOOK = 'eo_custom_menu_wpshop_wps-settings';

    private string $tabs = '<ul class="tab-list">
        <a href="?tab=general" class="tab-element tab-active">General</a>
        <a href="?tab=erp" class="tab-element ">ERP</a>
    </ul>';

    protected function setUp(): void
    {
        parent::setUp();
        WpshopTabs::register();
    }

    protected function tearDown(): void
    {
        remove_all_filters(self::HOOK);
        (new \ReflectionClass(WpshopTabs::class))->setStaticPropertyValue('joined', null);
        parent::tearDown();
    }

    /** As WPshop's settings print themselves: the tab that is asked for has to be one of its own. */
    public function theirPage(): void
    {
        $tab = $_GET['tab'] ?? 'general';
        self::assertContains($tab, ['general', 'erp'], 'WPshop would fail over any other tab');
        echo '<div class="wpeo-tab">' . $this->tabs . '<div class="tab-container">WPSHOP ' . $tab . '<ul><li>x</li></ul></div></div>';
    }

    /** WPshop's menu item, as the filter gives it back. */
    private function item(): object
    {
        return apply_filters(self::HOOK, (object) ['menu_slug' => 'wps-settings', 'function' => [$this, 'theirPage']]);
    }

    public function testWpshopsSettingsHaveOurTab(): void
    {
        $_GET['tab'] = 'erp';
        $html = self::printed($this->item()->function);
        self::assertStringContainsString('WPSHOP erp', $html);
        self::assertMatchesRegularExpression('#ERP</a>\s*<a href="[^"]*page=dolisync-settings" class="tab-element ">DoliSync</a></ul>#', $html);
        self::assertSame(1, substr_count($html, 'DoliSync'));
    }

    public function testOurPageShowsWpshopsTabsWithOursOpen(): void
    {
        $this->item();
        $html = self::open('messages');
        self::assertSame('messages', $_GET['tab']);
        self::assertStringContainsString('href="?tab=general" class="tab-element "', $html);
        self::assertStringContainsString('class="tab-element tab-active">DoliSync</a>', $html);
        self::assertSame(1, substr_count($html, ' tab-active"'));
        self::assertStringNotContainsString('WPSHOP', $html);
        self::assertStringContainsString('id="dolisync-webhook"', $html);
    }

    public function testWithoutWpshopThereAreNoTabsOfIt(): void
    {
        self::assertStringNotContainsString('tab-element', self::open('connection'));
    }

    public function testWhoMayNotUseDoliSyncDoesNotSeeIt(): void
    {
        $this->logIn('editor');
        self::assertStringNotContainsString('DoliSync', self::printed($this->item()->function));
    }

    public function testAnotherPageThanWeKnowStaysAsItIs(): void
    {
        $this->tabs = '<nav><a href="?tab=general">General</a></nav>';
        self::assertStringContainsString($this->tabs, self::printed($this->item()->function));
        self::assertStringNotContainsString('tab-element', self::open('connection'));
    }

    public function testAnItemWithoutAPageStaysAsItIs(): void
    {
        $item = (object) ['function' => ''];
        self::assertSame($item, apply_filters(self::HOOK, $item));
        self::assertSame('', $item->function);
    }
}
