<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * How things stand between the shop and Dolibarr: the dashboard's data.
 */
final class Overview extends Controller
{
    public function register(): void
    {
        $this->route('GET', 'overview', $this->read(...), [
            'check' => [
                'description' => 'Whether Dolibarr is asked now how it is, with one request; otherwise nobody is asked.',
                'type' => 'boolean',
                'default' => false,
            ],
        ], Shapes::overview());
    }

    private function read(WP_REST_Request $request): mixed
    {
        return $this->services->overview()->read($request['check']);
    }
}
