<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Plugin;
use DoliSync\Services;
use DoliSync\Sync\Link;

/**
 * What can be done to several products at once in WordPress's own list, among WordPress's own actions. Each leads to an
 * address that does nothing by itself, so that the page can be loaded again.
 */
final class BulkActions
{
    private const SYNCHRONIZE = 'dolisync_synchronize';
    private const ASSOCIATE = 'dolisync_associate';
    private const DISSOCIATE = 'dolisync_dissociate';

    /** So long the person waits; what is not carried over by then goes on without. */
    private const SECONDS = 10;

    private function __construct(private readonly Services $services)
    {
    }

    public static function register(Services $services): void
    {
        $actions = new self($services);
        add_filter('bulk_actions-edit-' . ProductType::POST_TYPE, $actions->names(...));
        add_filter('handle_bulk_actions-edit-' . ProductType::POST_TYPE, $actions->handle(...), 10, 3);
        add_action('all_admin_notices', $actions->results(...));
        add_action('admin_enqueue_scripts', self::enqueue(...));
    }

    /**
     * @param array<string, mixed> $actions
     * @return array<string, mixed>
     */
    private function names(array $actions): array
    {
        $isTrash = ($_REQUEST['post_status'] ?? '') === 'trash';
        if ($isTrash || !current_user_can(Plugin::CAPABILITY) || !$this->services->connection()->isConfigured()) {
            return $actions;
        }
        return $actions + [__('Dolibarr', 'dolisync') => [
            self::SYNCHRONIZE => _x('Synchronize', 'bulk action', 'dolisync'),
            self::ASSOCIATE => _x('Associate…', 'bulk action', 'dolisync'),
            self::DISSOCIATE => _x('Dissociate', 'bulk action', 'dolisync'),
        ]];
    }

    /**
     * @param string $back the list's address
     * @param list<int|string> $ids the rows that were ticked
     * @return string where to go now
     */
    private function handle(string $back, string $action, array $ids): string
    {
        if (!in_array($action, [self::SYNCHRONIZE, self::ASSOCIATE, self::DISSOCIATE], true)) {
            return $back;
        }
        // The nonce of WordPress's table.
        Permission::guard('bulk-posts');
        $back = remove_query_arg([BulkResult::SYNCHRONIZED, BulkResult::DISSOCIATED], $back);
        if (!$this->services->connection()->isConfigured()) {
            Said::keep('error', __('DoliSync is not connected to Dolibarr yet.', 'dolisync'));
            return $back;
        }
        $ids = array_keys($this->services->catalogue()->titles(array_map('intval', $ids)));
        $links = $this->services->links()->ofMany($ids);
        if ($ids === []) {
            Said::keep('warning', __('Choose at least one product first.', 'dolisync'));
            return $back;
        }
        return match ($action) {
            self::SYNCHRONIZE => $this->synchronize($ids, $links, $back),
            self::ASSOCIATE => self::associate(array_values(array_diff($ids, array_keys($links))), $back),
            self::DISSOCIATE => self::dissociate(array_keys($links), $back),
        };
    }

    /**
     * What one side alone changed is carried over, as the queue does it; what a person has to decide waits.
     *
     * @param list<int> $ids
     * @param array<int, Link> $links
     */
    private function synchronize(array $ids, array $links, string $back): string
    {
        if ($links !== []) {
            $this->services->queue()->ask(array_values($links));
            $this->services->worker()->run(self::SECONDS, array_keys($links));
        }
        return add_query_arg(BulkResult::SYNCHRONIZED, Selection::keep($ids), $back);
    }

    /** @param list<int> $ids products that are not associated */
    private static function associate(array $ids, string $back): string
    {
        if ($ids === []) {
            Said::keep('warning', __('All of these products are associated already.', 'dolisync'));
            return $back;
        }
        return DashboardPage::associationUrl(Selection::keep($ids));
    }

    /** @param list<int> $ids products that are associated */
    private static function dissociate(array $ids, string $back): string
    {
        if ($ids === []) {
            Said::keep('warning', __('None of these products is associated.', 'dolisync'));
            return $back;
        }
        return DissociationPage::of(Selection::keep($ids));
    }

    /**
     * Action `all_admin_notices`.
     */
    private function results(): void
    {
        if (!Screens::isNativeList() || !current_user_can(Plugin::CAPABILITY)) {
            return;
        }
        Said::show();
        $result = new BulkResult($this->services);
        $synchronized = Selection::asked(BulkResult::SYNCHRONIZED);
        if ($synchronized !== null) {
            $result->ofSynchronizing($synchronized);
        }
        $dissociated = Selection::asked(BulkResult::DISSOCIATED);
        if ($dissociated !== null) {
            $result->ofDissociating($dissociated);
        }
    }

    /**
     * Action `admin_enqueue_scripts`.
     */
    private static function enqueue(): void
    {
        if (Screens::isNativeList() && current_user_can(Plugin::CAPABILITY)) {
            Asset::script('dolisync-bulk-actions', 'bulk-actions.js');
        }
    }
}
