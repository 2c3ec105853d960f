<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Health\Check;
use DoliSync\Health\CheckState;
use DoliSync\Health\Checkup;
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
            'connection' => 'good', 'version' => 'good', 'read' => 'good', 'write' => 'good', 'https' => 'recommended',
            'price' => 'good', 'clock' => 'good', 'module' => 'good', 'categories' => 'good', 'automation' => 'good',
            'queue' => 'good', 'tables' => 'good',
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
        $this->disconnect();
        self::assertSame(1, self::wp('doctor --format=json')[0]);
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
        update_option(Tables::VERSION_OPTION, 'old');
        self::assertSame(CheckState::Recommended, self::check('tables')->state);
        $wpdb->query('DROP TABLE ' . Tables::suggestions());
        $check = self::check('tables');
        Tables::install();
        self::assertSame(CheckState::Critical, $check->state);
        self::assertStringContainsString(Tables::suggestions(), $check->sentence);
        self::assertSame(CheckState::Good, self::check('tables')->state);
    }

    private static function check(string $name): Check
    {
        return array_values(array_filter((new Checkup(Services::get()))->run(), static fn (Check $check): bool => $check->name === $name))[0];
    }
}
