<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;

/**
 * Every answer is what its route's JSON schema says, which the panel relies on.
 */
final class AnswersTest extends RestCase
{
    /** @return array{wpshop: int, dolibarr: int} a product on each side, with different prices */
    private static function pair(): array
    {
        return [
            'wpshop' => self::product(['title' => 'Mug', 'reference' => 'MUG', 'price' => '12.5', 'vat_rate' => '20', 'weight' => '0.35']),
            'dolibarr' => StandIn::create(['ref' => 'MUG', 'label' => 'Mug', 'price' => '14', 'tva_tx' => '20']),
        ];
    }

    public function testAProductFromSeeingToUndoing(): void
    {
        ['wpshop' => $id, 'dolibarr' => $dolibarr] = self::pair();

        self::assertSame('unlinked', self::answer('GET', "products/status?ids=$id")['products'][0]['status']);
        self::assertSame($dolibarr, self::answer('GET', "products/$id/candidates")['candidates'][0]['id']);
        $found = self::answer('GET', 'dolibarr/products?search=mug&page=0');
        self::assertSame([$dolibarr, 0, false], [$found['products'][0]['id'], $found['page'], $found['has_more']]);

        $comparison = self::answer('GET', "products/$id/comparison?dolibarr_id=$dolibarr");
        $decision = [
            'revisions' => $comparison['revisions'],
            'choice' => array_fill_keys(array_column(array_filter(
                $comparison['fields'],
                static fn (array $field): bool => $field['state'] !== 'same' && $field['note'] !== 'read_only'
            ), 'key'), 'dolibarr'),
        ];
        $linked = self::answer('POST', "products/$id/link", ['dolibarr_id' => $dolibarr] + $decision);
        self::assertSame('synced', $linked['row']['status']);
        self::assertContains(['key' => 'price', 'before' => '12.5', 'after' => '14'], $linked['changes']['wpshop']);

        StandIn::change($dolibarr, ['label' => 'Mug bleu']);
        self::assertSame('out_of_sync', self::answer('GET', "products/status?ids=$id")['products'][0]['status']);
        $comparison = self::answer('GET', "products/$id/comparison");
        $synced = self::answer('POST', "products/$id/sync", [
            'revisions' => $comparison['revisions'],
            'choice' => ['title' => 'wpshop'],
        ]);
        self::assertSame('synced', $synced['row']['status']);

        $journal = self::answer('GET', "journal?product=$id&page=1");
        self::assertSame(['sync', 'link'], array_column($journal['entries'], 'action'));
        $undone = self::answer('POST', "journal/{$synced['journal_id']}/undo");
        self::assertSame('out_of_sync', $undone['row']['status']);
        self::assertSame('unlinked', self::answer('DELETE', "products/$id/link")['row']['status']);
        self::answer('GET', 'journal');
    }

    public function testManyAtOnceFromListingToUndoing(): void
    {
        ['wpshop' => $id, 'dolibarr' => $dolibarr] = self::pair();
        $page = self::answer('GET', 'products/unlinked?side=wpshop');
        $theirs = self::answer('GET', 'products/unlinked?side=dolibarr&after=0&limit=500');
        self::assertSame([[$id], [$dolibarr]], [array_column($page['products'], 'id'), array_column($theirs['products'], 'id')]);
        $pair = [
            'wp_id' => $id,
            'dolibarr_id' => $dolibarr,
            'revisions' => ['wpshop' => $page['products'][0]['revision'], 'dolibarr' => 'old'],
            'keep' => null,
        ];
        $changed = self::answer('POST', 'links/bulk', ['pairs' => [$pair]])['results'][0];
        self::assertSame(['dolisync_changed_meanwhile', $theirs['products'][0]], [$changed['problem']['code'], $changed['now']['dolibarr']]);
        $pair['revisions'] = array_map(static fn (array $product): string => $product['revision'], $changed['now']);
        $unchosen = self::answer('POST', 'links/bulk', ['pairs' => [$pair]])['results'][0];
        self::assertSame('dolisync_choice_incomplete', $unchosen['problem']['code']);
        $linked = self::answer('POST', 'links/bulk', ['pairs' => [['keep' => 'dolibarr'] + $pair]])['results'][0];
        self::assertSame('synced', $linked['outcome']['row']['status']);
        self::assertSame([], self::answer('GET', 'products/unlinked?side=wpshop')['products']);
        self::assertSame([], self::answer('GET', 'products/unlinked?side=dolibarr')['products']);
        self::answer('POST', "journal/{$linked['outcome']['journal_id']}/undo");
        self::assertSame([$id], array_column(self::answer('GET', 'products/unlinked?side=wpshop')['products'], 'id'));
    }

    public function testCreating(): void
    {
        $id = self::product(['title' => 'Kaleidoscope', 'reference' => 'KAL', 'price' => '22', 'vat_rate' => '20']);
        self::assertSame([], self::answer('GET', "products/$id/candidates")['candidates']);
        $created = self::answer('POST', "products/$id/create", ['confirmed' => false]);
        self::assertFalse($created['undoable']);
        self::assertSame('synced', $created['row']['status']);
    }

    public function testAnUnknownStatusSaysWhatWasKnownAndWhy(): void
    {
        ['wpshop' => $id, 'dolibarr' => $dolibarr] = self::pair();
        Services::get()->links()->put($id, $dolibarr, null, 'synced');
        StandIn::fail(['kind' => 'html_500']);
        $row = self::answer('GET', "products/status?ids=$id")['products'][0];
        self::assertSame(['unknown', 'synced'], [$row['status'], $row['last_known']['status']]);
        self::assertStringStartsWith('dolisync_', $row['problem']['code']);
    }

