<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\Queue\Entry;
use DoliSync\Rest\Webhook;
use DoliSync\Rest\WebhookSecret;
use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Tests\Support\StandIn;
use WP_REST_Request;
use WP_REST_Response;

/**
 * Dolibarr's messages: nobody else is let in, and whatever Dolibarr sends, its user is not stopped.
 */
final class WebhookTest extends RestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        Services::get()->queue()->clear();
        delete_option(Webhook::LAST_OPTION);
    }

    /** Sends as Dolibarr does: nobody is logged in, no nonce. */
    private static function tell(string $body, ?string $query = null, string $type = 'application/json'): WP_REST_Response
    {
        wp_set_current_user(0);
        $request = new WP_REST_Request('POST', '/dolisync/v1/webhook');
        parse_str($query ?? 'secret=' . WebhookSecret::get(), $arguments);
        $request->set_query_params($arguments);
        $request->set_header('Content-Type', $type);
        $request->set_body($body);
        $server = self::server();
        return apply_filters('rest_post_dispatch', rest_ensure_response($server->dispatch($request)), $server, $request);
    }

    /** @param array<string, mixed> $object */
    private static function message(string $code, array $object): string
    {
        return (string) json_encode(['triggercode' => $code, 'object' => $object]);
    }

    /** @return list<Entry> */
    private static function queued(): array
    {
        return Services::get()->queue()->page(1)['entries'];
    }

    /** @return iterable<string, array{string, ?string}> message, the subject that is queued */
    public function messages(): iterable
    {
        foreach (['PRODUCT_CREATE', 'PRODUCT_MODIFY', 'PRODUCT_DELETE', 'PRODUCT_PRICE_MODIFY'] as $code) {
            yield $code => [self::message($code, ['id' => 68, 'ref' => 'MUG']), 'doli:68'];
        }
        yield 'an id as text' => [self::message('PRODUCT_MODIFY', ['id' => '68']), 'doli:68'];
        yield 'a movement of stock' => [self::message('STOCK_MOVEMENT', ['id' => 5, 'product_id' => '68']), 'doli:68'];
        yield 'a movement of stock, its other name' => [self::message('STOCK_MOVEMENT', ['id' => 5, 'fk_product' => 68]), 'doli:68'];
        yield 'a third party' => [self::message('COMPANY_MODIFY', ['id' => 68]), null];
        yield 'a code of tomorrow' => [self::message('SOMETHING_NEW', ['id' => 68]), null];
        yield 'no object' => ['{"triggercode":"PRODUCT_MODIFY"}', null];
        yield 'an object that is none' => ['{"triggercode":"PRODUCT_MODIFY","object":"68"}', null];
        yield 'a code that is none' => ['{"triggercode":["PRODUCT_MODIFY"],"object":{"id":68}}', null];
        yield 'an empty body' => ['', null];
        yield 'no JSON' => ['<html>', null];
        yield 'half a JSON' => ['{"triggercode":"PRODUCT_MODIFY","object":{"id":6', null];
        yield 'a list' => ['[1,2]', null];
        yield 'a number' => ['68', null];
        yield 'not UTF-8' => ["{\"triggercode\":\"PRODUCT_MODIFY\",\"object\":{\"id\":68,\"label\":\"\xff\"}}", null];
        foreach ([0, -1, 1.5, '1 OR 1=1', '068', "68\n", '1e3', true, null, ['68'], '99999999999999999999'] as $id) {
            yield 'the id ' . json_encode($id) => [self::message('PRODUCT_MODIFY', ['id' => $id]), null];
        }
        yield 'nested a thousand times' => [
            '{"triggercode":"PRODUCT_MODIFY","object":' . str_repeat('{"a":', 1000) . '1' . str_repeat('}', 1000) . '}', null,
        ];
        yield 'more than a megabyte' => [self::message('PRODUCT_MODIFY', ['id' => 68, 'note' => str_repeat('x', 1_048_576)]), null];
        yield 'almost a megabyte' => [self::message('PRODUCT_MODIFY', ['id' => 68, 'note' => str_repeat('x', 1_000_000)]), 'doli:68'];
    }

    /** @dataProvider messages */
    public function testItIsTakenAtOnceAndLookedAtLater(string $body, ?string $subject): void
    {
        $answer = self::tell($body);
        self::assertSame([204, null], [$answer->get_status(), $answer->get_data()]);
        $queued = self::queued();
        self::assertSame($subject === null ? [] : [$subject], array_map(static fn (Entry $entry): string => $entry->subject, $queued));
        self::assertSame([], $this->dolibarrCalls());
        foreach ($queued as $entry) {
            self::assertSame('webhook', $entry->cause);
            // Dolibarr has not stored it yet.
            $delay = (new \DateTimeImmutable($entry->nextAt))->getTimestamp() - time();
            self::assertGreaterThanOrEqual(8, $delay);
            self::assertLessThanOrEqual(11, $delay);
        }
    }

    public function testTheTypeOfTheBodyDoesNotMatter(): void
    {
        foreach (['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-8', ''] as $type) {
            Services::get()->queue()->clear();
            self::assertSame(204, self::tell(self::message('PRODUCT_MODIFY', ['id' => 68]), null, $type)->get_status(), $type);
            self::assertCount(1, self::queued(), $type);
        }
    }

    public function testAnAssociatedProductIsQueuedUnderTheShopsNumber(): void
    {
        $id = self::product(['title' => 'Mug']);
        $dolibarrId = StandIn::create(['ref' => 'MUG', 'label' => 'Mug', 'price' => '12']);
        Services::get()->links()->put($id, $dolibarrId, null);
        self::tell(self::message('PRODUCT_MODIFY', ['id' => $dolibarrId]));
        self::tell(self::message('PRODUCT_PRICE_MODIFY', ['id' => $dolibarrId]));
        self::assertSame(["wp:$id"], array_map(static fn (Entry $entry): string => $entry->subject, self::queued()));
    }

    /** @return iterable<string, array{string}> */
    public function wrongSecrets(): iterable
    {
        yield 'none' => [''];
        yield 'empty' => ['secret='];
        yield 'another one' => ['secret=' . str_repeat('0', 48)];
        yield 'a list' => ['secret[]=x'];
        yield 'another name' => ['key=%s'];
        yield 'its beginning' => ['secret=%.20s'];
        yield 'more than it' => ['secret=%sx'];
    }

    /** @dataProvider wrongSecrets */
    public function testAWrongSecretIsRefusedAndNothingHappens(string $query): void
    {
        foreach ([self::message('PRODUCT_MODIFY', ['id' => 68]), '{"secret":"' . WebhookSecret::get() . '"}', '{', ''] as $body) {
            $answer = self::tell($body, sprintf($query, WebhookSecret::get()));
            self::assertSame(403, $answer->get_status(), $body);
            self::assertPlainError($answer, $body);
            self::assertSame([], self::queued());
            self::assertFalse(get_option(Webhook::LAST_OPTION));
            self::assertStringNotContainsString(WebhookSecret::get(), (string) wp_json_encode($answer->get_data()));
        }
    }

    public function testWithoutAStoredSecretNobodyIsLetIn(): void
    {
        delete_option(WebhookSecret::OPTION);
        self::assertSame(403, self::tell('{}', 'secret=')->get_status());
        self::assertSame(403, self::tell('{}', 'secret=x')->get_status());
        WebhookSecret::get();
    }

    public function testWhatPhpTakesForTheSameNumberIsAnotherSecret(): void
    {
        update_option(WebhookSecret::OPTION, '0e1234');
        try {
            foreach (['0e9876', '0', '0.0', ' 0e1234', '0e1234 ', '0E1234'] as $secret) {
                self::assertSame(403, self::tell('{}', http_build_query(['secret' => $secret]))->get_status(), $secret);
            }
            self::assertSame(204, self::tell('{}', 'secret=0e1234')->get_status());
        } finally {
            WebhookSecret::renew();
        }
    }

    public function testANewSecretEndsTheOldOne(): void
    {
        $old = WebhookSecret::get();
        WebhookSecret::renew();
        self::assertNotSame($old, WebhookSecret::get());
        self::assertMatchesRegularExpression('/^[0-9a-f]{48}$/', WebhookSecret::get());
        self::assertSame(403, self::tell('{}', "secret=$old")->get_status());
        self::assertSame(204, self::tell('{}')->get_status());
        parse_str((string) parse_url(WebhookSecret::address(), PHP_URL_QUERY), $arguments);
        self::assertSame(WebhookSecret::get(), $arguments['secret']);
    }

    public function testTurnedOffItIsAnsweredAndForgotten(): void
    {
        Policy::store(Policy::Off);
        self::assertSame(204, self::tell(self::message('PRODUCT_MODIFY', ['id' => 68]))->get_status());
        self::assertSame([], self::queued());
    }

    public function testAFaultOfOursDoesNotStopDolibarrsUser(): void
    {
        $log = ini_set('error_log', '/dev/null');
        $broken = static function (): never {
            throw new \LogicException('broken');
        };
        add_filter('pre_option_' . Policy::OPTION, $broken);
        $answer = self::tell(self::message('PRODUCT_MODIFY', ['id' => 68]));
        remove_filter('pre_option_' . Policy::OPTION, $broken);
        ini_set('error_log', (string) $log);
        self::assertSame(204, $answer->get_status());
    }

    public function testATestMessageIsNoMessageOfDolibarrs(): void
    {
        self::assertSame(204, self::tell(Webhook::TEST_MESSAGE)->get_status());
        self::assertFalse(get_option(Webhook::LAST_OPTION));
        self::assertSame([], self::queued());
        self::tell(self::message('PRODUCT_MODIFY', ['id' => 68]));
        self::assertIsString(get_option(Webhook::LAST_OPTION));
    }

    public function testOnlyByPost(): void
    {
        foreach (['GET', 'PUT', 'DELETE'] as $method) {
            $request = new WP_REST_Request($method, '/dolisync/v1/webhook');
            $request->set_query_params(['secret' => WebhookSecret::get()]);
            self::assertSame(404, self::server()->dispatch($request)->get_status(), $method);
        }
    }
}
