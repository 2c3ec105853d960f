<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;

/**
 * The connection: saved, tested, taken over from WPshop.
 */
final class ConnectionTabTest extends SettingsCase
{
    private const KEY = 'a-very-secret-key-0123456789';

    /** @return array{string, mixed, string} address, key as it is stored, company */
    private static function stored(): array
    {
        return [(string) get_option('dolisync_dolibarr_url'), get_option('dolisync_dolibarr_key'), (string) get_option('dolisync_dolibarr_entity')];
    }

    public function testTheKeyIsStoredAndNeverPrinted(): void
    {
        $html = self::send('connection', ['dolisync_url' => StandIn::url(), 'dolisync_key' => self::KEY]);
        self::assertStringContainsString('Settings saved.', $html);
        self::assertStringNotContainsString(self::KEY, $html);
        self::assertStringContainsString('A key is stored.', $html);
        [, $stored] = self::stored();
        self::assertNotSame('', $stored);
        self::assertStringNotContainsString(self::KEY, (string) $stored);
        // It is tried at once.
        self::assertStringContainsString('refused the key', $html);
    }

    public function testAnEmptyKeyKeepsTheStoredOne(): void
    {
        [, $before] = self::stored();
        self::send('connection', ['dolisync_url' => StandIn::url(), 'dolisync_key' => '', 'dolisync_entity' => '2']);
        self::assertSame([StandIn::url(), $before, '2'], self::stored());
    }

    /** @return iterable<string, array{array<string, string>, string}> what is typed, the first wrong field */
    public function wrong(): iterable
    {
        yield 'the address' => [['dolisync_url' => 'ftp://erp.example.com/"><script>alert(1)</script>', 'dolisync_key' => self::KEY, 'dolisync_entity' => '7'], 'url'];
        yield 'the key' => [['dolisync_url' => 'https://erp.example.com', 'dolisync_key' => 'two words', 'dolisync_entity' => '7'], 'key'];
        yield 'the company' => [['dolisync_url' => 'https://erp.example.com', 'dolisync_key' => self::KEY, 'dolisync_entity' => 'mine'], 'entity'];
    }

    /**
     * @dataProvider wrong
     * @param array<string, string> $typed
     */
    public function testWhatWasTypedStaysWhenItIsNotAccepted(array $typed, string $field): void
    {
        $before = self::stored();
        $html = self::send('connection', $typed);
        self::assertStringContainsString('Nothing was saved.', $html);
        self::assertStringContainsString('value="' . htmlspecialchars($typed['dolisync_url']) . '"', $html);
        self::assertStringContainsString("value=\"{$typed['dolisync_entity']}\"", $html);
        self::assertStringContainsString('Type the key again', $html);
        self::assertStringNotContainsString($typed['dolisync_key'], $html);
        self::assertStringNotContainsString('<script>', $html);
        self::assertWrong($field, $html);
        self::assertSame($before, self::stored());
    }

    public function testEveryWrongFieldIsMarkedAndTheFirstHasTheFocus(): void
    {
        $html = self::send('connection', ['dolisync_url' => 'nonsense', 'dolisync_key' => 'a b', 'dolisync_entity' => 'x']);
        self::assertSame(3, substr_count($html, 'aria-invalid="true"'));
        self::assertSame(1, substr_count($html, ' autofocus'));
        self::assertMatchesRegularExpression('/id="dolisync-url"[^>]* autofocus/', $html);
        foreach (['not a web address', 'not a key', 'is a number'] as $word) {
            self::assertSame(2, substr_count($html, $word), 'above the form and beside the field');
        }
    }

