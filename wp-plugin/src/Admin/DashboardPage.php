<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Plugin;

/**
 * How the shop and Dolibarr stand to each other, and what can be done about it for many products at once. A part of
 * WPshop's dashboard where there is one, otherwise a page of its own, the first of the menu.
 */
final class DashboardPage extends Page
{
    public const SLUG = 'dolisync-dashboard';

    /** In the address: the products that are to be associated, and no others. */
    private const SELECTION = 'dolisync_selection';

    public static function url(array $arguments = []): string
    {
        return Wpshop::isActive() ? add_query_arg($arguments, admin_url('admin.php?page=wpshop')) : parent::url($arguments);
    }

    /**
     * Where many products are associated at once.
     *
     * @param string $selection those that are shown there, from Selection::keep
     */
    public static function associationUrl(string $selection): string
    {
        return self::url([self::SELECTION => $selection]) . '#prepare/associate';
    }

    public function title(): string
    {
        return __('Synchronization with Dolibarr', 'dolisync');
    }

    public function menuTitle(): string
    {
        return _x('Dashboard', 'menu', 'dolisync');
    }

    public function load(): void
    {
        add_action('admin_enqueue_scripts', self::enqueueStyle(...));
    }

    public function show(): void
    {
        echo '<div class="wrap dolisync-page"' . Language::attribute() . '>';
        $this->heading();
        echo '<hr class="wp-header-end">';
        $this->content();
        echo '</div>';
    }

    /**
     * Action `wps_dashboard`: among WPshop's own boxes, as wide as all of them.
     */
    public function showInWpshops(): void
    {
        if (current_user_can(Plugin::CAPABILITY)) {
            echo '<div class="wps-metabox view dolisync-in-wpshop"' . Language::attribute() . '>';
            // The first heading of WPshop's page: WordPress moves all notices below it.
            printf('<h2 class="metabox-title">%s</h2>', esc_html($this->title()));
            $this->content();
            echo '</div>';
        }
    }

    /** What the panel empties and draws itself, if it runs. */
    private function content(): void
    {
        Said::show();
        BrakeNotice::show(false);
        PanelPlaces::late();
        $overview = $this->services->overview()->read();
        printf(
            '<div id="dolisync-dashboard" data-dolisync="dashboard"%s data-overview="%s"%s>',
            Language::attribute(),
            // Only ASCII letters and escapes are left: no quote, angle bracket or entity to misread.
            htmlspecialchars((string) wp_json_encode($overview, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT)),
            $this->selected()
        );
        (new OverviewText($overview))->show();
        echo '</div>';
    }

    /** The attribute that names the chosen products that are not associated; "" when the address chooses none. */
    private function selected(): string
    {
        if (!isset($_GET[self::SELECTION])) {
            return '';
        }
        $ids = array_keys($this->services->catalogue()->titles(Selection::asked(self::SELECTION)?->ids ?? []));
        $open = array_values(array_diff($ids, array_keys($this->services->links()->ofMany($ids))));
        return sprintf(' data-selected="%s"', esc_attr((string) wp_json_encode($open)));
    }
}
