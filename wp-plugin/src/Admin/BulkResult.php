<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;
use DoliSync\Sync\Row;
use DoliSync\Sync\Status;

/**
 * What became of the products of a bulk action, as it stands now: loading the page again shows how much further it got.
 */
final class BulkResult
{
    /** In the list's address: the products that were to be synchronized. */
    public const SYNCHRONIZED = 'dolisync_synchronized';
    /** In the list's address: the products that were to be dissociated. */
    public const DISSOCIATED = 'dolisync_dissociated';

    /** So many products are named in one sentence. */
    private const NAMED = 10;

    public function __construct(private readonly Services $services)
    {
    }

    public function ofSynchronizing(Selection $selection): void
    {
        $rows = $this->services->statusCheck()->lastKnown($selection->ids);
        $waiting = $this->services->queue()->ofProducts(array_keys($rows));
        $same = $open = $undecided = $unlinked = [];
        $failed = [];
        foreach ($rows as $id => $row) {
            $problem = isset($waiting[$id]) ? $waiting[$id]->lastProblem : $row->problem?->toArray();
            match (true) {
                $row->status === Status::Unlinked => $unlinked[] = $id,
                $problem !== null => $failed[ProblemWords::message($problem)][] = $id,
                isset($waiting[$id]) => $open[] = $id,
                $row->status === Status::Synced => $same[] = $id,
                default => $undecided[] = $id,
            };
        }
        $lines = [];
        if ($same !== []) {
            /* translators: %s: a number of products. */
            $lines[] = esc_html(self::counted(_n('%s product holds the same data on both sides.', '%s products hold the same data on both sides.', count($same), 'dolisync'), $same));
        }
        if ($open !== []) {
            $lines[] = $this->stillOpen($open);
        }
        if ($undecided !== []) {
            /* translators: %s: a number of products. */
            $lines[] = $this->named(_n('%s product waits for your decision:', '%s products wait for your decision:', count($undecided), 'dolisync'), $undecided, $rows);
        }
        foreach ($failed as $message => $ids) {
            /* translators: %s: a number of products. */
            $lines[] = $this->named(_n('%s product could not be synchronized yet:', '%s products could not be synchronized yet:', count($ids), 'dolisync'), $ids, $rows)
                . ' ' . esc_html($message);
        }
        if ($unlinked !== []) {
            /* translators: %s: a number of products. */
            $lines[] = $this->named(_n('%s product is not associated, so that nothing was done to it:', '%s products are not associated, so that nothing was done to them:', count($unlinked), 'dolisync'), $unlinked, $rows)
                . ' ' . self::link(DashboardPage::associationUrl(Selection::keep($unlinked)), __('Associate…', 'dolisync'));
        }
        $type = $undecided !== [] || $failed !== [] || $unlinked !== [] ? 'warning' : ($open !== [] ? 'info' : 'success');
        /* translators: %s: a number of products. */
        self::notice($type, self::counted(_n('Synchronization of %s product', 'Synchronization of %s products', count($rows), 'dolisync'), array_keys($rows)), $lines);
    }

    public function ofDissociating(Selection $selection): void
    {
        $rows = $this->services->statusCheck()->lastKnown($selection->ids);
        $failed = $left = [];
        $done = 0;
        foreach ($rows as $id => $row) {
            match (true) {
                $row->status === Status::Unlinked => $done++,
                isset($selection->problems[$id]) => $failed[$selection->problems[$id]][] = $id,
                default => $left[] = $id,
            };
        }
        $lines = [];
        if ($done > 0) {
            /* translators: %s: a number of products. */
            $lines[] = esc_html(sprintf(_n('%s product is dissociated. Its data were not changed.', '%s products are dissociated. Their data were not changed.', $done, 'dolisync'), number_format_i18n($done)))
                . ' ' . self::link(JournalPage::url(), __('Undo in the journal', 'dolisync'));
        }
        foreach ($failed as $message => $ids) {
            /* translators: %s: a number of products. */
            $lines[] = $this->named(_n('%s product is still associated:', '%s products are still associated:', count($ids), 'dolisync'), $ids, $rows)
                . ' ' . esc_html($message);
        }
        if ($left !== []) {
            /* translators: %s: a number of products. */
            $lines[] = esc_html(self::counted(_n('There was no time left for %s product, which is still associated.', 'There was no time left for %s products, which are still associated.', count($left), 'dolisync'), $left))
                . ' ' . self::link(DissociationPage::of(Selection::keep($left)), __('Go on', 'dolisync'));
        }
        /* translators: %s: a number of products. */
        $heading = self::counted(_n('Dissociation of %s product', 'Dissociation of %s products', count($rows), 'dolisync'), array_keys($rows));
        self::notice($failed === [] && $left === [] ? 'success' : 'warning', $heading, $lines);
    }

    /** @param non-empty-list<int> $ids */
    private function stillOpen(array $ids): string
    {
        /* translators: %s: a number of products. */
        $sentence = self::counted(_n('%s product is still to be looked at.', '%s products are still to be looked at.', count($ids), 'dolisync'), $ids) . ' '
            . ($this->services->brakes()->isOn()
                ? __('DoliSync has stopped synchronizing by itself.', 'dolisync')
                : __('This goes on without you; load the page again to see how far it is.', 'dolisync'));
        return esc_html($sentence) . ' ' . self::link(WaitingPage::url(), __('See what waits', 'dolisync'));
    }

    /**
     * The sentence, and the products by name, each a link to its row.
     *
     * @param non-empty-list<int> $ids
     * @param array<int, Row> $rows
     */
    private function named(string $sentence, array $ids, array $rows): string
    {
        $links = array_map(static fn (int $id): string => self::link(
            ProductList::rowUrl() . $id,
            $rows[$id]->title === '' ? __('(no title)', 'dolisync') : $rows[$id]->title
        ), array_slice($ids, 0, self::NAMED));
        $more = count($ids) - count($links);
        /* translators: %s: a number of products, after the names of some. */
        $rest = $more === 0 ? '' : ' ' . esc_html(sprintf(_n('and %s more', 'and %s more', $more, 'dolisync'), number_format_i18n($more)));
        return esc_html(self::counted($sentence, $ids)) . ' ' . implode(', ', $links) . $rest . '.';
    }

    /** @param list<int> $ids */
    private static function counted(string $sentence, array $ids): string
    {
        return sprintf($sentence, number_format_i18n(count($ids)));
    }

    private static function link(string $url, string $words): string
    {
        return sprintf('<a href="%s">%s</a>', esc_url($url), esc_html($words));
    }

    /** @param list<string> $lines HTML */
    private static function notice(string $type, string $heading, array $lines): void
    {
        printf(
            '<div class="notice notice-%s is-dismissible" role="status" id="dolisync-bulk-result"%s><p><strong>%s</strong></p><ul class="ul-disc"><li>%s</li></ul></div>',
            esc_attr($type),
            Language::attribute(),
            esc_html($heading),
            implode('</li><li>', $lines)
        );
    }
}
