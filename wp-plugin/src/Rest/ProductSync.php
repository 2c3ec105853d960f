<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * Synchronizing an associated product as a person chose.
 */
final class ProductSync extends Controller
{
    public function register(): void
    {
        $this->route(
            'POST',
            'products/' . self::ID . '/sync',
            $this->sync(...),
            Arguments::decision(),
            Shapes::outcome()
        );
    }

    private function sync(WP_REST_Request $request): mixed
    {
        return $this->services->synchronizer()->sync(
            self::id($request),
            $request['revisions'],
            $request['choice']
        );
    }
}
