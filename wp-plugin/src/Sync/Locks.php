<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Problem;

/**
 * One writer at a time for a product, on either side: a row in WordPress's options, which two requests cannot both
 * insert, on any database. The lock of a request that died expires.
 */
final class Locks
{
    /** Longer than the slowest write: a creation of fourteen calls to Dolibarr, each given 15 s. */
    private const SECONDS = 300;

    /**
     * @template T
     * @param list<string> $names such as `product_59`, `dolibarr_68`
     * @param callable(): T $work
     * @return T
     * @throws Problem dolisync_busy when another request holds one of them
     */
    public function holding(array $names, callable $work): mixed
    {
        $held = [];
        try {
            foreach ($names as $name) {
                $held[$name] = $this->take($name);
            }
            return $work();
        } finally {
            foreach ($held as $name => $token) {
                $this->release($name, $token);
            }
        }
    }

    /** @return string what proves that the lock is ours */
    private function take(string $name): string
    {
        global $wpdb;
        $option = 'dolisync_lock_' . $name;
        $token = (time() + self::SECONDS) . ':' . bin2hex(random_bytes(8));
        $inserted = $wpdb->query($wpdb->prepare(
            "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')",
            $option,
            $token
        ));
        if ($inserted === 1) {
            return $token;
        }
        $other = (string) $wpdb->get_var($wpdb->prepare(
            "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s",
            $option
        ));
        // Compare and swap: of two requests that find the same expired lock, one gets it.
        if ($other !== '' && (int) $other < time()) {
            $swapped = $wpdb->query($wpdb->prepare(
                "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND option_value = %s",
                $token,
                $option,
                $other
            ));
            if ($swapped === 1) {
                return $token;
            }
        }
        throw Problem::named(
            'dolisync_busy',
            __('This product is being synchronized right now. Try again in a moment.', 'dolisync'),
            'retry',
            423
        );
    }

    private function release(string $name, string $token): void
    {
        global $wpdb;
        $wpdb->delete($wpdb->options, ['option_name' => 'dolisync_lock_' . $name, 'option_value' => $token]);
    }
}
