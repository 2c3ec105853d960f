<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\NewProducts;
use DoliSync\Sync\Policy;

/**
 * The JSON schemas of arguments that several routes take.
 */
final class Arguments
{
    /**
     * The choice that a person made and the revisions that it was made on.
     *
     * @return array<string, array<string, mixed>>
     */
    public static function decision(): array
    {
        $revision = ['type' => 'string', 'minLength' => 1, 'maxLength' => 200, 'required' => true];
        $side = ['type' => 'string', 'enum' => Shapes::SIDES];
        return [
            'revisions' => [
                'description' => 'The revisions that the comparison gave; a write on others is refused.',
                'type' => 'object',
                'required' => true,
                'properties' => ['wpshop' => $revision, 'dolibarr' => $revision],
                'additionalProperties' => false,
            ],
            'choice' => [
                'description' => 'For each field that differs, the side whose value is kept.',
                'type' => 'object',
                'required' => true,
                'properties' => array_fill_keys(ProductFields::KEYS, $side),
                'additionalProperties' => false,
            ],
        ];
    }

    /**
     * An id in Dolibarr.
     *
     * @return array<string, mixed>
     */
    public static function dolibarrId(bool $required): array
    {
        return [
            'description' => 'The id of a product in Dolibarr.',
            'type' => 'integer',
            'minimum' => 1,
            'required' => $required,
        ];
    }

    /**
     * The connection to Dolibarr, as typed.
     *
     * @return array<string, array<string, mixed>>
     */
    public static function connection(bool $urlRequired): array
    {
        return [
            'url' => [
                'description' => 'Dolibarr’s address.',
                'type' => 'string',
                'maxLength' => 500,
                'required' => $urlRequired,
            ],
            'key' => [
                'description' => 'The API key of a Dolibarr user; left out: the one that is stored.',
                'type' => 'string',
                'maxLength' => 200,
            ],
            'entity' => [
                'description' => 'The number of the company, in a Dolibarr that holds several.',
                'type' => 'string',
                'maxLength' => 20,
            ],
        ];
    }

    /**
     * How much DoliSync does by itself, and for how long it remembers.
     *
     * @return array<string, array<string, mixed>>
     */
    public static function synchronization(): array
    {
        $owners = [];
        foreach (ProductFields::KEYS as $key) {
            $owners[$key] = ['type' => 'string', 'enum' => array_map(
                static fn (FieldOwner $owner): string => $owner->value,
                FieldOwners::allowed($key)
            )];
        }
        return [
            'policy' => [
                'description' => 'What DoliSync does by itself.',
                'type' => 'string',
                'enum' => array_column(Policy::cases(), 'value'),
            ],
            'field_owners' => [
                'description' => 'Who has the say about each field.',
                'type' => 'object',
                'properties' => $owners,
                'additionalProperties' => false,
            ],
            'new_products' => [
                'description' => 'Where a new product is created by itself.',
                'type' => 'string',
                'enum' => array_column(NewProducts::cases(), 'value'),
            ],
            'retention_days' => [
                'description' => 'For how many days the journal is kept; 0: for ever.',
                'type' => 'integer',
                'minimum' => 0,
                'maximum' => JournalSearch::LONGEST_RETENTION,
            ],
            'brake' => [
                'description' => 'What a person answers when everything automatic has stopped.',
                'type' => 'string',
                'enum' => ['resume', 'keep'],
            ],
        ];
    }
}
