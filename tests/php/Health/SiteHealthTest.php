<?php

declare(strict_types=1);

namespace DoliSync\Tests\Health;

use DoliSync\Automation\Brakes;
use DoliSync\Automation\Schedule;
use DoliSync\Dolibarr\Problems;
use DoliSync\Health\SiteHealth;
use DoliSync\Plugin;
use DoliSync\Rest\WebhookSecret;
use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\SiteCase;
use DoliSync\Tests\Support\StandIn;

/**
 * DoliSync's part of WordPress's Site Health.
 */
final class SiteHealthTest extends SiteCase
{
    protected function setUp(): void
    {
        parent::setUp();
        Services::get()->queue()->clear();
        Services::get()->probe()->forget();
        delete_option(Brakes::OPTION);
        wp_clear_scheduled_hook(Schedule::WORK);
        wp_schedule_single_event(time() + 60, Schedule::WORK);
    }

    protected function tearDown(): void
    {
        wp_clear_scheduled_hook(Schedule::WORK);
        delete_option(Brakes::OPTION);
        parent::tearDown();
    }

    /**
     * @param array<string, mixed> $result
     */
    private static function assertResult(string $status, string $words, array $result): void
    {
        self::assertSame($status, $result['status'], $result['label']);
        self::assertStringContainsString($words, $result['label'] . ' ' . $result['description']);
        self::assertStringNotContainsString(StandIn::KEY, (string) wp_json_encode($result));
        foreach (['label', 'status', 'badge', 'description', 'actions', 'test'] as $key) {
            self::assertArrayHasKey($key, $result);
        }
    }

    public function testWordPressKnowsTheTests(): void
    {
        $tests = apply_filters('site_status_tests', ['direct' => [], 'async' => []]);
        self::assertIsCallable($tests['direct']['dolisync_automation']['test']);
        self::assertIsCallable($tests['async']['dolisync_connection']['async_direct_test']);
        self::assertIsCallable($tests['async']['dolisync_panel']['async_direct_test']);
        self::assertTrue($tests['async']['dolisync_connection']['has_rest']);
        // Site Health waits for the direct ones: they ask nobody.
        foreach ($tests['direct'] as $test) {
            ($test['test'])();
        }
        self::assertSame([], StandIn::calls());
        self::assertStringContainsString('dolisync/v1/health', $tests['async']['dolisync_connection']['test']);
    }

    public function testTheConnection(): void
    {
        // The stand-in has no https.
        self::assertResult('recommended', 'The connection is not encrypted', SiteHealth::connection());
        $answer = rest_do_request(new \WP_REST_Request('GET', '/dolisync/v1/health'));
        self::assertSame(200, $answer->get_status());
        self::assertResult('recommended', 'with limits', $answer->get_data());
        StandIn::fail(['kind' => 'status', 'status' => 401]);
        self::assertResult('critical', 'Dolibarr refused the key.', SiteHealth::connection());
        $this->disconnect();
        self::assertResult('recommended', 'not connected to Dolibarr yet', SiteHealth::connection());
    }

    public function testHowTheInterfaceReachesBrowsers(): void
    {
        $answers = static fn (int $status, string $type): array => [
            'response' => ['code' => $status, 'message' => ''], 'headers' => ['content-type' => $type], 'body' => '', 'cookies' => [],
        ];
        $cases = [
            ['good', 'reaches browsers as it should', $answers(200, 'application/wasm')],
            ['recommended', 'type “text/plain”', $answers(200, 'text/plain; charset=utf-8')],
            ['recommended', 'AddType application/wasm .wasm', $answers(200, '')],
            ['critical', 'error 404', $answers(404, 'text/html')],
            ['good', 'could not be checked', new \WP_Error('http_request_failed', 'blocked')],
        ];
        foreach ($cases as [$status, $words, $answer]) {
            $asked = '';
            $fake = static function (mixed $before, array $arguments, string $url) use ($answer, &$asked): mixed {
                $asked = $arguments['method'] . ' ' . $url;
                return $answer;
            };
            add_filter('pre_http_request', $fake, 10, 3);
            self::assertResult($status, $words, SiteHealth::panel());
            self::assertResult($status, $words, rest_do_request(new \WP_REST_Request('GET', '/dolisync/v1/health/panel'))->get_data());
            remove_filter('pre_http_request', $fake);
            self::assertMatchesRegularExpression('#^HEAD http.*/assets/panel/list[^/]*/panel_bg\.wasm$#', $asked);
        }
    }

