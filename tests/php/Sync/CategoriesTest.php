<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Automation\Brakes;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Services;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** Categories are a field like the others: compared by what they are, written on both sides, journalled, undone. */
final class CategoriesTest extends AutomationCase
{
    public function testAreShownAsPathsInTheOrderOfTheirNames(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $offers = StandIn::category('Promotions');
        $clothes = StandIn::category('Vêtements');
        StandIn::categorize($dolibarrId, [$offers, StandIn::category('T-shirts', $clothes)]);
        self::inShop($id, ['À nous']);
        $field = self::field($id);
        self::assertSame(['À nous', 'Promotions, Vêtements › T-shirts', '', 'conflict'], [$field['wpshop'], $field['dolibarr'], $field['baseline'], $field['state']]);
    }

    public function testRule3ANewNameOnEitherSideChangesNoProduct(): void
    {
        [$id, $dolibarrId, $category] = self::categorizedMug();
        StandIn::changeCategory($category, ['label' => 'Tasses']);
        wp_update_term(self::terms($id)[0], 'wps-product-cat', ['name' => 'Cups']);
        StandIn::forgetCalls();
        self::check();
        self::assertSame('synced', self::row($id)->status->value);
        self::assertSame(['Tasses', 'Tasses', 'same'], array_values(array_intersect_key(self::field($id), ['wpshop' => 0, 'dolibarr' => 0, 'state' => 0])));
        self::work();
        self::assertSame([], StandIn::writes());
        self::assertSame([[$category], ['Cups']], [StandIn::categoriesOf($dolibarrId), self::named($id)]);
    }

    public function testRule3TheSamePathIsTheSameCategoryAndLookingMarksNothing(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::categorize($dolibarrId, [StandIn::category('T-shirts', StandIn::category('Vêtements'))]);
        self::inShop($id, ['VETEMENTS', 't-shirts']);
        StandIn::forgetCalls();
        $before = self::marks();
        self::assertSame('same', self::field($id)['state']);
        self::row($id);
        self::check();
        self::assertSame([$before, []], [self::marks(), StandIn::writes()], 'rule 1: looking writes nothing');
        self::work();
        self::assertSame([2], array_values(self::marks()), 'what both agree on is marked');
    }

    public function testRule10DolibarrsComeToTheShopWithTheirParents(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $other = self::categorizedPair('BOL', []);
        $clothes = StandIn::category('Vêtements');
        $shirts = StandIn::category('L’été (50 %) & <b>', $clothes);
        foreach ([$dolibarrId, $other[1]] as $product) {
            StandIn::categorize($product, [$shirts]);
        }
        self::check();
        self::assertSame(2, self::work()->written);
        self::assertSame([['L’été (50 %) & <b>'], ['L’été (50 %) & <b>']], [self::named($id), self::named($other[0])]);
        $tree = Services::get()->wpshopCategories()->tree();
        self::assertSame('Vêtements › L’été (50 %) & <b>', $tree->words(self::terms($id)[0]));
        self::assertCount(2, $tree->all(), 'each was created once');
        self::assertSame('synced', self::row($id)->status->value);
        StandIn::categorize($dolibarrId, []);
        self::check();
        self::work();
        self::assertSame([], self::named($id));
        self::assertCount(2, Services::get()->wpshopCategories()->tree()->all(), 'a category is not deleted');
    }

    public function testRule10TheShopsComeToDolibarrWithTheirParents(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $there = StandIn::category('vetements');
        self::inShop($id, ['Vêtements', 'T-shirts', 'L’été (50 %) & <b>']);
        self::assertSame(1, self::work()->written);
        [$category] = StandIn::categoriesOf($dolibarrId);
        $labels = array_column(StandIn::categories(), 'label', 'id');
        $parents = array_map('intval', array_column(StandIn::categories(), 'fk_parent', 'id'));
        self::assertSame('L’été (50 %) & <b>', $labels[$category]);
        self::assertSame(['T-shirts', $there], [$labels[$parents[$category]], $parents[$parents[$category]]]);
        self::assertCount(3, $labels, 'what is there is not created again');
        self::assertSame(['synced', $category], [self::row($id)->status->value, self::marks()[self::terms($id)[0]]]);
        self::inShop($id, []);
        self::work();
        self::assertSame([], StandIn::categoriesOf($dolibarrId));
        self::assertCount(3, StandIn::categories());
    }

