<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

/**
 * Who may use which route: nobody but an administrator with a valid nonce.
 */
final class PermissionTest extends RestCase
{
    private const DECISION = ['revisions' => ['wpshop' => 'a', 'dolibarr' => 'b'], 'choice' => ['title' => 'wpshop']];

    /** Every route, with arguments that pass and a product that is not there. */
    private const ROUTES = [
        ['GET', 'products/status?ids=999999', null],
        ['GET', 'dolibarr/products?search=mug', null],
        ['GET', 'products/999999/candidates', null],
        ['GET', 'products/999999/comparison', null],
        ['POST', 'products/999999/link', ['dolibarr_id' => 1] + self::DECISION],
        ['DELETE', 'products/999999/link', null],
        ['GET', 'products/unlinked?side=dolibarr', null],
        ['POST', 'links/bulk', ['pairs' => [
            ['wp_id' => 999999, 'dolibarr_id' => 1, 'revisions' => self::DECISION['revisions'], 'keep' => 'wpshop'],
        ]]],
        ['POST', 'products/999999/sync', self::DECISION],
        ['POST', 'products/999999/create', ['confirmed' => true]],
        ['POST', 'products/create-many', ['ids' => [999999], 'confirmed' => true]],
        ['GET', 'overview', null],
        ['GET', 'journal', null],
        ['POST', 'journal/999999/undo', null],
        ['GET', 'queue', null],
        ['POST', 'queue/999999/retry', null],
        ['DELETE', 'queue/999999', null],
        ['POST', 'products/999999/recreate', ['confirmed' => true]],
        ['POST', 'products/999999/trash', null],
        ['POST', 'links/999999/restore', null],
        ['DELETE', 'links/999999', null],
        ['POST', 'links/999999/delete-in-dolibarr', null],
        ['GET', 'health', null],
        ['GET', 'health/panel', null],
        ['POST', 'mass-sync/runs', ['entities' => ['products']]],
        ['GET', 'mass-sync/runs/current', null],
        ['GET', 'mass-sync/runs/999999', null],
        ['POST', 'mass-sync/runs/999999/work', ['seconds' => 0]],
        ['POST', 'mass-sync/runs/999999/start', ['overwrites' => 0]],
        ['POST', 'mass-sync/runs/999999/pause', null],
        ['POST', 'mass-sync/runs/999999/resume', null],
        ['POST', 'mass-sync/runs/999999/cancel', null],
        ['POST', 'mass-sync/runs/999999/retry', null],
        ['POST', 'mass-sync/runs/999999/undo', null],
        ['POST', 'mass-sync/runs/999999/release', null],
        ['GET', 'mass-sync/runs/999999/records?kind=failed', null],
        ['GET', 'settings', null],
        ['POST', 'settings', ['url' => 'not an address', 'key' => 'x']],
        ['POST', 'settings/test', ['url' => 'not an address']],
    ];

    /** @return iterable<string, array{string, string, ?array<string, mixed>, string, ?string, int}> */
    public function requests(): iterable
    {
        // [role, nonce, what the answer must be: 0 = not refused]
        $askers = [
            ['anonymous', null, 401], ['anonymous', self::GOOD_NONCE, 401], ['anonymous', 'forged', 403],
            ['subscriber', null, 401], ['subscriber', self::GOOD_NONCE, 403], ['subscriber', 'forged', 403],
            ['editor', null, 401], ['editor', self::GOOD_NONCE, 403], ['editor', 'forged', 403],
            ['administrator', null, 401], ['administrator', self::GOOD_NONCE, 0], ['administrator', 'forged', 403],
        ];
        foreach (self::ROUTES as [$method, $route, $body]) {
            foreach ($askers as [$role, $nonce, $status]) {
                $name = sprintf('%s %s, %s, %s nonce', $method, $route, $role, $nonce ?? 'no');
                yield $name => [$method, $route, $body, $role, $nonce, $status];
            }
        }
    }

    /**
     * @dataProvider requests
     * @param array<string, mixed>|null $body
     */
    public function testOnlyTheCapabilityWithANonceIsLetIn(
        string $method,
        string $route,
        ?array $body,
        string $role,
        ?string $nonce,
        int $status
    ): void {
        $answer = self::ask($method, $route, $body, $role, $nonce);
        if ($status === 0) {
            self::assertNotContains($answer->get_status(), [401, 403, 500]);
            return;
        }
        self::assertSame($status, $answer->get_status());
        self::assertPlainError($answer);
        self::assertSame($role === 'anonymous' || $status === 401 || $nonce === 'forged' ? 'log_in' : 'none', $answer->get_data()['data']['next_action']);
    }

    public function testThereIsNoOtherRoute(): void
    {
        $tested = array_map(static fn (array $route): string => $route[0] . ' ' . strtok($route[1], '?'), self::ROUTES);
        // Dolibarr's, which no user asks: see WebhookTest.
        $tested[] = 'POST webhook';
        $there = [];
        foreach (self::server()->get_routes('dolisync/v1') as $path => $handlers) {
            foreach ($path === '/dolisync/v1' ? [] : $handlers as $handler) {
                foreach (array_keys($handler['methods']) as $method) {
                    $there[] = $method . ' ' . preg_replace('/\(\?P<id>[^)]*\)/', '999999', substr($path, strlen('/dolisync/v1/')));
                }
            }
        }
        sort($tested);
        sort($there);
        self::assertSame($tested, $there);
    }

    public function testACapabilityThatASiteGivesIsEnough(): void
    {
        $editor = get_user_by('id', self::user('editor'));
        $editor->add_cap('manage_dolisync');
        try {
            self::assertSame(200, self::ask('GET', 'settings', null, 'editor')->get_status());
        } finally {
            $editor->remove_cap('manage_dolisync');
        }
    }
}
