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

    private const PREFIX = 'dolisync_lock_';

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

    /**
     * Those of many locks that nobody holds, with few queries.
     *
     * @param list<string> $names
     * @param int $seconds after so many they expire
     * @return array<string, string> name → what proves that the lock is ours
     */
    public function takeFree(array $names, int $seconds): array
    {
        global $wpdb;
        if ($names === []) {
            return [];
        }
        sort($names);
        $token = (time() + $seconds) . ':' . bin2hex(random_bytes(8));
        $rows = array_map(static fn (string $name): string => $wpdb->prepare("(%s, %s, 'no')", self::PREFIX . $name, $token), $names);
        // Where others keep getting in the way none is ours, and it is tried later.
        $quiet = $wpdb->suppress_errors();
        Statement::run("INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES " . implode(', ', $rows));
        // Those of requests that died: a token begins with the second in which it expires.
        Statement::run($wpdb->prepare(
            "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name IN (" . self::list($names) . ') AND option_value < %s',
            $token,
            (string) time()
        ));
        $wpdb->suppress_errors($quiet);
        $taken = [];
        foreach ($wpdb->get_results("SELECT option_name, option_value FROM {$wpdb->options} WHERE option_name IN (" . self::list($names) . ')') as $row) {
            $name = substr($row->option_name, strlen(self::PREFIX));
            if ($row->option_value === $token) {
                $taken[$name] = $token;
            }
        }
        return $taken;
    }

    /** @param array<string, string> $held from `takeFree` */
    public function releaseAll(array $held): void
    {
        global $wpdb;
        foreach (array_unique($held) as $token) {
            Statement::run($wpdb->prepare(
                "DELETE FROM {$wpdb->options} WHERE option_name IN (" . self::list(array_keys($held, $token, true)) . ') AND option_value = %s',
                $token
            ));
        }
    }

    /** @return string what proves that the lock is ours */
    private function take(string $name): string
    {
        global $wpdb;
        $option = self::PREFIX . $name;
        $token = (time() + self::SECONDS) . ':' . bin2hex(random_bytes(8));
        $inserted = Statement::run($wpdb->prepare(
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
        if ($this->swap($option, $other, $token)) {
            return $token;
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
        Statement::delete($wpdb->options, ['option_name' => self::PREFIX . $name, 'option_value' => $token]);
    }

    /** Compare and swap: of two requests that find the same expired lock, one gets it. */
    private function swap(string $option, string $other, string $token): bool
    {
        global $wpdb;
        return $other !== '' && (int) $other < time() && Statement::run($wpdb->prepare(
            "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND option_value = %s",
            $token,
            $option,
            $other
        )) === 1;
    }

    /** @param list<string> $names */
    private static function list(array $names): string
    {
        global $wpdb;
        return implode(',', array_map(static fn (string $name): string => $wpdb->prepare('%s', self::PREFIX . $name), $names));
    }
}
