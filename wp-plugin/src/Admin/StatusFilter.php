<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Plugin;
use DoliSync\Services;
use DoliSync\Sync\Status;

/**
 * Shows the products of one status in the list: by a menu beside WordPress's own filters, by links above WPshop's list,
 * whose filters take no other. How many there are of each is counted in one query.
 */
final class StatusFilter
{
    private function __construct(private readonly Services $services)
    {
    }

    public static function register(Services $services): void
    {
        $filter = new self($services);
        add_action('restrict_manage_posts', $filter->menu(...));
        add_action('all_admin_notices', $filter->links(...));
    }

    /**
     * Action `restrict_manage_posts`.
     */
    private function menu(string $postType): void
    {
        if ($postType !== ProductType::POST_TYPE || !current_user_can(Plugin::CAPABILITY)) {
            return;
        }
        printf(
            '<label class="screen-reader-text" for="dolisync-status">%s</label><select name="%s" id="dolisync-status"><option value="">%s</option>',
            esc_html__('Filter by status', 'dolisync'),
            esc_attr(ProductList::STATUS),
            esc_html__('All statuses', 'dolisync')
        );
        foreach ($this->named() as $value => $name) {
            printf('<option value="%s"%s>%s</option>', esc_attr($value), selected(ProductList::status()?->value, $value, false), esc_html($name));
        }
        echo '</select>';
    }

    /**
     * Action `all_admin_notices`: WPshop's page has no place of its own for it.
     */
    private function links(): void
    {
        if (!Screens::isWpshopsList() || !current_user_can(Plugin::CAPABILITY)) {
            return;
        }
        // From here on WPshop writes the addresses of the list's other pages.
        add_filter('admin_url', self::otherPages(...), 10, 2);
        $links = [self::link(ProductList::url(), __('All statuses', 'dolisync'), ProductList::status() === null)];
        foreach ($this->named() as $value => $name) {
            $links[] = self::link(ProductList::url(Status::from($value)), $name, ProductList::status()?->value === $value);
        }
        // WPshop's list has no bulk actions; WordPress's own is there beside it.
        $native = add_query_arg(array_filter([ProductList::STATUS => ProductList::status()?->value]), ProductList::nativeUrl());
        $links[] = self::link($native, __('Several products at once…', 'dolisync'), false);
        printf(
            '<nav class="dolisync-statuses" data-dolisync="statuses"%s aria-label="%s"><ul class="subsubsub"><li>%s</li></ul></nav>',
            Language::attribute(),
            esc_attr__('Filter by status', 'dolisync'),
            implode(' |</li> <li>', $links)
        );
    }

    /** @return array<string, string> status → its words, and how many products have it */
    private function named(): array
    {
        $counts = $this->services->knownStatuses()->count();
        $named = [];
        foreach (Status::cases() as $status) {
            $named[$status->value] = StatusWords::counted($status, $counts[$status->value]);
        }
        return $named;
    }

    private static function link(string $url, string $words, bool $isCurrent): string
    {
        return sprintf(
            '<a href="%s"%s>%s</a>',
            esc_url($url),
            $isCurrent ? ' class="current" aria-current="page"' : '',
            esc_html($words)
        );
    }

    /**
     * Filter `admin_url`.
     */
    private static function otherPages(string $url, string $path): string
    {
        if ($path !== 'admin.php?page=' . ProductType::POST_TYPE) {
            return $url;
        }
        $asked = array_filter([
            ProductList::STATUS => ProductList::status()?->value,
            'orderby' => ProductList::isByUrgency() ? ProductList::BY_URGENCY : null,
            'order' => ProductList::isByUrgency() ? ProductList::direction() : null,
        ]);
        return add_query_arg($asked, $url);
    }
}
