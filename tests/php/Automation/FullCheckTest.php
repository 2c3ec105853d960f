<?php

declare(strict_types=1);

namespace DoliSync\Tests\Automation;

use DoliSync\Automation\Brakes;
use DoliSync\Services;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** What a poll does not show is found all the same. */
final class FullCheckTest extends AutomationCase
{
    public function testFindsWhatLeavesNoTraceInTheTimeOfTheLastChange(): void
    {
        $pairs = $this->pairs(3);
        self::poll();
        [$first, $second, $third] = array_keys($pairs);
        // Off sale, by the module's extrafield alone; an edit whose note got lost; nothing.
        StandIn::change($pairs[$first], ['array_options' => ['options__wps_id' => $first, 'options__wps_status' => 'draft']]);
        self::edit($second, ['title' => 'ours']);
        self::requestIsOver();
        Services::get()->queue()->clear();
        $before = self::shop();
        StandIn::forgetCalls();
        self::assertFalse(self::check());
        self::assertSame($before, self::shop(), 'rule 1: looking writes nothing');
        self::assertSame([], StandIn::writes());
        self::assertEqualsCanonicalizing(["wp:$first", "wp:$second"], self::subjects());
        self::work();
        self::assertSame(['no', 'ours'], [self::values($first)['on_sale'], StandIn::product($pairs[$second])['label']]);
        self::assertSame('synced', self::row($third)->status->value);
        self::assertFalse(self::check());
        self::assertSame([], self::queued());
    }

    public function testWhatIsGoneIsConfirmedSingly(): void
    {
        $pairs = $this->pairs(3);
        [$first, $second] = array_keys($pairs);
        StandIn::delete($pairs[$first]);
        wp_trash_post($second);
        self::check();
        $links = Services::get()->links();
        self::assertSame('gone_in_dolibarr', $links->of($first)->verdict->reason?->value);
        self::assertSame('gone_in_wpshop', $links->of($second)->verdict->reason?->value);
        self::assertSame(3, $links->count());
    }

    public function testRule2AProblemOnTheWayIsNoAbsence(): void
    {
        $pairs = $this->pairs(3);
        $first = array_key_first($pairs);
        StandIn::delete($pairs[$first]);
        StandIn::fail(['kind' => 'html_500', 'path' => '/products/' . $pairs[$first]]);
        self::assertTrue(self::check(), 'it goes on another time');
        self::assertSame('synced', Services::get()->links()->of($first)->verdict->status->value);
        StandIn::heal();
        self::assertFalse(Services::get()->fullCheck()->run(5));
        self::assertSame('gone_in_dolibarr', Services::get()->links()->of($first)->verdict->reason?->value);
    }

    public function testRule12AProductThatCannotBeUnderstoodStopsNobodyElse(): void
    {
        $pairs = $this->pairs(3);
        [$first, $second, $third] = array_keys($pairs);
        StandIn::settings(['garbled_products' => [$pairs[$first]]]);
        StandIn::delete($pairs[$second]);
        self::edit($third, ['title' => 'ours']);
        self::assertFalse(self::check(), 'it is through');
        $links = Services::get()->links();
        self::assertSame(['synced', 'gone_in_dolibarr'], [$links->of($first)->verdict->status->value, $links->of($second)->verdict->reason?->value]);
        self::assertSame('dolisync_record_unreadable', $links->problems(10)[$first]['code'], 'it is said');
        self::assertContains("wp:$third", self::subjects());
    }

    public function testAMissingMarkInTheShopIsMendedAndThatOfAnotherIsNot(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        // Where a request died after the association and before the mark.
        delete_post_meta($id, '_external_id');
        Services::get()->queue()->clear();
        self::check();
        self::assertSame('', get_post_meta($id, '_external_id', true), 'rule 1: looking writes nothing');
        self::work();
        self::assertSame((string) $dolibarrId, get_post_meta($id, '_external_id', true));
        update_post_meta($id, '_external_id', '999');
        self::check();
        self::work();
        self::assertSame('999', get_post_meta($id, '_external_id', true), 'a person decides');
        self::assertSame([], self::queued());
    }

