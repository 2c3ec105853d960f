<?php

declare(strict_types=1);

namespace DoliSync\Health;

use DoliSync\Admin\BrakeWords;
use DoliSync\Admin\ConnectionReport;
use DoliSync\Admin\SettingsPage;
use DoliSync\Admin\WaitingPage;
use DoliSync\Automation\Schedule;
use DoliSync\Problem;
use DoliSync\Rest\Controller;
use DoliSync\Rest\Health;
use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Tables;

/**
 * DoliSync's part of WordPress's Site Health: whether Dolibarr can be worked with, and whether what happens by itself
 * does happen.
 */
final class SiteHealth
{
    /** Nothing that comes every minute is so late on a site whose cron runs. */
    private const LATE_SECONDS = 1800;
    /** So often in vain is more than an outage of a few minutes. */
    private const MANY_ATTEMPTS = 6;

    public static function register(): void
    {
        add_filter('site_status_tests', [self::class, 'tests']);
        add_filter('debug_information', [DebugInformation::class, 'add']);
    }

    /**
     * @param array<string, array<string, mixed>> $tests
     * @return array<string, array<string, mixed>>
     */
    public static function tests(array $tests): array
    {
        $tests['direct']['dolisync_automation'] = [
            'label' => __('Automatic synchronization with Dolibarr', 'dolisync'),
            'test' => [self::class, 'automation'],
        ];
        $tests['direct']['dolisync_tables'] = [
            'label' => __('Tables of DoliSync', 'dolisync'),
            'test' => [self::class, 'tables'],
        ];
        $tests['async']['dolisync_panel'] = [
            'label' => __('DoliSync’s interface', 'dolisync'),
            'test' => rest_url(Controller::NAMESPACE . '/' . Health::PANEL_PATH),
            'has_rest' => true,
            'async_direct_test' => [self::class, 'panel'],
        ];
        $tests['async']['dolisync_connection'] = [
            'label' => __('Connection to Dolibarr', 'dolisync'),
            'test' => rest_url(Controller::NAMESPACE . '/' . Health::PATH),
            'has_rest' => true,
            'async_direct_test' => [self::class, 'connection'],
        ];
        return $tests;
    }

    /**
     * Asks Dolibarr, a few requests.
     *
     * @return array<string, mixed> as WordPress wants it
     */
    public static function connection(): array
    {
        $settings = [SettingsPage::url(), __('Settings of DoliSync', 'dolisync')];
        $services = Services::get();
        if (!$services->connection()->isConfigured()) {
            return self::result('dolisync_connection', 'recommended', __('DoliSync is not connected to Dolibarr yet', 'dolisync'), [
                __('Enter Dolibarr’s address and a key in the settings.', 'dolisync'),
            ], $settings);
        }
        try {
            $found = $services->probe()->run();
        } catch (Problem $problem) {
            return self::result('dolisync_connection', 'critical', __('DoliSync cannot work with Dolibarr', 'dolisync'), [$problem->getMessage()], $settings);
        }
        $shortcomings = ConnectionReport::shortcomings($found);
        return $shortcomings === []
            ? self::result('dolisync_connection', 'good', __('DoliSync can work with Dolibarr', 'dolisync'), ConnectionReport::sentences($found), null)
            : self::result(
                'dolisync_connection',
                'recommended',
                __('DoliSync can work with Dolibarr, with limits', 'dolisync'),
                ConnectionReport::sentences($found),
                $settings
            );
    }

    /**
     * Asks this site's own server, once.
     *
     * @return array<string, mixed> as WordPress wants it
     */
    public static function panel(): array
    {
        $found = PanelDelivery::look();
        [$status, $label, $sentences] = match (true) {
            $found->status === 0 => ['good', __('How DoliSync’s interface reaches browsers could not be checked', 'dolisync'), [
                __('This site cannot ask itself for a file.', 'dolisync'),
            ]],
            $found->status !== 200 => ['critical', __('DoliSync’s interface does not reach browsers', 'dolisync'), [
                /* translators: %s: a number such as 404. */
                sprintf(__('The server does not give its file (error %s). Install DoliSync again; if that does not help, ask your web host whether the server refuses files that end in .wasm.', 'dolisync'), $found->status),
            ]],
            $found->type !== PanelDelivery::TYPE => ['recommended', __('DoliSync’s interface could start faster', 'dolisync'), [
                /* translators: %s: the type of a file, such as text/plain. */
                sprintf(__('The server gives WebAssembly files the type “%s”. DoliSync works nevertheless; with the right type browsers start it while it is still coming in.', 'dolisync'), $found->type),
                /* translators: 1: a server program, as in “Apache”, 2: name of a file, 3: a line for it. */
                sprintf(__('%1$s: add this line to the file %2$s: %3$s', 'dolisync'), 'Apache', '.htaccess', 'AddType application/wasm .wasm'),
                sprintf(__('%1$s: add this line to the file %2$s: %3$s', 'dolisync'), 'nginx', 'mime.types', 'application/wasm wasm;'),
            ]],
            default => ['good', __('DoliSync’s interface reaches browsers as it should', 'dolisync'), [
                __('The server gives WebAssembly files their right type.', 'dolisync'),
            ]],
        };
        return self::result('dolisync_panel', $status, $label, $sentences, null);
    }

