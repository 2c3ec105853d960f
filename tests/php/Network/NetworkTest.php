<?php

declare(strict_types=1);

namespace DoliSync\Tests\Network;

use DoliSync\Automation\Schedule;
use DoliSync\Catalogue\WpshopContacts;
use DoliSync\Network;
use DoliSync\Plugin;
use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\SiteCase;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\Traces;

/**
 * A network of sites, in a WordPress that is one.
 */
final class NetworkTest extends SiteCase
{
    /** @var list<int> */
    private array $sites = [];

    protected function setUp(): void
    {
        require_once ABSPATH . 'wp-admin/includes/ms.php';
        self::assertTrue(is_multisite());
        parent::setUp();
    }

    protected function tearDown(): void
    {
        foreach ($this->sites as $site) {
            wp_delete_site($site);
        }
        self::assertSame(1, get_current_blog_id());
        delete_option('dolisync_delete_data');
        Plugin::activate();
        parent::tearDown();
    }

    private function newSite(string $path): int
    {
        $site = wp_insert_site(['domain' => '127.0.0.1', 'path' => "/$path/", 'title' => $path, 'network_id' => 1, 'user_id' => 1]);
        self::assertIsInt($site);
        return $this->sites[] = $site;
    }

    /** What the first visit of a site does. */
    private static function visit(int $site): void
    {
        Network::on($site, [Plugin::class, 'prepareWhenNew']);
    }

    /** @return array<string, list<string>> */
    private static function traces(int $site): array
    {
        $traces = [];
        Network::on($site, static function () use (&$traces): void {
            $traces = Traces::all();
        });
        return $traces;
    }

    public function testANewSiteIsPreparedAtItsFirstVisit(): void
    {
        $site = $this->newSite('new');
        self::assertSame([], self::traces($site)['tables']);
        self::visit($site);
        $there = self::traces($site);
        self::assertCount(count(Tables::all()), $there['tables']);
        self::assertSame(['administrator'], $there['roles']);
    }

    public function testADeletedSiteLeavesNoTable(): void
    {
        global $wpdb;
        $site = $this->newSite('short-lived');
        self::visit($site);
        $prefix = $wpdb->get_blog_prefix($site);
        wp_delete_site(array_pop($this->sites));
        self::assertSame([], array_filter($wpdb->get_col('SHOW TABLES'), static fn (string $table): bool => str_starts_with($table, $prefix)));
    }

    public function testEachSiteHasItsOwnSettingsAndAssociations(): void
    {
        $site = $this->newSite('other');
        self::visit($site);
        $id = self::product(['title' => 'Mug']);
        Services::get()->links()->put($id, 68, null);
        self::assertTrue(Services::get()->connection()->isConfigured());
        Network::on($site, static function () use ($id): void {
            self::assertFalse(Services::get()->connection()->isConfigured());
            self::assertNull(Services::get()->links()->of($id));
            $there = self::product(['title' => 'Lamp']);
            Services::get()->links()->put($there, 69, null);
            Services::get()->connection()->save('https://other.example', 'another-key', '');
            Policy::store(Policy::Off);
        });
        self::assertNull(Services::get()->links()->holder(69));
        self::assertSame(68, Services::get()->links()->of($id)->dolibarrId);
        self::assertSame(Policy::DEFAULT, Policy::current());
        self::assertSame(StandIn::url(), Services::get()->connection()->url());
    }

    public function testWhatIsSavedOnAnotherSiteIsNotedThere(): void
    {
        $site = $this->newSite('other');
        self::visit($site);
        $id = self::product(['title' => 'Mug']);
        Services::get()->links()->put($id, 68, null);
        Services::get()->shopHooks()->flush();
        Services::get()->queue()->clear();
        $hooks = $there = null;
        Network::on($site, static function () use (&$there, &$hooks): void {
            $hooks = Services::get()->shopHooks();
            $there = self::product(['title' => 'Lamp']);
            Services::get()->links()->put($there, 69, null);
            Services::get()->shopHooks()->flush();
            Services::get()->queue()->clear();
            wp_update_post(['ID' => $there, 'post_title' => 'Lamp, blue']);
        });
        // The end of the request, on the site that was asked for.
        $hooks->flush();
        self::assertSame(0, Services::get()->queue()->count());
        Network::on($site, static fn () => self::assertSame("wp:{$there}", Services::get()->queue()->page(1)['entries'][0]->subject));
    }

