<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Services;
use DoliSync\Tests\Support\SiteCase;

/**
 * What wp-config.php says about the connection goes before what is stored, and nobody who uses the plugin gets round it.
 * Constants are for ever, so each WordPress with some is a process of its own.
 */
final class WpConfigTest extends SiteCase
{
    private const KEY = 'k3y-of-wp-config';

    public function testItsKeyIsTheOneThatIsSent(): void
    {
        $found = self::in(['DOLISYNC_DOLIBARR_KEY' => self::KEY], '$try($settings->url(), null);');
        self::assertSame(['constant', self::KEY], [$found['source'], $found['key']]);
        self::assertContains(Services::get()->connection()->url() . ' ' . self::KEY, $found['asked']);
        // An empty one is none.
        self::assertSame('option', self::in(['DOLISYNC_DOLIBARR_KEY' => ''], '')['source']);
    }

    public function testItsKeyGoesToTheServerThatIsConnectedOnly(): void
    {
        foreach (['null', "'another-key'"] as $key) {
            $found = self::in(
                ['DOLISYNC_DOLIBARR_KEY' => self::KEY],
                "\$try('http://127.0.0.1:9', $key); \$save('http://127.0.0.1:9', $key);"
            );
            self::assertSame(['dolisync_key_needed', 'dolisync_key_needed'], $found['problems']);
            self::assertSame([], $found['asked']);
        }
        self::assertNotSame('http://127.0.0.1:9', get_option(ConnectionSettings::URL_OPTION));
    }

    public function testItsAddressIsTheOnlyOneThatIsAsked(): void
    {
        $before = get_option(ConnectionSettings::URL_OPTION);
        $found = self::in(
            ['DOLISYNC_DOLIBARR_URL' => 'http://127.0.0.1:9/erp/'],
            '$try("http://127.0.0.1:9/api/index.php", "another-key"); $try("http://127.0.0.1:10", "another-key"); $save("http://127.0.0.1:10", "another-key");'
        );
        self::assertSame('http://127.0.0.1:9/erp/', $found['url']);
        self::assertSame(array_fill(0, 3, 'dolisync_address_fixed'), $found['problems']);
        self::assertSame([], $found['asked']);
        $found = self::in(['DOLISYNC_DOLIBARR_URL' => 'http://127.0.0.1:9/erp/'], '$try("http://127.0.0.1:9/erp/api/index.php", "another-key"); $try(null, "another-key");');
        self::assertSame(array_fill(0, 2, 'http://127.0.0.1:9/erp another-key'), $found['asked']);
        // Nor is another one stored, in the place of which nothing could ever come.
        wp_cache_flush();
        self::assertSame($before, get_option(ConnectionSettings::URL_OPTION));
    }

    /** What is no address has no server: the key is sent nowhere. */
    public function testAnAddressThatIsNoneOpensNothing(): void
    {
        foreach ([['DOLISYNC_DOLIBARR_URL' => 'https://user:password@erp.example.com'], []] as $url) {
            $found = self::in(
                ['DOLISYNC_DOLIBARR_KEY' => self::KEY] + $url,
                ($url === [] ? 'update_option("dolisync_dolibarr_url", "erp");' : '') . '$try("http://127.0.0.1:9", null); $save("http://127.0.0.1:9", null);'
            );
            self::assertCount(2, $found['problems']);
            self::assertSame([], $found['asked']);
        }
    }

    /**
     * Does something in a WordPress with these constants: `$try` and `$save` note the problem that they end in. Nothing
     * that it asks leaves the process.
     *
     * @param array<string, string> $constants
     * @return array{url: string, source: string, key: string|null, asked: list<string>, problems: list<string>} `asked`:
     *     server and key of each request to Dolibarr's API
     */
    private static function in(array $constants, string $doing): array
    {
        $code = 'foreach (' . var_export($constants, true) . ' as $name => $value) { define($name, $value); }
            $_SERVER["HTTP_HOST"] = $_SERVER["SERVER_NAME"] = "127.0.0.1";
            require ' . var_export(getenv('DOLISYNC_TEST_SITE') . '/wp-load.php', true) . ';
            $asked = $problems = [];
            add_filter("pre_http_request", static function ($answer, array $arguments, string $url) use (&$asked) {
                if (isset($arguments["headers"]["DOLAPIKEY"])) {
                    $asked[] = strstr($url, "/api/index.php", true) . " " . $arguments["headers"]["DOLAPIKEY"];
                }
                return new WP_Error("http_request_failed", "cURL error 28: timed out");
            }, 10, 3);
            $settings = DoliSync\Services::get()->connection();
            $noted = static function (callable $doing) use (&$problems): void {
                try { $doing(); } catch (DoliSync\Problem $problem) { $problems[] = $problem->name; }
            };
            $try = static fn (?string $url, ?string $key) => $noted(static fn () => $settings->test($url, $key, null));
            $save = static fn (string $url, ?string $key) => $noted(static fn () => $settings->save($url, $key, null));
            $key = null;
            $noted(static function () use ($settings, &$key): void { $key = $settings->connection()->headers()["DOLAPIKEY"]; });
            $problems = [];
            ' . $doing . '
            echo json_encode(["url" => $settings->url(), "source" => $settings->keySource(), "key" => $key, "asked" => $asked, "problems" => $problems]);';
        $printed = (string) shell_exec(escapeshellarg(PHP_BINARY) . ' -d display_errors=0 -r ' . escapeshellarg($code) . ' 2>/dev/null');
        $found = json_decode($printed, true);
        self::assertIsArray($found, $printed);
        return $found;
    }
}
