<?php

/**
 * Loads a real WordPress with the plugin on, and the address of the stand-in Dolibarr:
 *   DOLISYNC_TEST_SITE      the folder with wp-load.php
 *   DOLISYNC_TEST_STANDIN   such as http://127.0.0.1:18201
 * Without a site only the tests of the group `plain` run (phpunit --group plain).
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    foreach (['DoliSync\\Tests\\' => __DIR__ . '/', 'DoliSync\\' => dirname(__DIR__, 2) . '/wp-plugin/src/'] as $prefix => $folder) {
        if (!str_starts_with($class, $prefix)) {
            continue;
        }
        $file = $folder . strtr(preg_replace('/^Support\\\\/', 'support\\', substr($class, strlen($prefix))), '\\', '/') . '.php';
        if (is_file($file)) {
            require $file;
        }
        return;
    }
});

$site = (string) getenv('DOLISYNC_TEST_SITE');
if ($site === '') {
    /** WordPress's translation, for the few pure classes that name a problem. */
    function __(string $text, string $domain): string
    {
        return $text;
    }
    return;
}
if (!is_file($site . '/wp-load.php')) {
    fwrite(STDERR, "DOLISYNC_TEST_SITE: no WordPress in {$site}\n");
    exit(1);
}
$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
$_SERVER['REMOTE_ADDR'] ??= '127.0.0.1';
// WordPress expects to be loaded from the global scope; its own variables stay out of the tests' backups.
require $site . '/wp-load.php';
if (!defined('DOLISYNC_FILE')) {
    fwrite(STDERR, "DOLISYNC_TEST_SITE: the plugin is not active in {$site}\n");
    exit(1);
}
