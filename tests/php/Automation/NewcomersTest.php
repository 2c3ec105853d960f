<?php

declare(strict_types=1);

namespace DoliSync\Tests\Automation;

use DoliSync\Services;
use DoliSync\Sync\NewProducts;
use DoliSync\Sync\Policy;
use DoliSync\Sync\StartingPoint;
use DoliSync\Sync\Suggestions;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** Rules 7 and 10: what is new on one side is created on the other, once, and never where it is already. */
final class NewcomersTest extends AutomationCase
{
    /** @dataProvider versions */
    public function testRule10ANewProductOfTheShopIsCreatedInDolibarr(int $version): void
    {
        StandIn::reset('empty', $version);
        $id = self::product(self::MUG);
        self::assertSame(1, self::work()->created);
        [$record] = StandIn::products();
        self::assertSame(['Mug bleu', 'MUG'], [$record['label'], $record['ref']]);
        self::assertSame((int) $record['id'], Services::get()->links()->of($id)->dolibarrId);
        self::assertSame((int) $record['array_options']['options__wps_id'], $id);
        self::assertSame(['synced', []], [self::row($id)->status->value, self::queued()]);
        $entry = Services::get()->journal()->page($id, 1)['entries'][0];
        self::assertSame(['create', 'automatic'], [$entry->action, $entry->source]);
        self::assertSame(0, self::poll()->queued, 'it does not come back as new');
    }

    public function testRule10AScheduledProductIsCreatedWhenItsTimeHasCome(): void
    {
        $soon = gmdate('Y-m-d H:i:s', time() + 3600);
        $id = wp_insert_post(['post_type' => 'wps-product', 'post_title' => 'Mug', 'post_status' => 'future', 'post_date' => $soon, 'post_date_gmt' => $soon]);
        self::assertSame(0, self::work()->created);
        wp_publish_post($id);
        self::assertSame(1, self::work()->created);
        self::assertSame('Mug', StandIn::products()[0]['label']);
    }

    /** @dataProvider versions */
    public function testRule10ANewProductOfDolibarrIsCreatedInTheShop(int $version): void
    {
        StandIn::reset('empty', $version);
        self::poll();
        $dolibarrId = self::mugInDolibarr(['length' => '10', 'length_units' => -2]);
        $draft = self::mugInDolibarr(['ref' => 'DRAFT', 'barcode' => '', 'status' => 0, 'array_options' => []]);
        self::assertSame(2, self::poll()->queued);
        self::assertSame(2, self::work()->created);
        $links = Services::get()->links();
        $id = $links->holder($dolibarrId)->wpId;
        self::assertSame(['synced', null], [self::row($id)->status->value, self::row($id)->reason]);
        self::assertSame('publish', get_post_status($id));
        self::assertSame('draft', get_post_status($links->holder($draft)->wpId));
        self::assertSame((string) $id, (string) StandIn::product($dolibarrId)['array_options']['options__wps_id']);
        self::assertSame((string) $dolibarrId, get_post_meta($id, '_external_id', true));
        self::assertSame(['12.5', '15', '0.1'], [self::values($id)['price'], get_post_meta($id, '_price_ttc', true), self::values($id)['length']]);
        self::assertSame([], self::differing(self::look($id)));
        $entry = Services::get()->journal()->page($id, 1)['entries'][0];
        self::assertSame(['create_in_wpshop', 'automatic', false], [$entry->action, $entry->source, $entry->isUndoable()]);
        // Nothing of it comes back as an edit or as something new.
        self::requestIsOver();
        self::assertSame([], self::queued());
        self::assertSame(0, self::poll()->queued);
        self::assertCount(2, StandIn::products());
    }

    /** @return list<array{int}> */
    public function versions(): array
    {
        return [[16], [20]];
    }

