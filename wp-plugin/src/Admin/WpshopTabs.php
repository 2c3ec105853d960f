<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Plugin;

/**
 * DoliSync among the tabs of WPshop's settings. WPshop has no hook for a tab of somebody else's, only a filter for the
 * item of its menu: through it its page is printed as ever, with one tab more, which leads to ours. Ours shows the same
 * tabs. Where WPshop's page is another one than we know, it stays as it is.
 */
final class WpshopTabs
{
    private const HOOK = 'eo_custom_menu_wpshop_wps-settings';

    /** WPshop's page with our tab; null where there is none for this person. */
    private static ?self $joined = null;

    /** @param callable $theirs prints WPshop's page */
    private function __construct(private readonly mixed $theirs)
    {
    }

    public static function register(): void
    {
        add_filter(self::HOOK, self::join(...));
    }

    /** WPshop's tabs, ours being the one that is open; "" where WPshop has none for this person. */
    public static function forOurPage(): string
    {
        return self::$joined?->tabs() ?? '';
    }

    /** WPshop's page with our tab. */
    public function show(): void
    {
        echo self::withOurs($this->theirPage(), '');
    }

    /** Filter `eo_custom_menu_wpshop_wps-settings`: an item of WPshop's menu. */
    private static function join(object $item): object
    {
        if (is_callable($item->function ?? null) && current_user_can(Plugin::CAPABILITY)) {
            // WPshop looks into the callback as an array.
            $item->function = [self::$joined = new self($item->function), 'show'];
        }
        return $item;
    }

    private function tabs(): string
    {
        // Their page would take our tab's name for one of its own.
        $tab = $_GET['tab'] ?? null;
        unset($_GET['tab']);
        $page = $this->theirPage();
        if ($tab !== null) {
            $_GET['tab'] = $tab;
        }
        if (preg_match('#<ul class="tab-list">.*?</ul>#s', $page, $list) !== 1) {
            return '';
        }
        $list = str_replace('tab-active', '', $list[0]);
        return '<div class="wpeo-wrap"><div class="wpeo-tab">' . self::withOurs($list, 'tab-active') . '</div></div>';
    }

    private function theirPage(): string
    {
        ob_start();
        ($this->theirs)();
        return (string) ob_get_clean();
    }

    private static function withOurs(string $html, string $class): string
    {
        $tab = sprintf('<a href="%s" class="tab-element %s">%s</a>', esc_url(SettingsPage::url()), $class, esc_html__('DoliSync', 'dolisync'));
        return (string) preg_replace_callback(
            '#(<ul class="tab-list">.*?)(</ul>)#s',
            static fn (array $parts): string => $parts[1] . $tab . $parts[2],
            $html,
            1
        );
    }
}
