<?php

/**
 * Plugin Name: Events
 * Description: For the tests: somebody else's type of posts, with its list, its editor and a page of its own.
 */

declare(strict_types=1);

add_action('init', static function (): void {
    register_post_type('event', ['label' => 'Events', 'public' => true, 'supports' => ['title']]);
});
