<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Admin\MassSyncWords;
use DoliSync\Catalogue\CategorySet;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Catalogue\ProductType;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Sync\Choice;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Status;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** A run that brings categories and products brings the products into their categories. */
final class ProductCategoriesTest extends MassSyncCase
{
    protected function setUp(): void
    {
        parent::setUp();
        update_option(Policy::OPTION, Policy::Off->value);
    }

    protected function tearDown(): void
    {
        delete_option(Policy::OPTION);
        parent::tearDown();
    }

    public function testNewProductsComeIntoTheirCategories(): void
    {
        $tableware = StandIn::category('Vaisselle');
        $mugs = StandIn::category('Mugs', $tableware);
        $mug = self::mugInDolibarr();
        StandIn::categorize($mug, [$tableware, $mugs]);
        $bare = self::mugInDolibarr(['ref' => 'BARE', 'barcode' => '', 'array_options' => ['options__wps_status' => 'draft']]);
        StandIn::categorize($bare, [$mugs]);
        $none = self::mugInDolibarr(['ref' => 'NONE', 'barcode' => '']);
        $heard = [];
        $listener = static function (int $id, array $terms) use (&$heard): void {
            $heard[] = count($terms);
        };
        add_action('set_object_terms', $listener, 10, 2);
        $run = self::written(self::looked());
        remove_action('set_object_terms', $listener);
        self::assertSame([RunState::Done, []], [$run->state, self::records($run, RecordKind::Failed)]);
        self::assertSame(['Mugs', 'Vaisselle'], self::namesOf(self::inShop($mug)));
        self::assertSame(['Mugs'], self::namesOf(self::inShop($bare)));
        self::assertSame([], self::namesOf(self::inShop($none)));
        self::assertSame([2, 1], $heard, 'the rest of the site hears of it');
        $link = Services::get()->links()->toDolibarr($mug);
        $set = CategorySet::of([$tableware, $mugs]);
        self::assertSame([$set, $set, Status::Synced], [$link->baseline[ProductFields::CATEGORIES], $link->seenCategories, $link->verdict->status]);
        $counts = array_column(get_terms(['taxonomy' => ProductType::CATEGORY, 'hide_empty' => false]), 'count', 'name');
        self::assertSame([1, 1], [(int) $counts['Mugs'], (int) $counts['Vaisselle']], 'as WordPress counts: published ones');
        self::assertNothingIsLeftToDo();
    }

    public function testTheNumberOfRequestsDoesNotGrowWithTheProducts(): void
    {
        $calls = [];
        foreach ([20, 80] as $products) {
            StandIn::reset('shop', 16, $products);
            StandIn::forgetCalls();
            self::looked();
            $calls[] = count(StandIn::calls());
            self::mass()->cancel((int) self::mass()->current()?->id);
        }
        self::assertSame($calls[0], $calls[1]);
    }

    public function testWhatDolibarrChangedIsBroughtToAssociatedProducts(): void
    {
        [$id, $dolibarrId, $old] = self::linkedInCategory('Vaisselle');
        $new = StandIn::category('Soldes');
        StandIn::categorize($dolibarrId, [$old, $new]);
        $run = self::looked();
        self::assertSame([1, 0], self::changedAndOverwritten($run));
        $run = self::written($run);
        self::assertSame(['Soldes', 'Vaisselle'], self::namesOf($id));
        self::assertAllAsPreviewed($run);
        self::assertNothingIsLeftToDo();
    }

    public function testAnEditOfTheShopIsShownBeforeItIsOverwritten(): void
    {
        [$id] = self::linkedInCategory('Vaisselle');
        $promo = self::categoryOfShop('Promo');
        self::someoneCategorizes($id, [...self::idsOf($id), $promo]);
        $run = self::looked();
        self::assertSame([1, 1], self::changedAndOverwritten($run));
        $shown = self::records($run, RecordKind::Overwritten)[0]->changes[0];
        $words = Services::get()->stages()->of(Entity::Products);
        self::assertSame(
            [ProductFields::CATEGORIES, 'Promo, Vaisselle', 'Vaisselle'],
            [$shown['field'], $words->words($shown['field'], $shown['wpshop']), $words->words($shown['field'], $shown['dolibarr'])]
        );
        $run = self::written($run);
        self::assertSame(['Vaisselle'], self::namesOf($id));
        self::assertAllAsPreviewed($run);
        $run = self::worked(self::mass()->undo($run->id));
        self::assertSame([RunState::Undone, []], [$run->state, self::records($run, RecordKind::NotUndone)]);
        self::assertSame(['Promo', 'Vaisselle'], self::namesOf($id));
    }

