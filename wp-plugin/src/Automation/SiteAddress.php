<?php

declare(strict_types=1);

namespace DoliSync\Automation;

/**
 * Which site this is, by its address. A copy of a shop (for trying something out, or of a backup) has its key and its
 * associations, and would write to the same Dolibarr as the shop.
 */
final class SiteAddress
{
    /** The addresses that this shop is known to have, without protocol and `www`. */
    private const OPTION = 'dolisync_site';

    /** Where the shop was, when it is somewhere else now; null: it is where it was. */
    public static function before(): ?string
    {
        $known = get_option(self::OPTION);
        if (!is_array($known) || $known === []) {
            self::confirm();
            return null;
        }
        return in_array(self::now(), $known, true) ? null : (string) end($known);
    }

    /** A person says that this is the shop: it has moved, or is at both addresses. */
    public static function confirm(): void
    {
        $known = get_option(self::OPTION);
        update_option(self::OPTION, array_values(array_unique([...(is_array($known) ? $known : []), self::now()])), true);
    }

    /**
     * As the database says it: what a request calls the site (WP_HOME made of it, a language of its own) is not where
     * the site is.
     */
    public static function now(): string
    {
        $home = (string) (wp_load_alloptions()['home'] ?? get_option('home'));
        return strtolower(rtrim((string) preg_replace('#^https?://(www\.)?#i', '', $home), '/'));
    }
}
