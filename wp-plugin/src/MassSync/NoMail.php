<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** A mass synchronization tells no customer anything, whatever WordPress and other plugins send when they see a record. */
final class NoMail
{
    /**
     * @template T
     * @param callable(): T $work
     * @return T
     */
    public static function during(callable $work): mixed
    {
        $never = [
            // Not even begun, where WordPress asks first; and nothing gets out otherwise.
            'send_email_change_email' => PHP_INT_MAX,
            'send_password_change_email' => PHP_INT_MAX,
            'pre_wp_mail' => PHP_INT_MAX,
        ];
        foreach ($never as $filter => $priority) {
            add_filter($filter, '__return_false', $priority);
        }
        try {
            return $work();
        } finally {
            foreach ($never as $filter => $priority) {
                remove_filter($filter, '__return_false', $priority);
            }
        }
    }
}
