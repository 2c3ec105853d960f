<?php

declare(strict_types=1);

namespace DoliSync\Tests\Citizen;

use DoliSync\Automation\Schedule;
use DoliSync\Services;
use DoliSync\Sync\FieldOwners;
use DoliSync\Tests\Support\SiteCase;

/**
 * What the plugin costs where nobody asked for it: on the shop's own pages and on those of the rest of the admin.
 */
final class FootprintTest extends SiteCase
{
    protected function setUp(): void
    {
        parent::setUp();
        Schedule::ensure();
        // What WordPress itself does once, it does now.
        self::page('index.php');
        self::page('front');
    }

    /** @return array{queries: list<string>, html: string} */
    private static function page(string $page, string $query = ''): array
    {
        $command = [PHP_BINARY, '-d', 'display_errors=0', dirname(__DIR__, 2) . '/environment/page.php', getenv('DOLISYNC_TEST_SITE'), $page];
        $printed = shell_exec(implode(' ', array_map('escapeshellarg', $query === '' ? $command : [...$command, $query])) . ' 2>/dev/null');
        $answer = json_decode((string) $printed, true);
        self::assertIsArray($answer, "$page: " . substr((string) $printed, 0, 500));
        self::assertStringContainsString('</html>', $answer['html'], $page);
        return $answer;
    }

    /** @return array<string, array{string, 1?: string}> */
    public function othersPages(): array
    {
        return [
            'the shop' => ['front'], 'the dashboard' => ['index.php'], 'the profile' => ['profile.php'], 'the plugins' => ['plugins.php'],
            'the pages' => ['edit.php', 'post_type=page'], 'the settings' => ['options-general.php'], 'the users' => ['users.php'],
        ];
    }

    /** @dataProvider othersPages */
    public function testOthersPagesHaveNoQueryAndNoAssetOfOurs(string $page, string $query = ''): void
    {
        ['queries' => $queries, 'html' => $html] = self::page($page, $query);
        self::assertNotSame([], $queries);
        self::assertSame([], array_values(array_filter(
            $queries,
            // WordPress writes the list of all scheduled tasks whenever one of its own is due.
            static fn (string $query): bool => str_contains($query, 'dolisync') && !str_ends_with($query, "= 'cron'")
        )));
        // The address of a page in the menu is neither.
        self::assertDoesNotMatchRegularExpression('#plugins/dolisync/|dolisyncBoot|data-dolisync|dolisync-(?:boot|pages|settings)-(?:js|css)#', $html);
    }

    /** Otherwise the test above would find nothing anywhere. */
    public function testOurOwnPagesHaveThem(): void
    {
        ['queries' => $queries, 'html' => $html] = self::page('edit.php', 'post_type=wps-product');
        self::assertNotSame([], array_filter($queries, static fn (string $query): bool => str_contains($query, 'dolisync')));
        self::assertMatchesRegularExpression('#plugins/dolisync/assets/boot\.js#', $html);
    }

    public function testWhatWordPressLoadsWithEveryPageIsSmall(): void
    {
        global $wpdb;
        $owners = [];
        foreach (array_keys(FieldOwners::current()->all()) as $field) {
            $allowed = FieldOwners::allowed($field);
            $owners[$field] = end($allowed)->value;
        }
        FieldOwners::store($owners);
        Services::get()->poll()->run(1);
        Services::get()->probe()->run();
        Services::get()->fullCheck()->start();
        $loaded = $wpdb->get_results(
            "SELECT option_name, LENGTH(option_value) AS size FROM {$wpdb->options}
            WHERE option_name LIKE '%dolisync%' AND autoload NOT IN ('no', 'off', 'auto-off') ORDER BY option_name",
            OBJECT_K
        );
        self::assertLessThan(1500, array_sum(array_column($loaded, 'size')), 'bytes');
        foreach (['dolisync_dolibarr_key', 'dolisync_webhook_secret', 'dolisync_full_check', 'dolisync_categories'] as $option) {
            self::assertArrayNotHasKey($option, $loaded);
        }
        // Asked for with every page: not loaded with the others, each would be a query.
        foreach (['dolisync_db_version', 'dolisync_roles'] as $option) {
            self::assertArrayHasKey($option, $loaded);
        }
    }
}
