<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * A script or style of the plugin's folder `assets`. Its version changes with the file, so that no browser keeps an old one.
 */
final class Asset
{
    /**
     * @param string $file below `assets`
     * @param list<string> $after handles of styles
     */
    public static function style(string $handle, string $file, array $after = []): void
    {
        wp_enqueue_style($handle, self::url($file), $after, self::version($file));
    }

    /**
     * At the end of the page.
     *
     * @param string $file below `assets`
     * @param list<string> $after handles of scripts
     */
    public static function script(string $handle, string $file, array $after = []): void
    {
        wp_enqueue_script($handle, self::url($file), $after, self::version($file), true);
    }

    /** @param string $file below `assets` */
    public static function url(string $file): string
    {
        return plugins_url('assets/' . $file, DOLISYNC_FILE);
    }

    /** @param string $file below `assets` */
    public static function path(string $file): string
    {
        return dirname(DOLISYNC_FILE) . '/assets/' . $file;
    }

    private static function version(string $file): string
    {
        $path = self::path($file);
        return is_file($path)
            ? sprintf('%s-%x-%x', DOLISYNC_VERSION, filemtime($path), filesize($path))
            : DOLISYNC_VERSION;
    }
}
