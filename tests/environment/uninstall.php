<?php

/**
 * Does to the WordPress in FOLDER what deleting the plugin does to its data: runs uninstall.php in a request that has
 * not loaded the plugin. The plugin's files stay. php uninstall.php FOLDER
 */

declare(strict_types=1);

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
// WordPress takes over hooks that are there before it.
$none = ['none' => ['function' => static fn (): array => [], 'accepted_args' => 0]];
$wp_filter = ['pre_option_active_plugins' => [10 => $none], 'pre_site_option_active_sitewide_plugins' => [10 => $none]];
require $argv[1] . '/wp-load.php';
if (defined('DOLISYNC_FILE')) {
    fwrite(STDERR, "The plugin is loaded.\n");
    exit(1);
}
define('WP_UNINSTALL_PLUGIN', 'dolisync/dolisync.php');
require WP_PLUGIN_DIR . '/dolisync/uninstall.php';
