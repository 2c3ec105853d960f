<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Admin\ConnectionReport;
use DoliSync\Health\Capabilities;
use DoliSync\Health\Check;
use DoliSync\Health\CheckState;
use DoliSync\Health\Checkup;
use DoliSync\Health\SiteHealth;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\CliCase;
use DoliSync\Tests\Support\StandIn;

/** `wp dolisync doctor` */
final class DoctorCommandTest extends CliCase
{
    public function testItChecksEverythingAndWritesNothing(): void
    {
        StandIn::forgetCalls();
        self::assertSame([
            'connection' => 'good', 'version' => 'good', 'speed' => 'good', 'https' => 'recommended', 'read' => 'good',
            'write' => 'good', 'price' => 'good', 'categories' => 'good', 'write_categories' => 'good', 'module' => 'good',
            'clock' => 'good', 'automation' => 'good', 'queue' => 'good', 'tables' => 'good',
        ], array_column(self::rows('doctor'), 'state', 'check'));
        self::assertSame(2, self::wp('doctor')[0]);
        // It asks to change a product that cannot exist, to see whether it may.
        self::assertSame([404, 404], array_column(StandIn::writes(), 'status'));
    }

    public function testAKeyThatIsRefusedIsCritical(): void
    {
        Services::get()->connection()->save(StandIn::url(), 'wrong-key', '');
        [$code, $printed] = self::wp('doctor');
        self::assertSame(1, $code);
        self::assertStringContainsString("connection\tcritical", $printed);
        self::assertStringNotContainsString('wrong-key', $printed);
        // Nothing is broken where nothing was set up yet.
        $this->disconnect();
        self::assertSame(2, self::wp('doctor --format=json')[0]);
    }

    /** @return iterable<string, array{callable(): void, string, string, string, string}> what is done, key, check, state, words */
    public function limits(): iterable
    {
        yield 'an old version' => [static fn () => StandIn::settings(['claimed_version' => '13.0.5']), StandIn::KEY, 'version', 'recommended', 'have Dolibarr updated'];
        yield 'no right to write' => [static fn () => null, 'reader-key', 'write', 'recommended', 'give it that right in Dolibarr'];
        yield 'no right to write categories' => [static fn () => null, 'reader-key', 'write_categories', 'note', 'cannot create categories'];
        yield 'other records' => [static fn () => StandIn::settings(['modules_off' => ['invoices']]), StandIn::KEY, 'records', 'note', 'cannot bring everything over: the invoices'];
        yield 'no categories' => [static fn () => StandIn::settings(['modules_off' => ['categories']]), StandIn::KEY, 'categories', 'note', 'Categories are not compared'];
    }

    /**
     * @dataProvider limits
     * @param callable(): void $prepare
     */
    public function testWhatLimitsTheWorkIsSaidAsInSiteHealth(callable $prepare, string $key, string $name, string $state, string $words): void
    {
        $prepare();
        Services::get()->connection()->save(StandIn::url(), $key, '');
        $check = self::check($name);
        self::assertSame($state, $check->state->value);
        self::assertStringContainsString($words, $check->advice);
        self::assertStringContainsString(esc_html($check->advice), SiteHealth::connection()['description']);
        [$row] = array_values(array_filter(self::rows('doctor'), static fn (array $row): bool => $row['check'] === $name));
        self::assertSame([$state, $check->advice], [$row['state'], $row['advice']]);
    }

    public function testASlowDolibarrIsNotCalledGood(): void
    {
        $found = Services::get()->probe()->run()->jsonSerialize();
        $slow = ConnectionReport::checks(Capabilities::fromStored(['latency_ms' => 2100, 'https' => true] + $found));
        self::assertSame(['speed', 'recommended', '2,100 ms'], [Check::worst($slow)->name, Check::worst($slow)->state->value, Check::worst($slow)->found]);
        self::assertStringContainsString('Dolibarr is slow', Check::worst($slow)->advice);
    }

    public function testPricesThatHaveNoEffect(): void
    {
        [$id] = self::linkedMug();
        StandIn::settings(['price_mode' => 'multi', 'module_wpshop' => false]);
        self::edit($id, ['price' => '14']);
        self::wp("sync {$id} --keep=wpshop");
        $states = array_column(self::rows('doctor'), 'state', 'check');
        self::assertSame(['recommended', 'note'], [$states['price'], $states['module']]);
    }

    public function testATableThatIsMissingAndAQueueThatStands(): void
    {
        global $wpdb;
        Services::get()->queue()->add('wp:1', 'edit');
        $wpdb->query($wpdb->prepare('UPDATE ' . Tables::queue() . ' SET since = %s', Moment::in(-2 * DAY_IN_SECONDS)));
        self::assertSame(CheckState::Recommended, self::check('queue')->state);
        self::assertSame('recommended', SiteHealth::automation()['status']);
        update_option(Tables::VERSION_OPTION, 'old');
        self::assertSame(CheckState::Recommended, self::check('tables')->state);
        self::assertSame('recommended', SiteHealth::tables()['status']);
        $wpdb->query('DROP TABLE ' . Tables::suggestions());
        $check = self::check('tables');
        $inSiteHealth = SiteHealth::tables();
        Tables::install();
        self::assertSame(CheckState::Critical, $check->state);
        self::assertStringContainsString(Tables::suggestions(), $check->advice);
        self::assertStringContainsString('can only come from a backup', $check->advice);
        self::assertStringContainsString(esc_html($check->advice), $inSiteHealth['description']);
        self::assertSame(CheckState::Good, self::check('tables')->state);
    }

    public function testAQueueThatIsMissingIsNotAnEmptyOne(): void
    {
        global $wpdb;
        $wpdb->query('DROP TABLE ' . Tables::queue());
        $checkup = new Checkup(Services::get());
        try {
            self::assertSame([CheckState::Critical, $checkup->tables()->advice], [$checkup->queue()->state, $checkup->queue()->advice]);
        } finally {
            Tables::install();
        }
        self::assertSame('Nothing waits.', $checkup->queue()->found);
    }

    private static function check(string $name): Check
    {
        return array_values(array_filter((new Checkup(Services::get()))->run(), static fn (Check $check): bool => $check->name === $name))[0];
    }
}