    public function testNoMassCreationOfWhatWasThereBefore(): void
    {
        $old = self::product(['reference' => 'OLD', 'barcode' => ''] + self::MUG);
        $oldInDolibarr = self::mugInDolibarr(['ref' => 'OLD-D', 'barcode' => '']);
        StartingPoint::set(Services::get()->catalogue());
        self::poll();
        self::someoneEdits($old, ['title' => 'edited']);
        StandIn::change($oldInDolibarr, ['label' => 'edited']);
        Services::get()->queue()->add("wp:$old", 'check');
        Services::get()->queue()->add("doli:$oldInDolibarr", 'webhook');
        self::poll();
        self::assertSame(0, self::work()->created);
        self::assertCount(1, StandIn::products());
        self::assertCount(1, self::shop()['posts']);
        self::assertSame([], self::queued());
    }

    /** @return iterable<string, array{NewProducts, int, int}> the choice; products of the shop and of Dolibarr in the end */
    public function directions(): iterable
    {
        yield 'both' => [NewProducts::Both, 2, 2];
        yield 'in Dolibarr' => [NewProducts::InDolibarr, 1, 2];
        yield 'in WPshop' => [NewProducts::InWpshop, 2, 1];
        yield 'nowhere' => [NewProducts::Nowhere, 1, 1];
    }

    /** @dataProvider directions */
    public function testNewProductsGoWhereTheShopWantsThem(NewProducts $choice, int $inShop, int $inDolibarr): void
    {
        self::poll();
        NewProducts::store($choice);
        self::poll();
        self::product(self::MUG);
        self::mugInDolibarr(['ref' => 'OTHER', 'barcode' => '', 'array_options' => []]);
        self::poll();
        self::work();
        self::assertSame([$inShop, $inDolibarr], [count(self::shop()['posts']), count(StandIn::products())]);
        self::assertSame([], self::queued());
    }

    public function testWhatStaysWhereItIsIsStillSuggested(): void
    {
        NewProducts::store(NewProducts::Nowhere);
        self::mugInDolibarr(['array_options' => []]);
        $id = self::product(self::MUG);
        self::assertSame(1, self::work()->forPerson);
        self::assertSame('probable_match', self::row($id)->reason?->value);
    }

