<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Plugin;
use WP_Error;

/**
 * Who may use the REST API. WordPress's cookie authentication makes a request without a valid nonce
 * an anonymous one, so that this check covers forged requests too.
 */
final class Permission
{
    public static function check(): bool|WP_Error
    {
        if (current_user_can(Plugin::CAPABILITY)) {
            return true;
        }
        if (!is_user_logged_in()) {
            return new WP_Error(
                'dolisync_logged_out',
                __('You are not logged in any more. Log in again.', 'dolisync'),
                ['status' => 401, 'next_action' => 'log_in']
            );
        }
        return new WP_Error(
            'dolisync_not_allowed',
            __('Your account may not use DoliSync. Ask an administrator of this site.', 'dolisync'),
            ['status' => 403, 'next_action' => 'none']
        );
    }
}
