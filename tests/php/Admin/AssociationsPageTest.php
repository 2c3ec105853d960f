<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\AssociationsPage;
use DoliSync\Services;
use DoliSync\Sync\Finding;
use DoliSync\Sync\FindingKind;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Status;
use DoliSync\Sync\Verdict;
use DoliSync\Tests\Support\StandIn;

/**
 * The audit of the associations: it finds what is wrong, and puts it right without touching a product's data.
 */
final class AssociationsPageTest extends ListPageCase
{
    private static int $made = 0;

    /** @return array{int, int} a product on each side, not associated */
    private static function pair(?int $namedInDolibarr = null): array
    {
        $ref = 'REF-' . ++self::$made;
        $id = self::product(['title' => "Product $ref", 'reference' => $ref, 'price' => '12']);
        $dolibarrId = StandIn::create(['ref' => $ref, 'label' => "Product $ref", 'price' => '12', 'array_options' => [
            'options__wps_id' => $namedInDolibarr, 'options__wps_status' => 'publish',
        ]]);
        return [$id, $dolibarrId];
    }

    /** Associated, and noted everywhere. @return array{int, int} */
    private static function associated(): array
    {
        [$id, $dolibarrId] = self::pair();
        Services::get()->links()->put($id, $dolibarrId, null);
        StandIn::change($dolibarrId, ['array_options' => ['options__wps_id' => $id, 'options__wps_status' => 'publish']]);
        return [$id, $dolibarrId];
    }

    /** @return list<string> */
    private static function keys(): array
    {
        return array_map(static fn (Finding $finding): string => $finding->key(), Services::get()->linkAudit()->findings());
    }

    private static function look(): void
    {
        self::assertStringContainsString('Dolibarr was looked at.', self::send(AssociationsPage::class, ['dolisync_do' => 'dolisync_look:all']));
    }

    private static function mark(int $id): string
    {
        return (string) get_post_meta($id, '_external_id', true);
    }

    /** @return array<string, mixed> all of Dolibarr's products, without their end of the association and their date */
    private static function dolibarrsData(): array
    {
        return array_map(static function (array $product): array {
            unset($product['array_options']['options__wps_id'], $product['date_modification'], $product['tms']);
            return $product;
        }, StandIn::products());
    }

    /** @return array<string, mixed> the shop's products without WPshop's mark */
    private static function shopsData(): array
    {
        $shop = self::shop();
        $shop['metas'] = array_map(static function (array $meta): array {
            unset($meta['meta_id']);
            return $meta;
        }, array_values(array_filter($shop['metas'], static fn (array $meta): bool => $meta['meta_key'] !== '_external_id')));
        return $shop;
    }

    /**
     * Sends one repair: what was found is gone, and no product changed.
     */
    private static function repair(string $key, string $repair): string
    {
        $before = [self::dolibarrsData(), self::shopsData()];
        $html = self::send(AssociationsPage::class, ['dolisync_do' => "$repair:$key"]);
        self::assertStringContainsString('1 association was put right.', $html);
        self::assertNotContains($key, self::keys());
        self::assertEquals($before, [self::dolibarrsData(), self::shopsData()]);
        return $html;
    }

    public function testWhatIsInOrderIsNotFound(): void
    {
        self::associated();
        self::pair();
        self::look();
        self::assertSame([], self::keys());
        self::assertStringContainsString('Every association is in order.', self::open(AssociationsPage::class));
    }

    public function testGoneInDolibarrIsDissociated(): void
    {
        [$id, $dolibarrId] = self::associated();
        // Only a list that is not empty proves that what is missing is gone.
        self::pair();
        StandIn::delete($dolibarrId);
        Services::get()->links()->checked([$id => new Verdict(Status::OutOfSync, Reason::GoneInDolibarr)], Moment::now());
        self::assertSame(["gone_in_dolibarr.$id.$dolibarrId"], self::keys());
        self::repair("gone_in_dolibarr.$id.$dolibarrId", 'dissociate');
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame('', self::mark($id));
    }

    public function testInTheTrashIsDissociated(): void
    {
        [$id, $dolibarrId] = self::associated();
        wp_trash_post($id);
        self::assertSame(["trashed.$id.$dolibarrId"], self::keys());
        self::repair("trashed.$id.$dolibarrId", 'dissociate');
        self::assertEmpty(StandIn::product($dolibarrId)['array_options']['options__wps_id'] ?? null);
    }

    public function testDeletedForGoodIsForgotten(): void
    {
        [$id, $dolibarrId] = self::associated();
        wp_delete_post($id, true);
        $key = "deleted.$id.$dolibarrId";
        self::assertSame([$key], self::keys());
        self::assertStringContainsString("Product #$id (no longer in the shop)", self::open(AssociationsPage::class));
        self::repair($key, 'forget');
        // Dolibarr still names it: that is seen by looking there, and put right in turn.
        self::look();
        self::assertSame(["dolibarr_mark_stray.$id.$dolibarrId"], self::keys());
        self::repair("dolibarr_mark_stray.$id.$dolibarrId", 'remove_dolibarr_mark');
        self::assertEmpty(StandIn::product($dolibarrId)['array_options']['options__wps_id'] ?? null);
    }

