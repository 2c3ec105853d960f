<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * The language in which DoliSync speaks to this user: English where it has no translation into theirs.
 */
final class Language
{
    /**
     * The attribute `lang` for what DoliSync prints, with a space before it; "" where the page's own says it already.
     * A screen reader would otherwise read English words as if they were German.
     */
    public static function attribute(): string
    {
        /* translators: the BCP 47 tag of the language of this translation, as in “fr”. */
        $ours = _x('en', 'this language', 'dolisync');
        return strtok(get_bloginfo('language'), '-') === $ours ? '' : ' lang="' . esc_attr($ours) . '"';
    }

    /**
     * A WordPress locale as the browser's Intl wants it: `fr_FR` → `fr-FR`. Variants such as `_formal`
     * or `_ao90` are left out: Intl refuses some of them, and none changes numbers or dates.
     */
    public static function tag(string $locale): string
    {
        return preg_match('/^([a-z]{2,3})(?:_([A-Z]{2}))?(?:_|$)/', $locale, $parts) === 1
            ? implode('-', array_slice($parts, 1, 2))
            : 'en-US';
    }
}