    public function testAMissingEndInDolibarrIsMended(): void
    {
        $pairs = $this->pairs(1);
        $id = array_key_first($pairs);
        StandIn::change($pairs[$id], ['array_options' => ['options__wps_id' => null, 'options__wps_status' => 'publish']]);
        self::check();
        self::work();
        self::assertSame((string) $id, (string) StandIn::product($pairs[$id])['array_options']['options__wps_id']);
    }

    /** A product without any extrafield does not tell that the module is there; another one does. */
    public function testAMissingEndIsMendedWhereTheProductHasNoExtrafieldsToo(): void
    {
        self::poll();
        $telling = self::mugInDolibarr(['ref' => 'A', 'barcode' => '']);
        $silent = self::mugInDolibarr(['ref' => 'B', 'barcode' => '', 'array_options' => []]);
        StandIn::fail(['kind' => 'status', 'status' => 500, 'method' => 'PUT']);
        self::poll();
        self::work();
        StandIn::heal();
        $id = Services::get()->links()->holder($silent)->wpId;
        self::assertSame([], StandIn::product($silent)['array_options']);
        self::check();
        self::work();
        self::check();
        self::work();
        self::assertSame((string) $id, (string) StandIn::product($silent)['array_options']['options__wps_id']);
        self::assertNotNull(Services::get()->links()->holder($telling));
        StandIn::forgetCalls();
        self::check();
        self::work();
        self::assertSame([], StandIn::writes());
    }

    public function testRule11AnEmptyListStopsEverything(): void
    {
        $this->pairs(2);
        foreach (StandIn::products() as $record) {
            StandIn::delete((int) $record['id']);
        }
        self::check();
        self::assertSame(Brakes::EMPTY_LIST, Services::get()->brakes()->state()['reason']);
        self::assertSame('brake', self::work()->stopped);
    }

    public function testRule11ACountThatFellByHalfStopsEverythingUntilAPersonResumes(): void
    {
        $pairs = $this->pairs(8);
        self::check();
        foreach (array_slice($pairs, 0, 4, true) as $dolibarrId) {
            StandIn::delete($dolibarrId);
        }
        self::check();
        $state = Services::get()->brakes()->state();
        self::assertSame([Brakes::COUNT_FELL, ['before' => 8, 'now' => 4]], [$state['reason'], $state['numbers']]);
        self::assertSame('synced', Services::get()->links()->of(array_key_first($pairs))->verdict->status->value, 'nothing was marked');
        Services::get()->brakes()->resume();
        self::check();
        self::assertFalse(Services::get()->brakes()->isOn());
        self::assertSame('gone_in_dolibarr', Services::get()->links()->of(array_key_first($pairs))->verdict->reason?->value);
    }

    public function testGoesThroughAllInBatchesAndGoesOnWhereItWas(): void
    {
        for ($number = 1; $number <= 120; $number++) {
            Services::get()->links()->put(self::product(['title' => "P$number"]), 1000 + $number, null);
        }
        self::requestIsOver();
        Services::get()->queue()->clear();
        self::mugInDolibarr();
        StandIn::forgetCalls();
        Services::get()->fullCheck()->start();
        self::assertTrue(Services::get()->fullCheck()->run(0));
        self::assertTrue(Services::get()->fullCheck()->isUnderWay());
        // One that is started while one is under way goes on.
        Services::get()->fullCheck()->start();
        self::assertFalse(Services::get()->fullCheck()->run(0));
        $lists = array_filter(StandIn::calls(), static fn (array $call): bool => str_contains(rawurldecode($call['query']), 't.rowid:in'));
        self::assertCount(2, $lists);
    }

    /** @return array<int, int> the shop's id → Dolibarr's, both alike */
    private function pairs(int $number): array
    {
        $pairs = [];
        for ($pair = 1; $pair <= $number; $pair++) {
            $id = self::product(['reference' => "M$pair", 'barcode' => ''] + self::MUG);
            $pairs[$id] = self::mugInDolibarr(['ref' => "M$pair", 'barcode' => '']);
            self::link($id, $pairs[$id], []);
        }
        self::requestIsOver();
        Services::get()->queue()->clear();
        StandIn::forgetCalls();
        return $pairs;
    }

    private static function check(): bool
    {
        Services::get()->fullCheck()->start();
        return Services::get()->fullCheck()->run(10);
    }
}
