<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * Associating many pairs at once. The answer is 200 whatever becomes of each: every pair has its own result.
 */
final class ManyLinks extends Controller
{
    private const MOST = 50;

    public function register(): void
    {
        $this->route('POST', 'links/bulk', $this->link(...), [
            'pairs' => [
                'description' => 'The pairs, with what the person saw of each and the version to keep.',
                'type' => 'array',
                'minItems' => 1,
                'maxItems' => self::MOST,
                'required' => true,
                'items' => [
                    'type' => 'object',
                    'properties' => [
                        'wp_id' => [
                            'description' => 'The id of a product of the shop.',
                            'type' => 'integer',
                            'minimum' => 1,
                            'required' => true,
                        ],
                        'dolibarr_id' => Arguments::dolibarrId(true),
                        'revisions' => Arguments::decision()['revisions'],
                        'keep' => [
                            'description' => 'The side whose version is kept; null: the pair is associated only if both are the same.',
                            'type' => ['string', 'null'],
                            'enum' => [...Shapes::SIDES, null],
                            'required' => true,
                        ],
                    ],
                    'additionalProperties' => false,
                ],
            ],
        ], Shapes::object(['results' => Shapes::listOf(Shapes::linkedPair())]));
    }

    /** @return array<string, mixed> */
    private function link(WP_REST_Request $request): array
    {
        return ['results' => $this->services->linkingOfMany()->link($request['pairs'])];
    }
}
