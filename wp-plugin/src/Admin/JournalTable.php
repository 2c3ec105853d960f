<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;
use DoliSync\Sync\JournalEntry;
use DoliSync\Sync\JournalFilter;
use WP_List_Table;

/**
 * The entries of the journal, the newest first.
 */
final class JournalTable extends WP_List_Table
{
    /** Characters of a value in the table; the export holds all of them. */
    private const SHOWN = 90;

    private ProductNames $names;

    public function __construct(private readonly Services $services, private readonly JournalFilter $filter)
    {
        parent::__construct(['plural' => JournalPage::SLUG, 'singular' => 'entry', 'ajax' => false]);
    }

    // phpcs:disable PSR1.Methods.CamelCapsMethodName -- WordPress’s names

    public function prepare_items(): void
    {
        $perPage = $this->get_items_per_page(ListPage::PER_PAGE_OPTION, 20);
        $found = $this->services->journalSearch()->page($this->filter, $this->get_pagenum(), $perPage);
        $this->items = $found['entries'];
        $this->names = ProductNames::of($this->services, array_map(
            static fn (JournalEntry $entry): int => $entry->productId,
            $found['entries']
        ));
        $this->set_pagination_args(['total_items' => $found['total'], 'per_page' => $perPage]);
    }

    /** @return array<string, string> */
    public function get_columns(): array
    {
        return [
            'cb' => '<input type="checkbox">',
            'product' => __('Product', 'dolisync'),
            'done' => __('What was done', 'dolisync'),
            'changes' => __('Values before and after', 'dolisync'),
            'at' => __('When', 'dolisync'),
        ];
    }

    public function no_items(): void
    {
        echo esc_html($this->filter->isEmpty()
            ? __('Nothing was written yet. Once a product is associated or synchronized, it is noted here.', 'dolisync')
            : __('Nothing that was written fits this filter.', 'dolisync'));
    }

    /** @return array<string, string> */
    protected function get_bulk_actions(): array
    {
        return ['undo' => __('Restore the previous values', 'dolisync')];
    }

    protected function get_default_primary_column_name(): string
    {
        return 'product';
    }

    /** @param JournalEntry $item */
    protected function column_cb($item): string
    {
        if (!$item->isUndoable()) {
            // WordPress makes it a heading of the row, and a heading is never empty.
            return '<span class="screen-reader-text">' . esc_html__('This cannot be taken back from here.', 'dolisync') . '</span>';
        }
        return sprintf(
            '<label class="screen-reader-text" for="dolisync-row-%1$d">%2$s</label>'
                . '<input type="checkbox" id="dolisync-row-%1$d" name="%3$s[]" value="%1$d">',
            $item->id,
            /* translators: %s: the title of a product. */
            esc_html(sprintf(__('Select %s', 'dolisync'), $this->names->plain($item->productId))),
            ListPage::ROWS
        );
    }

    protected function column_product(JournalEntry $entry): string
    {
        // Where the table is narrow, only this column shows until a row is opened.
        return $this->names->html($entry->productId, $entry->dolibarrId) . sprintf(
            '<div class="dolisync-narrow">%s, %s</div>',
            esc_html(JournalWords::action($entry->action)),
            esc_html(StatusWords::dateTime($entry->at))
        );
    }

    protected function column_done(JournalEntry $entry): string
    {
        $html = '<strong>' . esc_html(JournalWords::action($entry->action)) . '</strong> '
            . '<span class="dolisync-quiet">' . esc_html(JournalWords::who($entry)) . '</span>';
        if ($entry->undoneAt !== null) {
            /* translators: %s: date and time. */
            $html .= '<p class="dolisync-quiet">' . esc_html(sprintf(__('Undone: %s.', 'dolisync'), StatusWords::dateTime($entry->undoneAt))) . '</p>';
        }
        if ($entry->isInterrupted()) {
            $html .= '<p class="dolisync-alarm">' . esc_html(JournalWords::interrupted()) . '</p>';
        }
        return $html;
    }

    protected function column_changes(JournalEntry $entry): string
    {
        $html = $this->side(__('WPshop', 'dolisync'), $entry->changes->wpshop, $entry)
            . $this->side(__('Dolibarr', 'dolisync'), $entry->changes->dolibarr, $entry);
        if ($entry->refused !== []) {
            $html .= '<p class="dolisync-alarm">' . esc_html(RefusedWords::sentence($entry->refused)) . '</p>';
        }
        return $html === '' && $entry->state === JournalEntry::DONE ? '<span class="dolisync-quiet">' . esc_html__('No value was changed.', 'dolisync') . '</span>' : $html;
    }

    protected function column_at(JournalEntry $entry): string
    {
        return sprintf('<time datetime="%s">%s</time>', esc_attr($entry->at), esc_html(StatusWords::dateTime($entry->at)));
    }

    /** @param JournalEntry $item */
    protected function handle_row_actions($item, $column_name, $primary): string
    {
        if ($column_name !== $primary) {
            return '';
        }
        $actions = [];
        if ($item->isUndoable()) {
            $actions['undo'] = ListPage::button('undo', (string) $item->id, __('Restore the previous values', 'dolisync'));
        }
        if ($this->filter->product === null) {
            $actions['product'] = sprintf(
                '<a href="%s">%s</a>',
                esc_url(JournalPage::url(['product' => (string) $item->productId])),
                esc_html__('Only this product', 'dolisync')
            );
        }
        return $this->row_actions($actions);
    }

    // phpcs:enable

    /** @param list<array{key: string, before: string, after: string}> $changes */
    private function side(string $side, array $changes, JournalEntry $entry): string
    {
        if ($changes === []) {
            return '';
        }
        $lines = array_map(static function (array $change) use ($entry): string {
            [$before, $after] = JournalWords::values($change, $entry->priceBase);
            // What is new had no value before.
            $isNew = $before === '' && in_array($entry->action, ['create', 'recreate', 'create_in_wpshop'], true);
            return sprintf(
                '<li><span class="dolisync-quiet">%s</span> %s<ins>%s</ins></li>',
                esc_html(FieldWords::heading($change['key'])),
                $isNew ? '' : '<del>' . self::shown($before) . '</del> <span aria-hidden="true">→</span> ',
                self::shown($after)
            );
        }, $changes);
        return sprintf('<div class="dolisync-side"><span>%s</span><ul>%s</ul></div>', esc_html($side), implode('', $lines));
    }

    private static function shown(string $value): string
    {
        return match (true) {
            $value === '' => '<em>' . esc_html__('empty', 'dolisync') . '</em>',
            mb_strlen($value) <= self::SHOWN => htmlspecialchars($value),
            default => sprintf('<span title="%s">%s…</span>', htmlspecialchars($value), htmlspecialchars(mb_substr($value, 0, self::SHOWN))),
        };
    }
}
