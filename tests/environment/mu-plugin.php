<?php

// Loaded into the WordPress of the demo and the tests only.

// WordPress refuses a language whose core pack is not installed; there is none to download here, and DoliSync's
// own French must be seen all the same: the language that the user chose is taken as it is.
add_filter('locale', static function (string $locale): string {
    if (!function_exists('wp_get_current_user') || !did_action('init')) {
        return $locale;
    }
    $chosen = (string) get_user_meta(get_current_user_id(), 'locale', true);
    return $chosen !== '' ? $chosen : $locale;
});

// The demo's Dolibarr is on another port of this machine, which WordPress's HTTP API refuses by default.
add_filter('http_request_host_is_external', static fn ($external, $host) => $host === '127.0.0.1' ? true : $external, 10, 2);
add_filter('http_allowed_safe_ports', static function (array $ports): array {
    $address = (string) get_option('dolisync_dolibarr_url', '');
    $port = (int) parse_url($address, PHP_URL_PORT);
    return $port > 0 ? [...$ports, $port] : $ports;
});

// PHP's own server sends mail nowhere, and waits for it.
add_filter('pre_wp_mail', '__return_true');
