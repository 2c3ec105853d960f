<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * The Dolibarr products that are most like one of the shop's.
 */
final class ProductCandidates extends Controller
{
    public function register(): void
    {
        $this->route('GET', 'products/' . self::ID . '/candidates', $this->read(...), [], Shapes::object([
            'product' => Shapes::product(),
            'candidates' => Shapes::listOf(Shapes::candidate()),
            'unreadable' => Shapes::listOf(Shapes::unreadableProduct()),
        ]));
    }

    private function read(WP_REST_Request $request): mixed
    {
        return $this->services->candidates()->likeliest(self::id($request));
    }
}
