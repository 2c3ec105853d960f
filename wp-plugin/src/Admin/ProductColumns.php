<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductType;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Plugin;
use DoliSync\Services;

/**
 * The columns of WordPress's own list of products: reference, price, and Dolibarr's, which the screen
 * options can hide like any other.
 */
final class ProductColumns
{
    /** The column's name in WordPress. */
    public const COLUMN = 'dolisync';

    /** @var array<int, ShopProduct> those of the page, read at once */
    private array $products = [];

    private function __construct(private readonly Services $services, private readonly ProductCells $cells)
    {
    }

    public static function register(Services $services, ProductCells $cells): void
    {
        $columns = new self($services, $cells);
        add_filter('manage_' . ProductType::POST_TYPE . '_posts_columns', $columns->names(...));
        add_action('manage_' . ProductType::POST_TYPE . '_posts_custom_column', $columns->show(...), 10, 2);
        add_filter('manage_edit-' . ProductType::POST_TYPE . '_sortable_columns', self::sortable(...));
    }

    /**
     * @param array<string, string> $columns
     * @return array<string, string>
     */
    private function names(array $columns): array
    {
        $named = [];
        foreach ($columns as $key => $name) {
            // The date closes the list, as in WordPress's own ones.
            if ($key === 'date' && current_user_can(Plugin::CAPABILITY)) {
                $named[self::COLUMN] = __('Dolibarr', 'dolisync');
            }
            $named[$key] = $name;
            if ($key === 'title') {
                $named['dolisync_reference'] = __('Reference', 'dolisync');
                $named['dolisync_price'] = __('Price without tax', 'dolisync');
            }
        }
        return $named;
    }

    /**
     * @param array<string, mixed> $columns
     * @return array<string, mixed>
     */
    private static function sortable(array $columns): array
    {
        return current_user_can(Plugin::CAPABILITY) ? $columns + [self::COLUMN => ProductList::BY_URGENCY] : $columns;
    }

    private function show(string $column, int $id): void
    {
        if ($column === self::COLUMN && current_user_can(Plugin::CAPABILITY)) {
            // All cells of the page in one query; a row that WordPress prints anew after a quick edit is alone.
            $this->cells->expect(self::page());
            echo $this->cells->html($id);
        } elseif ($column === 'dolisync_reference' || $column === 'dolisync_price') {
            if (!isset($this->products[$id])) {
                $this->products = $this->services->catalogue()->readMany(array_unique([...self::page(), $id]));
            }
            $values = $this->products[$id]->values(PriceBase::WithoutTax);
            echo esc_html($column === 'dolisync_price' ? Price::shown($values['price']) : $values['reference']);
        }
    }

    /** @return list<int> the products that the list shows */
    private static function page(): array
    {
        return array_map('intval', wp_list_pluck($GLOBALS['wp_query']->posts ?? [], 'ID'));
    }
}
