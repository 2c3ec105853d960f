<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Problem;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\NewProducts;
use DoliSync\Sync\Policy;
use DoliSync\Sync\SynchronizationSettings;
use WP_REST_Request;

/**
 * The connection to Dolibarr (reading it, changing it, testing it before it is stored) and how much DoliSync does by
 * itself. What a request leaves out stays as it is.
 */
final class Settings extends Controller
{
    public function register(): void
    {
        $this->route('GET', 'settings', $this->read(...), [], Shapes::settings());
        $this->route('POST', 'settings', $this->save(...), Arguments::connection(false) + Arguments::synchronization(), Shapes::settings());
        $this->route('POST', 'settings/test', $this->test(...), Arguments::connection(false), Shapes::connectionTest());
    }

    /** @return array<string, mixed> */
    private function read(): array
    {
        $connection = $this->services->connection();
        $source = $connection->keySource();
        return [
            'url' => $connection->url(),
            'entity' => $connection->entity(),
            'key_set' => $source !== 'none',
            'key_source' => $source,
            'configured' => $connection->isConfigured(),
            'policy' => Policy::current()->value,
            'field_owners' => array_map(static fn (FieldOwner $owner): string => $owner->value, FieldOwners::current()->all()),
            'new_products' => NewProducts::current()->value,
            'retention_days' => JournalSearch::retentionDays(),
            'brake' => $this->brake(),
        ];
    }

    /** @return array<string, mixed> */
    private function save(WP_REST_Request $request): array
    {
        $given = array_filter(
            ['url' => $request['url'], 'key' => $request['key'], 'entity' => $request['entity']],
            static fn (?string $value): bool => $value !== null
        );
        $synchronization = new SynchronizationSettings(
            $request['policy'] === null ? null : Policy::from($request['policy']),
            $request['field_owners'],
            $request['new_products'] === null ? null : NewProducts::from($request['new_products']),
            $request['retention_days']
        );
        if ($given === [] && $synchronization->isEmpty() && $request['brake'] === null) {
            throw Problem::named('dolisync_nothing_to_save', __('Nothing was sent that could be saved.', 'dolisync'));
        }
        if ($given !== []) {
            $connection = $this->services->connection();
            $connection->save($request['url'] ?? $connection->url(), $request['key'], $request['entity']);
            $this->services->probe()->forget();
        }
        $synchronization->save();
        match ($request['brake']) {
            'resume' => $this->services->brakes()->resume(),
            'keep' => $this->services->brakes()->keepStopped(),
            default => null,
        };
        return $this->read();
    }

    private function test(WP_REST_Request $request): mixed
    {
        return $this->services->probe()->tryOut($request['url'], $request['key'], $request['entity']);
    }

    /** @return array<string, mixed>|null */
    private function brake(): ?array
    {
        $state = $this->services->brakes()->state();
        return $state === null ? null : ['numbers' => (object) $state['numbers']]
            + array_intersect_key($state, ['reason' => true, 'at' => true, 'kept' => true]);
    }
}
