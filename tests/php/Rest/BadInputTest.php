<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

/**
 * What no honest panel sends: a clear error, no request to Dolibarr, nothing stored.
 */
final class BadInputTest extends RestCase
{
    /** @return iterable<string, array{string, string, ?array<string, mixed>}> */
    public function requests(): iterable
    {
        $revisions = ['wpshop' => 'a', 'dolibarr' => 'b'];
        $pair = ['wp_id' => 1, 'dolibarr_id' => 1, 'revisions' => $revisions, 'keep' => null];
        $many = static fn (int $count): string => implode(',', range(1, $count));
        foreach (
            [
            ['GET', 'products/status', null],
            ['GET', 'products/status?ids=', null],
            ['GET', 'products/status?ids=1;DROP', null],
            ['GET', 'products/status?ids=1,', null],
            ['GET', 'products/status?ids=,1', null],
            ['GET', 'products/status?ids=-1', null],
            ['GET', 'products/status?ids=1.5', null],
            ['GET', 'products/status?ids=1e3', null],
            ['GET', 'products/status?ids=1 2', null],
            ['GET', 'products/status?ids=0x10', null],
            ['GET', 'products/status?ids=9999999999999999999', null],
            ['GET', 'products/status?ids[]=1', null],
            ['GET', 'products/status?ids=' . $many(201), null],
            ['GET', 'products/status?ids=' . $many(10_000), null],
            ['GET', 'dolibarr/products?search=' . str_repeat('x', 201), null],
            ['GET', 'dolibarr/products?search=' . str_repeat('x', 5_000), null],
            ['GET', 'dolibarr/products?search[]=x', null],
            ['GET', 'dolibarr/products?page=-1', null],
            ['GET', 'dolibarr/products?page=one', null],
            ['GET', 'products/1/comparison?dolibarr_id=0', null],
            ['GET', 'products/1/comparison?dolibarr_id=x', null],
            ['POST', 'products/1/link', []],
            ['POST', 'products/1/link', ['dolibarr_id' => 'x', 'revisions' => $revisions, 'choice' => []]],
            ['POST', 'products/1/link', ['dolibarr_id' => 0, 'revisions' => $revisions, 'choice' => []]],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'choice' => []]],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'revisions' => [], 'choice' => []]],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'revisions' => ['wpshop' => 'a'], 'choice' => []]],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'revisions' => ['wpshop' => '', 'dolibarr' => ''], 'choice' => []]],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'revisions' => ['wpshop' => [1], 'dolibarr' => 'b'], 'choice' => []]],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'revisions' => $revisions]],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'revisions' => $revisions, 'choice' => 'wpshop']],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'revisions' => $revisions, 'choice' => ['price' => 'nobody']]],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'revisions' => $revisions, 'choice' => ['price' => ['wpshop']]]],
            ['POST', 'products/1/link', ['dolibarr_id' => 1, 'revisions' => $revisions, 'choice' => ['color' => 'wpshop']]],
            ['GET', 'products/unlinked', null],
            ['GET', 'products/unlinked?side=both', null],
            ['GET', 'products/unlinked?side[]=wpshop', null],
            ['GET', 'products/unlinked?side=dolibarr&after=-1', null],
            ['GET', 'products/unlinked?side=dolibarr&after=1)or(1=1', null],
            ['GET', 'products/unlinked?side=wpshop&limit=0', null],
            ['GET', 'products/unlinked?side=wpshop&limit=501', null],
            ['POST', 'links/bulk', []],
            ['POST', 'links/bulk', ['pairs' => []]],
            ['POST', 'links/bulk', ['pairs' => 'all']],
            ['POST', 'links/bulk', ['pairs' => array_fill(0, 51, $pair)]],
            ['POST', 'links/bulk', ['pairs' => [$pair, ['wp_id' => 0] + $pair]]],
            ['POST', 'links/bulk', ['pairs' => [['dolibarr_id' => 'x'] + $pair]]],
            ['POST', 'links/bulk', ['pairs' => [['keep' => 'both'] + $pair]]],
            ['POST', 'links/bulk', ['pairs' => [['keep' => ''] + $pair]]],
            ['POST', 'links/bulk', ['pairs' => [array_diff_key($pair, ['keep' => ''])]]],
            ['POST', 'links/bulk', ['pairs' => [array_diff_key($pair, ['revisions' => ''])]]],
            ['POST', 'links/bulk', ['pairs' => [['revisions' => ['wpshop' => 'a']] + $pair]]],
            ['POST', 'links/bulk', ['pairs' => [['revisions' => ['wpshop' => 'a', 'dolibarr' => '']] + $pair]]],
            ['POST', 'links/bulk', ['pairs' => [['choice' => ['title' => 'wpshop']] + $pair]]],
            ['POST', 'products/1/sync', ['revisions' => [], 'choice' => []]],
            ['POST', 'products/1/sync', ['revisions' => $revisions, 'choice' => ['price' => 'both']]],
            ['POST', 'products/1/create', ['confirmed' => 'perhaps']],
            ['GET', 'journal?page=0', null],
            ['GET', 'journal?product=x', null],
            ['POST', 'mass-sync/runs', []],
            ['POST', 'mass-sync/runs', ['entities' => []]],
            ['POST', 'mass-sync/runs', ['entities' => ['customers']]],
            ['POST', 'mass-sync/runs', ['entities' => ['products', 'products']]],
            ['POST', 'mass-sync/runs/1/work', []],
            ['POST', 'mass-sync/runs/1/work', ['seconds' => 11]],
            ['POST', 'mass-sync/runs/1/work', ['seconds' => -1]],
            ['POST', 'mass-sync/runs/1/start', []],
            ['POST', 'mass-sync/runs/1/start', ['overwrites' => 'all']],
            ['POST', 'mass-sync/runs/1/retry', ['records' => []]],
            ['POST', 'mass-sync/runs/1/retry', ['records' => ['x']]],
            ['POST', 'mass-sync/runs/1/retry', ['records' => range(1, 1001)]],
            ['GET', 'mass-sync/runs/1/records', null],
            ['GET', 'mass-sync/runs/1/records?kind=good', null],
            ['GET', 'mass-sync/runs/1/records?kind=failed&entity=customers', null],
            ['GET', 'mass-sync/runs/1/records?kind=failed&limit=201', null],
            ['GET', 'mass-sync/runs/1/records?kind=failed&after=x', null],
            ['POST', 'settings', []],
            ['POST', 'settings', ['url' => ['x']]],
            ['POST', 'settings', ['url' => str_repeat('x', 501)]],
            ['POST', 'settings', ['url' => 'https://erp.example.com', 'key' => str_repeat('x', 201)]],
            ] as [$method, $route, $body]
        ) {
            // Shortened: two of them are longer than a terminal is high.
            $name = substr("$method $route", 0, 60) . ' ' . strlen($route) . ' ' . substr((string) json_encode($body), 0, 120);
            yield $name => [$method, $route, $body];
        }
    }

    /**
     * @dataProvider requests
     * @param array<string, mixed>|null $body
     */
    public function testItIsAClearError(string $method, string $route, ?array $body = null): void
    {
        $answer = self::ask($method, $route, $body);
        self::assertSame(400, $answer->get_status(), (string) wp_json_encode($answer->get_data()));
        self::assertPlainError($answer);
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testTwoHundredProductsAreNotTooMany(): void
    {
        $answer = self::ask('GET', 'products/status?ids=' . implode(',', range(900_001, 900_200)));
        self::assertSame(404, $answer->get_status());
        self::assertSame('dolisync_unknown_product', $answer->get_data()['code']);
        self::assertPlainError($answer);
    }

    public function testUnknownThingsAreNotFound(): void
    {
        $page = wp_insert_post(['post_type' => 'page', 'post_title' => 'No product', 'post_status' => 'publish']);
        foreach (
            [
                ['GET', 'products/999999/comparison'],
                ['GET', 'products/0/candidates'],
                ['GET', "products/$page/candidates"],
                ['GET', "products/$page/comparison"],
                ['GET', "products/status?ids=$page"],
                ['DELETE', "products/$page/link"],
                ['POST', 'journal/999999/undo'],
                ['GET', 'mass-sync/runs/999999'],
                ['POST', 'mass-sync/runs/999999/cancel'],
                ['GET', 'mass-sync/runs/abc'],
                ['GET', 'products/abc/comparison'],
            ] as [$method, $route]
        ) {
            $answer = self::ask($method, $route);
            self::assertSame(404, $answer->get_status(), "$method $route");
            self::assertPlainError($answer, "$method $route");
        }
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testTheIdInThePathCannotBeReplacedByTheBody(): void
    {
        $answer = self::ask('POST', 'products/999998/create', ['id' => 1, 'confirmed' => true]);
        self::assertSame(404, $answer->get_status());
        self::assertStringContainsString('999998', $answer->get_data()['message']);
    }

    public function testBrokenJsonIsAClearError(): void
    {
        wp_set_current_user(self::user('administrator'));
        $request = new \WP_REST_Request('POST', '/dolisync/v1/settings/test');
        $request->set_header('Content-Type', 'application/json');
        $request->set_body('{"url": ');
        $server = self::server();
        $answer = apply_filters('rest_post_dispatch', $server->dispatch($request), $server, $request);
        self::assertSame(400, $answer->get_status());
        self::assertPlainError($answer);
    }

    public function testABadAddressIsNotStored(): void
    {
        $before = self::ask('GET', 'settings')->get_data();
        foreach (['erp', 'ftp://erp.example.com', 'https://user:secret@erp.example.com', 'javascript:alert(1)'] as $url) {
            $answer = self::ask('POST', 'settings', ['url' => $url, 'key' => 'another-key']);
            self::assertSame(400, $answer->get_status(), $url);
            self::assertSame('dolisync_bad_address', $answer->get_data()['code'], $url);
            self::assertPlainError($answer, $url);
        }
        self::assertSame($before, self::ask('GET', 'settings')->get_data());
    }
}
