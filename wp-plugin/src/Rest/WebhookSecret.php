<?php

declare(strict_types=1);

namespace DoliSync\Rest;

/**
 * What Dolibarr has to bring with each message. Dolibarr signs nothing and sends no header of ours, so that the
 * secret is part of the address that it is given.
 */
final class WebhookSecret
{
    public const OPTION = 'dolisync_webhook_secret';

    private const BYTES = 24;

    /** The secret; made when there is none yet. */
    public static function get(): string
    {
        $secret = self::stored();
        if ($secret === '') {
            // `add_option` keeps the first of two requests that both found none.
            add_option(self::OPTION, self::random(), '', false);
            $secret = self::stored();
        }
        return $secret;
    }

    /** The old one is worth nothing from now on. */
    public static function renew(): void
    {
        update_option(self::OPTION, self::random(), false);
    }

    /** Takes equally long however much of it is right. */
    public static function isRight(#[\SensitiveParameter] mixed $given): bool
    {
        $secret = self::stored();
        return $secret !== '' && is_string($given) && hash_equals($secret, $given);
    }

    /** The address that Dolibarr's module Webhook is given. */
    public static function address(): string
    {
        return add_query_arg('secret', self::get(), rest_url(Controller::NAMESPACE . '/' . Webhook::PATH));
    }

    private static function stored(): string
    {
        $secret = get_option(self::OPTION, '');
        return is_string($secret) ? $secret : '';
    }

    private static function random(): string
    {
        return bin2hex(random_bytes(self::BYTES));
    }
}
