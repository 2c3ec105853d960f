<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Admin\MassSyncCsv;
use DoliSync\Admin\MassSyncWords;
use DoliSync\Dolibarr\Refusals;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\MassSync;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** A kind of record that Dolibarr does not give out is left out with its reason, and the rest goes on. */
final class LeftOutTest extends MassSyncCase
{
    protected function setUp(): void
    {
        parent::setUp();
        add_filter('pre_wp_mail', '__return_false', 1);
    }

    protected function tearDown(): void
    {
        remove_filter('pre_wp_mail', '__return_false', 1);
        parent::tearDown();
    }

    /** @return array<string, array{int, string, Entity}> */
    public function modules(): array
    {
        $modules = [];
        foreach ([16, 20] as $version) {
            $modules["orders in {$version}"] = [$version, 'orders', Entity::Orders];
            $modules["products in {$version}"] = [$version, 'products', Entity::Products];
            $modules["categories in {$version}"] = [$version, 'categories', Entity::Categories];
        }
        return $modules;
    }

    /** @dataProvider modules */
    public function testAModuleThatIsOffIsLeftOutAndTheRestIsBroughtOver(int $version, string $module, Entity $entity): void
    {
        StandIn::reset('shop', $version, 12);
        StandIn::settings(['modules_off' => [$module]]);
        $run = self::looked();
        self::assertSame([RunState::Ready, [$entity]], [$run->state, $run->entitiesLeftOut()]);
        self::assertSame(Refusals::KEPT_BACK, $run->leftOut[$entity->value]['code']);
        self::assertStringContainsString($entity->named(), (string) MassSyncWords::leftOut($run, $entity, []));

        $run = self::written($run);
        self::assertSame(RunState::Done, $run->state);
        $stages = array_column(Services::get()->massSyncProgress()->stages($run), null, 'entity');
        foreach ($stages as $name => $stage) {
            self::assertSame($name === $entity->value ? 'left_out' : 'done', $stage['state'], $name);
            self::assertSame($name !== $entity->value, $stage['created'] > 0, $name);
            self::assertSame(($stage['preview'] ?? ['create' => 0])['create'], $stage['created'], $name);
        }
    }

    public function testWhatCannotBeWithoutItIsLeftOutWithItAndSaysSo(): void
    {
        StandIn::reset('shop', 20, 5);
        StandIn::settings(['modules_off' => ['thirdparties']]);
        $run = self::looked();
        self::assertSame([Entity::ThirdParties, Entity::Proposals, Entity::Orders, Entity::Invoices], $run->entitiesLeftOut());
        self::assertSame(MassSync::NEEDS_LEFT_OUT, $run->leftOut[Entity::Orders->value]['code']);
        self::assertStringContainsString(Entity::ThirdParties->label(), (string) MassSyncWords::leftOut($run, Entity::Invoices, []));
        $run = self::written($run);
        $report = self::report($run);
        self::assertStringContainsString('Orders,"Left out"', $report);
        self::assertStringContainsString('their module is off there, or the user of the key may not read them', $report);
    }

    public function testWithoutCategoriesTheProductsSaySo(): void
    {
        StandIn::reset('shop', 16, 5);
        StandIn::settings(['modules_off' => ['categories']]);
        $run = self::looked();
        self::assertStringContainsString('Products are brought over without their categories.', (string) MassSyncWords::leftOut($run, Entity::Categories, []));
        self::assertNull(MassSyncWords::leftOut($run, Entity::Products, []));
    }

    /** @return array<string, array{int, int}> */
    public function refusals(): array
    {
        return ['16' => [16, 401], '20' => [20, 403]];
    }

