<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Services;
use DoliSync\Tests\Support\SiteCase;
use DoliSync\Tests\Support\StandIn;

final class ConnectionSettingsTest extends SiteCase
{
    public function testTheKeyIsStoredUnreadablyAndComesBack(): void
    {
        $settings = Services::get()->connection();
        $settings->save('https://erp.example.com/', 's3cret-key', '3');
        self::assertSame(['https://erp.example.com/', '3', true, 'option'], [$settings->url(), $settings->entity(), $settings->isConfigured(), $settings->keySource()]);
        $stored = (string) get_option(ConnectionSettings::KEY_OPTION);
        self::assertStringNotContainsString('s3cret', $stored . base64_decode($stored));
        self::assertSame(
            ['DOLAPIKEY' => 's3cret-key', 'Accept' => 'application/json', 'DOLAPIENTITY' => '3'],
            $settings->connection()->headers()
        );
        self::assertStringNotContainsString('s3cret', print_r($settings->connection(), true) . var_export($settings, true));
        self::assertSame('https://erp.example.com/product/card.php?id=68', $settings->productUrl(68));
        // Left out: kept.
        $settings->save('https://erp.example.com', null, null);
        self::assertSame(['3', 's3cret-key'], [$settings->entity(), $settings->connection()->headers()['DOLAPIKEY']]);
        $settings->save('https://erp.example.com', 'other', '');
        self::assertArrayNotHasKey('DOLAPIENTITY', $settings->connection()->headers());
    }

    public function testACopyOfTheDatabaseDoesNotHaveItAndNoPageLoadsIt(): void
    {
        global $wpdb;
        delete_option(ConnectionSettings::KEY_OPTION);
        Services::get()->connection()->save('https://erp.example.com/', 's3cret-key', '');
        $autoload = $wpdb->get_var("SELECT autoload FROM {$wpdb->options} WHERE option_name = '" . ConnectionSettings::KEY_OPTION . "'");
        self::assertContains($autoload, ['no', 'off']);
        self::assertArrayNotHasKey(ConnectionSettings::KEY_OPTION, wp_load_alloptions(true));
        // Each time with another nonce: who sees two of them does not see whether it is the same key.
        $before = get_option(ConnectionSettings::KEY_OPTION);
        Services::get()->connection()->save('https://erp.example.com/', 's3cret-key', '');
        self::assertNotSame($before, get_option(ConnectionSettings::KEY_OPTION));
        self::assertSame([], array_values(preg_grep('/s3cret|terc3s/i', array_map(
            static fn (?string $value): string => $value . base64_decode((string) $value),
            $wpdb->get_col("SELECT option_value FROM {$wpdb->options} WHERE option_name LIKE '%dolisync%'")
        ))));
    }

    /** PHP's log of an error nobody caught has the beginning of each argument, where the host lets it. */
    public function testAnErrorOnTheWayDoesNotShowIt(): void
    {
        if (PHP_VERSION_ID < 80200) {
            self::markTestSkipped('Before 8.2 PHP hides no arguments.');
        }
        $fails = static fn (): never => throw new \LogicException('broken');
        add_filter('pre_update_option_' . ConnectionSettings::KEY_OPTION, $fails);
        add_filter('pre_http_request', $fails);
        // PHP's own defaults, which most hosts keep.
        $before = [ini_set('zend.exception_ignore_args', '0'), ini_set('zend.exception_string_param_max_len', '15')];
        $settings = Services::get()->connection();
        try {
            foreach (
                [
                    static fn () => $settings->save(StandIn::url(), 's3cret-key', ''),
                    static fn () => $settings->test(StandIn::url(), 's3cret-key', ''),
                    static fn () => Services::get()->probe()->tryOut(StandIn::url(), 's3cret-key', ''),
                ] as $doing
            ) {
                try {
                    $doing();
                    self::fail('It did not fail.');
                } catch (\LogicException $fault) {
                    self::assertStringContainsString('http://127.0.0.', (string) $fault);
                    self::assertStringNotContainsString('s3cret', (string) $fault);
                }
            }
        } finally {
            ini_set('zend.exception_ignore_args', (string) $before[0]);
            ini_set('zend.exception_string_param_max_len', (string) $before[1]);
            remove_filter('pre_update_option_' . ConnectionSettings::KEY_OPTION, $fails);
            remove_filter('pre_http_request', $fails);
        }
    }

