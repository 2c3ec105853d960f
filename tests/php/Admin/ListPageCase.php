<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\ListPage;
use DoliSync\Services;
use DoliSync\Sync\Tables;

/**
 * Opens DoliSync's pages with a table and sends their forms, as a browser without JavaScript does.
 */
abstract class ListPageCase extends AdminCase
{
    private string $address;

    protected function setUp(): void
    {
        parent::setUp();
        $this->address = (string) ($_SERVER['REQUEST_URI'] ?? '');
        Services::get()->queue()->clear();
        delete_option('dolisync_brake');
        delete_option('dolisync_audit');
        delete_option('dolisync_capabilities');
    }

    protected function tearDown(): void
    {
        $_GET = $_POST = $_REQUEST = [];
        $_SERVER['REQUEST_METHOD'] = 'GET';
        unset($GLOBALS['hook_suffix']);
        // WordPress would look for the products of the page's address.
        $_SERVER['REQUEST_URI'] = $this->address;
        parent::tearDown();
    }

    /**
     * @param class-string<ListPage> $class
     * @param array<string, mixed> $asked the address's arguments
     */
    protected static function open(string $class, array $asked = []): string
    {
        self::visit($class, $asked);
        $page = new $class(Services::get());
        $page->load();
        return self::printed($page->show(...));
    }

    /**
     * Sends the form.
     *
     * @param class-string<ListPage> $class
     * @param array<string, mixed> $sent
     * @param string|null $nonce null: the right one
     * @param array<string, mixed> $asked the address's arguments
     * @return string the page that comes back; after a redirect, the page that it leads to
     */
    protected static function send(string $class, array $sent, ?string $nonce = null, array $asked = []): string
    {
        self::visit($class, $asked);
        $_POST = wp_slash($sent + ['_wpnonce' => $nonce ?? wp_create_nonce('bulk-' . $class::SLUG)]);
        $_REQUEST = $_POST + $_GET;
        $_SERVER['REQUEST_METHOD'] = 'POST';
        $page = new $class(Services::get());
        $to = self::redirected($page->load(...));
        if ($to === null) {
            return self::printed($page->show(...));
        }
        self::assertStringContainsString('page=' . $class::SLUG, $to);
        parse_str((string) parse_url($to, PHP_URL_QUERY), $asked);
        $_POST = [];
        $_SERVER['REQUEST_METHOD'] = 'GET';
        return self::open($class, $asked);
    }

    /** Sends the form as somebody who may not, or from elsewhere: it must end the request and change nothing. */
    protected static function assertRefused(callable $send): void
    {
        $state = self::everything();
        self::assertNotNull(self::ended($send), 'The form was taken.');
        self::assertEquals($state, self::everything());
    }

    /** All that DoliSync and the shop keep. @return array<string, mixed> */
    protected static function everything(): array
    {
        global $wpdb;
        $tables = [];
        foreach ([Tables::links(), Tables::journal(), Tables::queue()] as $table) {
            $tables[$table] = $wpdb->get_results("SELECT * FROM {$table} ORDER BY id", ARRAY_A);
        }
        return self::shop() + $tables;
    }

    /** @param array<string, mixed> $asked */
    private static function visit(string $class, array $asked): void
    {
        $asked = ['page' => $class::SLUG] + $asked;
        $_GET = $_REQUEST = wp_slash($asked);
        $_SERVER['REQUEST_URI'] = '/wp-admin/admin.php?' . http_build_query($asked);
        $GLOBALS['hook_suffix'] = 'wps-product_page_' . $class::SLUG;
        set_current_screen();
    }
}
