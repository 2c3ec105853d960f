<?php

/**
 * Makes the WordPress in FOLDER, installed by install.php, a network of sites in folders; wp-config.php looks for the
 * file that says so. Done already: changes nothing. php network.php FOLDER
 */

declare(strict_types=1);

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
if (is_file($argv[1] . '/dolisync-network')) {
    exit;
}
define('WP_INSTALLING_NETWORK', true);
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/network.php';

foreach ($wpdb->tables('ms_global') as $table => $name) {
    $wpdb->$table = $name;
}
install_network();
$made = populate_network(1, '127.0.0.1', 'admin@example.test', 'Demo network', '/', false);
// That a site in a folder is not reached from here is no fault.
if (is_wp_error($made) && $made->get_error_code() !== 'no_wildcard_dns') {
    fwrite(STDERR, $made->get_error_message() . "\n");
    exit(1);
}
touch($argv[1] . '/dolisync-network');
