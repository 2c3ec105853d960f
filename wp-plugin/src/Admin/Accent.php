<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * The color of what matters most, from the color scheme that the user chose for the admin.
 */
final class Accent
{
    /** The style sheet's name in WordPress. */
    public const STYLE = 'dolisync-accent';

    public static function enqueue(): void
    {
        Asset::style(self::STYLE, 'accent.css', ['colors']);
    }
}
