<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\Rest\Shapes;
use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use WP_REST_Response;

/**
 * Deciding about a product that one side no longer has, through the REST API.
 */
final class DeletedTest extends RestCase
{
    private const ROUTES = [
        ['POST', 'products/%d/recreate'], ['POST', 'products/%d/trash'], ['POST', 'links/%d/restore'],
        ['DELETE', 'links/%d'], ['POST', 'links/%d/delete-in-dolibarr'],
    ];

    /** @return array{int, int} */
    private static function associated(): array
    {
        $id = self::product(['title' => 'Mug', 'reference' => 'MUG', 'price' => '12', 'vat_rate' => '20']);
        $dolibarrId = StandIn::create(['ref' => 'MUG', 'label' => 'Mug', 'price' => '12']);
        StandIn::create(['ref' => 'OTHER', 'label' => 'Something else', 'price' => '1']);
        Services::get()->links()->put($id, $dolibarrId, null);
        StandIn::forgetCalls();
        return [$id, $dolibarrId];
    }

    private static function assertJournalled(string $action, WP_REST_Response $answer): void
    {
        self::assertSame(200, $answer->get_status(), (string) wp_json_encode($answer->get_data()));
        self::assertSame($action, Services::get()->journal()->entry($answer->get_data()['journal_id'])?->action);
    }

    private static function assertOutcome(WP_REST_Response $answer): void
    {
        self::assertSame(200, $answer->get_status(), (string) wp_json_encode($answer->get_data()));
        self::assertTrue(rest_validate_value_from_schema($answer->get_data(), Shapes::outcome(), 'outcome'));
    }

    public function testGoneInDolibarrItIsCreatedAgain(): void
    {
        [$id, $dolibarrId] = self::associated();
        StandIn::delete($dolibarrId);
        StandIn::create(['ref' => 'MUG', 'label' => 'Mug', 'price' => '12']);
        $duplicates = self::ask('POST', "products/$id/recreate");
        self::assertSame([409, 'dolisync_possible_duplicates'], [$duplicates->get_status(), $duplicates->get_data()['code']]);
        self::assertOutcome(self::ask('POST', "products/$id/recreate", ['confirmed' => true]));
    }

    public function testGoneInDolibarrItGoesToTheTrashAndComesBack(): void
    {
        [$id, $dolibarrId] = self::associated();
        StandIn::delete($dolibarrId);
        self::assertJournalled('trash', self::ask('POST', "products/$id/trash"));
        self::assertSame('trash', get_post_status($id));
        self::assertOutcome(self::ask('POST', "links/$id/restore"));
        self::assertSame('publish', get_post_status($id));
    }

    public function testDeletedInTheShopItIsDissociated(): void
    {
        [$id, $dolibarrId] = self::associated();
        wp_delete_post($id, true);
        self::assertJournalled('unlink', self::ask('DELETE', "links/$id"));
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame('Mug', StandIn::product($dolibarrId)['label']);
    }

    public function testDeletedInTheShopItIsDeletedInDolibarrToo(): void
    {
        [$id, $dolibarrId] = self::associated();
        wp_trash_post($id);
        self::assertJournalled('delete', self::ask('POST', "links/$id/delete-in-dolibarr"));
        self::assertNotContains($dolibarrId, array_map('intval', array_column(StandIn::products(), 'id')));
    }

    public function testWhatIsThereOnBothSidesIsLeftAlone(): void
    {
        [$id] = self::associated();
        $before = [self::shop(), StandIn::products()];
        StandIn::forgetCalls();
        foreach (self::ROUTES as [$method, $route]) {
            $answer = self::ask($method, sprintf($route, $id), ['confirmed' => true]);
            self::assertSame(409, $answer->get_status(), $route);
            self::assertPlainError($answer, $route);
        }
        self::assertSame([], StandIn::writes());
        self::assertEquals($before, [self::shop(), StandIn::products()]);
    }

    public function testWhenDolibarrFailsNothingIsDecided(): void
    {
        [$id, $dolibarrId] = self::associated();
        StandIn::delete($dolibarrId);
        foreach ([['kind' => 'html_500'], ['kind' => 'status', 'status' => 404], ['kind' => 'truncated']] as $fault) {
            StandIn::heal();
            StandIn::fail($fault + ['times' => 20]);
            foreach (['recreate', 'trash'] as $decision) {
                $answer = self::ask('POST', "products/$id/$decision", ['confirmed' => true]);
                self::assertPlainError($answer, $decision);
                self::assertNotContains($answer->get_status(), [401, 403, 500], $decision);
            }
        }
        self::assertSame('publish', get_post_status($id));
    }
}
