<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * Searching Dolibarr's products, 20 a page. Read-only; the server builds Dolibarr's filter.
 */
final class DolibarrProducts extends Controller
{
    public function register(): void
    {
        $this->route('GET', 'dolibarr/products', $this->search(...), [
            'search' => [
                'description' => 'A part of the name, reference or barcode; empty: all products.',
                'type' => 'string',
                'maxLength' => 200,
                'default' => '',
            ],
            'page' => [
                'description' => 'Counted from 0.',
                'type' => 'integer',
                'minimum' => 0,
                'maximum' => 1_000_000,
                'default' => 0,
            ],
        ], Shapes::object([
            'products' => Shapes::listOf(Shapes::candidate()),
            'unreadable' => Shapes::listOf(Shapes::unreadableProduct()),
            'page' => ['type' => 'integer', 'minimum' => 0],
            'has_more' => ['type' => 'boolean'],
        ]));
    }

    private function search(WP_REST_Request $request): mixed
    {
        return $this->services->candidates()->search($request['search'], $request['page']);
    }
}
