<?php

// Loaded into the WordPress of the demo and the tests only.

// PHP's own server sends mail nowhere, and waits for it.
add_filter('pre_wp_mail', '__return_true');

// A language from right to left, for who has chosen Arabic: WordPress's own language pack would say so, but there is none.
add_filter(
    'gettext_with_context_default',
    static fn (string $translation, string $text, string $context): string =>
        $context === 'text direction' && determine_locale() === 'ar' ? 'rtl' : $translation,
    10,
    3
);

// What seed.php --wpshop turns on.
if (get_option('environment_wpshop') === 'yes') {
    require __DIR__ . '/wpshop/wpshop.php';
}