    public function testAnEditThatThePreviewDidNotShowIsLeftAlone(): void
    {
        [$id, $dolibarrId, $old] = self::linkedInCategory('Vaisselle');
        StandIn::categorize($dolibarrId, [$old, StandIn::category('Soldes')]);
        $run = self::looked();
        self::someoneCategorizes($id, [self::categoryOfShop('Promo')]);
        $run = self::written($run);
        self::assertSame(['Promo'], self::namesOf($id));
        self::assertCount(1, self::records($run, RecordKind::ChangedSincePreview));
    }

    public function testCategoriesThatWereNeverAgreedOnStay(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $link = Services::get()->links()->of($id);
        Services::get()->links()->agree($id, array_diff_key($link->baseline, [ProductFields::CATEGORIES => '']));
        self::someoneCategorizes($id, [self::categoryOfShop('Promo')]);
        StandIn::categorize($dolibarrId, [StandIn::category('Soldes')]);
        $run = self::written(self::looked());
        self::assertSame(['Promo'], self::namesOf($id));
        self::assertSame([0, 0], self::changedAndOverwritten($run));
    }

    public function testDolibarrsHaveTheSayWhereTheSettingsGiveItThem(): void
    {
        [$id, $dolibarrId] = self::linkedInCategory('Vaisselle');
        StandIn::categorize($dolibarrId, []);
        FieldOwners::store([ProductFields::CATEGORIES => 'wpshop']);
        self::written(self::looked());
        self::assertSame(['Vaisselle'], self::namesOf($id));
        FieldOwners::store([ProductFields::CATEGORIES => 'dolibarr']);
        self::written(self::looked());
        self::assertSame([], self::namesOf($id));
    }

    public function testCategoriesThatAreNotSynchronizedCostNoRequest(): void
    {
        [$id, $dolibarrId] = self::linkedInCategory('Vaisselle');
        StandIn::categorize($dolibarrId, []);
        FieldOwners::store([ProductFields::CATEGORIES => 'none']);
        StandIn::forgetCalls();
        self::written(self::looked());
        self::assertSame(['Vaisselle'], self::namesOf($id));
        self::assertSame([], array_filter(StandIn::calls(), static fn (array $call): bool => str_contains($call['query'], 'category=')));
    }

    public function testARunWithoutTheCategoriesLeavesThemAsTheyAre(): void
    {
        [$id, $dolibarrId] = self::linkedInCategory('Vaisselle');
        StandIn::categorize($dolibarrId, []);
        // What an earlier run saw is not what this one was asked for.
        self::mass()->cancel(self::looked()->id);
        self::written(self::previewed());
        self::assertSame(['Vaisselle'], self::namesOf($id));
    }

    public function testWhoeverSynchronizedAProductSinceKnowsBetter(): void
    {
        [$id, $dolibarrId, $old] = self::linkedInCategory('Vaisselle');
        $new = StandIn::category('Soldes');
        $run = self::looked();
        self::mass()->start($run->id, 0);
        // The categories are seen, and not yet the products.
        while (self::seenCategories($run) === 0) {
            self::mass()->work($run->id, 0);
        }
        StandIn::categorize($dolibarrId, [$old, $new]);
        self::sync($id, [ProductFields::CATEGORIES => Choice::DOLIBARR]);
        self::assertSame(['Soldes', 'Vaisselle'], self::namesOf($id));
        self::worked(self::mass()->run($run->id));
        self::assertSame(['Soldes', 'Vaisselle'], self::namesOf($id));
    }

    public function testTheCategoriesOfARunThatIsUndoneGoWithItsProducts(): void
    {
        $dolibarrId = self::mugInDolibarr();
        StandIn::categorize($dolibarrId, [StandIn::category('Vaisselle')]);
        $run = self::worked(self::mass()->undo(self::written(self::looked())->id));
        self::assertSame([RunState::Undone, []], [$run->state, self::records($run, RecordKind::NotUndone)]);
        self::assertSame([], get_terms(['taxonomy' => ProductType::CATEGORY, 'hide_empty' => false]));
    }

    public function testDolibarrThatFailsMeanwhileIsAskedAgain(): void
    {
        $dolibarrId = self::mugInDolibarr();
        StandIn::categorize($dolibarrId, [StandIn::category('Vaisselle')]);
        $run = self::looked();
        StandIn::fail(['kind' => 'html_500', 'method' => 'GET', 'path' => '/products', 'times' => 2]);
        StandIn::fail(['kind' => 'truncated', 'method' => 'GET', 'path' => '/categories', 'nth' => 2, 'times' => 1]);
        $run = self::written($run);
        self::assertSame([RunState::Done, []], [$run->state, $run->leftOut]);
        self::assertSame(['Vaisselle'], self::namesOf(self::inShop($dolibarrId)));
    }

