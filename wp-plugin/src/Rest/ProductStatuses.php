<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Problem;
use WP_REST_Request;

/**
 * The statuses of one page of a list: at most one call to Dolibarr, however many products.
 */
final class ProductStatuses extends Controller
{
    public function register(): void
    {
        $this->route('GET', 'products/status', $this->read(...), [
            'ids' => [
                'description' => 'Ids of 1 to 200 products, separated by commas.',
                'type' => 'string',
                'pattern' => '^[0-9]{1,18}(,[0-9]{1,18}){0,199}$',
                'required' => true,
            ],
        ], Shapes::object(['products' => Shapes::listOf(Shapes::row())]));
    }

    /** @return array<string, mixed> */
    private function read(WP_REST_Request $request): array
    {
        $ids = array_values(array_unique(array_map('intval', explode(',', $request['ids']))));
        $rows = $this->services->statusCheck()->rows($ids);
        if ($rows === []) {
            throw Problem::named(
                'dolisync_unknown_product',
                __('These products are not in the shop any more. Reload the page.', 'dolisync'),
                'none',
                404
            );
        }
        return ['products' => array_values($rows)];
    }
}
