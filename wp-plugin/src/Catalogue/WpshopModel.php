<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** The JSON that WPshop's model layer keeps of a record, beside the metas. */
final class WpshopModel
{
    private const OF_PRODUCTS = 'product';

    /**
     * It may repeat some values under its own names (the meta's without the underscore): what is there is brought up
     * to date, everything else in it is left alone.
     *
     * @param array<string, string|null> $metas meta key → what was just stored
     * @param string $meta the one that holds it
     */
    public static function keepTrue(int $id, array $metas, string $meta = self::OF_PRODUCTS): void
    {
        $model = json_decode((string) get_post_meta($id, $meta, true), true);
        if (!is_array($model)) {
            return;
        }
        $before = $model;
        foreach ($metas as $key => $value) {
            $name = ltrim($key, '_');
            if (array_key_exists($name, $model)) {
                $model[$name] = is_array($model[$name]) ? json_decode((string) $value, true) : $value;
            }
        }
        if ($model !== $before) {
            update_post_meta($id, $meta, wp_slash((string) wp_json_encode($model)));
        }
    }
}
