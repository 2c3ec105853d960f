<?php

declare(strict_types=1);

namespace DoliSync\Tests\Citizen;

use DoliSync\Plugin;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\SiteCase;

/**
 * Who may use DoliSync from the start, and that a site has the last word about it.
 */
final class RolesTest extends SiteCase
{
    protected function tearDown(): void
    {
        remove_role('shop_manager');
        delete_option('dolisync_roles');
        Plugin::prepareWhenNew();
        parent::tearDown();
    }

    private static function hasRight(string $role): bool
    {
        return get_role($role)->has_cap(Plugin::CAPABILITY);
    }

    public function testAdministratorsMayAndOthersMayNot(): void
    {
        self::assertTrue(self::hasRight('administrator'));
        foreach (['editor', 'author', 'contributor', 'subscriber'] as $role) {
            self::assertFalse(self::hasRight($role), $role);
        }
    }

    public function testShopManagersWhoComeLaterMay(): void
    {
        add_role('shop_manager', 'Shop manager', ['read' => true]);
        Plugin::prepareWhenNew();
        self::assertTrue(self::hasRight('shop_manager'));
    }

    public function testASiteThatTookItAwayIsNotOverruled(): void
    {
        add_role('shop_manager', 'Shop manager', ['read' => true]);
        Plugin::prepareWhenNew();
        get_role('administrator')->remove_cap(Plugin::CAPABILITY);
        get_role('shop_manager')->remove_cap(Plugin::CAPABILITY);
        // An ordinary request, an update with new tables, and the plugin turned on again.
        Plugin::prepareWhenNew();
        delete_option(Tables::VERSION_OPTION);
        Plugin::prepareWhenNew();
        Plugin::activate();
        self::assertFalse(self::hasRight('administrator'));
        self::assertFalse(self::hasRight('shop_manager'));
        get_role('administrator')->add_cap(Plugin::CAPABILITY);
    }

    public function testARoleThatComesBackIsANewOne(): void
    {
        add_role('shop_manager', 'Shop manager', ['read' => true]);
        Plugin::prepareWhenNew();
        remove_role('shop_manager');
        Plugin::prepareWhenNew();
        add_role('shop_manager', 'Shop manager', ['read' => true]);
        Plugin::prepareWhenNew();
        self::assertTrue(self::hasRight('shop_manager'));
    }

    public function testAnOrdinaryRequestAsksTheDatabaseNothing(): void
    {
        global $wpdb;
        Plugin::prepareWhenNew();
        $before = $wpdb->num_queries;
        Plugin::prepareWhenNew();
        self::assertSame($before, $wpdb->num_queries);
    }
}
