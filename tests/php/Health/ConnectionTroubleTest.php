<?php

declare(strict_types=1);

namespace DoliSync\Tests\Health;

use DoliSync\Admin\ConnectionReport;
use DoliSync\Problem;
use DoliSync\Services;
use DoliSync\Tests\Support\SiteCase;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\TlsServer;

/**
 * The test of the connection: for each cause its own sentence, with what to do next, beside the field that it is about.
 */
final class ConnectionTroubleTest extends SiteCase
{
    private static function tried(?string $url = null, string $key = StandIn::KEY): Problem
    {
        return self::problem(static fn () => Services::get()->probe()->tryOut($url ?? StandIn::url(), $key, ''));
    }

    /** @return iterable<string, array{callable(): void, string, string, string, string, int}> what is done, the key; code, field, words; version */
    public function troubles(): iterable
    {
        $nothing = static function (): void {
        };
        foreach ([16, 20] as $version) {
            yield "$version: a wrong key" => [$nothing, 'wrong-key', 'key_refused', 'key', 'refused the key', $version];
            yield "$version: a key without rights" => [$nothing, 'no-rights-key', 'forbidden', 'key', 'may not read products', $version];
            yield "$version: the API is off" => [static fn () => StandIn::settings(['modules_off' => ['api']]), StandIn::KEY, 'api_off', 'url', 'its REST API is off', $version];
            yield "$version: the products are off" => [static fn () => StandIn::settings(['modules_off' => ['products']]), StandIn::KEY, 'products_off', 'url', 'its module “Products” is off', $version];
            yield "$version: a password of the web server" => [static fn () => StandIn::fail(['kind' => 'guarded']), StandIn::KEY, 'guarded', 'url', 'in front of Dolibarr', $version];
            yield "$version: the database is down" => [static fn () => StandIn::fail(['kind' => 'html_500']), StandIn::KEY, 'failing', 'url', 'technical problem', $version];
            yield "$version: another page" => [static fn () => StandIn::fail(['kind' => 'not_json_200']), StandIn::KEY, 'unreadable', 'url', 'is a web page', $version];
            yield "$version: a redirect to https" => [
                static fn () => StandIn::fail(['kind' => 'redirect', 'to' => 'https://erp.example.com/dolibarr']), StandIn::KEY, 'redirected', 'url', 'enter https://erp.example.com/dolibarr', $version,
            ];
        }
    }

    /**
     * @dataProvider troubles
     * @param callable(): void $prepare
     */
    public function testEachCauseIsNamed(callable $prepare, string $key, string $code, string $field, string $words, int $version): void
    {
        StandIn::settings(['version' => $version]);
        $prepare();
        $problem = self::tried(null, $key);
        self::assertSame("dolisync_dolibarr_$code", $problem->name);
        self::assertStringContainsString($words, $problem->getMessage());
        self::assertStringNotContainsString($key, $problem->getMessage());
        self::assertSame($field, ConnectionReport::field($problem));
        self::assertContains($problem->nextAction, ['check_settings', 'retry']);
    }

    public function testTheUserWithoutRightsIsNamedWhereDolibarrTellsIt(): void
    {
        StandIn::fail(['kind' => 'status', 'status' => 403, 'path' => '/products']);
        self::assertStringContainsString('its user “reader” may not read products', self::tried(null, 'reader-key')->getMessage());
    }

    public function testItTakesTooLong(): void
    {
        StandIn::fail(['kind' => 'latency', 'ms' => 2000]);
        $short = static fn (): float => 0.3;
        add_filter('dolisync_http_timeout', $short);
        $problem = self::tried();
        remove_filter('dolisync_http_timeout', $short);
        self::assertSame(['dolisync_dolibarr_timeout', 'url'], [$problem->name, ConnectionReport::field($problem)]);
    }

    /** @return iterable<string, array{string, string, string}> address, code, words */
    public function addresses(): iterable
    {
        yield 'nobody listens' => ['http://127.0.0.1:9', 'unreachable', 'Nothing answers at “127.0.0.1:9”'];
        yield 'no such name' => ['https://erp.invalid', 'unreachable', 'No server has the name “erp.invalid”'];
        yield 'not an address' => ['erp example', '', 'not a web address'];
    }

