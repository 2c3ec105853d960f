<?php

declare(strict_types=1);

namespace DoliSync\Wpshop;

/**
 * What WPshop has hung on WordPress's hooks. Its objects are kept nowhere else, so they are found there by their class.
 */
final class Callbacks
{
    /**
     * @param string $class of WPshop, with its namespace
     * @return list<array{callable, int, int}> callback, priority, number of arguments
     */
    public static function of(string $class, string $hook): array
    {
        $found = [];
        foreach ($GLOBALS['wp_filter'][$hook]->callbacks ?? [] as $priority => $callbacks) {
            foreach ($callbacks as ['function' => $callback, 'accepted_args' => $arguments]) {
                if (is_array($callback) && is_a($callback[0], $class)) {
                    $found[] = [$callback, $priority, $arguments];
                }
            }
        }
        return $found;
    }
}
