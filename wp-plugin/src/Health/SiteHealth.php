<?php

declare(strict_types=1);

namespace DoliSync\Health;

use DoliSync\Rest\Controller;
use DoliSync\Rest\Health;
use DoliSync\Services;

/**
 * DoliSync's part of WordPress's Site Health: whether Dolibarr can be worked with, and whether what happens by itself
 * does happen.
 */
final class SiteHealth
{
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
        $checks = self::checkup()->connection();
        $worst = Check::worst($checks);
        $isWell = !$worst->state->isWorseThan(CheckState::Note);
        return self::result(
            'dolisync_connection',
            $worst->state,
            $isWell || $worst === $checks[0] ? $checks[0]->found : __('DoliSync can work with Dolibarr, with limits', 'dolisync'),
            array_filter(array_column($checks, 'advice')),
            $isWell ? null : $checks[0]->link
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
        [$state, $label, $sentences] = match (true) {
            $found->status === 0 => [CheckState::Good, __('How DoliSync’s interface reaches browsers could not be checked', 'dolisync'), [
                __('This site cannot ask itself for a file.', 'dolisync'),
            ]],
            $found->status !== 200 => [CheckState::Critical, __('DoliSync’s interface does not reach browsers', 'dolisync'), [
                /* translators: %s: a number such as 404. */
                sprintf(__('The server does not give its file (error %s). Install DoliSync again; if that does not help, ask your web host whether the server refuses files that end in .wasm.', 'dolisync'), $found->status),
            ]],
            $found->type !== PanelDelivery::TYPE => [CheckState::Recommended, __('DoliSync’s interface could start faster', 'dolisync'), [
                /* translators: %s: the type of a file, such as text/plain. */
                sprintf(__('The server gives WebAssembly files the type “%s”. DoliSync works nevertheless; with the right type browsers start it while it is still coming in.', 'dolisync'), $found->type),
                /* translators: 1: a server program, as in “Apache”, 2: name of a file, 3: a line for it. */
                sprintf(__('%1$s: add this line to the file %2$s: %3$s', 'dolisync'), 'Apache', '.htaccess', 'AddType application/wasm .wasm'),
                sprintf(__('%1$s: add this line to the file %2$s: %3$s', 'dolisync'), 'nginx', 'mime.types', 'application/wasm wasm;'),
            ]],
            default => [CheckState::Good, __('DoliSync’s interface reaches browsers as it should', 'dolisync'), [
                __('The server gives WebAssembly files their right type.', 'dolisync'),
            ]],
        };
        return self::result('dolisync_panel', $state, $label, $sentences, null);
    }

    /**
     * Asks nobody.
     *
     * @return array<string, mixed> as WordPress wants it
     */
    public static function automation(): array
    {
        $checks = [self::checkup()->automation(), self::checkup()->queue()];
        $worst = Check::worst($checks);
        $told = array_map(static fn (Check $check): string => $check->advice === '' ? $check->found : $check->advice, $checks);
        return self::result('dolisync_automation', $worst->state, $worst->found, array_diff($told, [$worst->found]), $worst->link);
    }

    /**
     * Asks nobody but the database.
     *
     * @return array<string, mixed> as WordPress wants it
     */
    public static function tables(): array
    {
        $check = self::checkup()->tables();
        return self::result('dolisync_tables', $check->state, $check->found, [$check->advice], $check->link);
    }

    private static function checkup(): Checkup
    {
        return new Checkup(Services::get());
    }

    /**
     * @param array<string> $sentences
     * @param array{string, string}|null $link where to do something about it: address, words
     * @return array<string, mixed>
     */
    private static function result(string $test, CheckState $state, string $label, array $sentences, ?array $link): array
    {
        return [
            'label' => $label,
            // WordPress knows no state between these.
            'status' => $state === CheckState::Note ? CheckState::Good->value : $state->value,
            'badge' => ['label' => 'DoliSync', 'color' => $state === CheckState::Critical ? 'red' : 'blue'],
            'description' => implode('', array_map(static fn (string $sentence): string => '<p>' . esc_html($sentence) . '</p>', $sentences)),
            'actions' => $link === null ? '' : sprintf('<p><a href="%s">%s</a></p>', esc_url($link[0]), esc_html($link[1])),
            'test' => $test,
        ];
    }
}
