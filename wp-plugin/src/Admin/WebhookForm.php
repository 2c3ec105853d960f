<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Rest\Webhook;
use DoliSync\Rest\WebhookSecret;

/**
 * The part of the settings about what Dolibarr tells by itself: the address to give it, and a new one when that
 * address got into the wrong hands.
 */
final class WebhookForm
{
    /** The button that asks for a new address. */
    public const RENEW = 'dolisync_renew_webhook';

    public static function addSection(): void
    {
        add_settings_section('webhook', __('Messages from Dolibarr', 'dolisync'), self::show(...), SettingsPage::SLUG);
    }

    private static function show(): void
    {
        printf('<p>%s</p>', esc_html__('DoliSync asks Dolibarr every five minutes what changed. With Dolibarr 17 or later it can be told at once: in Dolibarr’s module Webhook, add a target with this address and the events of products and stock.', 'dolisync'));
        printf(
            '<p><label for="dolisync-webhook"><strong>%1$s</strong></label></p>'
                . '<p class="dolisync-address"><input type="text" id="dolisync-webhook" class="code" readonly value="%2$s" aria-describedby="dolisync-webhook-hint">'
                . '<button type="button" class="button" data-dolisync-copy="dolisync-webhook" data-done="%3$s" hidden>%4$s</button>'
                . '<button type="submit" class="button" name="%5$s" value="yes" formnovalidate>%6$s</button></p>',
            esc_html__('Address for Dolibarr', 'dolisync'),
            esc_attr(WebhookSecret::address()),
            esc_attr__('Copied', 'dolisync'),
            esc_html__('Copy', 'dolisync'),
            esc_attr(self::RENEW),
            esc_html__('Make a new address', 'dolisync')
        );
        $last = get_option(Webhook::LAST_OPTION);
        printf(
            '<p class="description" id="dolisync-webhook-hint">%s %s</p>',
            esc_html__('It holds a secret: give it to Dolibarr only. After a new one is made, the old one does nothing any more.', 'dolisync'),
            esc_html(is_string($last) && $last !== ''
                /* translators: %s: date and time. */
                ? sprintf(__('The last message came on %s.', 'dolisync'), StatusWords::dateTime($last))
                : __('No message has come yet.', 'dolisync'))
        );
    }
}
