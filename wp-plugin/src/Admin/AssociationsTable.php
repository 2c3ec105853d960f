<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;
use DoliSync\Sync\Finding;
use DoliSync\Sync\FindingKind;
use WP_List_Table;

/**
 * What the audit of the associations found.
 */
final class AssociationsTable extends WP_List_Table
{
    private ProductNames $names;

    /** @var array<string, int> kind → how many */
    private array $counts = [];

    public function __construct(private readonly Services $services, private readonly ?FindingKind $kind)
    {
        parent::__construct(['plural' => AssociationsPage::SLUG, 'singular' => 'finding', 'ajax' => false]);
    }

    // phpcs:disable PSR1.Methods.CamelCapsMethodName -- WordPress’s names

    public function prepare_items(): void
    {
        $perPage = $this->get_items_per_page(ListPage::PER_PAGE_OPTION, 20);
        $findings = $this->services->linkAudit()->findings();
        $this->counts = array_count_values(array_map(static fn (Finding $finding): string => $finding->kind->value, $findings));
        if ($this->kind !== null) {
            $findings = array_values(array_filter($findings, fn (Finding $finding): bool => $finding->kind === $this->kind));
        }
        $this->items = array_slice($findings, $perPage * ($this->get_pagenum() - 1), $perPage);
        $this->names = ProductNames::of($this->services, array_merge([], ...array_map(
            static fn (Finding $finding): array => array_filter([$finding->wpId, $finding->otherWpId]),
            $this->items
        )));
        $this->set_pagination_args(['total_items' => count($findings), 'per_page' => $perPage]);
    }

    /** @return array<string, string> */
    public function get_columns(): array
    {
        return [
            'cb' => '<input type="checkbox">',
            'product' => __('Product', 'dolisync'),
            'found' => __('What is wrong', 'dolisync'),
            'repair' => __('What you can do', 'dolisync'),
        ];
    }

    public function no_items(): void
    {
        esc_html_e('Every association is in order.', 'dolisync');
    }

    /** @return array<string, string> */
    protected function get_views(): array
    {
        $all = array_sum($this->counts);
        $views = ['all' => self::view([], __('All', 'dolisync'), $all, $this->kind === null)];
        foreach (FindingKind::cases() as $kind) {
            $count = $this->counts[$kind->value] ?? 0;
            if ($count > 0 || $kind === $this->kind) {
                $views[$kind->value] = self::view(['kind' => $kind->value], FindingWords::kind($kind), $count, $kind === $this->kind);
            }
        }
        return $all === 0 ? [] : $views;
    }

    /** @return array<string, string> */
    protected function get_bulk_actions(): array
    {
        $repairs = $this->kind?->repairs() ?? [];
        // Over several kinds there is no repair for all; each has a usual one.
        return $repairs === []
            ? [AssociationsPage::USUAL => __('Do the first thing offered', 'dolisync')]
            : array_combine($repairs, array_map(FindingWords::repair(...), $repairs));
    }

    protected function get_default_primary_column_name(): string
    {
        return 'product';
    }

    /** @param Finding $item */
    protected function column_cb($item): string
    {
        return sprintf(
            '<label class="screen-reader-text" for="dolisync-row-%1$s">%2$s</label>'
                . '<input type="checkbox" id="dolisync-row-%1$s" name="%3$s[]" value="%1$s">',
            esc_attr($item->key()),
            /* translators: %s: the title of a product. */
            esc_html(sprintf(__('Select %s', 'dolisync'), $this->names->plain($item->wpId))),
            ListPage::ROWS
        );
    }

    protected function column_product(Finding $finding): string
    {
        // Where the table is narrow, only this column shows until a row is opened.
        return $this->names->html($finding->wpId, $finding->dolibarrId)
            . '<div class="dolisync-narrow">' . esc_html(FindingWords::kind($finding->kind)) . '</div>';
    }

    protected function column_found(Finding $finding): string
    {
        return sprintf(
            '<strong>%s</strong><br>%s',
            esc_html(FindingWords::kind($finding->kind)),
            esc_html(FindingWords::sentence($finding, $finding->otherWpId === null ? '' : $this->names->plain($finding->otherWpId)))
        );
    }

    protected function column_repair(Finding $finding): string
    {
        $buttons = array_map(
            static fn (string $repair): string => ListPage::button($repair, $finding->key(), FindingWords::repair($repair), 'button button-small'),
            $finding->kind->repairs()
        );
        foreach (Decision::about($finding->kind) as $decision) {
            $buttons[] = ListPage::button($decision->value, $finding->key(), $decision->words($finding->kind) . '…', 'button button-small');
        }
        return '<div class="dolisync-buttons">' . implode('', $buttons) . '</div>';
    }

    // phpcs:enable

    /** @param array<string, string> $arguments */
    private static function view(array $arguments, string $words, int $count, bool $isCurrent): string
    {
        return sprintf(
            '<a href="%s"%s>%s <span class="count">(%s)</span></a>',
            esc_url(AssociationsPage::url($arguments)),
            $isCurrent ? ' class="current" aria-current="page"' : '',
            esc_html($words),
            esc_html(number_format_i18n($count))
        );
    }
}