    public function testRule3DifferentOnesOnBothSidesAreOneConflictForAPerson(): void
    {
        foreach (['wpshop' => ['Bols'], 'dolibarr' => ['Verres']] as $side => $kept) {
            StandIn::reset();
            $this->setUp();
            [$id, $dolibarrId] = self::categorizedMug();
            self::inShop($id, ['Bols']);
            StandIn::categorize($dolibarrId, [StandIn::category('Verres')]);
            StandIn::forgetCalls();
            self::assertSame(1, self::work()->forPerson);
            self::assertSame([], StandIn::writes());
            self::assertSame(['conflict', ['categories']], [self::row($id)->reason?->value, self::row($id)->fields]);
            $outcome = self::sync($id, ['categories' => $side]);
            self::assertSame(['synced', []], [$outcome->row->status->value, $outcome->refused]);
            self::assertSame([$kept, $kept], [self::named($id), self::labels($dolibarrId)]);
        }
    }

    public function testRule3OtherFieldsTravelWhileTheCategoriesWait(): void
    {
        [$id, $dolibarrId] = self::categorizedMug();
        self::inShop($id, ['Bols']);
        StandIn::categorize($dolibarrId, []);
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        self::someoneEdits($id, ['price' => '15']);
        self::work();
        self::assertSame(['theirs', '15.00000000'], [self::values($id)['title'], StandIn::product($dolibarrId)['price']]);
        self::assertSame(['categories' => 'conflict'], self::differing(self::look($id)));
    }

    public function testRule5AreJournalledByNameAndUndoneOnBothSides(): void
    {
        [$id, $dolibarrId, $category] = self::categorizedMug();
        [$term] = self::terms($id);
        $synchronizer = Services::get()->synchronizer();

        StandIn::categorize($dolibarrId, [StandIn::category('Verres')]);
        $outcome = self::sync($id, ['categories' => 'dolibarr']);
        $change = ['key' => 'categories', 'before' => 'Mugs', 'after' => 'Verres'];
        self::assertSame([$change], $outcome->changes->jsonSerialize()['wpshop']);
        $undone = $synchronizer->undo($outcome->journalId);
        self::assertSame([['Mugs'], [$term], []], [self::named($id), self::terms($id), $undone->refused]);
        self::work();
        self::assertSame([['Mugs'], ['Verres']], [self::named($id), self::labels($dolibarrId)], 'what was put back waits for a person');
        StandIn::fail(['kind' => 'html_500', 'path' => "/products/$dolibarrId/categories"]);
        self::someoneEdits($id, ['price' => '15']);
        self::work();
        StandIn::heal();
        self::someoneEdits($id, ['price' => '16']);
        self::work();
        self::assertSame([['Mugs'], ['Verres']], [self::named($id), self::labels($dolibarrId)], 'also when they could not be read for a time');

        $outcome = self::sync($id, ['categories' => 'wpshop']);
        self::assertSame([['key' => 'categories', 'before' => 'Verres', 'after' => 'Mugs']], $outcome->changes->jsonSerialize()['dolibarr']);
        self::assertSame([$category], StandIn::categoriesOf($dolibarrId));
        $undone = $synchronizer->undo($outcome->journalId);
        self::assertSame([['Verres'], []], [self::labels($dolibarrId), $undone->refused]);
        $synchronizer->undo($undone->journalId);
        self::assertSame(['synced', ['Mugs']], [self::row($id)->status->value, self::labels($dolibarrId)]);
    }

    public function testRule5ACategoryThatIsGoneMeanwhileIsNotPutBack(): void
    {
        [$id, $dolibarrId] = self::categorizedMug();
        [$term] = self::terms($id);
        StandIn::categorize($dolibarrId, []);
        $outcome = self::sync($id, ['categories' => 'dolibarr']);
        wp_delete_term($term, 'wps-product-cat');
        $undone = Services::get()->synchronizer()->undo($outcome->journalId);
        self::assertSame([['categories'], []], [$undone->refused, self::named($id)]);
    }

