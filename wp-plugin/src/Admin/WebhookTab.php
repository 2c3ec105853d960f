<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Health\TestMessage;
use DoliSync\Problem;
use DoliSync\Rest\Webhook;
use DoliSync\Rest\WebhookSecret;

/**
 * What Dolibarr tells by itself: the address to give it, a test of that address, and a new one when it got into the
 * wrong hands. Nothing here is saved.
 */
final class WebhookTab extends SettingsTab
{
    public const NAME = 'messages';

    private const TEST = 'dolisync_test_message';
    private const RENEW = 'dolisync_renew_webhook';

    public static function label(): string
    {
        return _x('Messages from Dolibarr', 'settings', 'dolisync');
    }

    public function take(array $sent): bool
    {
        if (isset($sent[self::TEST])) {
            $this->test();
        } elseif (isset($sent[self::RENEW])) {
            if (!Question::isConfirmed($sent)) {
                $this->ask(self::renewal());
                return false;
            }
            WebhookSecret::renew();
            SettingsPage::say('success', [__('There is a new address now. Enter it in Dolibarr: the old one does nothing any more.', 'dolisync')]);
        }
        return true;
    }

    public function show(): void
    {
        printf('<h2>%s</h2>', esc_html__('Be told at once', 'dolisync'));
        printf('<p>%s</p>', esc_html__('DoliSync asks Dolibarr every five minutes what changed. Dolibarr 17 or later can also tell it at once:', 'dolisync'));
        echo '<ol><li>' . implode('</li><li>', array_map('esc_html', [
            __('In Dolibarr, turn on the module Webhook (Home, Setup, Modules).', 'dolisync'),
            __('Open its settings and add a target with the address below.', 'dolisync'),
            __('As events, choose:', 'dolisync') . ' ' . implode(', ', Webhook::EVENTS) . '.',
        ])) . '</li></ol>';
        self::openForm();
        printf(
            '<p><label for="dolisync-webhook"><strong>%1$s</strong></label></p>'
                . '<p class="dolisync-address"><input type="text" id="dolisync-webhook" class="code" readonly value="%2$s" aria-describedby="dolisync-webhook-hint">'
                . '<button type="button" class="button hide-if-no-js" data-dolisync-copy="dolisync-webhook" data-done="%3$s">%4$s</button></p>'
                . '<p class="description" id="dolisync-webhook-hint">%5$s</p>',
            esc_html__('Address for Dolibarr', 'dolisync'),
            esc_attr(WebhookSecret::address()),
            esc_attr__('Copied', 'dolisync'),
            esc_html__('Copy', 'dolisync'),
            esc_html__('It holds a secret: give it to Dolibarr only. After a new one is made, the old one does nothing any more.', 'dolisync')
        );
        printf(
            '<p class="dolisync-buttons"><button type="submit" class="button" name="%s" value="yes">%s</button> <button type="submit" class="button" name="%s" value="yes">%s</button></p></form>',
            esc_attr(self::TEST),
            esc_html__('Send a test message', 'dolisync'),
            esc_attr(self::RENEW),
            esc_html__('Make a new address…', 'dolisync')
        );
        $last = get_option(Webhook::LAST_OPTION);
        printf('<h2>%s</h2><p>%s</p>', esc_html__('Last message', 'dolisync'), esc_html(is_string($last) && $last !== ''
            /* translators: %s: date and time. */
            ? sprintf(__('The last message came on %s.', 'dolisync'), StatusWords::dateTime($last))
            : __('No message has come yet. After you entered the address, save a product in Dolibarr and look here again.', 'dolisync')));
    }

    private function test(): void
    {
        try {
            TestMessage::send();
            SettingsPage::say('success', [
                __('The test message arrived: the address works.', 'dolisync'),
                __('It came from this server itself. If Dolibarr’s messages do not come, a firewall stands between the two.', 'dolisync'),
            ]);
        } catch (Problem $problem) {
            SettingsPage::say('error', [$problem->getMessage()]);
        }
    }

    private static function renewal(): Question
    {
        return new Question(
            heading: __('Make a new address for Dolibarr’s messages?', 'dolisync'),
            sentences: [
                __('The address that Dolibarr has now does nothing any more: its messages are refused, and saving a product in Dolibarr shows an error there, until you enter the new address in its module Webhook.', 'dolisync'),
                __('Until then DoliSync still finds changes by asking every five minutes.', 'dolisync'),
            ],
            yes: __('Make a new address', 'dolisync'),
            no: __('Keep the address', 'dolisync'),
            nonceAction: SettingsPage::SLUG,
            back: self::url(),
            fields: [self::RENEW => 'yes']
        );
    }
}
