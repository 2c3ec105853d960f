<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

/** The stand-in Dolibarr: its data as a person there would see and change them, its faults and its log of calls. */
final class StandIn
{
    public const KEY = 'admin-key';

    public static function url(): string
    {
        $url = (string) getenv('DOLISYNC_TEST_STANDIN');
        if ($url === '') {
            throw new \RuntimeException('DOLISYNC_TEST_STANDIN is not set: run these tests with ./dev test php');
        }
        return rtrim($url, '/');
    }

    /** @param int|null $count how many products, of the catalogue `large` */
    public static function reset(string $catalogue = 'empty', int $version = 16, ?int $count = null): void
    {
        self::send('DELETE', '/_control/faults');
        self::send('POST', '/_control/settings', ['version' => $version, 'price_mode' => 'unique', 'module_wpshop' => true, 'garbled_products' => [], 'modules_off' => []]);
        self::send('POST', '/_control/reset', ['catalogue' => $catalogue] + ($count === null ? [] : ['count' => $count]));
        self::forgetCalls();
    }

    /** @param array<string, mixed> $settings version, price_mode, module_wpshop, modules_off, claimed_version, clock_ahead */
    public static function settings(array $settings): void
    {
        self::send('POST', '/_control/settings', $settings);
    }

    /** @param array<string, mixed> $fault kind, method, path, status, ms, nth, times */
    public static function fail(array $fault): void
    {
        self::send('POST', '/_control/faults', ['faults' => [$fault]]);
    }

    public static function heal(): void
    {
        self::send('DELETE', '/_control/faults');
    }

    /** @return list<array{method: string, path: string, query: string, status: int}> */
    public static function calls(): array
    {
        return self::send('GET', '/_control/calls');
    }

    /** @return list<array{method: string, path: string, query: string, status: int}> */
    public static function writes(): array
    {
        return array_values(array_filter(self::calls(), static fn (array $call): bool => $call['method'] !== 'GET'));
    }

    public static function forgetCalls(): void
    {
        self::send('DELETE', '/_control/calls');
    }

    /** @param array<string, mixed> $record as Dolibarr's API takes it */
    public static function create(array $record): int
    {
        return (int) self::send('POST', '/api/index.php/products', $record + ['price_base_type' => 'HT', 'tva_tx' => '20', 'status' => 1]);
    }

    /** @param array<string, mixed> $changes */
    public static function change(int $id, array $changes): void
    {
        self::send('PUT', '/api/index.php/products/' . $id, $changes);
    }

    /**
     * What a person in Dolibarr does with a record that is no product.
     *
     * @param string $path below the API, such as `orders/1/validate`
     * @param array<string, mixed> $body
     */
    public static function post(string $path, array $body = []): mixed
    {
        return self::send('POST', '/api/index.php/' . $path, $body);
    }

    /** @return array<string, mixed> */
    public static function get(string $path): array
    {
        return self::send('GET', '/api/index.php/' . $path);
    }

    /** @param array<string, mixed> $body */
    public static function put(string $path, array $body): void
    {
        self::send('PUT', '/api/index.php/' . $path, $body);
    }

    /** Pieces come in. */
    public static function stock(int $id, int $pieces): void
    {
        $warehouses = self::send('GET', '/api/index.php/warehouses', null, [404]);
        $warehouse = $warehouses[0]['id'] ?? self::send('POST', '/api/index.php/warehouses', ['label' => 'Main', 'lieu' => 'Main', 'statut' => 1]);
        self::send('POST', '/api/index.php/stockmovements', ['product_id' => $id, 'warehouse_id' => (int) $warehouse, 'qty' => $pieces]);
    }

    public static function delete(int $id): void
    {
        self::send('DELETE', '/api/index.php/products/' . $id);
    }

    /** @return array<string, mixed> */
    public static function product(int $id): array
    {
        return self::send('GET', '/api/index.php/products/' . $id);
    }

    /** @return list<array<string, mixed>> */
    public static function products(): array
    {
        return self::send('GET', '/api/index.php/products?limit=1000&sortfield=t.rowid', null, [404]) ?? [];
    }

    /** @return int the new category's id */
    public static function category(string $label, int $parent = 0): int
    {
        return (int) self::send('POST', '/api/index.php/categories', ['label' => $label, 'type' => 'product', 'fk_parent' => $parent]);
    }

    /** @param array<string, mixed> $changes */
    public static function changeCategory(int $id, array $changes): void
    {
        self::send('PUT', '/api/index.php/categories/' . $id, $changes);
    }

    public static function deleteCategory(int $id): void
    {
        self::send('DELETE', '/api/index.php/categories/' . $id);
    }

    /** @return list<array<string, mixed>> */
    public static function categories(): array
    {
        return self::send('GET', '/api/index.php/categories?type=product&limit=0', null, [404]) ?? [];
    }

    /** Puts a product into these categories, and into no others. @param list<int> $categories */
    public static function categorize(int $product, array $categories): void
    {
        foreach (array_diff(self::categoriesOf($product), $categories) as $id) {
            self::send('DELETE', "/api/index.php/categories/{$id}/objects/product/{$product}");
        }
        foreach (array_diff($categories, self::categoriesOf($product)) as $id) {
            self::send('POST', "/api/index.php/categories/{$id}/objects/product/{$product}", []);
        }
    }

    /** @return list<int> */
    public static function categoriesOf(int $product): array
    {
        $categories = self::send('GET', "/api/index.php/products/{$product}/categories", null, [404]);
        return array_map('intval', array_column(is_array($categories) ? $categories : [], 'id'));
    }

    /**
     * @param array<string, mixed>|null $body
     * @param list<int> $empty the statuses that mean nothing
     */
    private static function send(string $method, string $path, ?array $body = null, array $empty = []): mixed
    {
        $answer = @file_get_contents(self::url() . $path, false, stream_context_create(['http' => [
            'method' => $method,
            'header' => "Content-Type: application/json\r\nDOLAPIKEY: " . self::KEY,
            'content' => $body === null ? '' : json_encode($body),
            'ignore_errors' => true,
            'timeout' => 10,
        ]]));
        preg_match('/ (\d{3})/', $http_response_header[0] ?? '', $status);
        if (in_array((int) ($status[1] ?? 0), $empty, true)) {
            return null;
        }
        if ($answer === false || (int) ($status[1] ?? 0) >= 300) {
            throw new \RuntimeException("{$method} {$path}: " . ($status[1] ?? 'no answer') . ' ' . $answer);
        }
        return $answer === '' ? null : json_decode($answer, true, 512, JSON_THROW_ON_ERROR);
    }
}
