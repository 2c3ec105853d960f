<?php

/**
 * Asks the WordPress in FOLDER for a page in a process of its own, as the administrator where it is one of the admin's.
 * Prints its database queries and its HTML, as JSON.
 *
 * php page.php FOLDER front|ADMIN-PAGE [QUERY]      such as: php page.php FOLDER edit.php post_type=page
 */

declare(strict_types=1);

[, $site, $page] = $argv;
parse_str($argv[3] ?? '', $_GET);
$_REQUEST = $_GET;
$_SERVER = [
    'HTTP_HOST' => '127.0.0.1', 'SERVER_NAME' => '127.0.0.1', 'REMOTE_ADDR' => '127.0.0.1', 'SERVER_PROTOCOL' => 'HTTP/1.1',
    'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'PHP_SELF' => '/index.php', 'SCRIPT_NAME' => '/index.php',
] + $_SERVER;
define('SAVEQUERIES', true);

if ($page !== 'front') {
    $cookies = 'require ' . var_export($site . '/wp-load.php', true) . '; foreach (["auth" => AUTH_COOKIE, "logged_in" => LOGGED_IN_COOKIE] as $kind => $name) {
        $cookies[$name] = wp_generate_auth_cookie(1, time() + 60, $kind);
    } echo json_encode($cookies);';
    $_COOKIE = json_decode((string) shell_exec(escapeshellarg(PHP_BINARY) . ' -r ' . escapeshellarg($cookies)), true, 2, JSON_THROW_ON_ERROR);
    define('WP_ADMIN', true);
    $_SERVER['REQUEST_URI'] = "/wp-admin/$page" . (isset($argv[3]) ? "?{$argv[3]}" : '');
    $_SERVER['PHP_SELF'] = $_SERVER['SCRIPT_NAME'] = "/wp-admin/$page";
    chdir("$site/wp-admin");
}
define('WP_USE_THEMES', true);

// Printed however the page ends.
ob_start();
register_shutdown_function(static function (): void {
    $html = '';
    while (ob_get_level() > 0) {
        $html = ob_get_clean() . $html;
    }
    echo json_encode(
        ['queries' => array_column($GLOBALS['wpdb']->queries ?? [], 0), 'html' => $html],
        JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE
    );
});
require $page === 'front' ? "$site/wp-blog-header.php" : "$site/wp-admin/$page";
