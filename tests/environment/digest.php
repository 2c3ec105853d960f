<?php

/**
 * A digest of everything that a visitor could have changed in the WordPress in FOLDER: posts, terms, people, settings and
 * DoliSync's own rows. Equal before and after: nothing was written. php digest.php FOLDER
 */

declare(strict_types=1);

use DoliSync\Sync\Tables;

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
require $argv[1] . '/wp-load.php';

// What WordPress itself writes on any visit; and when Dolibarr last answered, which is noted by the way.
$passing = "option_name NOT LIKE '\_%transient\_%' AND option_name NOT IN ('cron', 'dolisync_contact', 'recently_edited')";
$queries = [
    "SELECT option_name, option_value FROM {$wpdb->options} WHERE " . str_replace('\_', '_', $passing) . ' ORDER BY option_name',
    "SELECT * FROM {$wpdb->users} ORDER BY ID",
    "SELECT user_id, meta_key, meta_value FROM {$wpdb->usermeta} WHERE meta_key <> 'session_tokens' ORDER BY umeta_id",
    "SELECT * FROM {$wpdb->posts} ORDER BY ID",
    "SELECT * FROM {$wpdb->postmeta} ORDER BY meta_id",
    "SELECT * FROM {$wpdb->terms} ORDER BY term_id",
    "SELECT * FROM {$wpdb->term_relationships} ORDER BY object_id, term_taxonomy_id",
];
foreach (Tables::all() as $table) {
    // Looking notes when it looked.
    $rows = $wpdb->get_results("SELECT * FROM {$table}", ARRAY_A);
    foreach ($rows as $row) {
        unset($row['checked_at'], $row['status'], $row['reason'], $row['fields'], $row['last_error'], $row['not_checked_at']);
        $written[] = $row;
    }
}
foreach ($queries as $query) {
    $written[] = $wpdb->get_results($query, ARRAY_N);
}
echo hash('sha256', serialize($written)), "\n";