    public function testWhatCameWhileNothingTravelledDoesNotTravelLater(): void
    {
        self::poll();
        NewProducts::store(NewProducts::Nowhere);
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['ref' => 'OTHER', 'barcode' => '', 'array_options' => []]);
        self::work();
        NewProducts::store(NewProducts::Both);
        self::poll();
        Services::get()->queue()->add("wp:$id", 'check');
        Services::get()->queue()->add("doli:$dolibarrId", 'webhook');
        self::assertSame(0, self::work()->created);
        // What comes now does.
        self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '', 'array_options' => []]);
        self::product(['reference' => 'NEWER', 'barcode' => ''] + self::MUG);
        self::poll();
        self::assertSame(2, self::work()->created);
    }

    public function testTheStartingPointIsTakenAnewWhenTheAutomaticModeIsTurnedOn(): void
    {
        self::poll();
        Policy::store(Policy::Off);
        $id = self::product(self::MUG);
        self::mugInDolibarr(['ref' => 'X', 'barcode' => '']);
        self::requestIsOver();
        Policy::store(Policy::Automatic);
        self::someoneEdits($id, ['title' => 'edited']);
        self::poll();
        self::assertSame([0, []], [self::work()->created, self::queued()]);
    }

    public function testToChooseWhatIsTheCaseAlreadyMakesNothingOld(): void
    {
        self::poll();
        $id = self::product(self::MUG);
        Policy::store(Policy::Automatic);
        self::assertSame(1, self::work()->created);
        self::assertNotNull(Services::get()->links()->of($id));
    }

    public function testWhatWasThereBeforeDolibarrWasConnectedDoesNotTravel(): void
    {
        $this->disconnect();
        $id = self::product(self::MUG);
        self::requestIsOver();
        self::mugInDolibarr(['ref' => 'X', 'barcode' => '']);
        Services::get()->connection()->save(StandIn::url(), StandIn::KEY, '');
        self::someoneEdits($id, ['title' => 'edited']);
        self::poll();
        self::assertSame([0, []], [self::work()->created, self::queued()]);
    }

    public function testADraftIsCreatedWhenItIsPublished(): void
    {
        $id = self::product(['on_sale' => 'no'] + self::MUG);
        self::work();
        self::assertSame([], StandIn::products());
        self::someoneEdits($id, ['on_sale' => 'yes']);
        self::assertSame(1, self::work()->created);
        self::assertCount(1, StandIn::products());
    }

    /** @dataProvider codes */
    public function testRule7ACounterpartInDolibarrIsSuggestedAndNotCopied(array $record, string $why): void
    {
        $dolibarrId = self::mugInDolibarr($record + ['label' => 'Something else entirely']);
        $id = self::product(self::MUG);
        self::assertSame(1, self::work()->forPerson);
        self::assertCount(1, StandIn::products());
        self::assertSame(['dolibarr_id' => $dolibarrId, 'why' => $why], Services::get()->suggestions()->of($id));
        self::assertSame(['unlinked', 'probable_match'], [self::row($id)->status->value, self::row($id)->reason?->value]);
        self::assertSame($dolibarrId, Services::get()->candidates()->likeliest($id)['candidates'][0]['id']);
        self::link($id, $dolibarrId, ['title' => 'wpshop', 'reference' => 'wpshop', 'barcode' => 'wpshop']);
        self::assertNull(Services::get()->suggestions()->of($id));
        self::assertNull(self::row($id)->reason);
    }

    /** @return array<string, array{array<string, mixed>, string}> */
    public function codes(): array
    {
        return [
            'the reference' => [['barcode' => ''], Suggestions::SAME_REFERENCE],
            'the reference, in other letters' => [['ref' => 'mug', 'barcode' => ''], Suggestions::SAME_REFERENCE],
            'the barcode' => [['ref' => 'OTHER'], Suggestions::SAME_BARCODE],
        ];
    }

    public function testRule7ACounterpartThatCannotBeUnderstoodIsSuggestedAndNotCopied(): void
    {
        $dolibarrId = self::mugInDolibarr();
        StandIn::settings(['garbled_products' => [$dolibarrId]]);
        $id = self::product(self::MUG);
        self::assertSame(1, self::work()->forPerson);
        self::assertCount(1, StandIn::products());
        self::assertSame(['dolibarr_id' => $dolibarrId, 'why' => Suggestions::SAME_REFERENCE], Services::get()->suggestions()->of($id));
    }

    /** @dataProvider shopCodes */
    public function testRule7ACounterpartInTheShopIsSuggestedAndNotCopied(array $product, string $why): void
    {
        $id = self::product($product + ['title' => 'Something else entirely'] + self::MUG);
        StartingPoint::set(Services::get()->catalogue());
        self::requestIsOver();
        Services::get()->queue()->clear();
        self::poll();
        $dolibarrId = self::mugInDolibarr();
        self::poll();
        self::assertSame(1, self::work()->forPerson);
        self::assertCount(1, self::shop()['posts']);
        self::assertSame(['dolibarr_id' => $dolibarrId, 'why' => $why], Services::get()->suggestions()->of($id));
        self::assertSame('probable_match', self::row($id)->reason?->value);
        self::assertSame([], self::queued());
    }

    /** @return array<string, array{array<string, string>, string}> */
    public function shopCodes(): array
    {
        return [
            'the reference' => [['barcode' => ''], Suggestions::SAME_REFERENCE],
            'the barcode' => [['reference' => 'OTHER'], Suggestions::SAME_BARCODE],
        ];
    }

    public function testWhatIsInTheTrashIsNotMadeAnew(): void
    {
        $id = self::product(self::MUG);
        wp_trash_post($id);
        self::poll();
        self::mugInDolibarr();
        self::poll();
        self::assertSame([0, 1], [self::work()->created, count(self::shop()['posts'])]);
        self::assertNull(Services::get()->suggestions()->of($id));
        self::assertSame([], self::queued());
    }

    public function testACounterpartThatIsAssociatedAlreadyIsNeitherSuggestedNorCopied(): void
    {
        [, $dolibarrId] = self::linkedMug();
        $copy = self::product(self::MUG);
        self::work();
        self::assertCount(1, StandIn::products());
        self::assertNull(Services::get()->suggestions()->of($copy));
        self::assertSame([], self::queued());
        self::assertSame($dolibarrId, (int) StandIn::products()[0]['id']);
    }

    public function testAReferenceThatDolibarrGotMeanwhileIsSuggested(): void
    {
        $id = self::product(['barcode' => ''] + self::MUG);
        $this->before('POST', static fn () => self::mugInDolibarr(['barcode' => '']));
        self::assertSame(1, self::work()->forPerson);
        self::assertCount(1, StandIn::products());
        self::assertSame('same_reference', Services::get()->suggestions()->of($id)['why']);
    }

    public function testASuggestionGoesWhenItNoLongerHolds(): void
    {
        self::mugInDolibarr(['barcode' => '']);
        $id = self::product(self::MUG);
        self::work();
        self::assertNotNull(Services::get()->suggestions()->of($id));
        self::someoneEdits($id, ['reference' => 'OWN', 'barcode' => '1']);
        self::assertSame(1, self::work()->created);
        self::assertNull(Services::get()->suggestions()->of($id));
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testWhatAPersonDissociatedIsNotCreatedAgain(): void
    {
        self::poll();
        $id = self::product(self::MUG);
        self::work();
        $dolibarrId = Services::get()->links()->of($id)->dolibarrId;
        Services::get()->synchronizer()->unlink($id);
        StandIn::change($dolibarrId, ['label' => 'theirs', 'ref' => 'THEIRS', 'barcode' => '']);
        self::someoneEdits($id, ['title' => 'ours']);
        self::poll();
        self::assertSame([], self::queued());
        Services::get()->queue()->add("wp:$id", 'retry');
        Services::get()->queue()->add("doli:$dolibarrId", 'webhook');
        self::work();
        self::assertCount(1, StandIn::products());
        self::assertCount(1, self::shop()['posts']);
    }

    /**
     * @dataProvider lost
     * @param array<string, mixed> $fault
     */
    public function testRule7ACreationInDolibarrThatWasInterruptedIsFinishedAndNotRepeated(array $fault): void
    {
        $id = self::product(self::MUG);
        self::poll();
        StandIn::fail($fault + ['method' => 'POST', 'path' => '/products', 'times' => 1]);
        self::work();
        usleep(1_600_000);
        for ($round = 0; $round < 3; $round++) {
            self::timePasses();
            self::poll();
            self::work();
        }
        self::assertCount(1, StandIn::products());
        self::assertCount(1, self::shop()['posts']);
        self::assertSame('synced', self::row($id)->status->value);
        self::assertSame([], self::queued());
    }

    /** @return array<string, array{array<string, mixed>}> */
    public function lost(): array
    {
        return [
            'created, and the answer too late' => [['kind' => 'timeout_after', 'ms' => 1500]],
            'not created' => [['kind' => 'timeout_before', 'ms' => 1500]],
            'half an answer' => [['kind' => 'truncated']],
            'dropped' => [['kind' => 'drop']],
            'an error page' => [['kind' => 'html_500']],
        ];
    }

    /**
     * The process is killed: the next one finishes it, and there is one product.
     *
     * @dataProvider deaths
     */
    public function testRule7ACreationInTheShopThatWasKilledIsFinishedAndNotRepeated(string $hook, string $condition): void
    {
        global $wpdb;
        self::poll();
        $dolibarrId = self::mugInDolibarr();
        self::poll();
        self::workAndDieAt($hook, $condition);
        for ($round = 0; $round < 2; $round++) {
            self::timePasses();
            self::poll();
            self::work();
        }
        $visible = $wpdb->get_col("SELECT ID FROM {$wpdb->posts} WHERE post_type = 'wps-product' AND post_status = 'publish'");
        self::assertCount(1, $visible);
        if ($hook !== 'wp_insert_post') {
            self::assertCount(1, self::shop()['posts'], 'it goes on with the number that was reserved');
        }
        self::assertSame((int) $visible[0], Services::get()->links()->holder($dolibarrId)->wpId);
        Services::get()->fullCheck()->start();
        Services::get()->fullCheck()->run(5);
        self::work();
        self::assertSame('synced', self::row((int) $visible[0])->status->value);
        self::assertSame((string) $visible[0], (string) StandIn::product($dolibarrId)['array_options']['options__wps_id']);
        self::assertCount(1, StandIn::products());
        self::assertSame([], self::queued());
    }

    /** @return array<string, array{string, string}> */
    public function deaths(): array
    {
        return [
            'a number was reserved' => ['wp_insert_post', '$arguments[1]->post_type === "wps-product"'],
            'the association was written' => ['added_post_meta', '$arguments[2] === "_external_id"'],
            'some of the data' => ['added_post_meta', '$arguments[2] === "_price"'],
            'all of the data' => ['post_updated', '$arguments[1]->post_status === "publish"'],
            'Dolibarr’s end' => ['http_response', '$arguments[1]["method"] === "PUT"'],
        ];
    }

    /** Both come at once to both sides of the same creation: there is one product, and one association. */
    public function testRule7ACreationByHandThatWasInterruptedIsFinished(): void
    {
        $id = self::product(self::MUG);
        self::mugInDolibarr(['ref' => 'OTHER', 'barcode' => '', 'label' => 'Other']);
        // It was there before the automatic mode: by itself it would never travel.
        StartingPoint::set(Services::get()->catalogue());
        self::poll();
        StandIn::fail(['kind' => 'truncated', 'method' => 'POST', 'path' => '/products', 'times' => 1]);
        StandIn::fail(['kind' => 'html_500', 'method' => 'GET', 'path' => '/products/ref_ext']);
        self::problem(static fn () => Services::get()->synchronizer()->create($id, true));
        StandIn::heal();
        self::assertNull(Services::get()->links()->of($id));
        self::poll();
        self::work();
        self::timePasses();
        self::work();
        self::assertSame('synced', self::row($id)->status->value);
        self::assertCount(2, StandIn::products());
        self::timePasses();
        self::poll();
        self::work();
        self::assertSame([], self::queued());
    }

    public function testRule7TwoWorkersCreateOnce(): void
    {
        self::poll();
        $id = self::product(['reference' => 'FROM-SHOP', 'barcode' => ''] + self::MUG);
        self::requestIsOver();
        $dolibarrId = self::mugInDolibarr(['ref' => 'FROM-DOLIBARR', 'barcode' => '']);
        StandIn::fail(['kind' => 'latency', 'ms' => 150]);
        self::inParallel(3, 'for ($round = 0; $round < 5; $round++) {
            $services = DoliSync\Services::get();
            $services->queue()->add("wp:' . $id . '", "edit");
            $services->queue()->add("doli:' . $dolibarrId . '", "webhook");
            $services->worker()->run(1);
        }');
        StandIn::heal();
        self::timePasses();
        self::work();
        self::work();
        self::assertCount(2, StandIn::products());
        self::assertCount(2, self::shop()['posts']);
        self::assertSame(2, Services::get()->links()->count());
        self::assertSame('synced', self::row($id)->status->value);
        self::assertSame('synced', self::row(Services::get()->links()->holder($dolibarrId)->wpId)->status->value);
    }

    public function testAskCreatesNothingAndSuggests(): void
    {
        self::poll();
        Policy::store(Policy::Ask);
        $dolibarrId = self::mugInDolibarr(['ref' => 'A', 'barcode' => '']);
        $id = self::product(['reference' => 'A', 'barcode' => ''] + self::MUG);
        $alone = self::product(['reference' => 'B', 'barcode' => ''] + self::MUG);
        self::mugInDolibarr(['ref' => 'C', 'barcode' => '']);
        self::poll();
        self::assertSame(0, self::work()->created);
        self::assertSame($dolibarrId, Services::get()->suggestions()->of($id)['dolibarr_id']);
        self::assertNull(Services::get()->suggestions()->of($alone));
        self::assertCount(2, StandIn::products());
        self::assertCount(2, self::shop()['posts']);
        self::assertSame([], self::queued());
    }
}
