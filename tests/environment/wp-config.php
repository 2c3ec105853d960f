<?php

// What every WordPress of the demo and the tests has in common. ./dev writes the address, the salt and the
// database above this and the whole into the site's wp-config.php.

define('WP_HOME', DOLISYNC_SITE_URL);
define('WP_SITEURL', DOLISYNC_SITE_URL);
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $dolisync_kind) {
    define($dolisync_kind . '_KEY', hash('sha256', DOLISYNC_SITE_SALT . $dolisync_kind));
    define($dolisync_kind . '_SALT', hash('sha256', $dolisync_kind . DOLISYNC_SITE_SALT));
}
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('DB_DIR', __DIR__ . '/wp-content/database/');
define('DB_FILE', '.ht.sqlite');

// A test machine has no network: nothing but the demo Dolibarr on this machine is asked.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost');
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('FS_METHOD', 'direct');
define('WP_DEBUG', true);
define('WP_DEBUG_LOG', __DIR__ . '/wp-content/debug.log');
define('WP_DEBUG_DISPLAY', false);
define('WP_ENVIRONMENT_TYPE', 'local');

// Made by network.php.
if (is_file(__DIR__ . '/dolisync-network')) {
    define('MULTISITE', true);
    define('SUBDOMAIN_INSTALL', false);
    define('DOMAIN_CURRENT_SITE', '127.0.0.1');
    define('PATH_CURRENT_SITE', '/');
    define('SITE_ID_CURRENT_SITE', 1);
    define('BLOG_ID_CURRENT_SITE', 1);
}

if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
