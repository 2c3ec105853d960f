<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * Creating the shop's product in Dolibarr, and associating both: one product, or several.
 */
final class ProductCreation extends Controller
{
    /** Each takes a few requests to Dolibarr, one of them for what may be the same product already. */
    private const MOST = 20;

    public function register(): void
    {
        $confirmed = ['confirmed' => [
            'description' => 'Create it although Dolibarr has products that look like it.',
            'type' => 'boolean',
            'default' => false,
        ]];
        $this->route('POST', 'products/' . self::ID . '/create', $this->create(...), $confirmed, Shapes::outcome());
        $this->route('POST', 'products/create-many', $this->createMany(...), $confirmed + ['ids' => [
            'description' => 'Ids of 1 to 20 products.',
            'type' => 'array',
            'items' => ['type' => 'integer', 'minimum' => 1],
            'minItems' => 1,
            'maxItems' => self::MOST,
            'required' => true,
        ]], Shapes::object(['products' => Shapes::listOf(Shapes::creation())]));
    }

    private function create(WP_REST_Request $request): mixed
    {
        return $this->services->synchronizer()->create(self::id($request), $request['confirmed']);
    }

    /** @return array<string, mixed> */
    private function createMany(WP_REST_Request $request): array
    {
        $created = $this->services->manyCreations()->create($request['ids'], $request['confirmed']);
        return ['products' => array_map(
            static fn (array $one): array => ['problem' => $one['problem']?->toArray()] + $one,
            $created
        )];
    }
}