    public function testRule4ACategoryThatChangedMeanwhileIsSeenBeforeTheWrite(): void
    {
        [$id, $dolibarrId] = self::categorizedMug();
        self::someoneEdits($id, ['price' => '15']);
        $revisions = self::look($id)->revisions();
        StandIn::categorize($dolibarrId, []);
        $problem = self::problem(static fn () => Services::get()->synchronizer()->sync($id, $revisions, ['price' => 'wpshop']));
        self::assertSame('dolisync_changed_meanwhile', $problem->name);
        self::assertSame('12.50000000', StandIn::product($dolibarrId)['price']);
    }

    public function testRule6OneThatDolibarrDoesNotCreateIsRefusedAndTheRestTravels(): void
    {
        foreach ([401, 403] as $status) {
            StandIn::reset();
            $this->setUp();
            [$id, $dolibarrId] = self::linkedMug();
            StandIn::fail(['kind' => 'status', 'status' => $status, 'method' => 'POST', 'path' => '/categories']);
            self::inShop($id, ['Bols']);
            self::someoneEdits($id, ['price' => '15']);
            self::work();
            self::assertSame('15.00000000', StandIn::product($dolibarrId)['price']);
            self::assertSame(['refused', ['categories']], [self::row($id)->reason?->value, self::row($id)->fields]);
            $problem = self::problem(static fn () => self::sync($id, ['categories' => 'wpshop']));
            self::assertSame([409, 'review'], [$problem->httpStatus, $problem->nextAction]);
            self::assertStringContainsString('Bols', $problem->getMessage());
            StandIn::heal();
            self::assertSame('synced', self::sync($id, ['categories' => 'wpshop'])->row->status->value);
        }
    }

    public function testRule6WhatTheKeyMayNotDoIsRefusedAndTheRestIsWrittenAndJournalled(): void
    {
        foreach (['POST' => ['Bols'], 'DELETE' => []] as $method => $wanted) {
            StandIn::reset();
            $this->setUp();
            [$id, $dolibarrId, $mugs] = self::categorizedMug();
            $bowls = StandIn::category('Bols');
            foreach ([$mugs, $bowls] as $category) {
                StandIn::fail(['kind' => 'status', 'status' => 403, 'method' => $method, 'path' => "/categories/$category"]);
            }
            self::inShop($id, ...array_map(static fn (string $name): array => [$name], $wanted));
            self::someoneEdits($id, ['price' => '15']);
            self::work();
            self::assertSame('15.00000000', StandIn::product($dolibarrId)['price']);
            self::assertSame(['refused', ['categories']], [self::row($id)->reason?->value, self::row($id)->fields]);
            $entry = Services::get()->journal()->page($id, 1)['entries'][0];
            self::assertSame([['price'], ['categories']], [array_column($entry->changes->dolibarr, 'key'), $entry->refused]);
            StandIn::heal();
            self::assertSame('synced', self::sync($id, ['categories' => 'wpshop'])->row->status->value);
        }
    }

    public function testRule6OneThatIsGoneInDolibarrIsNotWritten(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $other = self::categorizedPair('BOL', ['Mugs']);
        StandIn::deleteCategory(StandIn::categoriesOf($other[1])[0]);
        wp_set_object_terms($id, self::terms($other[0]), 'wps-product-cat');
        self::work();
        self::assertSame([[], 'refused'], [StandIn::categoriesOf($dolibarrId), self::row($id)->reason?->value]);
        // From the product that was in it, it is taken away in the shop too.
        self::check();
        self::work();
        self::assertSame([], self::named($other[0]));
    }

    /** One of Dolibarr's options: whatever is put into a category is put into those above it. */
    public function testRule6WhatDolibarrAddsByItselfIsItsOwnChange(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $above = StandIn::category('Vaisselle');
        StandIn::category('Bols', $above);
        self::inShop($id, ['Vaisselle', 'Bols']);
        $this->after('POST', static fn () => StandIn::categorize($dolibarrId, [$above, ...StandIn::categoriesOf($dolibarrId)]));
        self::work();
        self::assertSame(['Bols', 'Vaisselle'], self::labels($dolibarrId));
        self::assertSame(['differs', ['categories']], [self::row($id)->reason?->value, self::row($id)->fields]);
        self::check();
        self::work();
        self::assertSame([['Bols', 'Vaisselle'], 'synced'], [self::named($id), self::row($id)->status->value]);
    }

