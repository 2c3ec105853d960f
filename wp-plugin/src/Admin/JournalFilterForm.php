<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Sync\JournalFilter;

/**
 * The filter of the journal: a form that asks for the same page with other arguments.
 */
final class JournalFilterForm
{
    /** @param array<string, string> $names part of the filter → its name in the address */
    public static function show(JournalFilter $filter, array $names): void
    {
        printf('<form method="get" action="%s" class="dolisync-filter" role="search">', esc_url(admin_url('admin.php')));
        printf('<input type="hidden" name="page" value="%s">', esc_attr(JournalPage::SLUG));
        if ($filter->product !== null) {
            printf('<input type="hidden" name="%s" value="%d">', esc_attr($names['product']), $filter->product);
        }
        self::choice('action', $names, $filter->action, __('What was done', 'dolisync'), __('Everything', 'dolisync'), array_combine(
            JournalFilter::ACTIONS,
            array_map(JournalWords::action(...), JournalFilter::ACTIONS)
        ));
        self::choice('source', $names, $filter->source, __('Cause', 'dolisync'), __('All causes', 'dolisync'), array_combine(
            JournalFilter::SOURCES,
            array_map(JournalWords::source(...), JournalFilter::SOURCES)
        ));
        self::input('from', $names, 'date', $filter->from, __('From', 'dolisync'));
        self::input('to', $names, 'date', $filter->to, __('To', 'dolisync'));
        // The button stays beside the last field, whatever wraps.
        echo '<div class="dolisync-filter__end">';
        self::input('search', $names, 'search', $filter->search, __('Product', 'dolisync'), __('Title, reference, barcode or number', 'dolisync'));
        printf('<p class="dolisync-filter__part"><button type="submit" class="button">%s</button>', esc_html__('Filter', 'dolisync'));
        if (!$filter->isEmpty()) {
            printf(' <a href="%s" class="button-link">%s</a>', esc_url(JournalPage::url()), esc_html__('Show everything', 'dolisync'));
        }
        echo '</p></div></form>';
    }

    /**
     * @param array<string, string> $names
     * @param array<string, string> $choices
     */
    private static function choice(string $part, array $names, string $chosen, string $label, string $all, array $choices): void
    {
        self::label($part, $label);
        printf('<select id="dolisync-%s" name="%s">', esc_attr($part), esc_attr($names[$part]));
        foreach (['' => $all] + $choices as $value => $words) {
            printf('<option value="%s"%s>%s</option>', esc_attr($value), selected($chosen, $value, false), esc_html($words));
        }
        echo '</select></p>';
    }

    /** @param array<string, string> $names */
    private static function input(string $part, array $names, string $type, string $value, string $label, string $hint = ''): void
    {
        self::label($part, $label);
        printf(
            '<input type="%s" id="dolisync-%s" name="%s" value="%s"%s></p>',
            esc_attr($type),
            esc_attr($part),
            esc_attr($names[$part]),
            esc_attr($value),
            $hint === '' ? '' : ' placeholder="' . esc_attr($hint) . '"'
        );
    }

    private static function label(string $part, string $label): void
    {
        printf('<p class="dolisync-filter__part"><label for="dolisync-%s">%s</label>', esc_attr($part), esc_html($label));
    }
}
