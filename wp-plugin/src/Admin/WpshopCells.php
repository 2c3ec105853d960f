<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Plugin;
use WP_Post;
use WP_Query;

/**
 * The cells in WPshop's own lists and on its pages of one record, in place of WPshop's (Wpshop\OwnSynchronization took
 * them off). A product's is the panel's; of a third party, a proposal or a category there is nothing to do but to read
 * its two numbers.
 */
final class WpshopCells
{
    /** WPshop's other lists in which a row ends with a cell. */
    private const READ_ONLY = ['thirdparties', 'proposals'];

    private function __construct(private readonly ProductCells $cells)
    {
    }

    public static function register(ProductCells $cells): void
    {
        $ours = new self($cells);
        add_action('wps_listing_table_header_end', $ours->header(...));
        add_action('wps_listing_table_end', $ours->cell(...));
        add_filter('the_posts', $ours->expect(...), 10, 2);
    }

    private function header(string $list): void
    {
        if ($list === 'products' && current_user_can(Plugin::CAPABILITY)) {
            self::print(sprintf('<a href="%s">%s</a>', esc_url(ProductList::otherOrderUrl()), esc_html__('Dolibarr', 'dolisync')));
        } elseif (in_array($list, self::READ_ONLY, true)) {
            self::print(esc_html__('Dolibarr', 'dolisync'));
        }
    }

    /** @param object $record WPshop's */
    private function cell(object $record): void
    {
        ['id' => $id, 'type' => $type] = $record->data;
        if ($type !== ProductType::POST_TYPE) {
            self::print(self::numbers((int) $id, (int) ($record->data['external_id'] ?? 0)));
        } elseif (current_user_can(Plugin::CAPABILITY) && !Screens::isProductsPage()) {
            // On a product's page there is a box of ours. WPshop's scripts ask for rows where there is no page at all.
            self::print($this->cells->html((int) $id));
        }
    }

    /**
     * WPshop reads a page of products in one query before it prints their rows one by one.
     *
     * @param list<WP_Post> $posts
     * @return list<WP_Post>
     */
    private function expect(array $posts, WP_Query $query): array
    {
        if ($query->get('post_type') === ProductType::POST_TYPE && !empty($query->get('post__in'))) {
            $this->cells->expect(array_map(static fn (WP_Post $post): int => $post->ID, $posts));
        }
        return $posts;
    }

    /** @param int $dolibarrId 0: it is no record of Dolibarr's. @return string HTML, in the form that WPshop gives such numbers */
    private static function numbers(int $id, int $dolibarrId): string
    {
        $numbers = [ProductNames::inWordPress($id), ...($dolibarrId > 0 ? [ProductNames::inDolibarr($dolibarrId)] : [])];
        return '<ul class="reference-id"><li>' . implode('</li><li>', array_map(esc_html(...), $numbers)) . '</li></ul>';
    }

    /**
     * Not in WPshop's class `wps-sync`: its script asks for the status of whatever has it. On a page of one record it
     * stands at the end of the heading, and our style is not there.
     */
    private static function print(string $html): void
    {
        echo '<div class="table-cell table-200 dolisync-wpshop" style="margin-inline-start: auto">' . $html . '</div>';
    }
}
