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
}
