<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\AssociationsPage;
use DoliSync\Admin\DashboardPage;
use DoliSync\Admin\JournalPage;
use DoliSync\Admin\ListPage;
use DoliSync\Admin\Menu;
use DoliSync\Admin\SettingsPage;
use DoliSync\Admin\WaitingPage;
use DoliSync\Plugin;

/**
 * Where the pages are found, and by whom.
 */
final class MenuTest extends AdminCase
{
    private const PAGES = [DashboardPage::class, JournalPage::class, WaitingPage::class, AssociationsPage::class, SettingsPage::class];

    protected function tearDown(): void
    {
        $GLOBALS['submenu'] = $GLOBALS['menu'] = [];
        parent::tearDown();
    }

    public function testThePagesAreBelowTheProductsForThoseWhoMay(): void
    {
        $GLOBALS['submenu'] = [];
        Menu::add();
        $found = array_column($GLOBALS['submenu']['edit.php?post_type=wps-product'] ?? [], 1, 2);
        foreach (self::PAGES as $page) {
            self::assertSame(Plugin::CAPABILITY, $found[$page::SLUG] ?? null, $page);
            self::assertStringContainsString('page=' . $page::SLUG, $page::url());
        }
    }

    public function testTheMenuLeadsToTheDashboard(): void
    {
        $GLOBALS['submenu'] = ['edit.php?post_type=wps-product' => [5 => ['All products', 'edit_posts', 'edit.php?post_type=wps-product']]];
        Menu::add();
        self::assertSame(DashboardPage::SLUG, array_values($GLOBALS['submenu']['edit.php?post_type=wps-product'])[0][2]);
    }

    public function testOthersDoNotSeeThem(): void
    {
        $GLOBALS['submenu'] = [];
        $this->logIn('editor');
        Menu::add();
        $found = array_column($GLOBALS['submenu']['edit.php?post_type=wps-product'] ?? [], 2);
        self::assertSame([], array_intersect($found, array_map(static fn (string $page): string => $page::SLUG, self::PAGES)));
    }

    public function testArgumentsOfAnAddressAreEncoded(): void
    {
        parse_str((string) parse_url(JournalPage::url(['s' => "l'été & 50 %"]), PHP_URL_QUERY), $arguments);
        self::assertSame(['page' => 'dolisync-journal', 's' => "l'été & 50 %"], $arguments);
    }

    public function testAPersonsNumberOfRowsIsKeptWithinReason(): void
    {
        foreach ([['50', 50], ['0', 1], ['-3', 1], ['100000', 200], ['x', 1]] as [$typed, $kept]) {
            self::assertSame($kept, apply_filters('set_screen_option_' . ListPage::PER_PAGE_OPTION, false, ListPage::PER_PAGE_OPTION, $typed));
        }
    }
}
