<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/** The posts that WPshop's products are: found, made, saved, thrown away, by WordPress's own functions. */
final class ProductPosts
{
    /** Null for what is no product, or is only reserved. */
    public function find(int $id): ?\WP_Post
    {
        $post = self::of($id);
        return $post?->post_status === 'auto-draft' ? null : $post;
    }

    /** @throws Problem dolisync_unknown_product */
    public function get(int $id): \WP_Post
    {
        return $this->find($id) ?? throw Problem::named(
            'dolisync_unknown_product',
            /* translators: %d: the number of a product. */
            sprintf(__('The shop has no product #%d.', 'dolisync'), $id),
            'none',
            404
        );
    }

    public function isProduct(int $id): bool
    {
        return get_post_type($id) === ProductType::POST_TYPE;
    }

    /** Another request may have saved them since this one read them first. @param list<int> $ids */
    public function forget(array $ids): void
    {
        wp_cache_delete_multiple($ids, 'posts');
        wp_cache_delete_multiple($ids, 'post_meta');
    }

    /** @param non-empty-list<int> $ids as Catalogue::hold has it */
    public function hold(array $ids): void
    {
        global $wpdb;
        // Changes nothing: it takes the rows' locks (MySQL), or the database's (SQLite).
        $wpdb->query("UPDATE {$wpdb->posts} SET ID = ID WHERE ID IN (" . implode(',', array_map('intval', $ids)) . ')');
        $this->forget($ids);
    }

    /**
     * @param array<string, string|int> $columns
     * @throws Problem dolisync_wpshop_refused
     */
    public function insert(array $columns): int
    {
        $post = ['post_type' => ProductType::POST_TYPE] + $columns;
        $id = WpshopForm::aside(static fn () => wp_insert_post(wp_slash($post), true));
        return is_wp_error($id) ? throw self::refused() : $id;
    }

    public function isReserved(int $id): bool
    {
        wp_cache_delete($id, 'posts');
        return self::of($id)?->post_status === 'auto-draft';
    }

    /**
     * @param array<string, string> $columns column → value
     * @param array<string, string|null> $metas null deletes
     * @throws Problem dolisync_wpshop_refused
     */
    public function save(int $id, array $columns, array $metas): void
    {
        // The metas first: whoever listens to the saving of the post sees the whole product.
        foreach ($metas as $key => $value) {
            if ($value === null) {
                delete_post_meta($id, $key);
            } else {
                update_post_meta($id, $key, wp_slash($value));
            }
        }
        WpshopModel::keepTrue($id, $metas);
        if ($columns !== []) {
            $saved = WpshopForm::aside(static fn () => OtherColumns::staying(
                $id,
                $columns,
                static fn () => wp_update_post(wp_slash(['ID' => $id] + $columns), true)
            ));
            if (is_wp_error($saved)) {
                throw self::refused();
            }
        }
        clean_post_cache($id);
    }

    /**
     * What stood there before goes back to the letter, whatever the person who restores it may write anew.
     *
     * @param array<string, string> $columns
     * @param array<string, string|null> $metas
     * @throws Problem dolisync_wpshop_refused
     */
    public function saveToTheLetter(int $id, array $columns, array $metas): void
    {
        $filtered = has_filter('content_save_pre', 'wp_filter_post_kses') !== false;
        if ($filtered) {
            kses_remove_filters();
        }
        try {
            $this->save($id, $columns, $metas);
        } finally {
            if ($filtered) {
                kses_init_filters();
            }
        }
    }

    /** @throws Problem dolisync_no_trash, dolisync_wpshop_refused */
    public function trash(int $id): void
    {
        $this->get($id);
        if (!EMPTY_TRASH_DAYS) {
            throw Problem::named('dolisync_no_trash', __('This WordPress keeps no trash: the product would be deleted for good. Delete it by hand if that is what you want.', 'dolisync'), 'none', 409);
        }
        if (!wp_trash_post($id)) {
            throw self::refused();
        }
    }

    /** @throws Problem dolisync_wpshop_refused */
    public function untrash(int $id): void
    {
        $this->get($id);
        // WordPress makes a draft of what comes out of the trash; what stood there before is what was trashed.
        add_filter('wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10, 3);
        try {
            $post = WpshopForm::aside(static fn () => wp_untrash_post($id));
        } finally {
            remove_filter('wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10);
        }
        if (!$post) {
            throw self::refused();
        }
    }

    public static function refused(): Problem
    {
        return Problem::named(
            'dolisync_wpshop_refused',
            __('WordPress did not save the product. Another plugin may have refused it; try again, or save the product by hand to see why.', 'dolisync'),
            'retry',
            500
        );
    }

    private static function of(int $id): ?\WP_Post
    {
        $post = $id > 0 ? get_post($id) : null;
        return $post instanceof \WP_Post && $post->post_type === ProductType::POST_TYPE ? $post : null;
    }
}
