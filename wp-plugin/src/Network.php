<?php

declare(strict_types=1);

namespace DoliSync;

use DoliSync\Sync\Tables;

/**
 * A network of sites: each has its own tables, settings, schedule and Dolibarr. A site prepares itself when it is first
 * visited (Plugin::prepareWhenNew), whether it is a new one or the plugin is new on the network.
 */
final class Network
{
    /**
     * Does something on every site of the network.
     *
     * @param callable(): void $doing
     */
    public static function onEachSite(callable $doing): void
    {
        foreach (get_sites(['fields' => 'ids', 'number' => 0, 'network_id' => get_current_network_id()]) as $site) {
            self::on((int) $site, $doing);
        }
    }

    /**
     * Does something on one site, whichever is the current one.
     *
     * @param callable(): void $doing
     */
    public static function on(int $site, callable $doing): void
    {
        if ($site === get_current_blog_id()) {
            $doing();
            return;
        }
        switch_to_blog($site);
        try {
            $doing();
        } finally {
            restore_current_blog();
        }
    }

    /**
     * Filter `wpmu_drop_tables`: what goes with a site that is deleted, which is the current one then.
     *
     * @param array<int|string, string> $tables
     * @return array<int|string, string>
     */
    public static function tablesOfDeletedSite(array $tables): array
    {
        return array_merge($tables, Tables::all());
    }
}
