<?php

declare(strict_types=1);

namespace DoliSync\Rest;

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
        return ['products' => $this->services->statusCheck()->rows(array_map('intval', explode(',', $request['ids'])))];
    }
}