    /** @return array<string, array{array<string, mixed>}> */
    public function outages(): array
    {
        return [
            'the second is not done' => [['kind' => 'html_500']],
            'the second is done and its answer is lost' => [['kind' => 'drop']],
            'Dolibarr is overloaded' => [['kind' => 'status', 'status' => 503]],
        ];
    }

    /**
     * @dataProvider outages
     * @param array<string, mixed> $outage
     */
    public function testRule10AnOutageInTheMiddleIsNobodysEdit(array $outage): void
    {
        foreach ([[false, false], [false, true], [true, false], [true, true]] as [$isEditedMeanwhile, $isReadBack]) {
            StandIn::reset();
            $this->setUp();
            [$id, $dolibarrId] = self::categorizedMug();
            $new = [StandIn::category('Bols'), StandIn::category('Verres'), StandIn::category('Plats')];
            StandIn::fail(['method' => 'POST', 'path' => "/categories/$new[1]", 'nth' => 1] + $outage);
            if (!$isReadBack) {
                StandIn::fail(['kind' => 'html_500', 'method' => 'GET', 'path' => "/products/$dolibarrId/categories", 'nth' => 2]);
            }
            self::inShop($id, ['Bols'], ['Verres'], ['Plats']);
            self::someoneEdits($id, ['price' => '15']);
            self::work();
            StandIn::heal();
            if ($isEditedMeanwhile) {
                self::inShop($id, ['Plats'], ['Soucoupes']);
            }
            self::timePasses();
            self::work();
            $wanted = $isEditedMeanwhile ? ['Plats', 'Soucoupes'] : ['Bols', 'Plats', 'Verres'];
            self::assertEqualsCanonicalizing($wanted, self::labels($dolibarrId));
            self::assertEqualsCanonicalizing($wanted, self::named($id));
            self::assertSame(['synced', '15.00000000'], [self::row($id)->status->value, StandIn::product($dolibarrId)['price']]);
            self::assertCount($isEditedMeanwhile ? 5 : 4, StandIn::categories());
        }
    }

    /** @return array<string, array{array<string, mixed>}> */
    public function lostCreations(): array
    {
        return [
            'before' => [['kind' => 'html_500']],
            'its answer is cut off' => [['kind' => 'truncated']],
            'it hangs up afterwards' => [['kind' => 'drop']],
        ];
    }

    /**
     * @dataProvider lostCreations
     * @param array<string, mixed> $fault
     */
    public function testRule7ACategoryIsCreatedOnceHoweverOftenItIsTried(array $fault): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::inShop($id, ['Vêtements', 'T-shirts']);
        StandIn::fail($fault + ['method' => 'POST', 'path' => '/categories', 'nth' => 2]);
        StandIn::fail(['kind' => 'html_500', 'method' => 'GET', 'path' => '/categories', 'nth' => 6]);
        for ($try = 0; $try < 3; $try++) {
            self::timePasses();
            self::work();
        }
        StandIn::heal();
        self::timePasses();
        self::work();
        self::assertSame(['T-shirts'], self::labels($dolibarrId));
        self::assertSame(['Vêtements', 'T-shirts'], array_column(StandIn::categories(), 'label'));
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testAListTakesOneCallAndKnowsTheCategoriesThatWereLastSeen(): void
    {
        [$id, $dolibarrId] = self::categorizedMug();
        [$other] = self::categorizedPair('BOL', ['Bols']);
        self::inShop($other, []);
        StandIn::categorize($dolibarrId, []);
        StandIn::forgetCalls();
        $rows = Services::get()->statusCheck()->rows([$id, $other]);
        self::assertCount(1, StandIn::calls());
        self::assertSame([[], ['categories']], [$rows[0]->fields, $rows[1]->fields]);
        // A poll does not notice: it leaves no trace in the time of the last change.
        self::poll();
        self::work();
        self::assertSame(['Mugs'], self::named($id));
        self::check();
        self::assertSame(['categories'], self::row($id)->fields);
        self::work();
        self::assertSame([], self::named($id));
    }