    /** @return array<string, array{string}> what Dolibarr answers in place of the list */
    public function noLists(): array
    {
        return [
            'an error page' => ['<html><body>Internal Server Error</body></html>'],
            'an error of Dolibarr' => ['{"error":{"code":500,"message":"Internal Server Error"}}'],
            'a truncated list' => ['["1","2'],
        ];
    }

    /** @dataProvider noLists */
    public function testACategoryWhoseListNeverComesStopsNobodyElse(string $body): void
    {
        [$inIt, $dolibarrId, $broken] = self::linkedInCategory('Broken');
        $others = [StandIn::category('Tableware'), StandIn::category('Mugs')];
        $new = self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '']);
        StandIn::categorize($new, [$broken, ...$others]);
        StandIn::categorize($dolibarrId, $others);
        $answer = str_starts_with($body, '[') ? 200 : 500;
        self::withoutListOf($broken, $answer, $body, function () use ($inIt, $new, $broken): void {
            StandIn::forgetCalls();
            $run = self::looked();
            self::assertNotNull(self::unlisted($run));
            $run = self::written($run);
            self::assertSame([RunState::Done, [], []], [$run->state, $run->leftOut, self::records($run, RecordKind::Failed)]);
            self::assertStringContainsString('“Broken”', (string) self::unlisted($run));
            self::assertSame(['Broken'], self::namesOf($inIt), 'a problem is not an absence');
            self::assertSame(['Mugs', 'Tableware'], self::namesOf(self::inShop($new)));
            self::assertSame(14, $this->asked, 'seven tries for the preview, seven for the run');
            self::assertAllAsPreviewed($run);
        });
        $run = self::written(self::looked());
        self::assertNull(self::unlisted($run));
        self::assertSame(['Mugs', 'Tableware'], self::namesOf($inIt));
        self::assertSame(['Broken', 'Mugs', 'Tableware'], self::namesOf(self::inShop($new)), 'a later run takes it up');
        self::assertNothingIsLeftToDo();
    }

    public function testWhatTheShopPutIntoACategoryThatIsNotListedStays(): void
    {
        [$id, $dolibarrId, $old] = self::linkedInCategory('Vaisselle');
        $broken = StandIn::category('Broken');
        self::written(self::looked());
        StandIn::categorize($dolibarrId, [$old, $broken]);
        self::someoneCategorizes($id, [...self::idsOf($id), get_term_by('name', 'Broken', ProductType::CATEGORY)->term_id]);
        self::withoutListOf($broken, 500, '', static function (): void {
            $run = self::looked();
            self::assertSame([0, 0], self::changedAndOverwritten($run));
            self::written($run);
        });
        self::assertSame(['Broken', 'Vaisselle'], self::namesOf($id));
    }

    public function testCategoriesThatWereNeverAgreedOnAreNotAgreedOnByAnError(): void
    {
        [$id, $dolibarrId, $old] = self::linkedInCategory('Vaisselle');
        $broken = StandIn::category('Broken');
        StandIn::categorize($dolibarrId, [$old, $broken]);
        $link = Services::get()->links()->of($id);
        Services::get()->links()->agree($id, array_diff_key($link->baseline, [ProductFields::CATEGORIES => '']));
        self::withoutListOf($broken, 500, '', static fn () => self::written(self::looked()));
        self::assertArrayNotHasKey(ProductFields::CATEGORIES, Services::get()->links()->of($id)->baseline);
    }

    public function testTriesOfAListAreSpacedAndShown(): void
    {
        [, , $broken] = self::linkedInCategory('Broken');
        $run = self::mass()->begin([Entity::Categories, Entity::Products]);
        self::withoutListOf($broken, 500, '', function () use ($run): void {
            self::mass()->work($run->id, 1.5);
            $shown = Services::get()->massSyncProgress()->of(self::mass()->run($run->id));
            self::assertSame(['dolisync_dolibarr_failing', 'preparing'], [$shown['problem']['code'] ?? null, $shown['stages'][1]['state']]);
            self::assertGreaterThan(0, $shown['next_try_in']);
            self::assertSame(2, $this->asked);
        });
        self::worked($run);
    }

    public function testWhileDolibarrIsDownNoCategoryIsGivenUp(): void
    {
        self::linkedInCategory('Vaisselle');
        $run = self::mass()->begin([Entity::Categories, Entity::Products]);
        while (self::batchesOfMembers($run) === 0) {
            self::mass()->work($run->id, 0);
        }
        StandIn::settings(['database_down' => true]);
        for ($try = 0; $try < 20; $try++) {
            self::everythingIsDue();
            self::mass()->work($run->id, 0);
        }
        self::assertSame(RunState::Previewing, self::mass()->run($run->id)->state);
        StandIn::settings(['database_down' => false]);
        $run = self::worked($run);
        self::assertSame([RunState::Ready, null], [$run->state, self::unlisted($run)]);
    }

    private int $asked = 0;

    /** Dolibarr answers this in place of a category's products. */
    private function withoutListOf(int $category, int $status, string $body, callable $meanwhile): void
    {
        $this->asked = 0;
        $instead = function (mixed $answer, array $arguments, string $url) use ($category, $status, $body): mixed {
            if (!str_contains($url, "category={$category}&")) {
                return $answer;
            }
            $this->asked++;
            return ['headers' => [], 'body' => $body, 'response' => ['code' => $status, 'message' => ''], 'cookies' => [], 'filename' => null];
        };
        add_filter('pre_http_request', $instead, 10, 3);
        try {
            $meanwhile();
        } finally {
            remove_filter('pre_http_request', $instead);
        }
    }

    private static function unlisted(Run $run): ?string
    {
        return MassSyncWords::leftOut($run, Entity::Categories, Services::get()->massSyncProgress()->unlisted($run));
    }

    private static function batchesOfMembers(Run $run): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare('SELECT COUNT(*) FROM ' . Tables::batches() . " WHERE run_id = %d AND entity = 'memberships' AND round > 0", $run->id));
    }

    private static function looked(): Run
    {
        $run = self::worked(self::mass()->begin([Entity::Categories, Entity::Products]));
        self::assertSame(RunState::Ready, $run->state);
        return $run;
    }

    /** @return array{int, int, int} the shop's product, Dolibarr's, and the category of Dolibarr's that both are in */
    private static function linkedInCategory(string $name): array
    {
        $dolibarrId = self::mugInDolibarr();
        $category = StandIn::category($name);
        StandIn::categorize($dolibarrId, [$category]);
        self::written(self::looked());
        return [self::inShop($dolibarrId), $dolibarrId, $category];
    }

    private static function inShop(int $dolibarrId): int
    {
        return (int) Services::get()->links()->toDolibarr($dolibarrId)?->wpId;
    }

    /** @return list<string> */
    private static function namesOf(int $id): array
    {
        clean_object_term_cache($id, ProductType::POST_TYPE);
        return wp_get_object_terms($id, ProductType::CATEGORY, ['fields' => 'names', 'orderby' => 'name']);
    }

    /** @return list<int> */
    private static function idsOf(int $id): array
    {
        return wp_get_object_terms($id, ProductType::CATEGORY, ['fields' => 'ids']);
    }

    private static function categoryOfShop(string $name): int
    {
        return wp_insert_term($name, ProductType::CATEGORY)['term_id'];
    }

    /** @param list<int> $ids */
    private static function someoneCategorizes(int $id, array $ids): void
    {
        wp_set_object_terms($id, $ids, ProductType::CATEGORY);
    }

    /** @return array{int, int} of the products, by the preview */
    private static function changedAndOverwritten(Run $run): array
    {
        $preview = array_column(Services::get()->massSyncProgress()->stages(self::mass()->run($run->id)), 'preview', 'entity')['products'];
        return [$preview['change'], $preview['overwrite']];
    }

    private static function seenCategories(Run $run): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare(
            'SELECT COUNT(*) FROM ' . Tables::batches() . " WHERE run_id = %d AND phase = 'run' AND entity = 'memberships' AND round = 1 AND state = 'done'",
            $run->id
        ));
    }

    private static function assertAllAsPreviewed(Run $run): void
    {
        foreach (Services::get()->massSyncProgress()->stages(self::mass()->run($run->id)) as $stage) {
            self::assertSame(
                array_values(array_diff_key($stage['preview'], ['total' => 0, 'overwrite' => 0])),
                [$stage['created'], $stage['changed'], $stage['same'], $stage['skipped'], $stage['failed']],
                $stage['entity']
            );
            self::assertSame($stage['preview']['overwrite'], $stage['overwritten']);
        }
    }

    /** Another run finds nothing to do, nor does the list. */
    private static function assertNothingIsLeftToDo(): void
    {
        $stages = array_column(Services::get()->massSyncProgress()->stages(self::looked()), 'preview', 'entity');
        foreach ($stages as $entity => $preview) {
            self::assertSame($preview['total'], $preview['same'], $entity);
        }
        self::mass()->cancel((int) self::mass()->current()?->id);
    }
}
