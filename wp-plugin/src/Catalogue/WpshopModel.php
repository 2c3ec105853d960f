<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** The JSON that WPshop's model layer keeps of a product, beside the metas. */
final class WpshopModel
{
    private const META = 'product';

    /**
     * It may repeat some values under its own names (the meta's without the underscore): what is there is brought up
     * to date, everything else in it is left alone.
     *
     * @param array<string, string|null> $metas meta key → what was just stored
     */
    public static function keepTrue(int $id, array $metas): void
    {
        $model = json_decode((string) get_post_meta($id, self::META, true), true);
        if (!is_array($model)) {
            return;
        }
        $before = $model;
        foreach ($metas as $key => $value) {
            $name = ltrim($key, '_');
            if (array_key_exists($name, $model)) {
                $model[$name] = $value;
            }
        }
        if ($model !== $before) {
            update_post_meta($id, self::META, wp_slash((string) wp_json_encode($model)));
        }
    }
}
