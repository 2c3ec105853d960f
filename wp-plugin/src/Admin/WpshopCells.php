<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use WP_Post;
use WP_Query;

/**
 * The cells in WPshop's own list and on its product pages, in place of WPshop's.
 *
 * WPshop's cell checks a product's status by itself and deletes the association when Dolibarr does not
 * answer; its comparison writes when it is opened. For products none of that may run any more. Its third
 * parties, proposals and categories keep it: DoliSync has nothing to put in its place there.
 */
final class WpshopCells
{
    /** WPshop's AJAX actions that read or write the associations of the record, or records (`sync`), that `type` names. */
    private const REPLACED_ACTIONS = [
        'check_sync_status', 'sync_entry', 'sync', 'load_associate_modal', 'load_compare_modal', 'associate_entry',
    ];

    private function __construct(private readonly ProductCells $cells)
    {
    }

    /**
     * Once WPshop has hung its own callbacks up, whoever the user is: the old actions end for everybody.
     */
    public static function register(ProductCells $cells): void
    {
        $ours = new self($cells);
        $ours->replace('wps_listing_table_header_end', $ours->header(...));
        $ours->replace('wps_listing_table_end', $ours->cell(...));
        foreach (self::REPLACED_ACTIONS as $action) {
            add_action('wp_ajax_' . $action, self::refuse(...), 0);
        }
        add_filter('the_posts', $ours->expect(...), 10, 2);
    }

    /**
     * Takes WPshop's callbacks off a hook and hands them to ours, which calls them for other records.
     *
     * @param callable(list<callable>, array<mixed>): void $ours
     */
    private function replace(string $hook, callable $ours): void
    {
        $theirs = [];
        foreach ($GLOBALS['wp_filter'][$hook]->callbacks ?? [] as $priority => $callbacks) {
            foreach (array_column($callbacks, 'function') as $callback) {
                if (is_array($callback) && is_a($callback[0], 'wpshop\Doli_Sync_Action')) {
                    $theirs[] = $callback;
                    remove_action($hook, $callback, $priority);
                }
            }
        }
        add_action($hook, static fn (mixed ...$given) => $ours($theirs, $given), 10, 2);
    }

    /**
     * @param list<callable> $theirs
     * @param array<mixed> $given WPshop's name of the list
     */
    private function header(array $theirs, array $given): void
    {
        if (($given[0] ?? '') !== 'products') {
            self::pass($theirs, $given);
        } elseif (Screens::showsCells()) {
            printf(
                '<div class="table-cell table-200"><a href="%s">%s</a></div>',
                esc_url(ProductList::otherOrderUrl()),
                esc_html__('Dolibarr', 'dolisync')
            );
        }
    }

    /**
     * @param list<callable> $theirs
     * @param array<mixed> $given WPshop's record, and whether to ask Dolibarr for its status
     */
    private function cell(array $theirs, array $given): void
    {
        $record = $given[0]->data ?? [];
        if (($record['type'] ?? '') !== ProductType::POST_TYPE) {
            self::pass($theirs, $given);
        } elseif (Screens::showsCells() && Screens::isWpshopsList()) {
            // On a product's page there is a box of ours. Not WPshop's class `wps-sync`: its script asks for the status of whatever has it.
            echo '<div class="table-cell table-200">' . $this->cells->html((int) $record['id']) . '</div>';
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

    /**
     * Ends WPshop's AJAX action before WPshop sees it, when it is about a product.
     */
    private static function refuse(): void
    {
        if (($_POST['type'] ?? '') === ProductType::POST_TYPE) {
            wp_send_json_error(
                ['message' => __('DoliSync has taken over from here: use its column in the list of products.', 'dolisync')],
                409
            );
        }
    }

    /**
     * @param list<callable> $theirs
     * @param array<mixed> $given
     */
    private static function pass(array $theirs, array $given): void
    {
        foreach ($theirs as $callback) {
            $callback(...$given);
        }
    }
}
