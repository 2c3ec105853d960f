<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Rest\Webhook;
use DoliSync\Rest\WebhookSecret;

/**
 * The address for Dolibarr's messages: shown, tested, made anew.
 */
final class WebhookTabTest extends SettingsCase
{
    public function testTheAddressIsShownWithTheEventsToChoose(): void
    {
        delete_option(Webhook::LAST_OPTION);
        $html = self::open('messages');
        self::assertStringContainsString('webhook?secret=' . WebhookSecret::get(), $html);
        self::assertStringContainsString('PRODUCT_MODIFY', $html);
        self::assertStringContainsString('No message has come yet', $html);
        update_option('dolisync_webhook_at', '2026-11-24T20:00:00.123Z');
        self::assertStringContainsString('The last message came on 2026/11/24', self::open('messages'));
    }

    public function testANewAddressIsAskedAboutFirst(): void
    {
        $old = WebhookSecret::get();
        $html = self::send('messages', ['dolisync_renew_webhook' => 'yes']);
        self::assertStringContainsString('Make a new address for Dolibarr’s messages?', $html);
        self::assertStringNotContainsString('id="dolisync-webhook"', $html);
        self::assertSame($old, WebhookSecret::get());
        $html = self::send('messages', ['dolisync_renew_webhook' => 'yes', 'dolisync_confirmed' => 'yes']);
        self::assertStringContainsString('There is a new address now.', $html);
        self::assertNotSame($old, WebhookSecret::get());
        self::assertStringContainsString('webhook?secret=' . WebhookSecret::get(), $html);
        self::assertStringNotContainsString($old, $html);
    }

    public function testAForgedFormMakesNoNewAddress(): void
    {
        $old = WebhookSecret::get();
        foreach ([['administrator', false], ['editor', true]] as [$role, $nonce]) {
            $this->logIn($role);
            self::assertRefused('messages', ['dolisync_renew_webhook' => 'yes', 'dolisync_confirmed' => 'yes'], $nonce);
            self::assertSame($old, WebhookSecret::get());
        }
    }

    public function testATestMessageSaysWhetherItArrived(): void
    {
        $answer = ['response' => ['code' => 204, 'message' => ''], 'headers' => [], 'body' => '', 'cookies' => [], 'filename' => null];
        $reply = static function () use (&$answer): mixed {
            return $answer;
        };
        add_filter('pre_http_request', $reply);
        try {
            self::assertStringContainsString('The test message arrived', self::send('messages', ['dolisync_test_message' => 'yes']));
            $answer = new \WP_Error('http_request_failed', 'cURL error 7: Failed to connect');
            $html = self::send('messages', ['dolisync_test_message' => 'yes']);
            self::assertStringContainsString('The test message did not arrive.', $html);
            self::assertStringContainsString('could not reach its own address', $html);
        } finally {
            remove_filter('pre_http_request', $reply);
        }
    }
}