    /**
     * The right goes between the categories and what is in them, in the preview or in the run.
     *
     * @dataProvider refusals
     */
    public function testWithoutTheListsOfACategorysProductsTheProductsKeepTheirsAndItIsSaid(int $version, int $status): void
    {
        StandIn::reset('shop', $version, 5);
        self::written(self::looked());
        $before = self::categoriesOfProducts();
        self::assertNotSame([], $before);
        self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '']);
        $refuse = static fn (mixed $answer, array $arguments, string $url): mixed => str_contains($url, 'category=')
            ? ['headers' => [], 'body' => '{"error":{"code":' . $status . ',"message":"Access denied"}}', 'response' => ['code' => $status, 'message' => ''], 'cookies' => [], 'filename' => null]
            : $answer;
        foreach ([true, false] as $isInPreview) {
            $run = $isInPreview ? null : self::looked();
            add_filter('pre_http_request', $refuse, 10, 3);
            $run = self::written($run ?? self::looked());
            remove_filter('pre_http_request', $refuse);
            self::assertSame([RunState::Done, [], ['memberships']], [$run->state, $run->entitiesLeftOut(), array_keys($run->leftOut)]);
            self::assertSame($before, array_intersect_key(self::categoriesOfProducts(), $before), 'a problem is not an absence');
            $why = (string) MassSyncWords::leftOut($run, Entity::Categories, []);
            self::assertStringContainsString('Products are brought over without their categories.', $why);
            self::assertStringContainsString($why, self::report($run));
        }
    }

    /** @return array<int, string> product → the shop's categories of it */
    private static function categoriesOfProducts(): array
    {
        global $wpdb;
        return array_column($wpdb->get_results("SELECT r.object_id, GROUP_CONCAT(r.term_taxonomy_id) AS places FROM {$wpdb->term_relationships} r
            INNER JOIN {$wpdb->posts} p ON p.ID = r.object_id WHERE p.post_type = 'wps-product' GROUP BY r.object_id ORDER BY r.object_id"), 'places', 'object_id');
    }

    public function testAKeyThatMayNotReadOneKindOfRecordIsNoWrongKey(): void
    {
        StandIn::reset('shop', 16, 5);
        Services::get()->connection()->save(StandIn::url(), 'no-rights-key', '');
        $run = self::worked(self::mass()->begin([Entity::Products, Entity::Orders]));
        self::assertSame([RunState::Ready, 2], [$run->state, count($run->leftOut)]);
        self::assertFalse(Services::get()->massSyncProgress()->of($run)['can']['start'], 'there is nothing to write');
    }

    public function testARefusalWhileDolibarrDoesNotAnswerOtherwiseIsNoWordAboutTheRecords(): void
    {
        StandIn::reset('shop', 20, 5);
        $run = self::mass()->begin([Entity::Orders, Entity::Products]);
        StandIn::fail(['kind' => 'status', 'status' => 403, 'method' => 'GET', 'path' => '/orders']);
        StandIn::fail(['kind' => 'html_500', 'method' => 'GET', 'path' => '/status']);
        for ($try = 0; $try < 5; $try++) {
            self::mass()->work($run->id, 0.1);
            self::everythingIsDue();
        }
        $now = self::mass()->run($run->id);
        self::assertSame([RunState::Previewing, []], [$now->state, $now->leftOut]);
        StandIn::heal();
        $run = self::worked($now);
        self::assertSame([RunState::Ready, []], [$run->state, $run->leftOut]);
    }

    public function testARightThatIsTakenAwayBeforeTheRunLeavesOutWhatThePreviewShowed(): void
    {
        StandIn::reset('shop', 16, 5);
        $run = self::looked();
        self::assertSame([], $run->leftOut);
        StandIn::settings(['modules_off' => ['invoices']]);
        $run = self::written($run);
        self::assertSame([RunState::Done, [Entity::Invoices->value]], [$run->state, array_keys($run->leftOut)]);
        $stages = array_column(Services::get()->massSyncProgress()->stages($run), null, 'entity');
        self::assertSame([0, 'left_out'], [$stages['invoices']['created'], $stages['invoices']['state']]);
        self::assertGreaterThan(0, $stages['orders']['created']);
    }

    public function testWhatWasBroughtOverBeforeIsNotTakenForGone(): void
    {
        StandIn::reset('shop', 16, 12);
        self::written(self::looked());
        StandIn::settings(['modules_off' => ['orders']]);
        $run = self::looked();
        self::assertSame([RunState::Ready, null], [$run->state, $run->brake], 'no brake asks about orders that nobody listed');
    }

    private static function looked(): Run
    {
        return self::worked(self::mass()->begin(MassSync::BY_DEFAULT));
    }

    private static function report(Run $run): string
    {
        $stream = fopen('php://memory', 'r+');
        (new MassSyncCsv(Services::get()))->write($stream, $run, false);
        rewind($stream);
        return (string) stream_get_contents($stream);
    }
}
