<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Queue\Entry;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use WP_List_Table;

/**
 * The products that wait, those that are due first.
 */
final class WaitingTable extends WP_List_Table
{
    /** As many products as a search by title may stand for. */
    private const PRODUCTS = 1000;

    private ProductNames $names;

    public function __construct(private readonly Services $services, private readonly string $search)
    {
        parent::__construct(['plural' => WaitingPage::SLUG, 'singular' => 'entry', 'ajax' => false]);
    }

    // phpcs:disable PSR1.Methods.CamelCapsMethodName -- WordPress’s names

    public function prepare_items(): void
    {
        $perPage = $this->get_items_per_page(ListPage::PER_PAGE_OPTION, 20);
        $number = preg_match('/^#?([1-9][0-9]{0,17})$/', $this->search, $found) === 1 ? (int) $found[1] : null;
        $products = null;
        if ($this->search !== '') {
            $products = $this->services->catalogue()->search($this->search, self::PRODUCTS);
            $products = $number === null ? $products : [...$products, $number];
        }
        $page = $this->services->queue()->page($this->get_pagenum(), $perPage, $products, $number);
        $this->items = $page['entries'];
        $this->names = ProductNames::of($this->services, array_filter(array_map(
            static fn (Entry $entry): ?int => $entry->wpId,
            $page['entries']
        )));
        $this->set_pagination_args(['total_items' => $page['total'], 'per_page' => $perPage]);
    }

    /** @return array<string, string> */
    public function get_columns(): array
    {
        return [
            'cb' => '<input type="checkbox">',
            'product' => __('Product', 'dolisync'),
            'cause' => __('Why it waits', 'dolisync'),
            'attempts' => __('Attempts', 'dolisync'),
            'next' => __('Next try', 'dolisync'),
            'problem' => __('What kept it', 'dolisync'),
        ];
    }

    public function no_items(): void
    {
        echo esc_html($this->search === ''
            ? __('Nothing waits: what changed was carried over.', 'dolisync')
            : __('No product that waits fits this search.', 'dolisync'));
    }

    /** @return array<string, string> */
    protected function get_bulk_actions(): array
    {
        return [
            'retry' => __('Try now', 'dolisync'),
            'drop' => __('Do not carry over', 'dolisync'),
        ];
    }

    protected function get_default_primary_column_name(): string
    {
        return 'product';
    }

    /** @param Entry $item */
    protected function column_cb($item): string
    {
        return sprintf(
            '<label class="screen-reader-text" for="dolisync-row-%1$d">%2$s</label>'
                . '<input type="checkbox" id="dolisync-row-%1$d" name="%3$s[]" value="%1$d">',
            $item->id,
            /* translators: %s: the title of a product. */
            esc_html(sprintf(__('Select %s', 'dolisync'), $this->name($item))),
            ListPage::ROWS
        );
    }

    protected function column_product(Entry $entry): string
    {
        // Where the table is narrow, only this column shows until a row is opened.
        return $this->names->html($entry->wpId, $entry->dolibarrId, $this->name($entry)) . sprintf(
            '<div class="dolisync-narrow">%s</div>',
            /* translators: %s: when something is tried next, as in “in 5 minutes”. */
            sprintf(esc_html__('Next try: %s.', 'dolisync'), $this->column_next($entry))
        );
    }

    protected function column_cause(Entry $entry): string
    {
        return sprintf(
            '%s<br><span class="dolisync-quiet">%s</span>',
            esc_html(match ($entry->cause) {
                'edit' => __('Changed in WPshop', 'dolisync'),
                'webhook', 'poll' => __('Changed in Dolibarr', 'dolisync'),
                'check' => __('Found different when checked', 'dolisync'),
                'retry' => __('Not finished the last time', 'dolisync'),
                Entry::ASKED => __('Asked for in the list of products', 'dolisync'),
                default => __('Changed', 'dolisync'),
            }),
            /* translators: %s: date and time. */
            esc_html(sprintf(__('since %s', 'dolisync'), StatusWords::dateTime($entry->since)))
        );
    }

    protected function column_attempts(Entry $entry): string
    {
        return esc_html(number_format_i18n($entry->attempts));
    }

    protected function column_next(Entry $entry): string
    {
        $time = Moment::timestamp($entry->nextAt);
        if ($entry->isUnderWay || $time <= time()) {
            return esc_html($entry->isUnderWay ? __('Under way', 'dolisync') : __('Within a minute', 'dolisync'));
        }
        return sprintf(
            '<time datetime="%s" title="%s">%s</time>',
            esc_attr($entry->nextAt),
            esc_attr(StatusWords::dateTime($entry->nextAt)),
            /* translators: %s: a time span, as in “5 minutes”. */
            esc_html(sprintf(__('in %s', 'dolisync'), TimeSpan::words($time - time())))
        );
    }

    protected function column_problem(Entry $entry): string
    {
        return $entry->lastProblem === null
            ? '<span class="dolisync-quiet" aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__('Nothing so far', 'dolisync') . '</span>'
            : esc_html(ProblemWords::message($entry->lastProblem));
    }

    /** @param Entry $item */
    protected function handle_row_actions($item, $column_name, $primary): string
    {
        return $column_name !== $primary ? '' : $this->row_actions([
            'retry' => ListPage::button('retry', (string) $item->id, __('Try now', 'dolisync')),
            'trash' => ListPage::button('drop', (string) $item->id, __('Do not carry over', 'dolisync'), 'button-link button-link-delete'),
        ]);
    }

    // phpcs:enable

    private function name(Entry $entry): string
    {
        return $entry->wpId === null
            /* translators: %d: the number of a product in Dolibarr. */
            ? sprintf(__('Dolibarr product #%d', 'dolisync'), $entry->dolibarrId)
            : $this->names->plain($entry->wpId);
    }
}
