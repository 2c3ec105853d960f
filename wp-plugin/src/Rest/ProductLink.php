<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * Associating a product with one of Dolibarr's, and dissociating it.
 */
final class ProductLink extends Controller
{
    public function register(): void
    {
        $path = 'products/' . self::ID . '/link';
        $this->route('POST', $path, $this->link(...), [
            'dolibarr_id' => Arguments::dolibarrId(true),
        ] + Arguments::decision(), Shapes::outcome());
        $this->route('DELETE', $path, $this->unlink(...), [], Shapes::outcome());
    }

    private function link(WP_REST_Request $request): mixed
    {
        return $this->services->synchronizer()->link(
            self::id($request),
            $request['dolibarr_id'],
            $request['revisions'],
            $request['choice']
        );
    }

    private function unlink(WP_REST_Request $request): mixed
    {
        return $this->services->synchronizer()->unlink(self::id($request));
    }
}
