<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\MassSync\RunState;
use DoliSync\Sync\Status;

/**
 * The overview as text and links: what the dashboard is before the panel runs, and if it never does.
 */
final class OverviewText
{
    /** @param array<string, mixed> $overview as the route `overview` answers it */
    public function __construct(private readonly array $overview)
    {
    }

    public function show(): void
    {
        $this->connection();
        $this->products();
        $this->waiting();
        $this->lastRun();
        $this->errors();
        $this->pages();
    }

    private function connection(): void
    {
        $connection = $this->overview['connection'];
        self::heading(__('Connection to Dolibarr', 'dolisync'));
        if (!$connection['configured']) {
            self::paragraph(
                __('Dolibarr is not connected yet.', 'dolisync'),
                $this->overview['settings_url'],
                __('Connect Dolibarr', 'dolisync')
            );
            return;
        }
        if ($connection['problem'] !== null) {
            self::paragraph($connection['problem']['message'], $this->overview['settings_url'], __('Settings', 'dolisync'), 'dolisync-alarm');
        }
        $told = array_filter([
            /* translators: %s: Dolibarr's version. */
            $connection['version'] === null ? '' : sprintf(__('Dolibarr %s.', 'dolisync'), $connection['version']),
            $connection['last_contact_at'] === null
                ? __('Dolibarr was not asked anything yet.', 'dolisync')
                /* translators: %s: date and time. */
                : sprintf(__('It last answered on %s.', 'dolisync'), StatusWords::dateTime($connection['last_contact_at'])),
            $connection['latency_ms'] === null ? ''
                /* translators: %s: a number of milliseconds. */
                : sprintf(__('An answer takes %s ms.', 'dolisync'), number_format_i18n($connection['latency_ms'])),
        ]);
        self::paragraph(implode(' ', $told));
    }

    private function products(): void
    {
        self::heading(__('Products of the shop', 'dolisync'));
        echo '<ul class="dolisync-counts">';
        foreach (Status::cases() as $status) {
            printf(
                '<li><a href="%s" class="dolisync-status dolisync-status--%s"><span class="dolisync-status__dot" aria-hidden="true"></span>'
                    . '<span class="dolisync-status__words">%s</span></a></li>',
                esc_url($this->overview['links'][$status->value]),
                esc_attr($status->value),
                esc_html(StatusWords::counted($status, $this->overview['counts'][$status->value]))
            );
        }
        echo '</ul>';
    }

    private function waiting(): void
    {
        $queue = $this->overview['queue'];
        self::heading(__('Waiting to be synchronized', 'dolisync'));
        $told = [$queue['waiting'] === 0 ? __('Nothing waits.', 'dolisync') : sprintf(
            /* translators: %s: a number of products. */
            _n('%s product waits to be carried over.', '%s products wait to be carried over.', $queue['waiting'], 'dolisync'),
            number_format_i18n($queue['waiting'])
        )];
        if ($queue['outage_since'] !== null) {
            /* translators: %s: date and time. */
            $told[] = sprintf(__('Dolibarr cannot be reached since %s; DoliSync keeps trying.', 'dolisync'), StatusWords::dateTime($queue['outage_since']));
        }
        self::paragraph(implode(' ', $told), $queue['url'], __('See what waits', 'dolisync'));
    }

    private function lastRun(): void
    {
        $run = $this->overview['last_run'];
        if ($run === null) {
            return;
        }
        self::heading(__('Mass synchronization', 'dolisync'));
        $told = [MassSyncWords::state(RunState::from($run['state']))];
        if ($run['ended_at'] !== null) {
            /* translators: %s: date and time. */
            $told[] = sprintf(__('Ended: %s.', 'dolisync'), StatusWords::dateTime($run['ended_at']));
        }
        $told[] = sprintf(
            /* translators: 1, 2, 3: numbers of records. */
            __('Created: %1$s; changed: %2$s; failed: %3$s.', 'dolisync'),
            number_format_i18n($run['created']),
            number_format_i18n($run['changed']),
            number_format_i18n($run['failed'])
        );
        self::paragraph(implode(' ', $told));
    }

    private function errors(): void
    {
        if ($this->overview['errors'] === []) {
            return;
        }
        self::heading(__('Last errors', 'dolisync'));
        echo '<ul class="dolisync-problems">';
        foreach ($this->overview['errors'] as $error) {
            printf(
                '<li><strong><a href="%s">%s</a></strong> <span class="dolisync-quiet"><time datetime="%s">%s</time></span><br>%s</li>',
                esc_url($error['url']),
                esc_html($error['what']),
                esc_attr($error['at']),
                esc_html(StatusWords::dateTime($error['at'])),
                esc_html($error['message'])
            );
        }
        echo '</ul>';
    }

    private function pages(): void
    {
        $links = [
            $this->overview['links']['total'] => __('Products', 'dolisync'),
            $this->overview['journal_url'] => __('Journal', 'dolisync'),
            $this->overview['queue']['url'] => _x('Waiting', 'menu', 'dolisync'),
            AssociationsPage::url() => __('Associations', 'dolisync'),
            $this->overview['settings_url'] => __('Settings', 'dolisync'),
        ];
        echo '<p>';
        foreach ($links as $url => $words) {
            printf('<a href="%s" class="button">%s</a> ', esc_url($url), esc_html($words));
        }
        echo '</p>';
    }

    private static function heading(string $words): void
    {
        printf('<h2>%s</h2>', esc_html($words));
    }

    private static function paragraph(string $words, ?string $url = null, string $link = '', string $classes = ''): void
    {
        printf(
            '<p%s>%s%s</p>',
            $classes === '' ? '' : ' class="' . esc_attr($classes) . '"',
            esc_html($words),
            $url === null ? '' : sprintf(' <a href="%s">%s</a>', esc_url($url), esc_html($link))
        );
    }
}
