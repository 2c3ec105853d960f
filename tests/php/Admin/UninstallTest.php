<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Plugin;
use DoliSync\Services;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\SiteCase;

/**
 * Deleting the plugin keeps its data unless the settings say otherwise.
 */
final class UninstallTest extends SiteCase
{
    protected function tearDown(): void
    {
        delete_option('dolisync_delete_data');
        delete_option(Tables::VERSION_OPTION);
        Plugin::prepareWhenNew();
    }

    private static function uninstall(): void
    {
        defined('WP_UNINSTALL_PLUGIN') || define('WP_UNINSTALL_PLUGIN', plugin_basename(DOLISYNC_FILE));
        require dirname(DOLISYNC_FILE) . '/uninstall.php';
    }

    /** @return list<string> */
    private static function tables(): array
    {
        global $wpdb;
        $there = static function (string $table) use ($wpdb): bool {
            return $wpdb->get_var($wpdb->prepare('SHOW TABLES LIKE %s', $table)) === $table;
        };
        return array_values(array_filter([Tables::links(), Tables::journal()], $there));
    }

    public function testTheDataStay(): void
    {
        $id = self::product(['title' => 'Mug']);
        Services::get()->links()->put($id, 68, null);
        self::uninstall();
        self::assertCount(2, self::tables());
        self::assertSame(68, Services::get()->links()->of($id)?->dolibarrId);
        self::assertTrue(Services::get()->connection()->isConfigured());
    }

    public function testTheDataGoWhenAPersonSaidSo(): void
    {
        global $wpdb;
        $id = self::product(['title' => 'Mug']);
        update_option('dolisync_delete_data', 'yes');
        self::uninstall();
        self::assertSame([], self::tables());
        self::assertSame([], $wpdb->get_col("SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE 'dolisync%'"));
        self::assertFalse(get_role('administrator')->has_cap(Plugin::CAPABILITY));
        self::assertSame('Mug', get_post($id)->post_title);

        Plugin::prepareWhenNew();
        self::assertCount(2, self::tables());
        self::assertTrue(get_role('administrator')->has_cap(Plugin::CAPABILITY));
    }
}
