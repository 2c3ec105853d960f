<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * What a page has to say after the redirect that follows a form: kept for the person who sent it, shown once.
 */
final class Said
{
    private const SECONDS = 60;

    /**
     * @param string $type WordPress's type of notice: success, warning or error
     */
    public static function keep(string $type, string $sentence): void
    {
        $said = self::kept();
        $said[] = [$type, $sentence];
        set_transient(self::name(), $said, self::SECONDS);
    }

    /**
     * Prints what was kept, and forgets it.
     */
    public static function show(): void
    {
        $said = self::kept();
        if ($said === []) {
            return;
        }
        delete_transient(self::name());
        foreach ($said as [$type, $sentence]) {
            printf(
                '<div class="notice notice-%s inline" role="%s"><p>%s</p></div>',
                esc_attr($type),
                $type === 'error' ? 'alert' : 'status',
                esc_html($sentence)
            );
        }
    }

    /** @return list<array{string, string}> */
    private static function kept(): array
    {
        $said = get_transient(self::name());
        return is_array($said) ? $said : [];
    }

    private static function name(): string
    {
        return 'dolisync_said_' . get_current_user_id();
    }
}