    public function testTheFullCheckAsksAsOftenAsThereAreCategoriesAndWritesNothing(): void
    {
        $pairs = [];
        foreach (['A', 'B', 'C', 'D', 'E'] as $reference) {
            $pairs[] = self::categorizedPair($reference, ['Mugs']);
        }
        $bowls = StandIn::category('Bols');
        StandIn::categorize($pairs[3][1], [$bowls]);
        StandIn::forgetCalls();
        $before = [self::shop(), self::marks()];
        self::check();
        $paths = array_map(static fn (array $call): string => $call['method'] . ' ' . $call['path'], StandIn::calls());
        sort($paths);
        self::assertSame(['GET /categories', 'GET /products', 'GET /products', 'GET /products', 'GET /products'], $paths);
        self::assertSame($before, [self::shop(), self::marks()]);
        self::assertSame(['wp:' . $pairs[3][0]], self::subjects());
    }

    public function testTheFullCheckGoesOnFromCategoryToCategoryAndCountsOnlyOnceItIsThrough(): void
    {
        [$id, $dolibarrId, $mugs] = self::categorizedMug();
        foreach (['Bols', 'Verres'] as $label) {
            $last = StandIn::category($label);
        }
        StandIn::categorize($dolibarrId, [$last]);
        $check = Services::get()->fullCheck();
        $check->start();
        self::assertTrue($check->run(0));
        self::assertTrue($check->run(0));
        self::assertSame((string) $mugs, Services::get()->links()->of($id)->seenCategories, 'until all were seen, what was known counts');
        StandIn::fail(['kind' => 'html_500', 'path' => '/products']);
        self::assertTrue($check->run(0));
        StandIn::heal();
        // Killed after one was stored, it sees that one again.
        Services::get()->links()->addCategory($last, [$dolibarrId]);
        while ($check->run(0)) {
            self::assertTrue($check->isUnderWay());
        }
        self::assertSame((string) $last, Services::get()->links()->of($id)->seenCategories);
    }

    public function testRule12ACategoryWhoseListNeverComesDoesNotStopTheFullCheck(): void
    {
        [$id, $dolibarrId, $mugs] = self::categorizedMug();
        [$unseen, $theirs] = self::categorizedPair('BOWL', ['Mugs']);
        self::forgetAgreement($unseen);
        $bowls = StandIn::category('Bols');
        StandIn::categorize($dolibarrId, [$bowls]);
        StandIn::categorize($theirs, [$bowls]);
        $broken = static fn (mixed $answer, array $arguments, string $url): mixed => str_contains($url, "category={$mugs}&")
            ? ['headers' => [], 'body' => '', 'response' => ['code' => 500, 'message' => ''], 'cookies' => [], 'filename' => null]
            : $answer;
        add_filter('pre_http_request', $broken, 10, 3);
        $isUnderWay = self::check();
        remove_filter('pre_http_request', $broken);
        self::assertFalse($isUnderWay);
        self::assertSame("{$mugs},{$bowls}", Services::get()->links()->of($id)->seenCategories, 'a problem is not an absence');
        self::assertNull(Services::get()->links()->of($unseen)->seenCategories, 'nothing was known of it');
        self::check();
        self::assertSame([(string) $bowls, (string) $bowls], [
            Services::get()->links()->of($id)->seenCategories, Services::get()->links()->of($unseen)->seenCategories,
        ]);
    }

    public function testWhatWasSeenDuringAFullCheckIsNewerThanWhatItSaw(): void
    {
        [$id, $dolibarrId, $mugs] = self::categorizedMug();
        StandIn::category('Bols');
        StandIn::categorize($dolibarrId, []);
        $check = Services::get()->fullCheck();
        $check->start();
        self::assertTrue($check->run(0), 'the mugs were gone through');
        StandIn::categorize($dolibarrId, [$mugs]);
        self::look($id);
        $check->run(10);
        self::assertSame((string) $mugs, Services::get()->links()->of($id)->seenCategories);
    }

