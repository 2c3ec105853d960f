<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Sync\Policy;
use WP_List_Table;

/**
 * What waits to be carried over to the other side, why it still waits, and when it is tried again.
 */
final class WaitingPage extends ListPage
{
    public const SLUG = 'dolisync-waiting';

    public function title(): string
    {
        return __('Waiting to be synchronized', 'dolisync');
    }

    public function menuTitle(): string
    {
        return _x('Waiting', 'menu', 'dolisync');
    }

    protected function table(): WP_List_Table
    {
        return new WaitingTable($this->services, self::search());
    }

    protected function perform(string $action, array $ids, array $sent): ?Question
    {
        if ($action === 'retry') {
            $done = $this->each($ids, fn (string $id) => $this->services->queue()->retryNow((int) $id));
            if ($done > 0) {
                Said::keep('success', sprintf(
                    /* translators: %s: a number of products. */
                    _n('%s product is tried again within a minute.', '%s products are tried again within a minute.', $done, 'dolisync'),
                    number_format_i18n($done)
                ));
            }
        } elseif ($action === 'drop' && !Question::isConfirmed($sent)) {
            return $this->askToDrop($ids);
        } elseif ($action === 'drop') {
            $done = $this->each($ids, fn (string $id) => $this->services->queue()->drop((int) $id));
            if ($done > 0) {
                Said::keep('success', sprintf(
                    /* translators: %s: a number of products. */
                    _n('%s product no longer waits. It comes back when it changes again.', '%s products no longer wait. They come back when they change again.', $done, 'dolisync'),
                    number_format_i18n($done)
                ));
            }
        }
        return null;
    }

    /** @return array<string, string> */
    protected function asked(): array
    {
        return array_filter(['s' => self::search()], static fn (string $value): bool => $value !== '');
    }

    protected function above(): void
    {
        printf('<p>%s</p>', esc_html(match (Policy::current()) {
            Policy::Automatic => __('Products that changed on one side and are about to be carried over to the other. Nothing is lost while Dolibarr cannot be reached: DoliSync keeps trying.', 'dolisync'),
            Policy::Ask => __('Products that changed on one side and are about to be compared. By the settings, nothing is written before a person says so.', 'dolisync'),
            Policy::Off => __('By the settings, DoliSync does nothing by itself: only what a person asked for comes in here.', 'dolisync'),
        }));
        printf('<form method="get" action="%s" class="dolisync-filter" role="search">', esc_url(admin_url('admin.php')));
        printf('<input type="hidden" name="page" value="%s">', esc_attr(self::SLUG));
        printf(
            '<p class="dolisync-filter__part"><label for="dolisync-search">%s</label>'
                . '<input type="search" id="dolisync-search" name="s" value="%s" placeholder="%s"></p>'
                . '<p class="dolisync-filter__part"><button type="submit" class="button">%s</button></p></form>',
            esc_html__('Product', 'dolisync'),
            esc_attr(self::search()),
            esc_attr__('Title, reference, barcode or number', 'dolisync'),
            esc_html__('Search', 'dolisync')
        );
    }

    /** @param list<string> $ids */
    private function askToDrop(array $ids): Question
    {
        $names = [];
        foreach ($ids as $id) {
            $entry = $this->services->queue()->entry((int) $id);
            if ($entry !== null) {
                $names[$id] = $entry->wpId === null
                    /* translators: %d: the number of a product in Dolibarr. */
                    ? sprintf(__('Dolibarr product #%d', 'dolisync'), $entry->dolibarrId)
                    : ProductNames::of($this->services, [$entry->wpId])->plain($entry->wpId);
            }
        }
        return new Question(
            heading: __('Let these products wait no longer?', 'dolisync'),
            sentences: [__('Their last change is not carried over to the other side. Both products keep their data; the list of products shows that they differ, and each comes back here when it changes again.', 'dolisync')],
            yes: __('Do not carry them over', 'dolisync'),
            no: __('Keep them waiting', 'dolisync'),
            nonceAction: $this->nonceAction(),
            back: self::url($this->asked()),
            names: array_values($names),
            fields: ['action' => 'drop', self::ROWS => array_map('strval', array_keys($names))]
        );
    }

    private static function search(): string
    {
        $search = wp_unslash($_GET['s'] ?? '');
        return is_string($search) ? mb_substr(trim($search), 0, 200) : '';
    }
}
