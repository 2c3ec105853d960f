<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

/** What the plugin leaves in a site, found by its name, and not by what the plugin says that it leaves. */
final class Traces
{
    /** @return array<string, list<string>> */
    public static function all(): array
    {
        global $wpdb;
        wp_cache_flush();
        $named = static fn (string $name): bool => str_contains($name, 'dolisync');
        $events = array_unique(array_merge([], ...array_map('array_keys', array_values(array_filter((array) _get_cron_array(), 'is_array')))));
        $roles = get_option($wpdb->get_blog_prefix() . 'user_roles');
        return [
            'tables' => array_values(array_filter(
                $wpdb->get_col('SHOW TABLES'),
                static fn (string $table): bool => str_starts_with($table, $wpdb->prefix . 'dolisync')
            )),
            'options' => $wpdb->get_col("SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%dolisync%' ORDER BY option_name"),
            'events' => array_values(array_filter($events, $named)),
            'roles' => array_keys(array_filter($roles, static fn (array $role): bool => isset($role['capabilities']['manage_dolisync']))),
            'users' => $wpdb->get_col($wpdb->prepare(
                "SELECT user_id FROM {$wpdb->usermeta} WHERE meta_key = %s AND meta_value LIKE '%%manage_dolisync%%'",
                $wpdb->get_blog_prefix() . 'capabilities'
            )),
            'preferences' => $wpdb->get_col("SELECT meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE '%dolisync%' ORDER BY meta_key"),
        ];
    }

    /**
     * Does what deleting the plugin does, in a process without it.
     *
     * @param string $before PHP that runs before
     * @return string what was printed
     */
    public static function uninstall(string $before = ''): string
    {
        $code = "{$before} \$argv = ['', getenv('DOLISYNC_TEST_SITE')]; require '" . dirname(__DIR__, 2) . "/environment/uninstall.php';";
        exec(escapeshellarg(PHP_BINARY) . ' -r ' . escapeshellarg($code) . ' 2>&1', $printed, $code);
        if ($code !== 0) {
            throw new \RuntimeException(implode("\n", $printed));
        }
        // This process remembers what the other one took away.
        wp_cache_flush();
        wp_roles()->for_site(get_current_blog_id());
        return $printed === [] ? '' : implode("\n", $printed) . "\n";
    }
}