    public function testASiteThatNeverSawDoliSyncIsLeftAlone(): void
    {
        global $wpdb;
        $site = $this->newSite('unvisited');
        $errors = $wpdb->suppress_errors();
        $wpdb->last_error = '';
        Network::on($site, static function (): void {
            self::product(['title' => 'Lamp']);
            Services::get()->shopHooks()->flush();
        });
        self::assertSame('', $wpdb->last_error);
        $wpdb->suppress_errors($errors);
        self::assertSame([], array_filter(self::traces($site)));
    }

    public function testTurnedOffOnTheNetworkNoSiteWorksOn(): void
    {
        $site = $this->newSite('other');
        self::visit($site);
        Schedule::ensure();
        Network::on($site, [Schedule::class, 'ensure']);
        self::assertNotSame([], self::traces($site)['events']);
        Plugin::deactivate(true);
        self::assertSame([], self::traces($site)['events']);
        self::assertSame([], self::traces(1)['events']);
        // Nothing else is gone.
        self::assertCount(count(Tables::all()), self::traces($site)['tables']);
    }

    public function testTurnedOffOnOneSiteTheOthersWorkOn(): void
    {
        $site = $this->newSite('other');
        self::visit($site);
        Network::on($site, [Schedule::class, 'ensure']);
        Schedule::ensure();
        Plugin::deactivate(false);
        self::assertSame([], self::traces(1)['events']);
        self::assertNotSame([], self::traces($site)['events']);
    }

    public function testDeletedEachSiteKeepsOrLosesItsDataByItsOwnSettings(): void
    {
        [$keeps, $loses, $unvisited] = [$this->newSite('keeps'), $this->newSite('loses'), $this->newSite('unvisited')];
        self::visit($keeps);
        self::visit($loses);
        update_user_meta(1, 'dolisync_per_page', '50');
        Network::on($loses, static fn () => update_option('dolisync_delete_data', 'yes'));
        $before = self::traces($keeps);
        Traces::uninstall();
        self::assertSame($before, self::traces($keeps));
        self::assertSame(['preferences'], array_keys(array_filter(self::traces($loses))));
        self::assertSame(['preferences'], array_keys(array_filter(self::traces($unvisited))));
        self::assertCount(count(Tables::all()), Traces::all()['tables'], 'the main site keeps its own');
    }

    public function testDeletedFromAllSitesNothingStays(): void
    {
        $site = $this->newSite('other');
        self::visit($site);
        update_user_meta(1, 'dolisync_per_page', '50');
        update_option('dolisync_delete_data', 'yes');
        Network::on($site, static fn () => update_option('dolisync_delete_data', 'yes'));
        Traces::uninstall();
        self::assertSame([], array_filter(self::traces($site)));
        self::assertSame([], array_filter(Traces::all()));
    }

    public function testANetworksAdministratorMayOnEverySite(): void
    {
        $site = $this->newSite('other');
        self::visit($site);
        $editor = (int) get_user_by('login', 'editor')->ID;
        add_user_to_blog($site, $editor, 'administrator');
        Network::on($site, static function () use ($editor): void {
            self::assertTrue(user_can(1, Plugin::CAPABILITY));
            self::assertTrue(user_can($editor, Plugin::CAPABILITY));
        });
        self::assertFalse(user_can($editor, Plugin::CAPABILITY), 'an administrator of one site is none of another');
    }

    public function testAnAccountOfAnotherSiteIsNoContactOfThisOne(): void
    {
        $site = $this->newSite('other');
        $customer = wp_insert_user(['user_login' => 'customer', 'user_pass' => 'x', 'user_email' => 'customer@example.test', 'role' => 'subscriber']);
        $contacts = new WpshopContacts();
        self::assertFalse($contacts->isPrivileged($customer));
        add_user_to_blog($site, $customer, 'editor');
        self::assertTrue($contacts->isPrivileged($customer));
        wpmu_delete_user($customer);
    }
}