    public function testATestSaysWhatItFoundAndStoresNothing(): void
    {
        $before = self::stored();
        $html = self::send('connection', ['dolisync_url' => 'http://127.0.0.1:9', 'dolisync_key' => self::KEY, 'dolisync_test' => 'yes']);
        self::assertStringContainsString('Nothing answers at “127.0.0.1:9”', $html);
        self::assertStringContainsString('value="http://127.0.0.1:9"', $html);
        self::assertWrong('url', $html);
        self::assertStringNotContainsString(self::KEY, $html);
        self::assertStringNotContainsString('Nothing was saved', $html);
        $html = self::send('connection', ['dolisync_url' => StandIn::url(), 'dolisync_key' => self::KEY, 'dolisync_test' => 'yes']);
        self::assertWrong('key', $html);
        self::assertSame($before, self::stored());
    }

    public function testABetterAddressIsOfferedAndUsed(): void
    {
        $wrong = StandIn::url() . '/shop/erp';
        $html = self::send('connection', ['dolisync_url' => $wrong, 'dolisync_test' => 'yes']);
        self::assertStringContainsString('A Dolibarr does answer at ' . StandIn::url(), $html);
        self::assertStringContainsString('name="dolisync_use" value="' . StandIn::url() . '"', $html);
        $html = self::send('connection', ['dolisync_url' => $wrong, 'dolisync_use' => StandIn::url()]);
        self::assertStringContainsString('value="' . StandIn::url() . '"', $html);
        self::assertStringContainsString('The connection works', $html);
        self::assertStringNotContainsString('aria-invalid', $html);
    }

    public function testTheSameByHttpsIsOfferedWhereItAnswers(): void
    {
        $https = str_replace('http:', 'https:', StandIn::url());
        $asked = [];
        $server = static function (mixed $answer, array $arguments, string $url) use ($https, &$asked): mixed {
            if (!str_starts_with($url, $https)) {
                return $answer;
            }
            $asked[] = $arguments['headers']['DOLAPIKEY'] ?? 'no key';
            return ['response' => ['code' => 401, 'message' => ''], 'headers' => [], 'body' => '{"error":{"code":401}}', 'cookies' => [], 'filename' => null];
        };
        add_filter('pre_http_request', $server, 10, 3);
        $html = self::send('connection', ['dolisync_url' => StandIn::url(), 'dolisync_test' => 'yes']);
        remove_filter('pre_http_request', $server);
        self::assertStringContainsString('The connection works', $html);
        self::assertStringContainsString("name=\"dolisync_use\" value=\"$https\"", $html);
        self::assertStringNotContainsString('aria-invalid', $html);
        self::assertSame(['no key'], $asked);
        self::assertStringNotContainsString('dolisync_use', self::send('connection', ['dolisync_url' => StandIn::url(), 'dolisync_test' => 'yes']));
    }

    public function testWhatDolibarrCanDoIsShownFromTheLastTest(): void
    {
        self::assertStringContainsString('Not tested yet.', self::open('connection'));
        $html = self::send('connection', ['dolisync_url' => StandIn::url(), 'dolisync_test' => 'yes']);
        self::assertStringContainsString('<dt>Version of Dolibarr</dt><dd>16.0.3</dd>', $html);
        self::assertStringContainsString('<div class="is-lacking"><dt>Encrypted (HTTPS)</dt><dd>No</dd>', $html);
        self::assertStringContainsString('<div class="is-well"><dt>May change products</dt><dd>Yes</dd>', $html);
        // Another Dolibarr: what was found says nothing about it.
        self::assertStringContainsString('Not tested yet.', self::send('connection', ['dolisync_url' => 'http://127.0.0.1:9', 'dolisync_key' => 'its-own-key']));
    }

    public function testAnAddressAloneIsSavedAndTheKeyAskedFor(): void
    {
        $this->disconnect();
        $html = self::send('connection', ['dolisync_url' => 'https://erp.example.com']);
        self::assertStringContainsString('still needs an API key', $html);
        self::assertStringContainsString('value="https://erp.example.com"', $html);
    }