    public function testRule2CategoriesThatCannotBeReadAreNotCompared(): void
    {
        foreach ([['kind' => 'html_500'], ['kind' => 'status', 'status' => 403], ['kind' => 'truncated'], ['kind' => 'status', 'status' => 600]] as $fault) {
            StandIn::reset();
            $this->setUp();
            [$id, $dolibarrId, $mugs] = self::categorizedMug();
            StandIn::categorize($dolibarrId, []);
            StandIn::fail($fault + ['path' => "/products/$dolibarrId/categories"]);
            self::assertNotContains('categories', array_column(self::comparison($id)['fields'], 'key'), $fault['kind']);
            self::assertSame('synced', self::row($id)->status->value);
            self::someoneEdits($id, ['price' => '15']);
            self::work();
            self::assertSame(['15.00000000', ['Mugs']], [StandIn::product($dolibarrId)['price'], self::named($id)]);
            self::assertSame((string) $mugs, Services::get()->links()->of($id)->baseline['categories'], 'what was agreed on is still known');
            StandIn::heal();
            self::assertSame('dolibarr_changed', self::field($id)['state']);
            // None in the shop and nothing read in Dolibarr is no agreement on none.
            StandIn::categorize($dolibarrId, [$mugs]);
            StandIn::fail($fault + ['path' => "/products/$dolibarrId/categories"]);
            self::inShop($id, []);
            self::work();
            StandIn::heal();
            self::someoneEdits($id, ['price' => '16']);
            self::work();
            self::assertSame([[], []], [self::named($id), StandIn::categoriesOf($dolibarrId)]);
        }
    }

    public function testWithoutTheRightToReadCategoriesAllElseWorks(): void
    {
        [$id, $dolibarrId] = self::categorizedMug();
        foreach (['/categories', "/products/$dolibarrId/categories"] as $path) {
            StandIn::fail(['kind' => 'status', 'status' => 403, 'path' => $path]);
        }
        StandIn::change($dolibarrId, ['array_options' => ['options__wps_id' => $id, 'options__wps_status' => 'draft']]);
        self::assertFalse(self::check());
        self::assertNull(Services::get()->links()->of($id)->seenCategories);
        self::work();
        self::assertSame(['no', ['Mugs']], [self::values($id)['on_sale'], self::named($id)]);
    }

    public function testRule11ManyCategoriesThatAreGoneAtOnceStopEverything(): void
    {
        [$id] = self::categorizedMug();
        $categories = array_map(static fn (int $number): int => StandIn::category("C$number"), range(1, 9));
        self::check();
        foreach ([...array_slice($categories, 0, 4), ...StandIn::categoriesOf(Services::get()->links()->of($id)->dolibarrId)] as $category) {
            StandIn::deleteCategory($category);
        }
        self::check();
        self::assertSame([Brakes::CATEGORIES_FELL, ['before' => 10, 'now' => 5]], [
            Services::get()->brakes()->state()['reason'], Services::get()->brakes()->state()['numbers'],
        ]);
        self::work();
        self::assertSame(['Mugs'], self::named($id));
        Services::get()->brakes()->resume();
        self::check();
        self::work();
        self::assertSame([], self::named($id));
    }

    public function testWhatWasEqualBeforeTheyWereSynchronizedIsAgreedOnSilently(): void
    {
        [$id, $dolibarrId] = self::categorizedMug();
        [$empty] = self::categorizedPair('BOL', []);
        self::forgetAgreement($id, $empty);
        self::check();
        self::assertSame([], self::queued());
        self::assertSame([], StandIn::writes());
        self::inShop($id, ['Verres']);
        self::inShop($empty, ['Verres']);
        self::work();
        self::assertSame(['Verres'], self::labels($dolibarrId));
        self::assertSame('synced', self::row($empty)->status->value);
    }

    public function testWhatDifferedBeforeTheyWereSynchronizedStaysUntilAPersonChooses(): void
    {
        foreach (['shop' => [['Mugs'], []], 'Dolibarr' => [[], ['Mugs']], 'both' => [['Bols'], ['Mugs']]] as $who => [$inShop, $inDolibarr]) {
            StandIn::reset();
            $this->setUp();
            [$id, $dolibarrId] = self::linkedMug();
            self::inShop($id, ...array_map(static fn (string $name): array => [$name], $inShop));
            StandIn::categorize($dolibarrId, array_map(static fn (string $name): int => StandIn::category($name), $inDolibarr));
            self::forgetAgreement($id);
            self::requestIsOver();
            StandIn::forgetCalls();
            self::check();
            self::work();
            self::assertSame([[], $inShop], [StandIn::writes(), self::named($id)], "nothing is written by itself: $who");
            self::assertSame('synced', self::row($id)->status->value, "the shop does not turn orange: $who");
            self::assertSame('differs', self::field($id)['state']);
            // Another field does not wait for that choice.
            self::someoneEdits($id, ['price' => '15']);
            self::assertSame('synced', self::sync($id, ['price' => 'wpshop'])->row->status->value);
            self::sync($id, ['categories' => 'dolibarr']);
            self::assertSame($inDolibarr, self::named($id));
            StandIn::categorize($dolibarrId, []);
            self::check();
            self::work();
            self::assertSame([], self::named($id), 'from now on they are synchronized');
        }
    }