    public function testWhatHappensByItself(): void
    {
        self::assertResult('good', 'Nothing waits.', SiteHealth::automation());
        Services::get()->queue()->add('doli:68', 'poll');
        self::assertResult('good', '1 product waits', SiteHealth::automation());
        Services::get()->queue()->clear();
        Services::get()->brakes()->stop(Brakes::COUNT_FELL, ['before' => 900, 'now' => 410]);
        self::assertResult('critical', 'had 900 products', SiteHealth::automation());
        Policy::store(Policy::Off);
        self::assertResult('good', 'does nothing by itself', SiteHealth::automation());
        self::assertSame([], StandIn::calls());
    }

    public function testACronThatDoesNotRun(): void
    {
        wp_clear_scheduled_hook(Schedule::WORK);
        wp_schedule_single_event(time() - 5 * HOUR_IN_SECONDS, Schedule::WORK);
        self::assertResult('recommended', '5 hours late', SiteHealth::automation());
    }

    public function testTheTables(): void
    {
        global $wpdb;
        self::assertResult('good', 'tables are there', SiteHealth::tables());
        $wpdb->query('DROP TABLE ' . Tables::suggestions());
        try {
            self::assertResult('critical', Tables::suggestions(), SiteHealth::tables());
            // What the sentence says to do.
            Plugin::activate();
            self::assertResult('good', 'tables are there', SiteHealth::tables());
        } finally {
            Plugin::activate();
        }
    }

    public function testProductsThatWaitLong(): void
    {
        $queue = Services::get()->queue();
        $queue->add('doli:68', 'poll');
        for ($try = 0; $try < 6; $try++) {
            $queue->retryNow($queue->page(1)['entries'][0]->id);
            $queue->later($queue->claim()[0], Problems::timeout());
        }
        self::assertResult('recommended', 'wait long', SiteHealth::automation());
    }

    public function testTheInformationForHelpersHoldsNoSecret(): void
    {
        Services::get()->probe()->run();
        StandIn::forgetCalls();
        $information = apply_filters('debug_information', []);
        self::assertSame([], StandIn::calls());
        $fields = $information['dolisync']['fields'];
        self::assertSame(['16.0.3', 'stored', 'unknown', 'no', 'automatic'], [
            $fields['dolibarr']['debug'], $fields['key']['debug'], $fields['prices']['debug'], $fields['https']['debug'], $fields['policy']['debug'],
        ]);
        // On the page in the person's words, in the copy in English.
        self::assertSame(['Stored', 'Not known', 'No'], [$fields['key']['value'], $fields['prices']['value'], $fields['https']['value']]);
        self::assertTrue($fields['address']['private']);
        $all = (string) wp_json_encode($information);
        foreach ([StandIn::KEY, WebhookSecret::get(), (string) get_option('dolisync_dolibarr_key')] as $secret) {
            self::assertStringNotContainsString($secret, $all);
        }
    }

    public function testTheInformationBeforeAnythingIsSet(): void
    {
        $this->disconnect();
        $fields = apply_filters('debug_information', [])['dolisync']['fields'];
        self::assertSame(['none', 'none', 'never', 'unknown'], [
            $fields['address']['debug'], $fields['key']['debug'], $fields['checked']['debug'], $fields['write']['debug'],
        ]);
    }
}
