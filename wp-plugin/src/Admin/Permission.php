<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Plugin;

/**
 * Who may change something in the admin: somebody with the right, by a form or an address that DoliSync printed for them.
 */
final class Permission
{
    /**
     * Ends the request unless it was sent with this nonce by somebody who may.
     */
    public static function guard(string $nonceAction): void
    {
        check_admin_referer($nonceAction);
        if (!current_user_can(Plugin::CAPABILITY)) {
            wp_die(esc_html__('Your account may not use DoliSync. Ask an administrator of this site.', 'dolisync'), '', 403);
        }
    }
}
