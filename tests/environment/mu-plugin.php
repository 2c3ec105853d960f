<?php

// Loaded into the WordPress of the demo and the tests only.

// PHP's own server sends mail nowhere, and waits for it.
add_filter('pre_wp_mail', '__return_true');

// What seed.php --wpshop turns on.
if (get_option('dolisync_environment_wpshop') === 'yes') {
    require __DIR__ . '/wpshop/wpshop.php';
}
