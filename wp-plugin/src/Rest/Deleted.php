<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * What a person has done about an associated product that one side no longer has. Each is that person's decision:
 * nothing is deleted by itself.
 */
final class Deleted extends Controller
{
    public function register(): void
    {
        $done = Shapes::object(['journal_id' => ['type' => 'integer', 'minimum' => 1]]);
        // Gone in Dolibarr.
        $this->route('POST', 'products/' . self::ID . '/recreate', $this->recreate(...), [
            'confirmed' => [
                'description' => 'Create it although Dolibarr has products that look like it.',
                'type' => 'boolean',
                'default' => false,
            ],
        ], Shapes::outcome());
        $this->route('POST', 'products/' . self::ID . '/trash', $this->trash(...), [], $done);
        // Gone in the shop: the product may not exist there any more.
        $link = 'links/' . self::ID;
        $this->route('POST', $link . '/restore', $this->restore(...), [], Shapes::outcome());
        $this->route('DELETE', $link, $this->dissociate(...), [], $done);
        $this->route('POST', $link . '/delete-in-dolibarr', $this->deleteInDolibarr(...), [], $done);
    }

    private function recreate(WP_REST_Request $request): mixed
    {
        return $this->services->deletions()->recreate(self::id($request), $request['confirmed']);
    }

    /** @return array<string, int> */
    private function trash(WP_REST_Request $request): array
    {
        return ['journal_id' => $this->services->deletions()->trash(self::id($request))];
    }

    private function restore(WP_REST_Request $request): mixed
    {
        return $this->services->deletions()->restore(self::id($request));
    }

    /** @return array<string, int> */
    private function dissociate(WP_REST_Request $request): array
    {
        return ['journal_id' => $this->services->deletions()->dissociate(self::id($request))];
    }

    /** @return array<string, int> */
    private function deleteInDolibarr(WP_REST_Request $request): array
    {
        return ['journal_id' => $this->services->deletions()->deleteInDolibarr(self::id($request))];
    }
}
