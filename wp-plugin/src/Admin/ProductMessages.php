<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;

/**
 * What WordPress's editor says after saving: it would call a product a post.
 */
final class ProductMessages
{
    /**
     * Filter `post_updated_messages`.
     *
     * @param array<string, array<int, string>> $messages type → WordPress's numbers → sentence
     * @return array<string, array<int, string>>
     */
    public static function name(array $messages): array
    {
        $updated = __('Product updated.', 'dolisync');
        $messages[ProductType::POST_TYPE] = [
            1 => $updated,
            4 => $updated,
            6 => __('Product published.', 'dolisync'),
            7 => __('Product saved.', 'dolisync'),
            8 => __('Product submitted for review.', 'dolisync'),
            9 => __('Product scheduled.', 'dolisync'),
            10 => __('Product draft saved.', 'dolisync'),
        ] + ($messages[ProductType::POST_TYPE] ?? []) + ($messages['post'] ?? []);
        return $messages;
    }
}
