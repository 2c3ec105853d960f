<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Sync\Choice;
use WP_REST_Request;

/**
 * The products of one side that are associated with nothing, page by page.
 */
final class UnlinkedProducts extends Controller
{
    private const MOST = 500;

    public function register(): void
    {
        $this->route('GET', 'products/unlinked', $this->read(...), [
            'side' => [
                'description' => 'Whose products.',
                'type' => 'string',
                'enum' => Shapes::SIDES,
                'required' => true,
            ],
            'after' => [
                'description' => 'Those with a higher number: 0, or what the page before gave as `next`.',
                'type' => 'integer',
                'minimum' => 0,
                'default' => 0,
            ],
            'limit' => [
                'description' => 'At most so many are looked at.',
                'type' => 'integer',
                'minimum' => 1,
                'maximum' => self::MOST,
                'default' => self::MOST,
            ],
        ], Shapes::object([
            'products' => Shapes::listOf(Shapes::unlinkedProduct()),
            'unreadable' => Shapes::listOf(Shapes::unreadableProduct()),
            'next' => Shapes::nullable(['type' => 'integer', 'minimum' => 1]),
            'looked_at' => ['type' => 'integer', 'minimum' => 0],
            'left' => ['type' => 'integer', 'minimum' => 0],
        ]));
    }

    private function read(WP_REST_Request $request): mixed
    {
        $unlinked = $this->services->unlinkedProducts();
        return $request['side'] === Choice::WPSHOP
            ? $unlinked->inShop($request['after'], $request['limit'])
            : $unlinked->inDolibarr($request['after'], $request['limit']);
    }
}
