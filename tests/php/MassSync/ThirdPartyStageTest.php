<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Catalogue\RecordType;
use DoliSync\MassSync\PlanKind;
use DoliSync\Tests\Support\StandIn;

final class ThirdPartyStageTest extends RecordCase
{
    /** @dataProvider versions */
    public function testTheFirstRunStoresThemAsWpshopDoesAndTheSecondWritesNothing(int $version): void
    {
        StandIn::settings(['version' => $version]);
        $jane = self::jane();
        self::assertSame(["{$jane}: create"], self::bring('third_party'));

        [$id] = array_keys(self::records(RecordType::ThirdParty));
        $post = get_post($id);
        self::assertSame(['Jane Client &amp; fils', 'publish', 'wps-third-party'], [
            str_replace('Client & ', 'Client &amp; ', $post->post_title), $post->post_status, $post->post_type,
        ]);
        $country = class_exists(\Locale::class) ? \Locale::getDisplayRegion('-FR', get_locale()) : 'FR';
        $metas = array_map(static fn (array $values): string => $values[0], get_post_meta($id));
        ksort($metas);
        self::assertSame([
            '_address' => "1 rue du Lac\nBât. B", '_country' => $country, '_country_id' => '1', '_external_id' => (string) $jane,
            '_phone' => '0400000000', '_sync_sha_256' => hash('sha256', "{$jane},{$id},Jane Client & fils,Montpellier,34000,,,1 rue du Lac\nBât. B,0400000000,jane@example.test"),
            '_town' => 'Montpellier', '_zip' => '34000', 'email' => 'jane@example.test',
        ], $metas);

        $before = self::everything();
        self::assertSame([], self::writes(static fn () => self::assertSame(["{$jane}: same"], self::bring('third_party'))));
        self::assertSame($before, self::everything());
    }

    /** @return array<string, array{int}> */
    public function versions(): array
    {
        return ['Dolibarr 16' => [16], 'Dolibarr 20' => [20]];
    }

    public function testAPreviewWritesNothing(): void
    {
        self::jane();
        StandIn::forgetCalls();
        $before = self::everything();
        self::assertSame([PlanKind::Create], array_column(self::preview('third_party'), 'kind'));
        self::assertSame($before, self::everything());
        self::assertSame(['GET'], array_column($this->dolibarrCalls(), 'method'));
    }

    public function testAChangeInDolibarrIsCarriedOverAndCountsAsNobodysEdit(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        StandIn::put("thirdparties/{$jane}", ['town' => 'Sète', 'phone' => '']);
        $plan = self::preview('third_party')[0];
        self::assertSame([], $plan->overwritten());
        self::assertSame(
            [['town', 'Montpellier', 'Sète'], ['phone', '0400000000', '']],
            array_map(static fn ($change): array => [$change->field, $change->wpshop, $change->dolibarr], $plan->changes)
        );
        self::assertSame(["{$jane}: change"], self::bring('third_party'));
        $values = array_values(self::records(RecordType::ThirdParty))[0];
        self::assertSame(['Sète', ''], [$values['town'], $values['phone']]);
        self::assertSame([], self::writes(static fn () => self::bring('third_party')));
    }

    public function testAnEditOfTheShopIsListedBeforeItIsOverwrittenAndCanBePutBack(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        [$id] = array_keys(self::records(RecordType::ThirdParty));
        update_post_meta($id, '_town', 'Lattes');
        wp_update_post(['ID' => $id, 'post_status' => 'trash']);
        $overwritten = self::preview('third_party')[0]->overwritten();
        self::assertSame(['status', 'town'], array_column($overwritten, 'field'));
        self::assertSame('Lattes', $overwritten[1]->wpshop);
        $before = self::everything();
        self::bring('third_party');
        self::assertSame(['publish', 'Montpellier'], [get_post_status($id), get_post_meta($id, '_town', true)]);
        // Only the second write: the first made the record.
        self::undoLast();
        self::assertSame(['trash', 'Lattes'], [get_post_status($id), get_post_meta($id, '_town', true)]);
        self::assertSame(array_column($before['links'], 'baseline'), array_column(self::everything()['links'], 'baseline'));
        self::assertSame(["{$jane}: change"], self::bring('third_party'));
    }

    public function testUndoingTakesAwayWhatTheRunMadeButNotWhatSomebodyEditedSince(): void
    {
        self::jane();
        self::jane(['name' => 'Paul', 'email' => 'paul@example.test']);
        $before = self::everything();
        self::bring('third_party');
        self::undo();
        self::assertSame([$before['posts'], $before['metas'], $before['links']], [self::everything()['posts'], self::everything()['metas'], self::everything()['links']]);

        self::bring('third_party');
        [$id] = array_keys(self::records(RecordType::ThirdParty));
        update_post_meta($id, '_town', 'Lattes');
        self::assertSame('dolisync_changed_meanwhile', self::problem(static fn () => self::undo())->name);
        self::assertCount(1, self::records(RecordType::ThirdParty), 'the other one was taken away before');
    }

