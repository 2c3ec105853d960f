<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/** The shortest thing that can be asked of Dolibarr: which version it is. One request. */
final class Greeting
{
    public function __construct(private readonly Client $client)
    {
    }

    /**
     * @return array{version: string, latency_ms: int}
     * @throws Problem that names what is wrong
     */
    public function run(): array
    {
        $start = hrtime(true);
        $status = $this->client->get('status')->json;
        $latency = intdiv((int) (hrtime(true) - $start), 1_000_000);
        $version = $status['success']['dolibarr_version'] ?? null;
        if (!is_string($version)) {
            throw Problems::notAnApi();
        }
        return ['version' => $version, 'latency_ms' => $latency];
    }
}
