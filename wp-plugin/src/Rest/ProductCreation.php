<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * Creating the shop's product in Dolibarr, and associating both.
 */
final class ProductCreation extends Controller
{
    public function register(): void
    {
        $this->route('POST', 'products/' . self::ID . '/create', $this->create(...), [
            'confirmed' => [
                'description' => 'Create it although Dolibarr has products that look like it.',
                'type' => 'boolean',
                'default' => false,
            ],
        ], Shapes::outcome());
    }

    private function create(WP_REST_Request $request): mixed
    {
        return $this->services->synchronizer()->create(self::id($request), $request['confirmed']);
    }
}
