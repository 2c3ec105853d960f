<?php

/**
 * Installs the WordPress in the folder given (tables, people), and turns the plugin on.
 * Done already: changes nothing. php install.php FOLDER
 */

declare(strict_types=1);

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

if (!is_blog_installed()) {
    wp_install('Demo shop', 'admin', 'admin@example.test', false, '', 'password');
    update_option('permalink_structure', '/%postname%/');
    update_option('blog_public', '0');
    update_option('timezone_string', 'Europe/Paris');
    // Their pictures would come from another server.
    update_option('show_avatars', '0');
    foreach (get_posts(['post_type' => 'any', 'numberposts' => -1, 'post_status' => 'any']) as $post) {
        wp_delete_post($post->ID, true);
    }
    // WooCommerce's role, for whom DoliSync is too.
    add_role('shop_manager', 'Shop manager', get_role('editor')->capabilities);
    foreach (
        [
            'admin_fr' => ['administrator', 'fr_FR'],
            'second' => ['administrator', ''],
            'editor' => ['editor', ''],
            'shop_manager' => ['shop_manager', ''],
            'subscriber' => ['subscriber', ''],
        ] as $login => [$role, $locale]
    ) {
        $user = wp_insert_user(['user_login' => $login, 'user_pass' => 'password', 'user_email' => "$login@example.test", 'role' => $role]);
        update_user_meta($user, 'locale', $locale);
    }
}
if (is_file(WP_PLUGIN_DIR . '/dolisync/dolisync.php') && !is_plugin_active('dolisync/dolisync.php')) {
    $activated = activate_plugin('dolisync/dolisync.php');
    if (is_wp_error($activated)) {
        fwrite(STDERR, $activated->get_error_message() . "\n");
        exit(1);
    }
}