    public function testTheOwnersCategoriesTravelWithoutEverHavingBeenAgreedOn(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::categorize($dolibarrId, [StandIn::category('Mugs')]);
        self::forgetAgreement($id);
        FieldOwners::store(['categories' => 'dolibarr']);
        self::check();
        self::work();
        self::assertSame(['Mugs'], self::named($id));
        self::inShop($id, []);
        self::work();
        self::assertSame(['Mugs'], self::named($id), 'the settings give Dolibarr the say');
    }

    public function testNotSynchronizedTheyAreNotAskedFor(): void
    {
        [$id, $dolibarrId] = self::categorizedMug();
        FieldOwners::store(['categories' => 'none']);
        StandIn::categorize($dolibarrId, []);
        self::inShop($id, ['Bols']);
        self::assertSame([], self::queued());
        StandIn::forgetCalls();
        self::look($id);
        self::check();
        self::someoneEdits($id, ['price' => '15']);
        self::work();
        self::assertSame([], array_filter(StandIn::calls(), static fn (array $call): bool => str_contains($call['path'], 'categories')));
        self::assertSame([[], ['Bols'], 'synced'], [StandIn::categoriesOf($dolibarrId), self::named($id), self::row($id)->status->value]);
    }

    public function testANewProductBringsItsCategories(): void
    {
        self::poll();
        $id = self::product(['reference' => 'NEW'] + self::MUG);
        self::inShop($id, ['Vêtements', 'T-shirts']);
        self::work();
        $dolibarrId = Services::get()->links()->of($id)->dolibarrId;
        self::assertSame([['T-shirts'], 'synced'], [self::labels($dolibarrId), self::row($id)->status->value]);

        $there = self::mugInDolibarr(['ref' => 'NEW-2', 'barcode' => '']);
        StandIn::categorize($there, StandIn::categoriesOf($dolibarrId));
        self::poll();
        self::work();
        $made = Services::get()->links()->holder($there)->wpId;
        self::assertSame([['T-shirts'], 'synced'], [self::named($made), self::row($made)->status->value]);
        self::assertCount(2, Services::get()->wpshopCategories()->tree()->all());
    }

    public function testANewProductWhoseCategoriesDoNotComeAlongIsThereAndTheyFollow(): void
    {
        self::poll();
        StandIn::fail(['kind' => 'html_500', 'method' => 'POST', 'path' => '/categories']);
        $id = self::product(['reference' => 'NEW'] + self::MUG);
        self::inShop($id, ['Bols']);
        self::assertSame(1, self::work()->created);
        StandIn::heal();
        $dolibarrId = Services::get()->links()->of($id)->dolibarrId;
        self::timePasses();
        self::work();
        self::assertSame([['Bols'], 'synced'], [self::labels($dolibarrId), self::row($id)->status->value]);

        $there = self::mugInDolibarr(['ref' => 'NEW-2', 'barcode' => '']);
        StandIn::categorize($there, [StandIn::category('Verres')]);
        StandIn::fail(['kind' => 'html_500', 'path' => "/products/$there/categories"]);
        self::poll();
        self::assertSame(1, self::work()->created);
        StandIn::heal();
        $made = Services::get()->links()->holder($there)->wpId;
        self::assertSame([], self::named($made));
        self::check();
        self::work();
        self::assertSame([['Verres'], 'synced'], [self::named($made), self::row($made)->status->value]);
    }

    public function testRule9OurOwnWritesAreNotHeard(): void
    {
        [$id, $dolibarrId] = self::categorizedMug();
        StandIn::categorize($dolibarrId, [StandIn::category('Bols')]);
        self::sync($id, ['categories' => 'dolibarr']);
        self::requestIsOver();
        self::assertSame([], self::queued());
    }

    public function testShownOnlyTheyWaitForAPerson(): void
    {
        [$id, $dolibarrId] = self::categorizedMug();
        Policy::store(Policy::Ask);
        StandIn::categorize($dolibarrId, []);
        self::check();
        self::work();
        self::assertSame([['Mugs'], 'differs'], [self::named($id), self::row($id)->reason?->value]);
    }