    public function testTheSettingsAndTheirTest(): void
    {
        $settings = self::answer('GET', 'settings');
        self::assertSame([true, 'option', true], [$settings['key_set'], $settings['key_source'], $settings['configured']]);
        self::assertTrue(self::answer('POST', 'settings/test', [])['ok']);
        self::assertTrue(self::answer('POST', 'settings/test', ['url' => StandIn::url() . '/api/index.php/', 'key' => StandIn::KEY])['ok']);
        self::assertFalse(self::answer('POST', 'settings/test', ['key' => 'reader-key'])['can_write']);
        self::assertSame('3', self::answer('POST', 'settings', ['url' => StandIn::url(), 'entity' => '3'])['entity']);
    }

    public function testTheKeyIsInNoAnswer(): void
    {
        ['wpshop' => $id] = self::pair();
        $requests = [
            ['GET', 'settings', null],
            ['POST', 'settings', ['url' => StandIn::url(), 'key' => StandIn::KEY]],
            ['POST', 'settings/test', ['key' => StandIn::KEY]],
            ['POST', 'settings/test', ['url' => 'http://127.0.0.1:9', 'key' => StandIn::KEY]],
            ['POST', 'settings', ['url' => 'nonsense', 'key' => StandIn::KEY]],
            ['GET', "products/status?ids=$id", null],
        ];
        foreach ($requests as [$method, $route, $body]) {
            $told = (string) wp_json_encode(self::ask($method, $route, $body)->get_data());
            self::assertStringNotContainsString(StandIn::KEY, $told, "$method $route");
        }
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    public function faults(): iterable
    {
        yield 'an HTML error page' => [['kind' => 'html_500']];
        yield 'half a JSON' => [['kind' => 'truncated']];
        yield 'HTML with status 200' => [['kind' => 'not_json_200']];
        yield 'a dropped connection' => [['kind' => 'drop']];
        yield 'a refused key' => [['kind' => 'status', 'status' => 401]];
        yield 'a missing right' => [['kind' => 'status', 'status' => 403]];
    }

    /**
     * @dataProvider faults
     * @param array<string, mixed> $fault
     */
    public function testWhenDolibarrFailsEachRouteSaysSoAndTheSessionIsNotBlamed(array $fault): void
    {
        ['wpshop' => $id, 'dolibarr' => $dolibarr] = self::pair();
        StandIn::fail($fault);
        $decision = ['revisions' => ['wpshop' => 'a', 'dolibarr' => 'b'], 'choice' => ['price' => 'wpshop']];
        foreach (
            [
                ['GET', 'dolibarr/products?search=mug', null],
                ['GET', 'products/unlinked?side=dolibarr', null],
                ['GET', "products/$id/candidates", null],
                ['GET', "products/$id/comparison?dolibarr_id=$dolibarr", null],
                ['POST', "products/$id/link", ['dolibarr_id' => $dolibarr] + $decision],
                ['POST', "products/$id/create", ['confirmed' => true]],
                ['POST', 'settings/test', []],
            ] as [$method, $route, $body]
        ) {
            $answer = self::ask($method, $route, $body);
            self::assertPlainError($answer, "$method $route");
            self::assertNotContains($answer->get_status(), [401, 403, 500], "$method $route");
            self::assertContains($answer->get_data()['data']['next_action'], ['retry', 'check_settings'], "$method $route");
        }
    }

    public function testWhatComesWithAnErrorIsOfTheSameShapes(): void
    {
        ['wpshop' => $id, 'dolibarr' => $dolibarr] = self::pair();
        $stale = self::ask('POST', "products/$id/link", [
            'dolibarr_id' => $dolibarr,
            'revisions' => ['wpshop' => 'old', 'dolibarr' => 'old'],
            'choice' => ['price' => 'wpshop'],
        ]);
        self::assertSame([409, 'dolisync_changed_meanwhile'], [$stale->get_status(), $stale->get_data()['code']]);
        self::assertPlainError($stale);
        self::assertMatchesSchema($stale->get_data()['data']['comparison'], \DoliSync\Rest\Shapes::comparison());
        $double = self::ask('POST', "products/$id/create", ['confirmed' => false]);
        self::assertSame([409, 'dolisync_possible_duplicates'], [$double->get_status(), $double->get_data()['code']]);
        self::assertMatchesSchema($double->get_data()['data']['candidates'], \DoliSync\Rest\Shapes::listOf(\DoliSync\Rest\Shapes::candidate()));
    }

    public function testAFaultOfOursIsAPlainErrorToo(): void
    {
        $log = ini_set('error_log', '/dev/null');
        $broken = static function (): never {
            throw new \LogicException('secret of a developer');
        };
        add_filter('pre_option_dolisync_dolibarr_url', $broken);
        $answer = self::ask('GET', 'settings');
        remove_filter('pre_option_dolisync_dolibarr_url', $broken);
        ini_set('error_log', (string) $log);
        self::assertSame([500, 'dolisync_unexpected'], [$answer->get_status(), $answer->get_data()['code']]);
        self::assertPlainError($answer);
        self::assertStringNotContainsString('secret', (string) wp_json_encode($answer->get_data()));
    }
}
