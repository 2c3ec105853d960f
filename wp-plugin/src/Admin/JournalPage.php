<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Sync\JournalFilter;
use DoliSync\Sync\JournalSearch;
use WP_List_Table;

/**
 * What was written, when, by whom or what, on which side: to look through, to take away as a table, to take back.
 */
final class JournalPage extends ListPage
{
    public const SLUG = 'dolisync-journal';

    private const EXPORT = 'export';

    /** Part of the filter → its name in the address: `action` is WordPress's own there. */
    private const ARGUMENTS = [
        'search' => 's', 'action' => 'done', 'source' => 'source', 'from' => 'from', 'to' => 'to', 'product' => 'product',
    ];

    public function title(): string
    {
        return __('Journal of synchronizations', 'dolisync');
    }

    public function menuTitle(): string
    {
        return __('Journal', 'dolisync');
    }

    public function load(): void
    {
        if (($_GET[self::EXPORT] ?? '') === 'csv') {
            Permission::guard($this->nonceAction());
            $this->export();
        }
        parent::load();
    }

    protected function table(): WP_List_Table
    {
        return new JournalTable($this->services, $this->filter());
    }

    protected function perform(string $action, array $ids, array $sent): ?Question
    {
        if ($action === 'undo') {
            // The newest first: an older entry can only be taken back once what came after it is.
            rsort($ids, SORT_NUMERIC);
            $done = $this->each($ids, fn (string $id) => $this->services->synchronizer()->undo((int) $id));
            if ($done > 0) {
                Said::keep('success', sprintf(
                    /* translators: %s: a number of entries of the journal. */
                    _n('The previous values were restored (%s entry).', 'The previous values were restored (%s entries).', $done, 'dolisync'),
                    number_format_i18n($done)
                ));
            }
        }
        return null;
    }

    protected function rowName(string $id): string
    {
        $entry = $this->services->journal()->entry((int) $id);
        return $entry === null ? '' : ProductNames::of($this->services, [$entry->productId])->plain($entry->productId);
    }

    /** @return array<string, string> */
    protected function asked(): array
    {
        $asked = [];
        foreach ($this->filter()->arguments() as $name => $value) {
            $asked[self::ARGUMENTS[$name]] = $value;
        }
        return $asked;
    }

    protected function beside(): void
    {
        printf(
            '<a href="%s" class="page-title-action">%s</a>',
            esc_url(wp_nonce_url(self::url($this->asked() + [self::EXPORT => 'csv']), $this->nonceAction())),
            esc_html($this->filter()->isEmpty() ? __('Export as CSV', 'dolisync') : __('Export what is filtered as CSV', 'dolisync'))
        );
    }

    protected function above(): void
    {
        $days = JournalSearch::retentionDays();
        printf('<p>%s</p>', esc_html($days === 0
            ? __('Every write of DoliSync, with the values before and after. Entries are kept for ever.', 'dolisync')
            : sprintf(
                /* translators: %s: a number of days. */
                _n('Every write of DoliSync, with the values before and after. Entries are kept for %s day.', 'Every write of DoliSync, with the values before and after. Entries are kept for %s days.', $days, 'dolisync'),
                number_format_i18n($days)
            )));
        JournalFilterForm::show($this->filter(), self::ARGUMENTS);
    }

    private function filter(): JournalFilter
    {
        $asked = [];
        foreach (self::ARGUMENTS as $name => $argument) {
            $asked[$name] = wp_unslash($_GET[$argument] ?? '');
        }
        return JournalFilter::of($asked);
    }

    private function export(): never
    {
        Csv::download(
            'dolisync-journal-' . wp_date('Y-m-d'),
            fn ($stream) => (new JournalCsv($this->services))->write($stream, $this->services->journalSearch()->each($this->filter()))
        );
    }
}
