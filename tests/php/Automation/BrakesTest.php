<?php

declare(strict_types=1);

namespace DoliSync\Tests\Automation;

use DoliSync\Admin\BrakeWords;
use DoliSync\Automation\Brakes;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** Rule 11: what looks like an accident stops everything automatic, until a person says what it is. */
final class BrakesTest extends AutomationCase
{
    public function testRule11PricesThatBecomeZeroInMassStopThePoll(): void
    {
        $pairs = $this->pairs(8);
        self::poll();
        foreach ($pairs as $dolibarrId) {
            StandIn::change($dolibarrId, ['price' => '0']);
        }
        $cursor = get_option('dolisync_poll_cursor');
        self::assertSame('brake', self::poll()->stopped);
        $state = Services::get()->brakes()->state();
        self::assertSame([Brakes::PRICES_ZERO, ['zeroed' => 8, 'changed' => 8], false], [$state['reason'], $state['numbers'], $state['kept']]);
        self::assertSame([], self::queued(), 'nothing of that page is queued');
        self::assertSame($cursor, get_option('dolisync_poll_cursor'));
        self::assertSame('brake', self::poll()->stopped);
        // An edit in the shop is not lost meanwhile.
        self::someoneEdits(array_key_first($pairs), ['title' => 'ours']);
        self::assertSame('brake', self::work()->stopped);
        self::assertCount(1, self::queued());
        Services::get()->brakes()->keepStopped();
        self::assertTrue(Services::get()->brakes()->state()['kept']);
        Services::get()->brakes()->resume();
        self::assertSame(8, self::poll()->queued);
        self::assertSame(8, self::work()->written);
        self::assertSame('0', self::values(array_key_last($pairs))['price']);
        self::assertFalse(Services::get()->brakes()->isOn());
    }

    public function testRule11ACopyOfTheShopWritesNothing(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::poll();
        $home = get_option('home');
        self::atAddress('https://staging.example', static function () use ($id): void {
            self::someoneEdits($id, ['title' => 'tried out']);
            self::assertSame(['brake', 'brake'], [self::work()->stopped, self::poll()->stopped]);
        });
        self::assertSame([], StandIn::writes());
        $state = Services::get()->brakes()->state();
        self::assertSame([Brakes::SITE_COPIED, false], [$state['reason'], $state['kept']]);
        self::atAddress('https://staging.example', static function () use ($state, $home): void {
            $words = BrakeWords::seen($state);
            self::assertStringContainsString('staging.example', $words);
            self::assertStringContainsString((string) preg_replace('#^https?://#', '', $home), $words);
            // The shop itself has moved.
            Services::get()->brakes()->resume();
            self::assertSame(1, self::work()->written);
        });
        self::assertSame('tried out', StandIn::product($dolibarrId)['label']);
        self::assertFalse(Services::get()->brakes()->isOn(), 'both addresses are its own by now');
    }

    public function testRule11AnotherProtocolIsNoOtherSite(): void
    {
        Services::get()->brakes()->isOn();
        self::atAddress('https://www.' . preg_replace('#^https?://#', '', (string) get_option('home')), static function (): void {
            self::assertFalse(Services::get()->brakes()->isOn());
        });
    }

    private static function atAddress(string $home, callable $doing): void
    {
        $before = wp_load_alloptions()['home'];
        self::storeAddress($home);
        try {
            $doing();
        } finally {
            self::storeAddress($before);
        }
    }

    /** Where WP_HOME is defined, update_option compares with that, and may store nothing. */
    private static function storeAddress(string $home): void
    {
        global $wpdb;
        $wpdb->update($wpdb->options, ['option_value' => $home], ['option_name' => 'home']);
        wp_cache_delete('alloptions', 'options');
    }

    public function testRule11StocksToo(): void
    {
        $pairs = $this->pairs(7);
        foreach ($pairs as $id => $dolibarrId) {
            StandIn::stock($dolibarrId, 5);
        }
        self::poll();
        self::poll();
        self::work();
        self::assertSame('5', get_post_meta(array_key_first($pairs), '_stock', true));
        foreach ($pairs as $dolibarrId) {
            StandIn::stock($dolibarrId, -5);
        }
        self::poll();
        self::assertSame(Brakes::STOCKS_ZERO, Services::get()->brakes()->state()['reason']);
    }

    public function testRule11AFewAreNoAccident(): void
    {
        $pairs = $this->pairs(5);
        self::poll();
        foreach ($pairs as $dolibarrId) {
            StandIn::change($dolibarrId, ['price' => '0']);
        }
        self::assertSame(5, self::poll()->queued);
        self::assertSame(5, self::work()->written);
    }

    /** Messages of Dolibarr's and edits in the shop come by no poll. */
    public function testRule11TheWorkerStopsToo(): void
    {
        $pairs = $this->pairs(8);
        foreach (array_keys($pairs) as $id) {
            self::someoneEdits($id, ['price' => '0']);
        }
        $report = self::work();
        self::assertSame(['brake', 5], [$report->stopped, $report->written]);
        self::assertSame(Brakes::PRICES_ZERO, Services::get()->brakes()->state()['reason']);
        self::assertCount(3, self::queued());
        self::assertSame(0, self::queued()[0]->attempts);
        self::assertNull(self::queued()[0]->lastProblem);
        Services::get()->brakes()->resume();
        self::assertSame(3, self::work()->written);
    }

