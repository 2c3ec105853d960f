<?php

/**
 * Deleting the plugin keeps its data: associations are work that a person did, and deleting a plugin to
 * install it again is a common way to repair it. `dolisync_delete_data` set to yes (settings page) takes
 * all of it away. The shop's products are never touched, nor is what WPshop itself reads (`_external_id`).
 */

declare(strict_types=1);

if (!defined('WP_UNINSTALL_PLUGIN')) {
    exit;
}

if (get_option('dolisync_delete_data') === 'yes') {
    global $wpdb;
    foreach (['dolisync_links', 'dolisync_journal', 'dolisync_queue', 'dolisync_suggestions', 'dolisync_runs', 'dolisync_batches', 'dolisync_run_records', 'dolisync_memberships'] as $dolisync_table) {
        $wpdb->query("DROP TABLE IF EXISTS `{$wpdb->prefix}{$dolisync_table}`");
    }
    $dolisync_options = $wpdb->get_col($wpdb->prepare(
        "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s",
        $wpdb->esc_like('dolisync_') . '%'
    ));
    array_map('delete_option', $dolisync_options);
    foreach (wp_roles()->role_objects as $dolisync_role) {
        $dolisync_role->remove_cap('manage_dolisync');
    }
}
