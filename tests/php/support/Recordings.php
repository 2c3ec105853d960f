<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

/** Exchanges recorded from real Dolibarr, versions 16 and 20. */
final class Recordings
{
    private const FOLDER = __DIR__ . '/../../dolibarr/recordings';

    /** @return array{request: array<string, mixed>, response: array<string, mixed>} */
    public static function exchange(int $version, string $case): array
    {
        $file = self::FOLDER . "/dolibarr-{$version}/{$case}.json";
        return json_decode((string) file_get_contents($file), true, 512, JSON_THROW_ON_ERROR);
    }

    /** @return array{int, string} status and body as they were on the wire */
    public static function answer(int $version, string $case): array
    {
        $response = self::exchange($version, $case)['response'];
        $isJson = str_contains((string) json_encode($response['headers']), 'application\/json');
        return [$response['status'], $isJson ? (string) json_encode($response['body']) : (string) $response['body']];
    }

    /** @return list<string> the names of all exchanges */
    public static function cases(int $version): array
    {
        return array_map(static fn (string $file): string => basename($file, '.json'), glob(self::FOLDER . "/dolibarr-{$version}/*_*.json") ?: []);
    }
}
