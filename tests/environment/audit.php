<?php

/**
 * Looks at both ends of every association in the WordPress in FOLDER, and prints as JSON what is wrong with them
 * (LinkAudit), what waits, and all products of the shop with their associations. php audit.php FOLDER
 */

declare(strict_types=1);

use DoliSync\Catalogue\ProductType;
use DoliSync\Services;
use DoliSync\Sync\Finding;
use DoliSync\Sync\Tables;

const SECONDS = 60;

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
require $argv[1] . '/wp-load.php';

$services = Services::get();
while (!$services->dolibarrAudit()->look(SECONDS)) {
    continue;
}
$links = Tables::links();
$products = $wpdb->get_results($wpdb->prepare(
    "SELECT p.ID AS id, r.meta_value AS reference, l.dolibarr_id AS dolibarr_id FROM {$wpdb->posts} p
    LEFT JOIN {$wpdb->postmeta} r ON r.post_id = p.ID AND r.meta_key = '_ref'
    LEFT JOIN {$links} l ON l.type = 'product' AND l.wp_id = p.ID
    WHERE p.post_type = %s AND p.post_status NOT IN ('trash', 'auto-draft', 'inherit') ORDER BY p.ID",
    ProductType::POST_TYPE
));
echo json_encode([
    'findings' => array_map(
        static fn (Finding $finding): string => "{$finding->kind->value}: #{$finding->wpId}, Dolibarr's #{$finding->dolibarrId}",
        $services->linkAudit()->findings()
    ),
    // Of every kind of record, Dolibarr's numbers that several records of the shop bear.
    'doubled' => $wpdb->get_col("SELECT CONCAT(p.post_type, ' ', m.meta_value) FROM {$wpdb->posts} p
        JOIN {$wpdb->postmeta} m ON m.post_id = p.ID AND m.meta_key = '_external_id'
        WHERE p.post_type LIKE 'wps-%' AND m.meta_value > 0 GROUP BY p.post_type, m.meta_value HAVING COUNT(*) > 1"),
    // Transactions that MariaDB or MySQL took back because two waited for each other; on SQLite only one writes at a time.
    'deadlocks' => defined('SQLITE_DB_DROPIN_VERSION')
        ? 0
        : (int) $wpdb->get_var("SELECT SUM(`COUNT`) FROM information_schema.INNODB_METRICS WHERE NAME IN ('lock_deadlocks', 'lock_timeouts')"),
    'waiting' => $services->queue()->count(),
    'brake' => $services->brakes()->state()['reason'] ?? null,
    'products' => array_map(static fn (object $row): array => [
        'id' => (int) $row->id,
        'reference' => (string) $row->reference,
        'dolibarr_id' => $row->dolibarr_id === null ? null : (int) $row->dolibarr_id,
    ], $products),
], JSON_THROW_ON_ERROR);
