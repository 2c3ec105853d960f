<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Plugin;
use DoliSync\Services;
use DoliSync\Sync\Row;
use WP_Post;

/**
 * The box on a product's page: its cell, as in the list, and under it in words how it stands and since when. The screen
 * options can hide it like any other.
 */
final class ProductBox
{
    /** The box's name in WordPress. */
    public const ID = 'dolisync-box';

    private function __construct(private readonly Services $services)
    {
    }

    public static function register(Services $services): void
    {
        add_action('add_meta_boxes_' . ProductType::POST_TYPE, (new self($services))->add(...));
    }

    private function add(): void
    {
        if (current_user_can(Plugin::CAPABILITY)) {
            add_meta_box(self::ID, __('Dolibarr', 'dolisync'), $this->show(...), ProductType::POST_TYPE, 'side', 'high');
        }
    }

    private function show(WP_Post $post): void
    {
        $row = $this->services->statusCheck()->lastKnown([$post->ID])[$post->ID] ?? null;
        if ($row === null || $post->post_status === 'auto-draft') {
            printf('<p>%s</p>', esc_html__('Once this product is saved, it can be associated with one of Dolibarr’s here.', 'dolisync'));
            return;
        }
        if (get_current_screen()?->is_block_editor()) {
            // Above the page it hides what is not its own.
            PanelPlaces::place();
        }
        $isConfigured = $this->services->connection()->isConfigured();
        echo ProductCell::html($row, $isConfigured);
        if ($isConfigured) {
            printf('<div class="dolisync-details" data-dolisync="details" data-product="%d">%s</div>', $post->ID, self::details($row));
        }
    }

    /** The markup is the panel's own (product_details.rs). */
    private static function details(Row $row): string
    {
        /* translators: %s: date and time. */
        $since = $row->synchronizedAt === null ? '' : sprintf(__('Last synchronization: %s.', 'dolisync'), StatusWords::dateTime($row->synchronizedAt));
        return sprintf('<p>%s</p>', esc_html(StatusWords::reason($row))) . ($since === '' ? '' : sprintf('<p>%s</p>', esc_html($since)));
    }
}