    public function testOfAnotherDolibarrNothingIsKnown(): void
    {
        [$id] = self::categorizedMug();
        self::assertCount(1, Services::get()->seenCategories()->tree()->all());
        update_option('dolisync_dolibarr_entity', '2');
        self::assertSame([], Services::get()->seenCategories()->tree()->all());
        update_option('dolisync_dolibarr_entity', '');
    }

    /** @return array{int, int, int} the shop's product, Dolibarr's, and the category that both are in */
    private static function categorizedMug(): array
    {
        [$id, $dolibarrId] = self::categorizedPair('MUG', ['Mugs']);
        return [$id, $dolibarrId, StandIn::categoriesOf($dolibarrId)[0]];
    }

    /**
     * Both sides agree on it.
     *
     * @param list<string> $categories
     * @return array{int, int}
     */
    private static function categorizedPair(string $reference, array $categories): array
    {
        $id = self::product(['reference' => $reference, 'barcode' => ''] + self::MUG);
        $dolibarrId = self::mugInDolibarr(['ref' => $reference, 'barcode' => '']);
        $known = array_column(StandIn::categories(), 'id', 'label');
        StandIn::categorize($dolibarrId, array_map(
            static fn (string $label): int => (int) ($known[$label] ?? StandIn::category($label)),
            $categories
        ));
        self::link($id, $dolibarrId, ['categories' => 'dolibarr']);
        self::requestIsOver();
        Services::get()->queue()->clear();
        StandIn::forgetCalls();
        self::assertSame('synced', self::row($id)->status->value);
        return [$id, $dolibarrId];
    }

    /**
     * A person sorts the shop's product anew, in a request of its own.
     *
     * @param list<string> ...$paths
     */
    private static function inShop(int $id, array ...$paths): void
    {
        $ids = [];
        foreach (array_filter($paths) as $path) {
            $parent = 0;
            foreach ($path as $name) {
                $parent = Services::get()->wpshopCategories()->create($name, $parent, null);
            }
            $ids[] = $parent;
        }
        wp_set_object_terms($id, $ids, 'wps-product-cat');
        self::requestIsOver();
    }

    /** As an association was before categories were synchronized. */
    private static function forgetAgreement(int ...$ids): void
    {
        global $wpdb;
        foreach ($ids as $id) {
            $baseline = Services::get()->links()->of($id)->baseline;
            unset($baseline[ProductFields::CATEGORIES]);
            $wpdb->update(Tables::links(), ['baseline' => json_encode($baseline), 'categories' => null], ['wp_id' => $id]);
        }
        Services::get()->queue()->clear();
    }

    private static function check(): bool
    {
        Services::get()->fullCheck()->start();
        return Services::get()->fullCheck()->run(10);
    }

    /** @return array<string, mixed> */
    private static function comparison(int $id): array
    {
        return json_decode((string) json_encode(self::look($id)), true);
    }

    /** @return array<string, string|null> */
    private static function field(int $id): array
    {
        return array_column(self::comparison($id)['fields'], null, 'key')['categories'];
    }

    /** @return list<string> the names of the shop's categories of a product, in their order */
    private static function named(int $id): array
    {
        $tree = Services::get()->wpshopCategories()->tree();
        $names = array_map(static fn (int $term): string => $tree->get($term)->name, self::terms($id));
        sort($names);
        return $names;
    }

    /** @return list<int> */
    private static function terms(int $id): array
    {
        return Services::get()->wpshopCategories()->ofProducts([$id])[$id];
    }

    /** @return list<string> the labels of Dolibarr's categories of a product, in their order */
    private static function labels(int $dolibarrId): array
    {
        $labels = array_column(StandIn::categories(), 'label', 'id');
        $own = array_map(static fn (int $id): string => $labels[$id], StandIn::categoriesOf($dolibarrId));
        sort($own);
        return $own;
    }

    /** @return array<int, int> the shop's category → Dolibarr's that it is marked with */
    private static function marks(): array
    {
        $marks = [];
        foreach (Services::get()->wpshopCategories()->tree()->all() as $category) {
            if ($category->dolibarrId !== null) {
                $marks[$category->id] = $category->dolibarrId;
            }
        }
        return $marks;
    }
}
