<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\SettingsPage;
use DoliSync\Services;

/**
 * The settings, as a browser without JavaScript uses them.
 */
abstract class SettingsCase extends AdminCase
{
    private const OPTIONS = [
        'dolisync_delete_data', 'dolisync_policy', 'dolisync_field_owners', 'dolisync_new_products', 'dolisync_retention_days',
        'dolisync_capabilities', 'dolisync_webhook_at', 'wps_dolibarr',
    ];

    protected function setUp(): void
    {
        parent::setUp();
        set_current_screen('wps-product_page_dolisync-settings');
        self::forget();
    }

    protected function tearDown(): void
    {
        self::forget();
        parent::tearDown();
    }

    private static function forget(): void
    {
        $_POST = $_REQUEST = [];
        unset($_GET['tab'], $_GET['settings-updated']);
        $_SERVER['REQUEST_METHOD'] = 'GET';
        $GLOBALS['wp_settings_errors'] = $GLOBALS['wp_settings_sections'] = $GLOBALS['wp_settings_fields'] = [];
        array_map('delete_option', self::OPTIONS);
        delete_transient('settings_errors');
    }

    /** A tab as it is when it is opened. */
    protected static function open(string $tab): string
    {
        $_GET['tab'] = $tab;
        $_SERVER['REQUEST_METHOD'] = 'GET';
        $GLOBALS['wp_settings_errors'] = [];
        $page = new SettingsPage(Services::get());
        $page->load();
        return self::printed($page->show(...));
    }

    /**
     * Sends the form of a tab.
     *
     * @param array<string, mixed> $typed
     * @return string the page that comes back; after a redirect, the page that it leads to
     */
    protected static function send(string $tab, array $typed, bool $nonce = true): string
    {
        $_GET['tab'] = $tab;
        $GLOBALS['wp_settings_errors'] = [];
        $_POST = wp_slash($typed + ['_wpnonce' => $nonce ? wp_create_nonce('dolisync-settings') : 'forged']);
        $_REQUEST = $_POST;
        $_SERVER['REQUEST_METHOD'] = 'POST';
        $page = new SettingsPage(Services::get());
        try {
            $to = self::redirected($page->load(...));
        } finally {
            $_SERVER['REQUEST_METHOD'] = 'GET';
        }
        if ($to !== null) {
            self::assertStringContainsString("page=dolisync-settings&tab=$tab&settings-updated", $to);
            $GLOBALS['wp_settings_errors'] = [];
            $_GET['settings-updated'] = 'true';
            $page = new SettingsPage(Services::get());
            $page->load();
        }
        return self::printed($page->show(...));
    }

    /** Sends what must be refused: a forged form, or somebody without the right. @param array<string, mixed> $typed */
    protected static function assertRefused(string $tab, array $typed, bool $nonce): void
    {
        self::assertNotNull(self::ended(static fn () => self::send($tab, $typed, $nonce)), 'The form was taken.');
    }

    /** What a form brings back to show whether somebody saved meanwhile. @return array{dolisync_seen: string} */
    protected static function seen(string $html): array
    {
        self::assertSame(1, preg_match('/name="dolisync_seen" value="([^"]+)"/', $html, $seen));
        return ['dolisync_seen' => $seen[1]];
    }

    /** The one field that is wrong: it has the focus, and what is wrong is tied to it. */
    protected static function assertWrong(string $field, string $html): void
    {
        self::assertSame(1, preg_match_all('/<input[^>]*aria-invalid="true"[^>]*>/', $html, $wrong), $html);
        self::assertStringContainsString("id=\"dolisync-$field\"", $wrong[0][0]);
        self::assertStringContainsString(' autofocus', $wrong[0][0]);
        self::assertStringContainsString("aria-describedby=\"dolisync-$field-error dolisync-$field-hint\"", $wrong[0][0]);
        self::assertMatchesRegularExpression("/id=\"dolisync-$field-error\">[^<]{10,}</", $html);
    }
}