    public function testWpshopsOwnAssociationIsTakenOverOrRemoved(): void
    {
        [$one, $oneThere] = self::pair();
        [$two, $twoThere] = self::pair();
        StandIn::forgetCalls();
        update_post_meta($one, '_external_id', (string) $oneThere);
        update_post_meta($two, '_external_id', (string) $twoThere);
        self::assertSame(["not_taken_over.$one.$oneThere", "not_taken_over.$two.$twoThere"], self::keys());
        self::repair("not_taken_over.$one.$oneThere", 'take_over');
        self::assertSame($oneThere, Services::get()->links()->of($one)?->dolibarrId);
        self::repair("not_taken_over.$two.$twoThere", 'remove_mark');
        self::assertSame(['', null], [self::mark($two), Services::get()->links()->of($two)]);
        self::assertSame([], StandIn::writes());
    }

    public function testClaimedTwiceAPersonChoosesOne(): void
    {
        [$one, $there] = self::pair();
        [$two] = self::pair();
        update_post_meta($one, '_external_id', (string) $there);
        update_post_meta($two, '_external_id', (string) $there);
        self::assertSame(["marked_twice.$one.$there", "marked_twice.$two.$there"], self::keys());
        self::repair("marked_twice.$two.$there", 'take_over');
        self::assertSame(["mark_of_other.$one.$there"], self::keys());
        self::assertStringContainsString('associated with “' . get_the_title($two) . '”', self::open(AssociationsPage::class));
        self::repair("mark_of_other.$one.$there", 'remove_mark');
        self::assertSame([[], (string) $there], [self::keys(), self::mark($two)]);
    }

    public function testAMissingNoteInWpshopIsWrittenAgain(): void
    {
        [$id, $there] = self::associated();
        foreach (['', '999'] as $mark) {
            update_post_meta($id, '_external_id', $mark);
            self::repair("mark_missing.$id.$there", 'write_mark');
            self::assertSame((string) $there, self::mark($id));
        }
    }

    public function testDolibarrsEndIsWrittenAgain(): void
    {
        [$id, $there] = self::associated();
        [$other, $otherThere] = self::associated();
        StandIn::change($there, ['array_options' => ['options__wps_id' => null, 'options__wps_status' => 'publish']]);
        StandIn::change($otherThere, ['array_options' => ['options__wps_id' => 987654, 'options__wps_status' => 'publish']]);
        self::assertSame([], self::keys());
        self::look();
        self::assertSame(["dolibarr_mark_missing.$id.$there", "dolibarr_mark_other.$other.$otherThere"], self::keys());
        self::repair("dolibarr_mark_missing.$id.$there", 'write_dolibarr_mark');
        self::repair("dolibarr_mark_other.$other.$otherThere", 'write_dolibarr_mark');
        self::assertSame((string) $id, (string) StandIn::product($there)['array_options']['options__wps_id']);
        self::assertSame((string) $other, (string) StandIn::product($otherThere)['array_options']['options__wps_id']);
        self::assertSame(['repair', 'repair'], array_map(
            static fn ($entry): string => $entry->action,
            Services::get()->journal()->page(null, 1)['entries']
        ));
    }

    public function testWhatOnlyDolibarrKnowsIsAssociatedOrRemoved(): void
    {
        [$id] = self::pair();
        [, $there] = self::pair($id);
        self::look();
        $key = "dolibarr_mark_alone.$id.$there";
        self::assertSame([$key], self::keys());
        self::repair($key, 'take_over');
        self::assertSame($there, Services::get()->links()->of($id)?->dolibarrId);
        [$other] = self::pair();
        [, $otherThere] = self::pair($other);
        self::look();
        self::repair("dolibarr_mark_alone.$other.$otherThere", 'remove_dolibarr_mark');
    }

    public function testAProductThatCannotBeUnderstoodHidesNoneOfTheOthers(): void
    {
        [, $garbled] = self::pair(self::pair()[0]);
        [$id] = self::pair();
        [, $there] = self::pair($id);
        StandIn::settings(['garbled_products' => [$garbled]]);
        self::look();
        self::assertSame(["dolibarr_mark_alone.$id.$there"], self::keys());
        StandIn::settings(['garbled_products' => []]);
    }

    public function testWhatChangedMeanwhileIsNotWritten(): void
    {
        [$id, $there] = self::associated();
        StandIn::change($there, ['array_options' => ['options__wps_id' => null, 'options__wps_status' => 'publish']]);
        self::look();
        StandIn::change($there, ['array_options' => ['options__wps_id' => 4711, 'options__wps_status' => 'publish']]);
        StandIn::forgetCalls();
        $html = self::send(AssociationsPage::class, ['dolisync_do' => "write_dolibarr_mark:dolibarr_mark_missing.$id.$there"]);
        self::assertStringContainsString('was changed meanwhile', $html);
        self::assertSame([], StandIn::writes());
        foreach (["take_over:not_taken_over.$id.$there", 'forget:deleted.1.1', "dissociate:mark_missing.$id.$there", 'x:y.z'] as $sent) {
            self::assertStringContainsString('This was repaired or changed meanwhile.', self::send(AssociationsPage::class, ['dolisync_do' => $sent]), $sent);
        }
    }

