<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;

/**
 * The places on the page where the panel draws what belongs to no row: its notices above the list,
 * its one dialog at the end of the page. Before Dolibarr is connected, the notice that says so.
 */
final class PanelPlaces
{
    /**
     * Action `all_admin_notices`. No class `notice` on the place itself: WordPress would move it.
     */
    public static function notices(): void
    {
        if (!Screens::showsCells()) {
            return;
        }
        if (!Services::get()->connection()->isConfigured()) {
            self::connectFirst();
        }
        BrakeNotice::show(false);
        if (!get_current_screen()?->is_block_editor()) {
            self::place();
        }
    }

    /** Where the panel says what it cannot say in its dialog. */
    public static function place(): void
    {
        echo '<div id="dolisync-notices" data-dolisync="notices"></div>';
    }

    /**
     * Action `admin_footer`: outside of every form and of every row that a script may replace.
     */
    public static function overlay(): void
    {
        if (Screens::showsCells()) {
            echo '<div id="dolisync-overlay" data-dolisync="overlay"></div>';
        }
    }

    private static function connectFirst(): void
    {
        printf(
            '<div class="notice notice-warning inline" data-dolisync="notice"><p>%s <a href="%s">%s</a></p></div>',
            esc_html__('DoliSync is not connected to Dolibarr yet, so it cannot tell which products differ.', 'dolisync'),
            esc_url(SettingsPage::url()),
            esc_html__('Connect Dolibarr', 'dolisync')
        );
    }
}
