<?php

/**
 * Laid into the bench's WordPress as a must-use plugin. Each answer tells what it cost: in a comment at a page's end, in
 * the header `Dolisync-Cost` of the REST API. With `?without_dolisync=1` the plugin is not loaded; its type of posts is.
 */

declare(strict_types=1);

namespace DoliSync\Bench;

/** Seconds that were spent waiting for Dolibarr. */
final class Dolibarr
{
    public static float $began = 0.0;
    public static float $waited = 0.0;
}

add_filter('http_request_args', static function (array $arguments): array {
    Dolibarr::$began = microtime(true);
    return $arguments;
});
add_action('http_api_debug', static function (): void {
    Dolibarr::$waited += microtime(true) - Dolibarr::$began;
});

/** @return array{ms: float, dolibarr_ms: float, queries: int, megabytes: float} */
function cost(): array
{
    return [
        'ms' => 1000 * (microtime(true) - $_SERVER['REQUEST_TIME_FLOAT']),
        'dolibarr_ms' => 1000 * Dolibarr::$waited,
        'queries' => $GLOBALS['wpdb']->num_queries,
        'megabytes' => memory_get_peak_usage() / 1e6,
    ];
}

if (isset($_GET['without_dolisync'])) {
    add_filter('option_active_plugins', static fn (array $active): array => preg_grep('#^dolisync/#', $active, PREG_GREP_INVERT));
    add_action('init', static fn () => register_post_type('wps-product', ['show_ui' => true, 'label' => 'Products']));
}
add_action('admin_footer', static function (): void {
    echo '<!-- cost ', json_encode(cost()), ' -->';
}, PHP_INT_MAX);

$routeBegan = 0.0;
add_filter('rest_pre_dispatch', static function (mixed $answer) use (&$routeBegan): mixed {
    $routeBegan = microtime(true);
    return $answer;
});
add_filter('rest_post_dispatch', static function (\WP_REST_Response $answer) use (&$routeBegan): \WP_REST_Response {
    $answer->header('Dolisync-Cost', (string) json_encode(['route_ms' => 1000 * (microtime(true) - $routeBegan)] + cost()));
    return $answer;
});
