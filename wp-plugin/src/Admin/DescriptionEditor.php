<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;

/**
 * How WordPress edits a product's description. It is compared with Dolibarr's, so that saving a product
 * must not rewrite what nobody changed.
 */
final class DescriptionEditor
{
    private const BLOCK_TAG = '/<(p|br|div|ul|ol|table|h[1-6])\b/i';

    public static function register(): void
    {
        // The block editor would put its comments into the description, and so into Dolibarr.
        add_filter('use_block_editor_for_post_type', [self::class, 'useBlocks'], 10, 2);
        add_filter('wp_editor_settings', [self::class, 'settings'], 10, 2);
    }

    public static function useBlocks(bool $use, string $type): bool
    {
        return $use && $type !== ProductType::POST_TYPE;
    }

    /**
     * WordPress's editor takes paragraph tags off when it saves (`wpautop`). A description that has some
     * keeps them; in one that has none, an empty line stays what makes a paragraph.
     *
     * @param array<string, mixed> $settings
     * @return array<string, mixed>
     */
    public static function settings(array $settings, string $editor): array
    {
        $post = get_post();
        if ($editor === 'content' && $post?->post_type === ProductType::POST_TYPE) {
            $settings['wpautop'] = preg_match(self::BLOCK_TAG, $post->post_content) !== 1;
        }
        return $settings;
    }
}
