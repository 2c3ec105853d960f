<?php

/**
 * Deleting the plugin keeps its data: associations are work that a person did, and deleting a plugin to install it again
 * is a common way to repair it. Only a site whose settings say so (`dolisync_delete_data`) loses all of it, each site of
 * a network by its own settings. The shop's products, customers and documents are never touched, nor is what WPshop
 * itself reads (`_external_id`).
 *
 * WordPress runs this without the plugin, maybe on an older PHP than the plugin needs.
 */

declare(strict_types=1);

if (!defined('WP_UNINSTALL_PLUGIN')) {
    exit;
}

// The tests have it already.
require_once __DIR__ . '/src/Sync/Tables.php';

/**
 * Takes away everything that DoliSync keeps on the current site.
 */
function dolisync_delete_data(): void
{
    global $wpdb;
    foreach (\DoliSync\Sync\Tables::all() as $table) {
        $wpdb->query("DROP TABLE IF EXISTS `{$table}`");
    }

    foreach ((array) _get_cron_array() as $events) {
        foreach (array_keys((array) $events) as $hook) {
            if (strpos((string) $hook, 'dolisync_') === 0) {
                wp_unschedule_hook($hook);
            }
        }
    }
    // Deactivated, the plugin has no tasks in Action Scheduler any more, but the list of those it had.
    if (function_exists('as_get_scheduled_actions') && class_exists('ActionScheduler')) {
        foreach (as_get_scheduled_actions(['group' => 'dolisync', 'status' => '', 'per_page' => -1], 'ids') as $action) {
            ActionScheduler::store()->delete_action($action);
        }
    }

    foreach (array_keys(wp_roles()->roles) as $role) {
        get_role($role)->remove_cap('manage_dolisync');
    }
    $users = get_users([
        'meta_key' => $wpdb->get_blog_prefix() . 'capabilities',
        'meta_value' => '"manage_dolisync"',
        'meta_compare' => 'LIKE',
    ]);
    foreach ($users as $user) {
        $user->remove_cap('manage_dolisync');
    }

    // The settings last: interrupted, all this can be done again.
    $options = $wpdb->get_col($wpdb->prepare(
        "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s OR option_name LIKE %s OR option_name LIKE %s",
        $wpdb->esc_like('dolisync_') . '%',
        $wpdb->esc_like('_transient_dolisync_') . '%',
        $wpdb->esc_like('_transient_timeout_dolisync_') . '%'
    ));
    array_map('delete_option', $options);
}

/**
 * How people look at DoliSync's pages: the same on all sites of a network.
 */
function dolisync_delete_preferences(): void
{
    global $wpdb;
    $preferences = $wpdb->get_col($wpdb->prepare(
        "SELECT DISTINCT meta_key FROM {$wpdb->usermeta} WHERE meta_key = 'dolisync_per_page' OR meta_key LIKE %s",
        'manage%' . $wpdb->esc_like('_page_dolisync-') . '%columnshidden'
    ));
    foreach ($preferences as $preference) {
        delete_metadata('user', 0, $preference, '', true);
    }
}

$dolisync_is_kept = false;
foreach (is_multisite() ? get_sites(['fields' => 'ids', 'number' => 0]) : [get_current_blog_id()] as $dolisync_site) {
    if (is_multisite()) {
        switch_to_blog((int) $dolisync_site);
    }
    if (get_option('dolisync_delete_data') === 'yes') {
        dolisync_delete_data();
    } elseif (get_option(\DoliSync\Sync\Tables::VERSION_OPTION) !== false) {
        $dolisync_is_kept = true;
    }
    if (is_multisite()) {
        restore_current_blog();
    }
}
if (!$dolisync_is_kept) {
    dolisync_delete_preferences();
}