    /** @dataProvider addresses */
    public function testAWrongAddressIsNamed(string $url, string $code, string $words): void
    {
        $open = static fn (): bool => true;
        add_filter('http_request_host_is_external', $open);
        $hosts = static function (mixed $answer, array $arguments, string $url): mixed {
            // No test asks the network for a name.
            return str_contains($url, '.invalid') ? new \WP_Error('http_request_failed', 'cURL error 6: Could not resolve host: erp.invalid') : $answer;
        };
        add_filter('pre_http_request', $hosts, 10, 3);
        $problem = self::tried($url);
        remove_filter('pre_http_request', $hosts);
        remove_filter('http_request_host_is_external', $open);
        self::assertSame($code === '' ? 'dolisync_bad_address' : "dolisync_dolibarr_$code", $problem->name);
        self::assertStringContainsString($words, $problem->getMessage());
        self::assertSame('url', ConnectionReport::field($problem));
    }

    public function testHttpsWhereThereIsOnlyHttpAndWhereItAnswers(): void
    {
        $problem = self::tried(str_replace('http:', 'https:', StandIn::url()));
        self::assertSame('dolisync_dolibarr_not_encrypted', $problem->name);
        self::assertStringContainsString('answers, but not by https', $problem->getMessage());
        self::assertSame(StandIn::url(), $problem->data['address']);
    }

    /** @return iterable<string, array{string}> what is typed after the right address */
    public function elsewhere(): iterable
    {
        yield 'a folder too deep' => ['/htdocs'];
        yield 'a page' => ['/product/list.php'];
        yield 'four folders too deep' => ['/a/b/c/d'];
    }

    /** @dataProvider elsewhere */
    public function testTheRightAddressIsFoundFromAWrongPath(string $path): void
    {
        $problem = self::tried(StandIn::url() . $path);
        self::assertSame(StandIn::url(), $problem->data['address'] ?? null);
        self::assertStringContainsString('A Dolibarr does answer at ' . StandIn::url() . '.', $problem->getMessage());
    }

    public function testAnUsualFolderIsTriedWithoutTheKeyAndNotForEver(): void
    {
        $asked = [];
        $server = static function (mixed $answer, array $arguments, string $url) use (&$asked): array {
            $asked[] = $url;
            $isThere = str_starts_with($url, 'https://erp.example.com/dolibarr/htdocs/');
            self::assertSame(count($asked) > 1, !isset($arguments['headers']['DOLAPIKEY']), $url);
            return [
                'response' => ['code' => $isThere ? 401 : 404, 'message' => ''], 'headers' => [], 'cookies' => [], 'filename' => null,
                'body' => $isThere ? '{"error":{"code":401,"message":"Unauthorized"}}' : '<html>A shop</html>',
            ];
        };
        add_filter('pre_http_request', $server, 10, 3);
        try {
            self::assertSame('https://erp.example.com/dolibarr/htdocs', self::tried('https://erp.example.com')->data['address']);
            $asked = [];
            self::assertArrayNotHasKey('address', self::tried('https://other.example.com/a/b/c/d/e/f/g/h')->data);
            self::assertCount(7, $asked);
        } finally {
            remove_filter('pre_http_request', $server);
        }
    }

    public function testARedirectThatLosesThePathLeadsToHttps(): void
    {
        $server = static function (mixed $answer, array $arguments, string $url): array {
            $isThere = str_starts_with($url, 'https://erp.example.com/api/');
            return [
                'response' => ['code' => $isThere ? 401 : 301, 'message' => ''], 'cookies' => [], 'filename' => null,
                'headers' => $isThere ? [] : ['location' => 'https://erp.example.com/'], 'body' => $isThere ? '{"error":{"code":401}}' : '',
            ];
        };
        add_filter('pre_http_request', $server, 10, 3);
        $problem = self::tried('http://erp.example.com');
        remove_filter('pre_http_request', $server);
        self::assertSame('https://erp.example.com', $problem->data['address'] ?? null);
    }

