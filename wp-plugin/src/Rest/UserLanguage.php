<?php

declare(strict_types=1);

namespace DoliSync\Rest;

/**
 * WordPress answers its REST API in the site's language; the sentences that DoliSync answers are read
 * by the person who is logged in.
 */
final class UserLanguage
{
    /**
     * @template T
     * @param callable(): T $work
     * @return T
     */
    public static function in(callable $work): mixed
    {
        $switched = switch_to_user_locale(get_current_user_id());
        try {
            return $work();
        } finally {
            if ($switched) {
                restore_previous_locale();
            }
        }
    }
}
