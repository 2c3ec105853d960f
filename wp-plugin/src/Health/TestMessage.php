<?php

declare(strict_types=1);

namespace DoliSync\Health;

use DoliSync\Problem;
use DoliSync\Rest\Webhook;
use DoliSync\Rest\WebhookSecret;

/** A message to the shop's own address for Dolibarr's messages, sent as Dolibarr would: does it arrive? */
final class TestMessage
{
    private const TIMEOUT_SECONDS = 10;

    /** @throws Problem dolisync_message_lost, which names what keeps messages away */
    public static function send(): void
    {
        $reply = wp_remote_post(WebhookSecret::address(), [
            'headers' => ['Content-Type' => 'application/json'],
            'body' => Webhook::TEST_MESSAGE,
            'timeout' => self::TIMEOUT_SECONDS,
            'redirection' => 0,
            // Dolibarr would not send its message to a server that it cannot trust.
            'sslverify' => true,
        ]);
        if (is_wp_error($reply)) {
            throw self::lost(self::unsent($reply));
        }
        $status = (int) wp_remote_retrieve_response_code($reply);
        if ($status !== 204) {
            $json = json_decode(wp_remote_retrieve_body($reply), true);
            $to = (string) current((array) wp_remote_retrieve_header($reply, 'location'));
            throw self::lost(self::refused($status, is_array($json) ? $json['code'] ?? '' : '', $to));
        }
    }

    private static function unsent(\WP_Error $error): string
    {
        $message = $error->get_error_message();
        $host = (string) wp_parse_url(rest_url(), PHP_URL_HOST);
        return match (true) {
            $error->get_error_code() === 'http_request_not_executed' => __('WordPress is set up to send no requests (WP_HTTP_BLOCK_EXTERNAL in wp-config.php), so this could not be tested. Dolibarr’s messages may still come.', 'dolisync'),
            preg_match('/cURL error 28\b|timed? ?out/i', $message) === 1 => __('Nothing answered in time. This server may not be allowed to call its own address; Dolibarr may still reach it. Ask the web host if messages do not come.', 'dolisync'),
            preg_match('/certificate|SSL/i', $message) === 1 => __('The shop’s security certificate could not be verified, and Dolibarr would refuse it as well. Have it renewed by the web host.', 'dolisync'),
            /* translators: %s: the name of a server, such as shop.example.com. */
            preg_match('/cURL error 6\b|resolve/i', $message) === 1 => sprintf(__('No server has the name “%s” as seen from here. Check the site’s address under Settings, General: Dolibarr has to find it too.', 'dolisync'), $host),
            /* translators: %s: the name of a server, such as shop.example.com. */
            default => sprintf(__('This server could not reach its own address “%s”: a firewall, or another address in between. Dolibarr may still reach it. Ask the web host if messages do not come.', 'dolisync'), $host),
        };
    }

    /**
     * @param string $code WordPress's name of the error, "" when it was not WordPress who answered
     * @param string $to where a redirect leads
     */
    private static function refused(int $status, string $code, string $to): string
    {
        return match (true) {
            $status >= 300 && $status < 400 => sprintf(
                /* translators: %s: a web address. */
                __('The address redirects to %s, and Dolibarr’s messages would not follow. Set the site’s address under Settings, General to the one that visitors end up at.', 'dolisync'),
                // Not the whole of it: it holds the secret.
                esc_url_raw((string) strtok($to, '?'))
            ),
            ($status === 401 || $status === 403) && $code !== '' => __('Another plugin closes WordPress’s REST API to visitors, and so to Dolibarr. Make an exception there for “dolisync/v1/webhook”.', 'dolisync'),
            $status === 401 || $status === 403 => __('A password of the web server, or a firewall, keeps messages away. Have “dolisync/v1/webhook” let through there.', 'dolisync'),
            $status === 404 => __('WordPress’s REST API does not answer at its address. Under Settings, Permalinks press “Save Changes” once; if that does not help, ask the web host.', 'dolisync'),
            /* translators: %d: an HTTP status such as 500. */
            default => sprintf(__('The shop answered its own message with an error (%d). Its error log says why.', 'dolisync'), $status),
        };
    }

    private static function lost(string $why): Problem
    {
        return Problem::named('dolisync_message_lost', __('The test message did not arrive.', 'dolisync') . ' ' . $why, 'check_settings', 503);
    }
}