    /** @return iterable<string, array{bool, string, int, string}> signed, good for, days, words */
    public function certificates(): iterable
    {
        yield 'self-signed' => [false, 'IP:127.0.0.1', 30, 'self-signed'];
        yield 'expired' => [true, 'IP:127.0.0.1', 0, 'has expired'];
        yield 'of another server' => [true, 'DNS:shop.example.com', 30, 'for another name than “127.0.0.1:'];
        yield 'a good one' => [true, 'IP:127.0.0.1', 30, ''];
    }

    /** @dataProvider certificates */
    public function testEachWrongCertificateIsNamedAndNothingIsSent(bool $isSigned, string $name, int $days, string $words): void
    {
        $server = TlsServer::start($isSigned, $name, $days);
        $trust = static fn (array $arguments): array => ['sslcertificates' => $server->authority] + $arguments;
        add_filter('http_request_args', $trust);
        try {
            $problem = self::tried("https://127.0.0.1:{$server->port}");
        } finally {
            remove_filter('http_request_args', $trust);
            $server->stop();
        }
        // With a good certificate it is this server's answer that is no Dolibarr's.
        self::assertSame($words === '' ? 'dolisync_dolibarr_not_there' : 'dolisync_dolibarr_certificate', $problem->name);
        self::assertStringContainsString($words, $problem->getMessage());
    }

    /** @return iterable<string, array{callable(): void, string, string, string}> what is done, key, words, type of notice */
    public function limits(): iterable
    {
        yield 'an old version' => [static fn () => StandIn::settings(['claimed_version' => '13.0.5']), StandIn::KEY, 'This is Dolibarr 13.0.5', 'warning'];
        yield 'clocks' => [static fn () => StandIn::settings(['clock_ahead' => 3600]), StandIn::KEY, 'clock is 1 hour ahead', 'warning'];
        yield 'slow' => [static fn () => StandIn::fail(['kind' => 'latency', 'ms' => 2100, 'path' => '/status']), StandIn::KEY, 'Dolibarr is slow', 'warning'];
        yield 'no right to write' => [static fn () => null, 'reader-key', 'may not create or change products', 'warning'];
        yield 'no right to write categories' => [static fn () => null, 'reader-key', 'cannot create categories', 'warning'];
        yield 'no categories' => [static fn () => StandIn::settings(['modules_off' => ['categories']]), StandIn::KEY, 'Categories are not compared', 'warning'];
        yield 'not encrypted' => [static fn () => null, StandIn::KEY, 'begins with https', 'warning'];
        yield 'other records' => [
            static fn () => StandIn::settings(['modules_off' => ['thirdparties', 'invoices']]), StandIn::KEY, 'cannot bring everything over: the third parties, the contacts, the invoices.', 'warning',
        ];
    }

    /**
     * @dataProvider limits
     * @param callable(): void $prepare
     */
    public function testWhatLimitsTheWorkIsSaid(callable $prepare, string $key, string $words, string $type): void
    {
        foreach ([16, 20] as $version) {
            StandIn::settings(['version' => $version]);
            $prepare();
            $found = Services::get()->probe()->tryOut(StandIn::url(), $key, '');
            self::assertSame($type, ConnectionReport::type($found));
            self::assertStringContainsString($words, implode(' ', ConnectionReport::sentences($found)), (string) $version);
        }
    }

    public function testNothingIsSaidOfWhatIsWell(): void
    {
        $words = implode(' ', ConnectionReport::sentences(Services::get()->probe()->tryOut()));
        foreach (['slow', 'clock', 'cannot', 'not compared', 'knows how versions'] as $word) {
            self::assertStringNotContainsString($word, $words);
        }
    }

    public function testNothingIsWritten(): void
    {
        $before = StandIn::products();
        StandIn::forgetCalls();
        Services::get()->probe()->tryOut();
        self::assertSame(['PUT /products/2147483647'], array_map(static fn (array $call): string => "{$call['method']} {$call['path']}", StandIn::writes()));
        self::assertSame($before, StandIn::products());
    }
}
