<?php

declare(strict_types=1);

namespace DoliSync\Tests\Health;

use DoliSync\Admin\ConnectionReport;
use DoliSync\Admin\RefusedWords;
use DoliSync\Health\Capabilities;
use DoliSync\Health\PriceMode;
use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/**
 * What Dolibarr and the connection can do, found out without writing anything.
 */
final class ProbeTest extends SyncCase
{
    protected function setUp(): void
    {
        parent::setUp();
        Services::get()->probe()->forget();
    }

    protected function tearDown(): void
    {
        Services::get()->probe()->forget();
        parent::tearDown();
    }

    private static function probe(): Capabilities
    {
        return Services::get()->probe()->run();
    }

    /** Changes Dolibarr's answers on their way. @param callable(array<string, mixed>): array<string, mixed> $change */
    private static function answering(callable $change, callable $work): mixed
    {
        $filter = static fn (array $answer): array => $change($answer);
        add_filter('http_response', $filter, 5);
        try {
            return $work();
        } finally {
            remove_filter('http_response', $filter, 5);
        }
    }

    private static function datedBy(int $seconds): Capabilities
    {
        return self::answering(static function (array $answer) use ($seconds): array {
            $answer['headers']['date'] = gmdate('D, d M Y H:i:s', time() + $seconds) . ' GMT';
            return $answer;
        }, self::probe(...));
    }

    public function testItFindsWhatThereIs(): void
    {
        self::mugInDolibarr();
        $before = StandIn::products();
        $found = self::probe();
        self::assertSame(['16.0.3', true, true, true, false, PriceMode::Single], [
            $found->version, $found->canRead, $found->canWrite, $found->hasModule, $found->isHttps, $found->priceMode,
        ]);
        self::assertEquals($before, StandIn::products());
        self::assertEquals($found, Services::get()->probe()->last());
    }

    public function testCategoriesThatCannotBeReadAreTold(): void
    {
        self::assertTrue(self::probe()->canReadCategories);
        foreach ([401, 403] as $status) {
            StandIn::fail(['kind' => 'status', 'status' => $status, 'path' => '/categories']);
            $found = self::probe();
            self::assertFalse($found->canReadCategories);
            self::assertStringContainsString('Categories are not compared', implode(' ', ConnectionReport::sentences($found)));
            self::assertEquals($found, Services::get()->probe()->last());
            StandIn::heal();
        }
    }

    public function testWithoutProductsThePriceModeIsNotKnown(): void
    {
        self::assertSame(PriceMode::Unknown, self::probe()->priceMode);
        self::assertTrue(self::probe()->appliesPrices());
    }

    public function testSeveralPricesAreSeen(): void
    {
        self::mugInDolibarr();
        $found = self::answering(static function (array $answer): array {
            $answer['body'] = str_replace('"multiprices":[]', '"multiprices":{"1":"12.5","2":"11"}', $answer['body']);
            return $answer;
        }, self::probe(...));
        self::assertSame(PriceMode::Levels, $found->priceMode);
        self::assertFalse($found->appliesPrices());
        self::assertStringContainsString('price levels', implode(' ', ConnectionReport::sentences($found)));
        self::assertSame('warning', ConnectionReport::type($found));
    }

    public function testAPriceThatWasNotAppliedIsExplained(): void
    {
        [$id] = self::linkedMug();
        self::assertSame('Dolibarr did not apply: price.', RefusedWords::sentence(['price']));
        StandIn::settings(['price_mode' => 'multi']);
        self::edit($id, ['price' => '14']);
        self::sync($id, ['price' => 'wpshop']);
        self::assertSame(PriceMode::NotApplied, self::probe()->priceMode);
        self::assertStringContainsString('several prices', RefusedWords::sentence(['price']));
        self::assertSame('Dolibarr did not apply: title.', RefusedWords::sentence(['title']));
        // Once a price is applied again, nothing speaks against it.
        StandIn::settings(['price_mode' => 'unique']);
        self::sync($id, ['price' => 'wpshop']);
        self::assertSame(PriceMode::Single, self::probe()->priceMode);
    }

    public function testTheClocksAreCompared(): void
    {
        self::assertLessThanOrEqual(2, abs(self::datedBy(0)->clockDifference));
        self::assertTrue(self::datedBy(-60)->isClockRight());
        $behind = self::datedBy(-3600);
        self::assertEqualsWithDelta(-3600, $behind->clockDifference, 2);
        self::assertFalse($behind->isClockRight());
        self::assertStringContainsString('1 hour behind', implode(' ', ConnectionReport::sentences($behind)));
        self::assertStringContainsString('ahead', implode(' ', ConnectionReport::sentences(self::datedBy(600))));
        $silent = self::answering(static function (array $answer): array {
            unset($answer['headers']['date']);
            return $answer;
        }, self::probe(...));
        self::assertSame([null, true], [$silent->clockDifference, $silent->isClockRight()]);
    }

    public function testWhatIsOnlyTriedIsNotRemembered(): void
    {
        self::assertFalse(Services::get()->probe()->run(null, 'reader-key')->canWrite);
        self::assertNull(Services::get()->probe()->last());
        self::assertFalse(Services::get()->probe()->run(StandIn::url() . '/', null, '3')->isHttps);
        self::assertNull(Services::get()->probe()->last());
        Services::get()->probe()->run(StandIn::url(), null, '');
        self::assertNotNull(Services::get()->probe()->last());
    }

    public function testWhatIsStoredIsNoSecret(): void
    {
        self::probe();
        self::assertStringNotContainsString(StandIn::KEY, (string) wp_json_encode(get_option('dolisync_capabilities')));
    }

    public function testADamagedMemoryIsNone(): void
    {
        foreach (['', 'x', [], ['version' => 3], ['version' => '16'], null] as $stored) {
            update_option('dolisync_capabilities', $stored);
            self::assertNull(Services::get()->probe()->last());
        }
    }
}
