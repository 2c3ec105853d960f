<?php

/**
 * Prints what DoliSync has left in the WordPress in FOLDER, and the shop's products, as JSON. php traces.php FOLDER
 */

declare(strict_types=1);

use DoliSync\Tests\Support\Traces;

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
require $argv[1] . '/wp-load.php';
require dirname(__DIR__) . '/php/support/Traces.php';

echo json_encode(
    array_filter(Traces::all()) + ['products' => $wpdb->get_col("SELECT post_title FROM {$wpdb->posts} WHERE post_type = 'wps-product' AND post_status = 'publish'")],
    JSON_THROW_ON_ERROR
);
