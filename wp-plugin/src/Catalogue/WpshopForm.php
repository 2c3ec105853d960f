<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Wpshop\Callbacks;

/**
 * WPshop takes every saving of a product for its own form. Where the form's fields were not sent, it turns the
 * management of stock off, forgets the similar products and the download, and computes the price with tax anew
 * (99.98999875 instead of 99.99). A save that DoliSync makes is none of that form.
 */
final class WpshopForm
{
    private const HOOK = 'save_post';

    /**
     * @template T
     * @param callable(): T $saving
     * @return T
     */
    public static function aside(callable $saving): mixed
    {
        $listeners = Callbacks::of('wpshop\Product_Action', self::HOOK);
        foreach ($listeners as [$callback, $priority]) {
            remove_action(self::HOOK, $callback, $priority);
        }
        try {
            return $saving();
        } finally {
            foreach ($listeners as [$callback, $priority, $arguments]) {
                add_action(self::HOOK, $callback, $priority, $arguments);
            }
        }
    }
}
