<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Plugin;
use DoliSync\Tests\Support\SiteCase;

/**
 * Prints parts of the admin's pages as WordPress does.
 */
abstract class AdminCase extends SiteCase
{
    private static bool $booted = false;

    protected function setUp(): void
    {
        parent::setUp();
        require_once ABSPATH . 'wp-admin/includes/admin.php';
        if (!self::$booted) {
            self::$booted = true;
            if (!has_action('admin_enqueue_scripts', ['DoliSync\Admin\PanelScripts', 'enqueue'])) {
                Plugin::bootAdmin();
            }
        }
        $this->logIn('administrator');
        set_current_screen('edit-wps-product');
    }

    protected function tearDown(): void
    {
        $GLOBALS['wp_scripts'] = $GLOBALS['wp_styles'] = null;
        unset($GLOBALS['current_screen'], $GLOBALS['wp_query']);
        $GLOBALS['wp_query'] = $GLOBALS['wp_the_query'];
        parent::tearDown();
    }

    protected function logIn(string $role): void
    {
        wp_set_current_user((int) get_users(['role' => $role, 'number' => 1, 'fields' => 'ID'])[0]);
    }

    /** Where this request is redirected; null: nowhere. */
    protected static function redirected(callable $request): ?string
    {
        $redirect = static fn (string $to): never => throw new Redirected($to);
        add_filter('wp_redirect', $redirect);
        try {
            $request();
            return null;
        } catch (Redirected $redirected) {
            return $redirected->getMessage();
        } finally {
            remove_filter('wp_redirect', $redirect);
        }
    }

    /** What WordPress says when it ends this request; null: it does not. */
    protected static function ended(callable $request): ?string
    {
        $die = static fn (): callable => static fn (string $message): never => throw new \DomainException($message);
        add_filter('wp_die_handler', $die);
        try {
            $request();
            return null;
        } catch (\DomainException $end) {
            return $end->getMessage();
        } finally {
            remove_filter('wp_die_handler', $die);
        }
    }

    protected static function printed(callable $print): string
    {
        ob_start();
        try {
            $print();
        } finally {
            $html = ob_get_clean();
        }
        return (string) $html;
    }

    /** The native list's table, as edit.php prints it. */
    protected static function productList(): string
    {
        $_GET['post_type'] = $_REQUEST['post_type'] = 'wps-product';
        $GLOBALS['typenow'] = $GLOBALS['post_type'] = 'wps-product';
        $GLOBALS['post_type_object'] = get_post_type_object('wps-product');
        set_current_screen('edit-wps-product');
        $table = _get_list_table('WP_Posts_List_Table', ['screen' => 'edit-wps-product']);
        $table->prepare_items();
        return self::printed(static fn () => $table->display());
    }
}