    public function testANumberThatAnotherDolibarrProductCarriesIsNotTakenAway(): void
    {
        [$id, $there] = self::associated();
        StandIn::change($there, ['array_options' => ['options__wps_id' => null, 'options__wps_status' => 'publish']]);
        [, $thief] = self::pair($id);
        self::look();
        StandIn::forgetCalls();
        $html = self::send(AssociationsPage::class, ['dolisync_do' => "write_dolibarr_mark:dolibarr_mark_missing.$id.$there"]);
        self::assertStringContainsString('carries the number of this shop product', $html);
        self::assertSame([], StandIn::writes());
        self::assertContains("dolibarr_mark_stray.$id.$thief", self::keys());
    }

    public function testManyAtOnceAndOneBadOneStopsNobody(): void
    {
        [$one, $oneThere] = self::pair();
        [$two, $twoThere] = self::pair();
        update_post_meta($one, '_external_id', (string) $oneThere);
        update_post_meta($two, '_external_id', (string) $twoThere);
        $html = self::send(AssociationsPage::class, ['action' => 'usual', 'rows' => [
            "not_taken_over.$one.$oneThere", 'not_taken_over.987654.1', "not_taken_over.$two.$twoThere",
        ]]);
        self::assertStringContainsString('2 associations were put right.', $html);
        self::assertStringContainsString('Product #987654 (no longer in the shop): This was repaired', $html);
        self::assertCount(2, Services::get()->links()->all());
    }

    public function testItIsFilteredByKindWithThatKindsRepairs(): void
    {
        [$one, $oneThere] = self::pair();
        update_post_meta($one, '_external_id', (string) $oneThere);
        [$two] = self::associated();
        delete_post_meta($two, '_external_id');
        $html = self::open(AssociationsPage::class, ['kind' => 'mark_missing']);
        self::assertStringContainsString('<option value="write_mark">', $html);
        self::assertStringNotContainsString(get_the_title($one), $html);
        self::assertMatchesRegularExpression('/class="current"[^>]*>Not noted in WPshop <span class="count">\(1\)/', $html);
        self::assertStringContainsString(get_the_title($one), self::open(AssociationsPage::class, ['kind' => '"><script>']));
    }

    public function testWithoutTheModuleThereIsNothingToLookAt(): void
    {
        self::associated();
        StandIn::settings(['module_wpshop' => false]);
        self::assertStringContainsString('Dolibarr’s module for WPshop is not there', self::send(AssociationsPage::class, ['dolisync_do' => 'dolisync_look:all']));
        self::assertSame([], self::keys());
    }

    public function testWhenDolibarrFailsItSaysSoAndFindsNothing(): void
    {
        self::associated();
        StandIn::fail(['kind' => 'html_500']);
        self::assertStringContainsString('notice-error', self::send(AssociationsPage::class, ['dolisync_do' => 'dolisync_look:all']));
        self::assertSame([], self::keys());
    }

    public function testALookThatRanOutOfTimeGoesOn(): void
    {
        [$id, $there] = self::associated();
        StandIn::change($there, ['array_options' => ['options__wps_id' => null, 'options__wps_status' => 'publish']]);
        $audit = Services::get()->dolibarrAudit();
        self::assertFalse($audit->look(0));
        $rounds = 0;
        while (!$audit->look(1) && $rounds < 10) {
            $rounds++;
        }
        self::assertTrue($audit->last()[1]);
        self::assertSame(["dolibarr_mark_missing.$id.$there"], self::keys());
    }

    public function testAForgedFormAndAPersonWhoMayNotAreRefused(): void
    {
        [$id, $there] = self::pair();
        update_post_meta($id, '_external_id', (string) $there);
        StandIn::forgetCalls();
        foreach ([['dolisync_do' => "take_over:not_taken_over.$id.$there"], ['dolisync_do' => 'dolisync_look:all']] as $sent) {
            $this->logIn('administrator');
            self::assertRefused(static fn () => self::send(AssociationsPage::class, $sent, 'forged'));
            $this->logIn('editor');
            self::assertRefused(static fn () => self::send(AssociationsPage::class, $sent));
        }
        self::assertSame([], StandIn::writes());
    }

    public function testLookingWritesNothing(): void
    {
        [$id, $there] = self::associated();
        StandIn::change($there, ['array_options' => ['options__wps_id' => null, 'options__wps_status' => 'publish']]);
        StandIn::forgetCalls();
        $before = self::everything();
        self::open(AssociationsPage::class);
        self::look();
        self::open(AssociationsPage::class, ['kind' => FindingKind::DolibarrMarkMissing->value]);
        self::assertEquals($before, self::everything());
        // The test of the right to write asks to change a product that cannot exist.
        self::assertSame([], array_filter(StandIn::writes(), static fn (array $call): bool => !str_contains($call['path'], '2147483647')));
        self::assertSame(["dolibarr_mark_missing.$id.$there"], self::keys());
    }
}
