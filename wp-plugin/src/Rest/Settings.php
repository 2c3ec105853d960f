<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_REST_Request;

/**
 * The connection to Dolibarr: reading it, changing it, testing it before it is stored.
 */
final class Settings extends Controller
{
    public function register(): void
    {
        $this->route('GET', 'settings', $this->read(...), [], Shapes::settings());
        $this->route('POST', 'settings', $this->save(...), Arguments::connection(true), Shapes::settings());
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
        ];
    }

    /** @return array<string, mixed> */
    private function save(WP_REST_Request $request): array
    {
        $this->services->connection()->save($request['url'], $request['key'], $request['entity']);
        return $this->read();
    }

    private function test(WP_REST_Request $request): mixed
    {
        return $this->services->connection()->test($request['url'], $request['key'], $request['entity']);
    }
}
