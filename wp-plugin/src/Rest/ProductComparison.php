<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * Both versions of a product, before a person decides.
 */
final class ProductComparison extends Controller
{
    public function register(): void
    {
        $this->route('GET', 'products/' . self::ID . '/comparison', $this->read(...), [
            'dolibarr_id' => Arguments::dolibarrId(false),
        ], Shapes::comparison());
    }

    private function read(WP_REST_Request $request): mixed
    {
        return $this->services->comparisons()->read(self::id($request), $request['dolibarr_id']);
    }
}
