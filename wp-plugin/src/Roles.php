<?php

declare(strict_types=1);

namespace DoliSync;

/**
 * Who may use DoliSync from the start: each of these roles is given the right once, when it is first seen. A site that
 * takes it away, or gives it to others, is not overruled by an update.
 */
final class Roles
{
    private const OPTION = 'dolisync_roles';

    /** A shop's manager comes with WooCommerce or another shop plugin, maybe after DoliSync. */
    private const FROM_THE_START = ['administrator', 'shop_manager'];

    /** Asks the database nothing where there is nothing to give. */
    public static function give(): void
    {
        $there = array_values(array_filter(self::FROM_THE_START, static fn (string $role): bool => get_role($role) !== null));
        $given = (array) get_option(self::OPTION, []);
        if ($there === $given) {
            return;
        }
        foreach (array_diff($there, $given) as $role) {
            get_role($role)?->add_cap(Plugin::CAPABILITY);
        }
        // Without a role that was taken off the site: should it come back, it is a new one.
        update_option(self::OPTION, $there, true);
    }
}
