<?php

declare(strict_types=1);

namespace wpshop;

/** WPshop's listener to every saving of a product, which takes it for its own form; nothing else of it. */
class Product_Action // phpcs:ignore Squiz.Classes.ValidClassName -- WPshop's name
{
    public function __construct()
    {
        add_action('save_post', [$this, 'callback_save_post'], 10, 2);
    }

    public function callback_save_post(int $id, \WP_Post $post): void // phpcs:ignore PSR1.Methods.CamelCapsMethodName
    {
        $sent = $_POST['product_data'] ?? [];
        $price = (float) ($sent['price'] ?? get_post_meta($id, '_price', true));
        $rate = (float) ($sent['tva_tx'] ?? get_post_meta($id, '_tva_tx', true));
        update_post_meta($id, '_price_ttc', (string) ($price * (1 + $rate / 100)));
        update_post_meta($id, '_manage_stock', ($sent['manage_stock'] ?? '') === 'true');
        update_post_meta($id, '_product_downloadable', ($sent['product_downloadable'] ?? '') === 'true');
        update_post_meta($id, '_similar_products_id', $_POST['similar_products_id'] ?? null);
    }
}