    public function testWhatSomebodyElseSavedMeanwhileIsNotOverwrittenUnseen(): void
    {
        $seen = self::seen(self::open('connection'));
        Services::get()->connection()->save('https://new.example.com', 'newer-key', '');
        $typed = ['dolisync_url' => StandIn::url(), 'dolisync_key' => StandIn::KEY, 'dolisync_entity' => '4'];
        $html = self::send('connection', $typed + $seen);
        self::assertStringContainsString('saved in another window', $html);
        self::assertStringContainsString('value="' . StandIn::url() . '"', $html);
        self::assertSame('https://new.example.com', self::stored()[0]);
        // Sent again, the person knows.
        self::send('connection', $typed + self::seen($html));
        self::assertSame([StandIn::url(), '4'], [self::stored()[0], self::stored()[2]]);
    }

    /** @return iterable<string, array{string}> what WPshop's option may hold for the same Dolibarr */
    public function wpshopsAddresses(): iterable
    {
        foreach (['%s', '%s/', '%s/api/index.php', '%s/api/index.php/', ' %s '] as $form) {
            yield $form => [$form];
        }
    }

    /** @dataProvider wpshopsAddresses */
    public function testTheConnectionOfWpshopIsOfferedAndTakenOver(string $form): void
    {
        $this->disconnect();
        update_option('wps_dolibarr', ['dolibarr_url' => sprintf($form, StandIn::url()), 'dolibarr_secret' => StandIn::KEY]);
        $html = self::open('connection');
        self::assertStringContainsString('WPshop is connected to the Dolibarr at ' . StandIn::url() . '.', $html);
        self::assertStringNotContainsString(StandIn::KEY, $html);
        $html = self::send('connection', ['dolisync_take_over' => 'yes']);
        self::assertStringContainsString('The connection works', $html);
        self::assertStringNotContainsString('dolisync_take_over', $html);
        self::assertStringNotContainsString(StandIn::KEY, $html);
        self::assertSame(StandIn::url(), self::stored()[0]);
        self::assertTrue(Services::get()->connection()->isConfigured());
    }

    public function testWhereWpshopsAddressIsAWrongOneABetterIsOffered(): void
    {
        $this->disconnect();
        update_option('wps_dolibarr', ['dolibarr_url' => str_replace('http:', 'https:', StandIn::url()), 'dolibarr_secret' => StandIn::KEY]);
        $html = self::send('connection', ['dolisync_take_over' => 'yes']);
        self::assertStringContainsString('Settings saved.', $html);
        self::assertStringContainsString('answers, but not by https', $html);
        self::assertStringContainsString('name="dolisync_use" value="' . StandIn::url() . '"', $html);
        self::assertWrong('url', $html);
    }

    public function testWpshopsOptionIsLeftAlone(): void
    {
        $this->disconnect();
        $option = ['dolibarr_url' => StandIn::url() . '/', 'dolibarr_secret' => StandIn::KEY, 'shop_email' => 'a@example.com'];
        update_option('wps_dolibarr', $option);
        self::send('connection', ['dolisync_take_over' => 'yes']);
        self::assertSame($option, get_option('wps_dolibarr'));
    }

    /** @return iterable<string, array{mixed}> */
    public function noConnections(): iterable
    {
        yield 'WPshop’s example' => [['dolibarr_url' => 'http://www.votredolibarr.ext', 'dolibarr_secret' => 'x']];
        yield 'no key' => [['dolibarr_url' => 'https://erp.example.com', 'dolibarr_secret' => '']];
        yield 'no address' => [['dolibarr_url' => '', 'dolibarr_secret' => 'x']];
        yield 'no web address' => [['dolibarr_url' => 'erp', 'dolibarr_secret' => 'x']];
        yield 'something else' => ['x'];
    }

    /** @dataProvider noConnections */
    public function testWhatIsNoConnectionIsNotOffered(mixed $option): void
    {
        $this->disconnect();
        update_option('wps_dolibarr', $option);
        self::assertStringNotContainsString('dolisync_take_over', self::open('connection'));
        // Nor taken, when it is sent all the same.
        self::send('connection', ['dolisync_take_over' => 'yes']);
        self::assertFalse(Services::get()->connection()->isConfigured());
    }
}
