<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\SettingsPage;
use DoliSync\Rest\WebhookSecret;
use DoliSync\Services;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\Policy;

/**
 * The settings, as a browser without JavaScript uses them.
 */
final class SettingsPageTest extends AdminCase
{
    private const KEY = 'a-very-secret-key-0123456789';

    protected function setUp(): void
    {
        parent::setUp();
        set_current_screen('wps-product_page_dolisync-settings');
        $GLOBALS['wp_settings_errors'] = [];
        unset($_GET['settings-updated']);
        delete_transient('settings_errors');
    }

    protected function tearDown(): void
    {
        $_POST = [];
        $_REQUEST = [];
        $_SERVER['REQUEST_METHOD'] = 'GET';
        $GLOBALS['wp_settings_sections'] = $GLOBALS['wp_settings_fields'] = [];
        array_map('delete_option', [
            'dolisync_delete_data', 'dolisync_policy', 'dolisync_field_owners', 'dolisync_retention_days', 'dolisync_capabilities',
        ]);
        parent::tearDown();
    }

    /**
     * Sends the form.
     *
     * @param array<string, string> $typed
     * @return string the page that comes back; after a redirect, the page that it leads to
     */
    private static function send(array $typed, bool $nonce = true): string
    {
        $_POST = wp_slash($typed + ['_wpnonce' => $nonce ? wp_create_nonce('dolisync-settings') : 'forged']);
        $_REQUEST = $_POST;
        $_SERVER['REQUEST_METHOD'] = 'POST';
        $redirect = static function (string $url): never {
            throw new Redirected($url);
        };
        add_filter('wp_redirect', $redirect);
        try {
            $page = new SettingsPage(Services::get());
            $page->load();
        } catch (Redirected $redirected) {
            self::assertStringContainsString('page=dolisync-settings', $redirected->getMessage());
            $GLOBALS['wp_settings_errors'] = [];
            $_GET['settings-updated'] = 'true';
            $_SERVER['REQUEST_METHOD'] = 'GET';
            $page = new SettingsPage(Services::get());
            $page->load();
        } finally {
            remove_filter('wp_redirect', $redirect);
        }
        return self::printed($page->show(...));
    }

    public function testTheKeyIsStoredAndNeverPrinted(): void
    {
        $url = Services::get()->connection()->url();
        $html = self::send(['dolisync_url' => $url, 'dolisync_key' => self::KEY]);
        self::assertStringContainsString('Settings saved.', $html);
        self::assertStringNotContainsString(self::KEY, $html);
        self::assertStringContainsString('A key is stored.', $html);
        $stored = (string) get_option('dolisync_dolibarr_key');
        self::assertNotSame('', $stored);
        self::assertStringNotContainsString(self::KEY, $stored);
    }

    public function testAnEmptyKeyKeepsTheStoredOne(): void
    {
        $connection = Services::get()->connection();
        $before = get_option('dolisync_dolibarr_key');
        self::send(['dolisync_url' => $connection->url(), 'dolisync_key' => '', 'dolisync_entity' => '2']);
        self::assertSame($before, get_option('dolisync_dolibarr_key'));
        self::assertSame('2', $connection->entity());
    }

    public function testWhatWasTypedStaysWhenItIsNotAccepted(): void
    {
        $before = [get_option('dolisync_dolibarr_url'), get_option('dolisync_dolibarr_key')];
        $typed = 'ftp://erp.example.com/"><script>alert(1)</script>';
        $html = self::send(['dolisync_url' => $typed, 'dolisync_key' => self::KEY, 'dolisync_entity' => '7', 'dolisync_delete_data' => 'yes']);
        self::assertStringContainsString('Nothing was saved.', $html);
        self::assertStringContainsString('value="' . htmlspecialchars($typed) . '"', $html);
        self::assertStringContainsString('value="7"', $html);
        self::assertMatchesRegularExpression('/name="dolisync_delete_data"[^>]*checked/', $html);
        self::assertMatchesRegularExpression('/id="dolisync-url"[^>]*aria-invalid="true"/', $html);
        self::assertStringContainsString('Type the key again', $html);
        self::assertStringNotContainsString(self::KEY, $html);
        self::assertStringNotContainsString('<script>', $html);
        self::assertSame($before, [get_option('dolisync_dolibarr_url'), get_option('dolisync_dolibarr_key')]);
        self::assertFalse(get_option('dolisync_delete_data'));
    }

