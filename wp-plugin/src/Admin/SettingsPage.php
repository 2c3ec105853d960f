<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * The settings, in tabs. Saves and tests without JavaScript. Where WPshop is, the page is a tab of WPshop's settings too.
 */
final class SettingsPage extends Page
{
    public const SLUG = 'dolisync-settings';

    /** Where WordPress looks for what was said before a redirect. */
    private const KEPT = 'settings_errors';

    private const TABS = [ConnectionTab::class, SynchronizationTab::class, WebhookTab::class, DataTab::class];

    /** Made when the page is opened: the menu is on every page. */
    private ?SettingsTab $tab = null;

    public function title(): string
    {
        return __('DoliSync settings', 'dolisync');
    }

    public function menuTitle(): string
    {
        return __('DoliSync', 'dolisync');
    }

    /**
     * Something to tell the person at the top of the page, now or after a redirect.
     *
     * @param string $type WordPress's type of notice: success, warning or error
     * @param list<string> $sentences
     */
    public static function say(string $type, array $sentences): void
    {
        $html = array_map(static fn (string $sentence): string => '<p>' . esc_html($sentence) . '</p>', $sentences);
        add_settings_error(self::SLUG, 'dolisync-' . count(get_settings_errors(self::SLUG)), implode('', $html), $type);
    }

    /**
     * Before the page is printed: takes in what was sent.
     */
    public function load(): void
    {
        add_action('admin_enqueue_scripts', static function (): void {
            self::enqueueStyle();
            Asset::script('dolisync-settings', 'settings.js', ['wp-a11y']);
        });
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
            return;
        }
        Permission::guard($this->nonceAction());
        if ($this->tab()->take(wp_unslash($_POST))) {
            // WordPress keeps the messages across the redirect, so that a reload sends nothing again.
            set_transient(self::KEPT, get_settings_errors(), 30);
            wp_safe_redirect(add_query_arg('settings-updated', 'true', $this->tab()::url()));
            exit;
        }
    }

    public function show(): void
    {
        $question = $this->tab()->question();
        if ($question !== null) {
            $question->show();
            return;
        }
        echo '<div class="wrap dolisync-page"' . Language::attribute() . '>';
        echo WpshopTabs::forOurPage();
        $this->heading();
        echo '<hr class="wp-header-end">';
        $this->showTabs();
        // `inline`: WordPress would move them out of the place where a test without reloading shows its own.
        echo '<div id="dolisync-settings-messages" aria-live="polite">';
        foreach (get_settings_errors(self::SLUG) as $said) {
            printf(
                '<div class="notice notice-%s inline">%s</div>',
                esc_attr($said['type']),
                wp_kses_post($said['message'])
            );
        }
        echo '</div>';
        BrakeNotice::show(true);
        $this->tab()->show();
        echo '</div>';
    }

    private function showTabs(): void
    {
        printf('<nav class="nav-tab-wrapper" aria-label="%s">', esc_attr__('Settings of DoliSync', 'dolisync'));
        foreach (self::TABS as $class) {
            $isOpen = $this->tab() instanceof $class;
            printf(
                '<a href="%s" class="nav-tab%s"%s>%s</a>',
                esc_url($class::url()),
                $isOpen ? ' nav-tab-active' : '',
                $isOpen ? ' aria-current="page"' : '',
                esc_html($class::label())
            );
        }
        echo '</nav>';
    }

    private function tab(): SettingsTab
    {
        if ($this->tab === null) {
            $asked = $_GET['tab'] ?? '';
            $named = array_filter(self::TABS, static fn (string $class): bool => $class::NAME === $asked);
            $class = current($named) ?: self::TABS[0];
            $this->tab = new $class($this->services);
        }
        return $this->tab;
    }
}
