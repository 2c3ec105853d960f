<?php

declare(strict_types=1);

namespace DoliSync\Tests\Faults;

/** The stand-in Dolibarr: what a person there sees and changes, whatever faults the shop meets at the same time. */
final class Dolibarr
{
    public const KEY = 'admin-key';

    public function __construct(public readonly string $url)
    {
    }

    /** Empty, healthy, of this version. */
    public function reset(int $version): void
    {
        $this->heal();
        $this->send('POST', '/_control/settings', ['version' => $version]);
        $this->send('POST', '/_control/reset', ['catalogue' => 'empty']);
        $this->forgetCalls();
    }

    /** @param array<string, mixed> $fault */
    public function fail(array $fault): void
    {
        $this->send('POST', '/_control/faults', ['faults' => [$fault]]);
    }

    /** Takes the faults away. @return array<string, int> kind → how often it struck */
    public function heal(): array
    {
        $struck = [];
        foreach ($this->send('GET', '/_control/faults') as $fault) {
            $struck[$fault['kind']] = ($struck[$fault['kind']] ?? 0) + $fault['struck'];
        }
        $this->send('DELETE', '/_control/faults');
        return array_filter($struck);
    }

    /** Until it has carried out what nobody waits for any more. */
    public function awaitRest(): void
    {
        $this->send('GET', '/_control/rest');
    }

    public function forgetCalls(): void
    {
        $this->send('DELETE', '/_control/calls');
    }

    /** @return array{int, int} calls, and of those the ones that write */
    public function countCalls(): array
    {
        $calls = $this->send('GET', '/_control/calls');
        return [count($calls), count(array_filter($calls, static fn (array $call): bool => $call['method'] !== 'GET'))];
    }

    /** @param array<string, mixed> $record as the API takes it */
    public function create(array $record): int
    {
        return (int) $this->send('POST', '/_control/person/products', $record);
    }

    /** @param array<string, mixed> $changes */
    public function change(int $id, array $changes): void
    {
        $this->send('PUT', '/_control/person/products/' . $id, $changes);
    }

    public function delete(int $id): void
    {
        // On the page: the recorded 20 deletes nothing by its API.
        $this->send('POST', "/product/card.php?id={$id}&action=delete");
    }

    /** @return array<string, mixed>|null */
    public function product(int $id): ?array
    {
        return $this->send('GET', '/_control/person/products/' . $id);
    }

    /** @return list<array<string, mixed>> */
    public function products(): array
    {
        return $this->send('GET', '/_control/person/products?limit=1000&sortfield=t.rowid') ?? [];
    }

    /** @param array<string, mixed>|null $body */
    private function send(string $method, string $path, ?array $body = null): mixed
    {
        $answer = @file_get_contents($this->url . $path, false, stream_context_create(['http' => [
            'method' => $method,
            'header' => "Content-Type: application/json\r\nDOLAPIKEY: " . self::KEY,
            'content' => $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR),
            'ignore_errors' => true,
            'follow_location' => 0,
            'timeout' => 20,
        ]]));
        preg_match('/ (\d{3})/', $http_response_header[0] ?? '', $status);
        $status = (int) ($status[1] ?? 0);
        if ($status === 404) {
            return null;
        }
        if ($answer === false || $status === 0 || $status >= 400) {
            throw new \RuntimeException("{$method} {$path}: {$status} {$answer}");
        }
        return json_decode($answer, true);
    }
}
