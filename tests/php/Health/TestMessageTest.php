<?php

declare(strict_types=1);

namespace DoliSync\Tests\Health;

use DoliSync\Health\TestMessage;
use DoliSync\Rest\Webhook;
use DoliSync\Rest\WebhookSecret;
use DoliSync\Tests\Support\SiteCase;

/**
 * The test message: what keeps Dolibarr's messages away has a sentence each, and the secret is in none.
 */
final class TestMessageTest extends SiteCase
{
    /** @return iterable<string, array{mixed, string}> answer, words */
    public function troubles(): iterable
    {
        $error = static fn (string $message, string $code = 'http_request_failed'): \WP_Error => new \WP_Error($code, $message);
        $answer = static fn (int $status, string $body = '', array $headers = []): array => [
            'response' => ['code' => $status, 'message' => ''], 'headers' => $headers, 'body' => $body, 'cookies' => [], 'filename' => null,
        ];
        yield 'no requests' => [$error('User has blocked requests through HTTP.', 'http_request_not_executed'), 'WP_HTTP_BLOCK_EXTERNAL'];
        yield 'too slow' => [$error('cURL error 28: Operation timed out'), 'Nothing answered in time'];
        yield 'no such name' => [$error('cURL error 6: Could not resolve host: shop.example.com'), 'No server has the name'];
        yield 'nobody listens' => [$error('cURL error 7: Failed to connect'), 'could not reach its own address'];
        yield 'a certificate' => [$error('cURL error 60: SSL certificate problem: certificate has expired'), 'security certificate'];
        yield 'a redirect' => [$answer(301, '', ['location' => 'https://www.example.com/wp-json/dolisync/v1/webhook?secret=SECRET']), 'redirects to https://www.example.com/wp-json/dolisync/v1/webhook,'];
        yield 'another plugin' => [$answer(401, '{"code":"rest_not_logged_in","message":"x"}'), 'Another plugin closes'];
        yield 'a firewall' => [$answer(403, '<html>'), 'a firewall, keeps messages away'];
        yield 'a password' => [$answer(401, '<html>'), 'A password of the web server'];
        yield 'no REST API' => [$answer(404, '<html>'), 'Settings, Permalinks'];
        yield 'an error' => [$answer(500, ''), 'an error (500)'];
        yield 'somebody else' => [$answer(200, 'Welcome'), 'an error (200)'];
    }

    /** @dataProvider troubles */
    public function testEachCauseIsNamed(mixed $answer, string $words): void
    {
        $reply = static fn (): mixed => $answer;
        add_filter('pre_http_request', $reply);
        $problem = self::problem(static fn () => TestMessage::send());
        remove_filter('pre_http_request', $reply);
        self::assertSame('dolisync_message_lost', $problem->name);
        self::assertStringContainsString('The test message did not arrive.', $problem->getMessage());
        self::assertStringContainsString($words, $problem->getMessage());
        self::assertStringNotContainsString(WebhookSecret::get(), $problem->getMessage());
        self::assertStringNotContainsString('SECRET', $problem->getMessage());
    }

    public function testItIsSentAsDolibarrSendsItsMessages(): void
    {
        $sent = null;
        $reply = static function (mixed $answer, array $arguments, string $url) use (&$sent): array {
            $sent = [$url, $arguments['method'], $arguments['body'], $arguments['sslverify'], $arguments['redirection']];
            return ['response' => ['code' => 204, 'message' => ''], 'headers' => [], 'body' => '', 'cookies' => [], 'filename' => null];
        };
        add_filter('pre_http_request', $reply, 10, 3);
        TestMessage::send();
        remove_filter('pre_http_request', $reply);
        self::assertSame([WebhookSecret::address(), 'POST', Webhook::TEST_MESSAGE, true, 0], $sent);
    }
}
