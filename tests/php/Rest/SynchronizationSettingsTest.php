<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\Automation\Brakes;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Services;

/**
 * How much DoliSync does by itself, through the REST API.
 */
final class SynchronizationSettingsTest extends RestCase
{
    private const OPTIONS = ['dolisync_policy', 'dolisync_field_owners', 'dolisync_new_products', 'dolisync_retention_days', 'dolisync_brake', 'dolisync_brake_pass'];

    protected function setUp(): void
    {
        parent::setUp();
        array_map('delete_option', self::OPTIONS);
    }

    protected function tearDown(): void
    {
        array_map('delete_option', self::OPTIONS);
        parent::tearDown();
    }

    public function testTheDefaults(): void
    {
        $settings = self::ask('GET', 'settings')->get_data();
        self::assertSame(['automatic', 'both', 365, null], [$settings['policy'], $settings['new_products'], $settings['retention_days'], $settings['brake']]);
        self::assertSame(ProductFields::KEYS, array_keys($settings['field_owners']));
        self::assertSame(['both', 'dolibarr'], [$settings['field_owners']['title'], $settings['field_owners']['stock']]);
    }

    public function testEachIsStoredAloneAndTheConnectionStays(): void
    {
        $before = self::ask('GET', 'settings')->get_data();
        $after = self::ask('POST', 'settings', ['policy' => 'ask'])->get_data();
        self::assertSame(['policy' => 'ask'] + $before, ['policy' => $after['policy']] + $after);
        $after = self::ask('POST', 'settings', ['field_owners' => ['price' => 'dolibarr', 'stock' => 'none']])->get_data();
        self::assertSame(['ask', 'dolibarr', 'none', 'both'], [
            $after['policy'], $after['field_owners']['price'], $after['field_owners']['stock'], $after['field_owners']['title'],
        ]);
        self::assertSame('in_wpshop', self::ask('POST', 'settings', ['new_products' => 'in_wpshop'])->get_data()['new_products']);
        self::assertSame(0, self::ask('POST', 'settings', ['retention_days' => 0])->get_data()['retention_days']);
        self::assertSame($before['url'], self::ask('GET', 'settings')->get_data()['url']);
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public function nonsense(): iterable
    {
        foreach (
            [
                ['policy' => 'sometimes'], ['new_products' => 'everywhere'], ['policy' => ['automatic']], ['field_owners' => 'both'], ['field_owners' => ['title' => 'me']],
                ['field_owners' => ['stock' => 'wpshop']], ['field_owners' => ['colour' => 'both']], ['retention_days' => -1],
                ['retention_days' => 3651], ['retention_days' => 'long'], ['retention_days' => 1.5], ['brake' => 'off'],
                ['policy' => 'ask', 'retention_days' => -1], ['url' => 'https://erp.example.com', 'policy' => 'x'],
            ] as $body
        ) {
            yield (string) json_encode($body) => [$body];
        }
    }

    /**
     * @dataProvider nonsense
     * @param array<string, mixed> $body
     */
    public function testNonsenseIsAClearErrorAndNothingIsStored(array $body): void
    {
        $before = self::ask('GET', 'settings')->get_data();
        $answer = self::ask('POST', 'settings', $body);
        self::assertSame(400, $answer->get_status());
        self::assertPlainError($answer);
        self::assertSame($before, self::ask('GET', 'settings')->get_data());
    }

    public function testTheBrakeIsShownAndAnswered(): void
    {
        $brakes = Services::get()->brakes();
        $brakes->stop(Brakes::PRICES_ZERO, ['zeroed' => 40, 'changed' => 52]);
        $brake = self::ask('GET', 'settings')->get_data()['brake'];
        self::assertSame(['prices_zero', ['zeroed' => 40, 'changed' => 52], false], [$brake['reason'], $brake['numbers'], $brake['kept']]);
        self::assertTrue(self::ask('POST', 'settings', ['brake' => 'keep'])->get_data()['brake']['kept']);
        self::assertNull(self::ask('POST', 'settings', ['brake' => 'resume'])->get_data()['brake']);
        self::assertFalse($brakes->isOn());
    }
}
