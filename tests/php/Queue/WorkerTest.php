<?php

declare(strict_types=1);

namespace DoliSync\Tests\Queue;

use DoliSync\Queue\Worker;
use DoliSync\Services;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Policy;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** Rule 10: edits are carried over, merged, or wait for a person; nothing is lost on the way. */
final class WorkerTest extends AutomationCase
{
    /** @dataProvider versions */
    public function testRule10AnEditInTheShopIsCarriedOver(int $version): void
    {
        StandIn::reset('empty', $version);
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'Mug rouge', 'price' => '14']);
        $report = self::work();
        self::assertSame([1, 1, 0, null], [$report->looked, $report->written, $report->failed, $report->stopped]);
        self::assertSame(['Mug rouge', '14.00000000'], [StandIn::product($dolibarrId)['label'], StandIn::product($dolibarrId)['price']]);
        self::assertSame(['synced', null], [self::row($id)->status->value, self::row($id)->reason]);
        self::assertSame([], self::queued());
        [$entry] = Services::get()->journal()->page($id, 1)['entries'];
        self::assertSame(['sync', 'automatic', '', true], [$entry->action, $entry->source, $entry->user, $entry->isUndoable()]);
        self::assertSame([
            ['key' => 'title', 'before' => 'Mug bleu', 'after' => 'Mug rouge'],
            ['key' => 'price', 'before' => '12.5', 'after' => '14'],
        ], $entry->changes->dolibarr);
    }

    /** @return list<array{int}> */
    public function versions(): array
    {
        return [[16], [20]];
    }

    public function testRule10AnEditInDolibarrIsCarriedOver(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'Mug vert']);
        Services::get()->queue()->add("doli:$dolibarrId", 'webhook');
        self::assertSame(1, self::work()->written);
        self::assertSame('Mug vert', self::values($id)['title']);
        self::assertSame('webhook', Services::get()->journal()->page($id, 1)['entries'][0]->source);
        self::assertSame([], self::queued());
    }

    public function testRule10EditsToDifferentFieldsAreMerged(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'Mug rouge', 'weight' => '0.4']);
        StandIn::change($dolibarrId, ['price' => '15', 'barcode' => '123']);
        self::assertSame(1, self::work()->written);
        $record = StandIn::product($dolibarrId);
        self::assertSame(['Mug rouge', '15.00000000', '123', '0.4'], [$record['label'], $record['price'], $record['barcode'], (string) $record['weight']]);
        self::assertSame(['Mug rouge', '123', '15', '0.4'], array_values(array_intersect_key(
            self::values($id),
            array_flip(['title', 'price', 'barcode', 'weight'])
        )));
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testRule10AConflictWaitsForAPersonAndTheRestTravels(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'Mug rouge', 'weight' => '0.4']);
        StandIn::change($dolibarrId, ['label' => 'Mug vert']);
        $report = self::work();
        self::assertSame([1, 0], [$report->forPerson, $report->failed]);
        self::assertSame(['Mug rouge', 'Mug vert', '0.4'], [self::values($id)['title'], StandIn::product($dolibarrId)['label'], (string) StandIn::product($dolibarrId)['weight']]);
        self::assertSame(['out_of_sync', 'conflict', ['title']], [self::row($id)->status->value, self::row($id)->reason?->value, self::row($id)->fields]);
        self::assertSame([], self::queued());
        StandIn::forgetCalls();
        Services::get()->queue()->add("wp:$id", 'check');
        self::work();
        self::assertSame([], StandIn::writes());
        // The next edit makes them the same.
        StandIn::change($dolibarrId, ['label' => 'Mug rouge']);
        Services::get()->queue()->add("wp:$id", 'poll');
        self::work();
        self::assertSame('synced', self::row($id)->status->value);
        self::assertSame('Mug rouge', Services::get()->links()->of($id)->baseline['title']);
    }

    public function testWhatBothSidesChangedToTheSameIsAgreedOnWithoutAWrite(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'Mug rouge']);
        StandIn::change($dolibarrId, ['label' => 'Mug rouge']);
        StandIn::forgetCalls();
        self::work();
        self::assertSame([], StandIn::writes());
        self::assertSame('Mug rouge', Services::get()->links()->of($id)->baseline['title']);
    }

    public function testRule6WhatDolibarrDoesNotApplyIsToldAndNotSentAgain(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::settings(['price_mode' => 'multi']);
        self::someoneEdits($id, ['price' => '14', 'title' => 'Mug rouge']);
        self::assertSame(1, self::work()->forPerson);
        self::assertSame(['refused', ['price']], [self::row($id)->reason?->value, self::row($id)->fields]);
        self::assertSame('Mug rouge', StandIn::product($dolibarrId)['label']);
        StandIn::forgetCalls();
        Services::get()->queue()->add("wp:$id", 'check');
        self::work();
        self::assertSame([], StandIn::writes());
        // Another edit of another field leaves it as it is.
        self::someoneEdits($id, ['weight' => '0.4']);
        self::work();
        self::assertSame(['refused', ['price']], [self::row($id)->reason?->value, self::row($id)->fields]);
        // Another price is worth another try.
        StandIn::settings(['price_mode' => 'unique']);
        self::someoneEdits($id, ['price' => '15']);
        self::work();
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testARefusalIsForgottenOnceBothSidesAgreed(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::settings(['price_mode' => 'multi']);
        self::someoneEdits($id, ['price' => '14']);
        self::work();
        // Somebody enters it in Dolibarr, and later another one.
        StandIn::settings(['price_mode' => 'unique']);
        foreach (['14', '16'] as $price) {
            StandIn::change($dolibarrId, ['price' => $price]);
            Services::get()->queue()->add("wp:$id", 'poll');
            self::work();
        }
        self::assertSame(['16', 'synced'], [self::values($id)['price'], self::row($id)->status->value]);
    }

    public function testRule6WhatTheShopDoesNotTakeIsTriedAgainOnceItIsAnotherValue(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        FieldOwners::store(['description' => 'dolibarr']);
        $filter = static fn (string $content): string => str_replace('[film]', '', $content);
        add_filter('content_save_pre', $filter);
        $found = [];
        foreach (['<p>Sac</p>[film]', '<p>Sac bleu</p>'] as $description) {
            StandIn::change($dolibarrId, ['description' => $description]);
            Services::get()->queue()->add("wp:$id", 'poll');
            self::work();
            $found[] = [self::values($id)['description'], self::row($id)->reason?->value];
        }
        remove_filter('content_save_pre', $filter);
        self::assertSame([['<p>Sac</p>', 'refused'], ['<p>Sac bleu</p>', null]], $found);
    }

    public function testARefusalThatNamesItsFieldLetsTheOthersTravel(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::mugInDolibarr(['ref' => 'TAKEN', 'barcode' => '']);
        self::someoneEdits($id, ['reference' => 'TAKEN', 'title' => 'Mug rouge', 'weight' => '0.4']);
        $report = self::work();
        self::assertSame([1, 0], [$report->forPerson, $report->failed]);
        self::assertSame(['refused', ['reference']], [self::row($id)->reason?->value, self::row($id)->fields]);
        self::assertSame(['MUG', 'Mug rouge'], [StandIn::product($dolibarrId)['ref'], StandIn::product($dolibarrId)['label']]);
        self::assertSame('TAKEN', self::values($id)['reference']);
    }

    public function testARefusalWithoutAReasonIsTriedAgainBeforeItIsBelieved(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'Mug rouge']);
        StandIn::fail(['kind' => 'status', 'status' => 500, 'method' => 'PUT']);
        for ($try = 1; $try <= 3; $try++) {
            self::assertSame(1, self::work()->failed);
            self::assertSame('pending', self::row($id)->reason?->value);
            self::timePasses();
        }
        self::assertSame(1, self::work()->forPerson);
        self::assertSame(['refused', ['title']], [self::row($id)->reason?->value, self::row($id)->fields]);
        self::assertSame([], self::queued());
    }

    public function testRule2AProductThatIsGoneIsShownAndStaysAssociated(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::mugInDolibarr(['ref' => 'OTHER']);
        StandIn::delete($dolibarrId);
        self::someoneEdits($id, ['title' => 'Mug rouge']);
        self::assertSame(1, self::work()->forPerson);
        self::assertSame('gone_in_dolibarr', self::row($id)->reason?->value);
        self::assertSame($dolibarrId, Services::get()->links()->of($id)->dolibarrId);
        self::assertSame([], self::queued());
    }

    /** @dataProvider outages */
    public function testRule10AnOutageLosesNothingAndIsCaughtUpByItself(array $fault): void
    {
        $pairs = [];
        for ($number = 1; $number <= 5; $number++) {
            $id = self::product(['reference' => "M$number", 'barcode' => ''] + self::MUG);
            $pairs[$id] = self::mugInDolibarr(['ref' => "M$number", 'barcode' => '']);
            self::link($id, $pairs[$id], []);
        }
        StandIn::fail($fault);
        foreach (array_keys($pairs) as $id) {
            self::someoneEdits($id, ['title' => "Mug $id"]);
        }
        StandIn::forgetCalls();
        $report = self::work();
        self::assertSame(['outage', 1], [$report->stopped, $report->failed]);
        self::assertLessThan(4, count(StandIn::calls()), 'the others do not each wait for a Dolibarr that is down');
        for ($minute = 0; $minute < 3; $minute++) {
            self::timePasses();
            self::assertSame('outage', self::work()->stopped);
        }
        self::assertCount(5, self::queued());
        self::assertSame(['out_of_sync', 'pending'], [self::row(array_key_first($pairs))->status->value, self::row(array_key_first($pairs))->reason?->value]);
        StandIn::heal();
        // One is due, and shows that Dolibarr is back: the others need not wait for their time.
        self::work();
        self::work();
        foreach ($pairs as $id => $dolibarrId) {
            self::assertSame("Mug $id", StandIn::product($dolibarrId)['label']);
        }
        self::assertSame([], self::queued());
        self::assertFalse(get_option(Worker::OUTAGE_OPTION));
    }

    /** @return array<string, array{array<string, mixed>}> */
    public function outages(): array
    {
        return [
            'an error page' => [['kind' => 'html_500']],
            'the connection drops' => [['kind' => 'drop']],
            'a page instead of JSON' => [['kind' => 'not_json_200']],
            'the key is refused' => [['kind' => 'status', 'status' => 401]],
        ];
    }

    public function testRule12OneBadProductStopsNobodyElse(): void
    {
        [$bad, $badDolibarr] = self::linkedMug();
        $good = self::product(['reference' => 'GOOD', 'barcode' => ''] + self::MUG);
        $goodDolibarr = self::mugInDolibarr(['ref' => 'GOOD', 'barcode' => '']);
        self::link($good, $goodDolibarr, []);
        self::someoneEdits($bad, ['title' => 'Bad']);
        self::someoneEdits($good, ['title' => 'Good']);
        StandIn::fail(['kind' => 'html_500', 'path' => "/products/$badDolibarr"]);
        $report = self::work();
        self::assertSame([2, 1, 1, null], [$report->looked, $report->written, $report->failed, $report->stopped]);
        self::assertSame('Good', StandIn::product($goodDolibarr)['label']);
        self::assertSame(["wp:$bad"], self::subjects());
    }

    public function testRule12AFaultOfOursIsLoggedAndTheOthersGoOn(): void
    {
        [$id] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'Mug rouge']);
        $this->before('GET', static fn () => throw new \LogicException('a fault of ours'));
        $log = (string) ini_set('error_log', '/dev/null');
        try {
            self::assertSame(1, self::work()->failed);
        } finally {
            ini_set('error_log', $log);
        }
        self::assertSame('dolisync_unexpected', self::queued()[0]->lastProblem['code']);
    }

    public function testRule4WhatAPersonPutBackDoesNotTravelAgain(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'ours']);
        StandIn::change($dolibarrId, ['barcode' => '9']);
        self::work();
        $entry = Services::get()->journal()->page($id, 1)['entries'][0]->id;
        Services::get()->synchronizer()->undo($entry);
        self::assertSame(['ours', 'Mug bleu'], [self::values($id)['title'], StandIn::product($dolibarrId)['label']]);
        Services::get()->queue()->add("wp:$id", 'check');
        StandIn::forgetCalls();
        self::work();
        self::assertSame([], StandIn::writes());
        self::assertSame(['ours', 'Mug bleu'], [self::values($id)['title'], StandIn::product($dolibarrId)['label']]);
        self::assertSame(['differs', ['title', 'barcode']], [self::row($id)->reason?->value, self::row($id)->fields]);
        // The next edit is another matter, and the other field stays put back.
        self::someoneEdits($id, ['title' => 'newer']);
        self::work();
        self::assertSame(['newer', '3760000000017', '9'], [StandIn::product($dolibarrId)['label'], self::values($id)['barcode'], StandIn::product($dolibarrId)['barcode']]);
    }

    public function testAskFindsWhatChangedAndWritesNothing(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        Policy::store(Policy::Ask);
        self::someoneEdits($id, ['title' => 'ours']);
        self::assertSame(1, self::work()->forPerson);
        self::assertSame([], StandIn::writes());
        self::assertSame(['differs', ['title']], [self::row($id)->reason?->value, self::row($id)->fields]);
        self::assertSame([], self::queued());
    }

    public function testOffDoesNothing(): void
    {
        [$id] = self::linkedMug();
        Services::get()->queue()->clear();
        Policy::store(Policy::Off);
        self::someoneEdits($id, ['title' => 'ours']);
        self::assertSame(['off', 0], [self::work()->stopped, self::work()->looked]);
        self::assertSame([], self::queued());
        self::assertSame('off', self::poll()->stopped);
        self::assertSame([], StandIn::calls());
    }

    public function testWithoutAConnectionNothingIsTriedAndNothingLost(): void
    {
        [$id] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'ours']);
        $this->disconnect();
        self::assertSame('not_configured', self::work()->stopped);
        self::assertSame(["wp:$id"], self::subjects());
        self::assertSame(0, self::queued()[0]->attempts);
    }

    public function testTheOwnersOfFieldsAreHonored(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        FieldOwners::store(['title' => 'dolibarr', 'price' => 'wpshop', 'barcode' => 'none']);
        self::someoneEdits($id, ['title' => 'ours', 'price' => '14', 'barcode' => '1']);
        StandIn::change($dolibarrId, ['label' => 'theirs', 'price' => '15', 'barcode' => '2']);
        self::work();
        self::assertSame(['theirs', '14', '1'], [self::values($id)['title'], self::values($id)['price'], self::values($id)['barcode']]);
        $record = StandIn::product($dolibarrId);
        self::assertSame(['theirs', '14.00000000', '2'], [$record['label'], $record['price'], $record['barcode']]);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testTheStockFollowsDolibarrAndIsNeverWrittenThere(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::assertSame('', get_post_meta($id, '_stock', true));
        update_post_meta($id, '_stock', '3');
        self::assertSame('synced', self::row($id)->status->value, 'Dolibarr does not count this product');
        StandIn::stock($dolibarrId, 7);
        Services::get()->queue()->add("wp:$id", 'webhook');
        StandIn::forgetCalls();
        self::work();
        self::assertSame('7', get_post_meta($id, '_stock', true));
        self::assertSame([], array_filter(StandIn::writes(), static fn (array $call): bool => str_contains($call['path'], 'stock')));
        // A piece is sold in the shop: nothing is carried over because of it.
        Services::get()->queue()->clear();
        update_post_meta($id, '_stock', '6');
        self::requestIsOver();
        self::assertSame([], self::queued());
    }
}