    public function testWhatWpshopMarkedIsItsCounterpartAndNothingIsDoubled(): void
    {
        $jane = self::jane();
        $id = wp_insert_post(['post_type' => 'wps-third-party', 'post_title' => 'Jane', 'post_status' => 'publish']);
        update_post_meta($id, '_external_id', $jane);
        update_post_meta($id, '_town', 'Montpellier');
        update_post_meta($id, 'third-party', '{"town":"Lunel","mine":{"kept":1}}');
        self::assertSame(['title'], array_column(self::preview('third_party')[0]->overwritten(), 'field'));
        self::assertSame(["{$jane}: change"], self::bring('third_party'));
        self::assertSame([$id], array_keys(self::records(RecordType::ThirdParty)));
        StandIn::put("thirdparties/{$jane}", ['town' => 'Sète']);
        self::bring('third_party');
        self::assertSame('{"town":"S\u00e8te","mine":{"kept":1}}', get_post_meta($id, 'third-party', true));
    }

    public function testACustomerWithTheSameAddressIsTheSameUnlessThereAreTwo(): void
    {
        $jane = self::jane();
        $id = wp_insert_post(['post_type' => 'wps-third-party', 'post_title' => 'Jane', 'post_status' => 'publish']);
        update_post_meta($id, 'email', 'Jane@Example.test');
        self::assertSame($id, self::preview('third_party')[0]->wpId);
        $twin = wp_insert_post(['post_type' => 'wps-third-party', 'post_title' => 'Her twin', 'post_status' => 'publish']);
        update_post_meta($twin, 'email', 'jane@example.test');
        self::assertSame(PlanKind::Create, self::preview('third_party')[0]->kind);
        wp_delete_post($twin, true);
        self::bring('third_party');
        self::assertSame([$id], array_keys(self::records(RecordType::ThirdParty)));
        self::assertSame((string) $jane, get_post_meta($id, '_external_id', true));
    }

    public function testNoContactBecomesAnAccountAndEveryPageTakesAsManyQueriesAsOneRecord(): void
    {
        self::jane();
        self::preview('third_party');
        $one = self::queries(static fn () => self::preview('third_party'));
        foreach (range(1, 30) as $number) {
            self::jane(['name' => "Customer {$number}", 'email' => "c{$number}@example.test"]);
        }
        $accounts = count_users()['total_users'];
        self::assertSame($one, self::queries(static fn () => self::preview('third_party')));
        StandIn::forgetCalls();
        self::assertCount(31, self::bring('third_party', 10));
        self::assertCount(4, $this->dolibarrCalls());
        self::assertSame($accounts, count_users()['total_users']);
    }

    public function testABadRecordStopsNobodyElse(): void
    {
        $jane = self::jane();
        $paul = self::jane(['name' => 'Paul', 'email' => 'paul@example.test']);
        $this->garble('thirdparties', static function (array $list): array {
            $list[0]['email'] = ['not' => 'a text'];
            return $list;
        });
        self::assertSame(["{$paul}: create", "{$jane}: failed dolisync_record_unreadable"], self::bring('third_party'));
    }

    public function testAPageOfHtmlIsAProblemAndNoEmptyList(): void
    {
        self::jane();
        StandIn::fail(['kind' => 'not_json_200', 'path' => '/thirdparties']);
        self::assertSame('dolisync_dolibarr_unreadable', self::problem(static fn () => self::bring('third_party'))->name);
    }

    public function testWhatTheShopDeletedForGoodIsMadeAgain(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        wp_delete_post((int) array_key_first(self::records(RecordType::ThirdParty)), true);
        self::assertSame(["{$jane}: create"], self::bring('third_party'));
        self::assertSame(["{$jane}: same"], self::bring('third_party'));
        self::assertCount(1, self::records(RecordType::ThirdParty));
    }

    public function testTheMarkThatWpshopTookOffComesBack(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        $id = (int) array_key_first(self::records(RecordType::ThirdParty));
        $sha = get_post_meta($id, '_sync_sha_256', true);
        delete_post_meta($id, '_external_id');
        delete_post_meta($id, '_sync_sha_256');
        self::assertSame(["{$jane}: same"], self::bring('third_party'));
        self::assertSame([(string) $jane, $sha], [get_post_meta($id, '_external_id', true), get_post_meta($id, '_sync_sha_256', true)]);
        self::assertSame([], self::writes(static fn () => self::bring('third_party')));
    }
}