    public function testRule11AFloodOfNewProductsStopsThePoll(): void
    {
        self::poll();
        for ($number = 1; $number <= 51; $number++) {
            self::mugInDolibarr(['ref' => "N$number", 'barcode' => '']);
        }
        self::assertSame('brake', self::poll()->stopped);
        self::assertSame(['created' => 51], Services::get()->brakes()->state()['numbers']);
        self::assertSame([], self::queued());
        Services::get()->brakes()->resume();
        self::assertSame(51, self::poll()->queued);
    }

    public function testRule11AFloodOfNewProductsOfTheShopStopsBeforeTheFirst(): void
    {
        for ($number = 1; $number <= 51; $number++) {
            self::product(['reference' => "N$number", 'barcode' => ''] + self::MUG);
        }
        $report = self::work();
        self::assertSame(['brake', 0], [$report->stopped, $report->created]);
        self::assertSame([], StandIn::products());
        $state = Services::get()->brakes()->state();
        self::assertSame([Brakes::MANY_CREATIONS_IN_DOLIBARR, ['created' => 51]], [$state['reason'], $state['numbers']]);
        self::assertCount(51, self::queued());
        Services::get()->brakes()->resume();
        self::assertSame(1, Services::get()->worker()->run(0)->created);
    }

    /** They come a few at a time: what was created lately counts too. */
    public function testRule11ASlowFloodStopsToo(): void
    {
        $brakes = Services::get()->brakes();
        foreach ([Brakes::MANY_CREATIONS, Brakes::MANY_CREATIONS_IN_DOLIBARR] as $flood) {
            for ($number = 1; $number <= 50; $number++) {
                $brakes->letCreate($flood, 1);
            }
            self::assertSame('dolisync_brake', self::problem(static fn () => $brakes->letCreate($flood, 1))->name);
            self::assertSame([$flood, ['created' => 51]], [$brakes->state()['reason'], $brakes->state()['numbers']]);
            $brakes->resume();
        }
    }

    /** @dataProvider polls */
    public function testRule11WhatAPollMayLookLike(int $changed, int $prices, int $stocks, int $creations, ?string $reason): void
    {
        $brakes = Services::get()->brakes();
        self::assertSame($reason === null, $brakes->letPoll($changed, $prices, $stocks, $creations));
        self::assertSame($reason, $brakes->state()['reason'] ?? null);
    }

    /** @return list<array{int, int, int, int, string|null}> */
    public function polls(): array
    {
        return [
            [0, 0, 0, 0, null], [5, 5, 5, 0, null], [6, 6, 0, 0, Brakes::PRICES_ZERO], [12, 6, 0, 0, null], [11, 6, 0, 0, Brakes::PRICES_ZERO],
            [6, 0, 6, 0, Brakes::STOCKS_ZERO], [100, 49, 50, 0, null], [0, 0, 0, 50, null], [0, 0, 0, 51, Brakes::MANY_CREATIONS],
        ];
    }

    /** @dataProvider checks */
    public function testRule11WhatACheckMayLookLike(?int $before, int $now, int $links, ?string $reason): void
    {
        $brakes = Services::get()->brakes();
        self::assertSame($reason === null, $brakes->letCheck($before, $now, $links));
        self::assertSame($reason, $brakes->state()['reason'] ?? null);
    }

    /** @return list<array{int|null, int, int, string|null}> */
    public function checks(): array
    {
        return [
            [null, 0, 0, null], [null, 0, 1, Brakes::EMPTY_LIST], [null, 5, 9, null], [100, 51, 9, null], [100, 50, 9, Brakes::COUNT_FELL],
            [4, 1, 1, null], [100, 0, 9, Brakes::EMPTY_LIST], [100, 200, 9, null],
        ];
    }

    public function testWhatAPersonLetThroughIsNotLetThroughForEver(): void
    {
        $brakes = Services::get()->brakes();
        $brakes->letPoll(6, 6, 0, 0);
        $brakes->resume();
        self::assertTrue($brakes->letPoll(6, 6, 0, 0));
        self::assertFalse($brakes->letPoll(0, 0, 0, 51), 'something else is something else');
        $brakes->resume();
        update_option('dolisync_brake_pass', ['reason' => Brakes::MANY_CREATIONS, 'until' => Moment::in(-1)]);
        self::assertFalse($brakes->letPoll(0, 0, 0, 51));
    }

    /** @return array<int, int> the shop's id → Dolibarr's, both alike */
    private function pairs(int $number): array
    {
        $pairs = [];
        for ($pair = 1; $pair <= $number; $pair++) {
            $id = self::product(['reference' => "M$pair", 'barcode' => ''] + self::MUG);
            $pairs[$id] = self::mugInDolibarr(['ref' => "M$pair", 'barcode' => '']);
            self::link($id, $pairs[$id], []);
        }
        self::requestIsOver();
        Services::get()->queue()->clear();
        return $pairs;
    }
}
