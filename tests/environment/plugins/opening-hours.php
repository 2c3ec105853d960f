<?php

/**
 * Plugin Name: Opening hours
 * Description: For the tests: somebody else's shortcode on the shop's own pages, and a route of the REST API.
 */

declare(strict_types=1);

add_shortcode('opening_hours', static fn (): string => '<p id="opening-hours">9 to 5</p>');
add_action('rest_api_init', static function (): void {
    register_rest_route('opening-hours/v1', '/today', [
        'callback' => static fn (): array => ['hours' => '9 to 5'],
        'permission_callback' => '__return_true',
    ]);
});