    public function testATestSaysWhatItFoundAndStoresNothing(): void
    {
        $before = [get_option('dolisync_dolibarr_url'), get_option('dolisync_dolibarr_key')];
        $html = self::send(['dolisync_url' => 'http://127.0.0.1:9', 'dolisync_key' => self::KEY, 'dolisync_test' => 'yes']);
        self::assertMatchesRegularExpression('/class="notice notice-error inline"><p>\w+ \w+/', $html);
        self::assertStringContainsString('value="http://127.0.0.1:9"', $html);
        self::assertStringNotContainsString(self::KEY, $html);
        self::assertSame($before, [get_option('dolisync_dolibarr_url'), get_option('dolisync_dolibarr_key')]);
    }

    public function testAForgedFormIsRefused(): void
    {
        $before = get_option('dolisync_dolibarr_url');
        $die = static fn (): callable => static function (): never {
            throw new \DomainException('refused');
        };
        add_filter('wp_die_handler', $die);
        try {
            self::send(['dolisync_url' => 'https://evil.example.com'], false);
            self::fail('The form was taken.');
        } catch (\DomainException) {
            self::assertSame($before, get_option('dolisync_dolibarr_url'));
        } finally {
            remove_filter('wp_die_handler', $die);
        }
    }

    public function testOpeningThePageAsksNothing(): void
    {
        $page = new SettingsPage(Services::get());
        $page->load();
        $html = self::printed($page->show(...));
        self::assertStringContainsString('<h1>', $html);
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testDeletingTheDataIsAPersonsChoice(): void
    {
        $url = Services::get()->connection()->url();
        self::send(['dolisync_url' => $url, 'dolisync_delete_data' => 'yes']);
        self::assertSame('yes', get_option('dolisync_delete_data'));
        self::send(['dolisync_url' => $url]);
        self::assertSame('no', get_option('dolisync_delete_data'));
    }

    public function testTheConnectionOfWpshopIsOfferedAndTakenOver(): void
    {
        $this->disconnect();
        update_option('wps_dolibarr', ['dolibarr_url' => 'https://erp.example.com', 'dolibarr_secret' => self::KEY]);
        try {
            $page = self::printed((new SettingsPage(Services::get()))->show(...));
            self::assertStringContainsString('value="https://erp.example.com"', $page);
            self::assertMatchesRegularExpression('/name="dolisync_wpshop_key"[^>]*checked/', $page);
            self::assertStringNotContainsString(self::KEY, $page);

            $GLOBALS['wp_settings_sections'] = $GLOBALS['wp_settings_fields'] = [];
            $page = self::send(['dolisync_url' => 'http://127.0.0.1:9', 'dolisync_wpshop_key' => 'yes']);
            self::assertStringNotContainsString(self::KEY, $page);
            self::assertStringNotContainsString('dolisync_wpshop_key', $page);
            self::assertTrue(Services::get()->connection()->isConfigured());
        } finally {
            delete_option('wps_dolibarr');
        }
    }

    public function testTheExampleInWpshopsSettingsIsNoConnection(): void
    {
        $this->disconnect();
        update_option('wps_dolibarr', ['dolibarr_url' => 'http://www.votredolibarr.ext', 'dolibarr_secret' => 'x']);
        $page = self::printed((new SettingsPage(Services::get()))->show(...));
        delete_option('wps_dolibarr');
        self::assertStringNotContainsString('votredolibarr', $page);
        self::assertStringNotContainsString('dolisync_wpshop_key', $page);
    }

    /**
     * Sends the form with the connection as it is.
     *
     * @param array<string, mixed> $typed
     */
    private static function sendWithConnection(array $typed): string
    {
        return self::send($typed + ['dolisync_url' => Services::get()->connection()->url()]);
    }

    public function testHowMuchHappensByItselfIsStored(): void
    {
        $html = self::sendWithConnection([
            'dolisync_policy' => 'ask',
            'dolisync_owner' => ['price' => 'dolibarr', 'stock' => 'none', 'title' => 'both'],
            'dolisync_retention' => '30',
        ]);
        self::assertStringContainsString('Settings saved.', $html);
        self::assertSame(Policy::Ask, Policy::current());
        self::assertSame([FieldOwner::Dolibarr, FieldOwner::None, FieldOwner::Both], array_map(
            FieldOwners::current()->of(...),
            ['price', 'stock', 'title']
        ));
        self::assertSame(30, JournalSearch::retentionDays());
        self::assertMatchesRegularExpression('/name="dolisync_policy" value="ask" checked/', str_replace("'", '"', $html));
        self::assertMatchesRegularExpression('/name="dolisync_retention" value="30"/', $html);
    }

    public function testWhatAFormLeavesOutStays(): void
    {
        Policy::store(Policy::Off);
        FieldOwners::store(['price' => 'wpshop']);
        self::sendWithConnection([]);
        self::assertSame([Policy::Off, FieldOwner::Wpshop, 365], [Policy::current(), FieldOwners::current()->of('price'), JournalSearch::retentionDays()]);
    }

    public function testNonsenseIsNotStored(): void
    {
        self::sendWithConnection([
            'dolisync_policy' => 'sometimes',
            'dolisync_owner' => ['price' => 'me', 'stock' => 'wpshop', 'colour' => 'both', 'title' => ['both']],
        ]);
        self::assertSame(Policy::Automatic, Policy::current());
        self::assertSame([FieldOwner::Both, FieldOwner::Dolibarr], array_map(FieldOwners::current()->of(...), ['price', 'stock']));
        foreach (['-1', '99999', 'long', '', '1.5', '30 days'] as $days) {
            $GLOBALS['wp_settings_sections'] = $GLOBALS['wp_settings_fields'] = [];
            $html = self::sendWithConnection(['dolisync_policy' => 'ask', 'dolisync_retention' => $days]);
            self::assertStringContainsString('Nothing was saved.', $html, $days);
            self::assertStringContainsString('name="dolisync_retention" value="' . $days . '"', $html);
            self::assertSame([Policy::Automatic, 365], [Policy::current(), JournalSearch::retentionDays()], $days);
        }
    }

    public function testABadAddressStoresNothingOfTheRest(): void
    {
        self::send(['dolisync_url' => 'nonsense', 'dolisync_policy' => 'off', 'dolisync_owner' => ['price' => 'none'], 'dolisync_retention' => '3']);
        self::assertSame([Policy::Automatic, FieldOwner::Both, 365], [Policy::current(), FieldOwners::current()->of('price'), JournalSearch::retentionDays()]);
    }

    public function testTheAddressForDolibarrIsShownAndMadeAnew(): void
    {
        $old = WebhookSecret::get();
        self::assertStringContainsString("webhook?secret=$old", self::printed((new SettingsPage(Services::get()))->show(...)));
        $GLOBALS['wp_settings_sections'] = $GLOBALS['wp_settings_fields'] = [];
        $html = self::sendWithConnection(['dolisync_renew_webhook' => 'yes', 'dolisync_policy' => 'off', 'dolisync_url' => 'nonsense']);
        self::assertStringContainsString('There is a new address now.', $html);
        self::assertNotSame($old, WebhookSecret::get());
        self::assertStringContainsString('webhook?secret=' . WebhookSecret::get(), $html);
        self::assertStringNotContainsString($old, $html);
        self::assertSame(Policy::Automatic, Policy::current());
    }

    public function testAForgedFormMakesNoNewAddress(): void
    {
        $old = WebhookSecret::get();
        $die = static fn (): callable => static function (): never {
            throw new \DomainException('refused');
        };
        add_filter('wp_die_handler', $die);
        foreach ([['administrator', false], ['editor', true]] as [$role, $nonce]) {
            $this->logIn($role);
            try {
                self::send(['dolisync_renew_webhook' => 'yes'], $nonce);
                self::fail('The form was taken.');
            } catch (\DomainException) {
                self::assertSame($old, WebhookSecret::get());
            }
        }
        remove_filter('wp_die_handler', $die);
    }

    public function testWhatDolibarrCanDoIsShownFromTheLastTest(): void
    {
        self::assertStringContainsString('Not tested yet.', self::printed((new SettingsPage(Services::get()))->show(...)));
        $GLOBALS['wp_settings_sections'] = $GLOBALS['wp_settings_fields'] = [];
        $html = self::sendWithConnection(['dolisync_test' => 'yes']);
        self::assertStringContainsString('<dt>Version of Dolibarr</dt><dd>16.0.3</dd>', $html);
        self::assertStringContainsString('<dt>Encrypted (HTTPS)</dt><dd>No</dd>', $html);
        // Another Dolibarr: what was found says nothing about it.
        $GLOBALS['wp_settings_sections'] = $GLOBALS['wp_settings_fields'] = [];
        self::assertStringContainsString('Not tested yet.', self::send(['dolisync_url' => 'http://127.0.0.1:9']));
    }

    public function testEnterInAFieldSaves(): void
    {
        $html = self::printed((new SettingsPage(Services::get()))->show(...));
        preg_match('/<button[^>]*type="submit"[^>]*>|<input[^>]*type="submit"[^>]*>/', substr($html, (int) strpos($html, 'id="dolisync-settings"')), $first);
        self::assertStringNotContainsString('name=', $first[0]);
    }
}
