<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Sync\Status;

/**
 * Where the list of products is, WPshop's or WordPress's own.
 */
final class ProductList
{
    /** @param Status|null $status only the products of this status */
    public static function url(?Status $status = null): string
    {
        $list = Wpshop::isActive() ? 'admin.php?page=' . ProductType::POST_TYPE : 'edit.php?post_type=' . ProductType::POST_TYPE;
        return admin_url($list . ($status === null ? '' : '&' . StatusFilter::ARGUMENT . '=' . $status->value));
    }

    /** The list with this product, as its title finds it. */
    public static function of(int $id): string
    {
        return add_query_arg('s', rawurlencode(get_post($id)->post_title ?? ''), self::url());
    }
}