    /** @dataProvider otherAddresses */
    public function testTheStoredKeyIsSentToTheStoredServerOnly(string $url, bool $isSent): void
    {
        $settings = Services::get()->connection();
        $settings->save('https://erp.example.com/dolibarr', 's3cret-key', '');
        if ($isSent) {
            $settings->save($url, null, null);
            self::assertSame($url, $settings->url());
            return;
        }
        foreach ([static fn () => $settings->save($url, null, null), static fn () => $settings->test($url)] as $try) {
            self::assertSame(['dolisync_key_needed', 400], [self::problem($try)->name, self::problem($try)->httpStatus]);
        }
        self::assertArrayHasKey('key', $settings->problems($url, null, null));
        self::assertSame('https://erp.example.com/dolibarr', $settings->url());
        $settings->save($url, 'its-own-key', null);
        self::assertSame('its-own-key', $settings->connection()->headers()['DOLAPIKEY']);
    }

    /** @return list<array{string, bool}> */
    public function otherAddresses(): array
    {
        return [
            ['https://erp.example.com', true], ['https://ERP.example.com/other/api/index.php', true], ['http://erp.example.com', false],
            ['https://erp.example.com:8443', false], ['https://example.com', false], ['https://erp.example.com.evil.example', false],
        ];
    }

    public function testAKeyThatCannotBeReadAnyMoreSaysSo(): void
    {
        update_option(ConnectionSettings::KEY_OPTION, base64_encode(random_bytes(60)));
        $problem = self::problem(static fn () => Services::get()->connection()->connection());
        self::assertSame(['dolisync_key_unreadable', 'check_settings'], [$problem->name, $problem->nextAction]);
    }

    /** @dataProvider wrong */
    public function testNothingIsStoredWhenSomethingIsWrong(string $url, ?string $key, ?string $entity, string $code): void
    {
        $settings = Services::get()->connection();
        $before = [$settings->url(), $settings->entity(), $settings->connection()->headers()];
        $problem = self::problem(static fn () => $settings->save($url, $key, $entity));
        self::assertSame([$code, 400], [$problem->name, $problem->httpStatus]);
        self::assertSame($before, [$settings->url(), $settings->entity(), $settings->connection()->headers()]);
    }

    /** @return list<array{string, string|null, string|null, string}> */
    public function wrong(): array
    {
        return [
            ['javascript:alert(1)', 'k', '', 'dolisync_bad_address'],
            ['https://erp.example.com', "a\r\nX: y", '', 'dolisync_bad_key'],
            ['https://erp.example.com', '', '', 'dolisync_bad_key'],
            ['https://erp.example.com', 'k', '1; DROP', 'dolisync_bad_entity'],
        ];
    }

    /** @dataProvider keys */
    public function testTheTestTellsWhatTheKeyCanDo(int $version, string $key, bool $canWrite): void
    {
        StandIn::reset('demo', $version);
        $answer = Services::get()->connection()->test(StandIn::url() . '/api/index.php', $key, '');
        self::assertSame([true, true, $canWrite, true, false], [$answer['ok'], $answer['can_read'], $answer['can_write'], $answer['module_wpshop'], $answer['https']]);
        self::assertStringStartsWith($version . '.', $answer['version']);
        self::assertIsInt($answer['latency_ms']);
    }

    /** @return list<array{int, string, bool}> */
    public function keys(): array
    {
        return [[16, 'admin-key', true], [20, 'admin-key', true], [16, 'reader-key', false], [20, 'reader-key', false]];
    }

    public function testTheTestChangesNothing(): void
    {
        StandIn::reset('demo');
        $before = StandIn::products();
        $settings = Services::get()->connection();
        $options = [$settings->url(), $settings->entity()];
        $settings->test(StandIn::url(), 'admin-key', '2');
        self::assertEquals($before, StandIn::products());
        self::assertSame($options, [$settings->url(), $settings->entity()]);
    }

    public function testTheModuleIsSeenToBeMissing(): void
    {
        StandIn::settings(['module_wpshop' => false]);
        StandIn::create(['ref' => 'A', 'label' => 'A']);
        self::assertFalse(Services::get()->connection()->test()['module_wpshop']);
    }

    /** @dataProvider failures */
    public function testTheTestNamesWhatIsWrong(?string $url, string $key, string $code): void
    {
        $problem = self::problem(static fn () => Services::get()->connection()->test($url ?? StandIn::url(), $key, ''));
        self::assertSame($code, $problem->name);
        self::assertStringNotContainsString($key, $problem->getMessage());
    }

    /** @return list<array{string|null, string, string}> */
    public function failures(): array
    {
        return [
            [null, 'wrong-key', 'dolisync_dolibarr_key_refused'],
            [null, 'no-rights-key', 'dolisync_dolibarr_forbidden'],
            ['http://127.0.0.1:18299', 'admin-key', 'dolisync_dolibarr_unreachable'],
            ['not an address', 'admin-key', 'dolisync_bad_address'],
        ];
    }
}
