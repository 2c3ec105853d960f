<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/**
 * WordPress saves a whole post even where one column of it changes, and filters its texts by what whoever is logged in
 * may write. Where that is nobody (cron), a change of the title would take the video out of the description. The texts
 * that a save is not about stay to the letter.
 */
final class OtherColumns
{
    private const TEXTS = ['post_title', 'post_content', 'post_excerpt', 'post_content_filtered'];

    /**
     * @template T
     * @param array<string, mixed> $written column → value, of the post that is saved
     * @param callable(): T $saving
     * @return T
     */
    public static function staying(int $id, array $written, callable $saving): mixed
    {
        $stays = array_diff_key(array_intersect_key((array) get_post($id, ARRAY_A), array_flip(self::TEXTS)), $written);
        $isOver = false;
        $keep = static function (array $data, array $post) use ($id, $stays, &$isOver): array {
            // What other plugins save of it when they hear of this save is theirs.
            if ($isOver || (int) ($post['ID'] ?? 0) !== $id) {
                return $data;
            }
            $isOver = true;
            return array_replace($data, wp_slash($stays));
        };
        add_filter('wp_insert_post_data', $keep, PHP_INT_MAX, 2);
        try {
            return $saving();
        } finally {
            remove_filter('wp_insert_post_data', $keep, PHP_INT_MAX);
        }
    }
}