    /**
     * Asks nobody.
     *
     * @return array<string, mixed> as WordPress wants it
     */
    public static function automation(): array
    {
        $services = Services::get();
        $brake = $services->brakes()->state();
        $waiting = [WaitingPage::url(), __('What waits to be synchronized', 'dolisync')];
        $late = self::secondsLate();
        [$status, $label, $sentence, $link] = match (true) {
            Policy::current() === Policy::Off || !$services->connection()->isConfigured() => [
                'good', __('DoliSync does nothing by itself', 'dolisync'),
                __('It is turned off in the settings, or Dolibarr is not connected yet.', 'dolisync'), null,
            ],
            $brake !== null => [
                'critical', __('The automatic synchronization with Dolibarr has stopped', 'dolisync'),
                BrakeWords::seen($brake) . ' ' . __('A person has to say whether it may go on.', 'dolisync'), $waiting,
            ],
            $late > self::LATE_SECONDS => [
                'recommended', __('DoliSync’s scheduled tasks do not run', 'dolisync'),
                sprintf(
                    /* translators: %s: a time span, as in “5 hours”. */
                    __('The automatic synchronization is %s late. WordPress runs its scheduled tasks when somebody visits the site; have your web host call wp-cron.php every minute.', 'dolisync'),
                    human_time_diff(time() - $late)
                ), null,
            ],
            self::hasStuck() => [
                'recommended', __('Some products wait long to be synchronized', 'dolisync'),
                __('DoliSync keeps trying, so far without success. The list says what kept each of them.', 'dolisync'), $waiting,
            ],
            default => [
                'good', __('The automatic synchronization with Dolibarr runs', 'dolisync'),
                sprintf(
                    /* translators: %s: a number of products. */
                    _n('%s product waits to be carried over.', '%s products wait to be carried over.', $services->queue()->count(), 'dolisync'),
                    number_format_i18n($services->queue()->count())
                ), null,
            ],
        };
        return self::result('dolisync_automation', $status, $label, [$sentence], $link);
    }

    /**
     * Asks nobody but the database.
     *
     * @return array<string, mixed> as WordPress wants it
     */
    public static function tables(): array
    {
        $missing = Tables::missing();
        return $missing === []
            ? self::result('dolisync_tables', 'good', __('DoliSync’s tables are there', 'dolisync'), [
                __('The associations, the history and what waits are kept in tables of their own.', 'dolisync'),
            ], null)
            : self::result('dolisync_tables', 'critical', __('DoliSync’s tables are missing in the database', 'dolisync'), [
                sprintf(
                    /* translators: %s: names of tables. */
                    __('Missing: %s. What they held can only come from a backup. Without one, deactivate and activate DoliSync: it makes them anew, empty.', 'dolisync'),
                    implode(', ', $missing)
                ),
            ], [admin_url('plugins.php'), __('Plugins', 'dolisync')]);
    }

    /** How late what should run every minute is; 0 where that cannot be told. */
    private static function secondsLate(): int
    {
        $next = Schedule::next();
        return $next === null ? 0 : max(0, time() - $next);
    }

    private static function hasStuck(): bool
    {
        foreach (Services::get()->queue()->failed(200) as $entry) {
            if ($entry->attempts >= self::MANY_ATTEMPTS) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param list<string> $sentences
     * @param array{string, string}|null $link where to do something about it: address, words
     * @return array<string, mixed>
     */
    private static function result(string $test, string $status, string $label, array $sentences, ?array $link): array
    {
        return [
            'label' => $label,
            'status' => $status,
            'badge' => ['label' => 'DoliSync', 'color' => $status === 'critical' ? 'red' : 'blue'],
            'description' => implode('', array_map(static fn (string $sentence): string => '<p>' . esc_html($sentence) . '</p>', $sentences)),
            'actions' => $link === null ? '' : sprintf('<p><a href="%s">%s</a></p>', esc_url($link[0]), esc_html($link[1])),
            'test' => $test,
        ];
    }
}
