<?php

declare(strict_types=1);

namespace DoliSync\Health;

/** Compares the clock of the server that is asked with this server's, by the date that every HTTP answer carries. */
final class Clock
{
    /**
     * @template T
     * @param callable(): T $asking makes the requests
     * @return array{T, int|null} what it gives, and how far the other clock is ahead, in seconds
     */
    public static function during(callable $asking): array
    {
        $difference = null;
        $listen = static function (mixed $answer) use (&$difference): mixed {
            $date = is_array($answer) ? wp_remote_retrieve_header($answer, 'date') : '';
            $time = is_string($date) && $date !== '' ? strtotime($date) : false;
            $difference = $time === false ? $difference : $time - time();
            return $answer;
        };
        add_filter('http_response', $listen);
        try {
            $given = $asking();
            return [$given, $difference];
        } finally {
            remove_filter('http_response', $listen);
        }
    }
}
