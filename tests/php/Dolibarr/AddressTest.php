<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Dolibarr\Address;
use DoliSync\Problem;
use PHPUnit\Framework\TestCase;

/** @group plain */
final class AddressTest extends TestCase
{
    /** @dataProvider addresses */
    public function testIsUnderstoodHoweverItIsGiven(string $given, string $base): void
    {
        $address = Address::parse($given);
        self::assertEquals($address, Address::tryParse($given));
        self::assertSame($base . '/api/index.php/products/1', $address->api('products/1'));
        self::assertSame($base . '/product/card.php?id=1', $address->page('product/card.php?id=1'));
    }

    /** @return list<array{string, string}> */
    public function addresses(): array
    {
        return [
            ['https://erp.example.com', 'https://erp.example.com'],
            ['https://erp.example.com/', 'https://erp.example.com'],
            [' HTTPS://erp.example.com/api/index.php/ ', 'https://erp.example.com'],
            ['https://example.com/dolibarr/htdocs', 'https://example.com/dolibarr/htdocs'],
            ['https://example.com/dolibarr/api/index.php', 'https://example.com/dolibarr'],
            ['https://example.com/dolibarr/api/index.php/explorer/', 'https://example.com/dolibarr'],
            ['https://example.com/dolibarr/api', 'https://example.com/dolibarr'],
            ['https://example.com/dolibarr/index.php', 'https://example.com/dolibarr'],
            ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
            ['http://[2001:db8::1]:8080/erp', 'http://[2001:db8::1]:8080/erp'],
            ['https://xn--t-bgas.example', 'https://xn--t-bgas.example'],
            ['http://erp_2', 'http://erp_2'],
        ];
    }

    public function testTheServersNameAndTheBase(): void
    {
        $address = Address::parse('https://erp.example.com:8443/dolibarr/api/index.php/');
        self::assertSame(['erp.example.com:8443', 'https://erp.example.com:8443/dolibarr'], [$address->host(), $address->base()]);
        self::assertSame('127.0.0.1', Address::parse('http://127.0.0.1')->host());
    }

    public function testWhereADolibarrIsSaysAnAddressInItsApi(): void
    {
        self::assertSame('https://erp.example.com/x', Address::ofApi('https://erp.example.com/x/api/index.php/status?a=b')?->base());
        foreach (['https://sso.example.com/login', '/api/index.php/status', '', 'javascript:/api/index.php'] as $url) {
            self::assertNull(Address::ofApi($url), $url);
        }
    }

    /** @dataProvider wrong */
    public function testWhatIsNoAddressIsRefused(string $given): void
    {
        self::assertNull(Address::tryParse($given));
        try {
            Address::parse($given);
        } catch (Problem $problem) {
            self::assertSame(['dolisync_bad_address', 'check_settings'], [$problem->name, $problem->nextAction]);
            return;
        }
        self::fail('It was taken.');
    }

    /** @return list<array{string}> */
    public function wrong(): array
    {
        return [
            [''], ['erp.example.com'], ['ftp://erp.example.com'], ['javascript:alert(1)'], ['https://'], ['https:///x'],
            ['https://user:password@erp.example.com'], ['https://erp.example.com/?a=b'], ['https://erp.example.com/#x'],
            ["https://erp.example.com/\r\nX: y"], ['https://erp.example.com/a b'], ['file:///etc/passwd'],
            ['https://' . str_repeat('a', 600)], ['https://évil.example'], ['https://erp.example.com/é'], ['https://ｅvil.example'], ['https://evil%2fexample.com'],
            ['https://evil.example%00.example.com'], ['https://evil.example,erp.example.com'], ['https://erp.example.com:80:80'],
            ['https://erp.example.com\\@evil.example'], ['https://[::1'], ['https://[fe80::1%25lo]'], ['https://[evil.example]'],
            ['https://erp.example.com:99999'], ['gopher://erp.example.com'], ['//erp.example.com'],
        ];
    }
}
