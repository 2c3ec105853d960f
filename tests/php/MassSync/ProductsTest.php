<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\MassSync\RecordKind;
use DoliSync\Services;
use DoliSync\Sync\Choice;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Status;
use DoliSync\Sync\Tables;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** What a run does with products. */
final class ProductsTest extends MassSyncCase
{
    public function testUnlinkedOnesAreCreatedAndAssociated(): void
    {
        StandIn::reset('large', 16, 120);
        $run = self::written(self::previewed());
        self::assertSame(120, self::stage($run)['created']);
        self::assertShopIsLikeDolibarr();
    }

    public function testTheyArePublishedOrDraftAsDolibarrSays(): void
    {
        $public = self::mugInDolibarr(['ref' => 'PUBLIC']);
        $draft = self::mugInDolibarr(['ref' => 'DRAFT', 'barcode' => '', 'array_options' => ['options__wps_status' => 'draft']]);
        self::written(self::previewed());
        $links = Services::get()->links()->toDolibarrMany([$public, $draft]);
        self::assertSame('publish', get_post_status($links[$public]->wpId));
        self::assertSame('draft', get_post_status($links[$draft]->wpId));
    }

    public function testTheirCategoriesFollowInTheBackground(): void
    {
        $dolibarrId = self::mugInDolibarr();
        StandIn::categorize($dolibarrId, [StandIn::category('Vaisselle')]);
        update_option(Policy::OPTION, Policy::Automatic->value);
        self::written(self::previewed());
        while (Services::get()->fullCheck()->run(5)) {
            continue;
        }
        Services::get()->worker()->run(5);
        $id = Services::get()->links()->holder($dolibarrId)->wpId;
        self::assertSame(['Vaisselle'], wp_get_object_terms($id, 'wps-product-cat', ['fields' => 'names']));
        self::assertSame(Status::Synced, Services::get()->links()->of($id)->verdict->status);
    }

    public function testProductsOfOneNameHaveAddressesOfTheirOwn(): void
    {
        self::product(['reference' => 'OLD', 'barcode' => ''] + self::MUG);
        foreach (['A', 'B', 'C'] as $reference) {
            self::mugInDolibarr(['ref' => $reference, 'barcode' => '']);
        }
        self::written(self::previewed());
        $slugs = array_column(self::shop()['posts'], 'post_name');
        self::assertCount(4, array_unique($slugs));
        self::assertNotContains('', $slugs);
    }

    public function testTheRestOfTheSiteHearsOfNewProducts(): void
    {
        self::mugInDolibarr();
        $heard = [];
        $listener = static function (int $id, \WP_Post $post, bool $update) use (&$heard): void {
            $heard[] = [$post->post_title, get_post_meta($id, '_ref', true), $update];
        };
        add_action('save_post_wps-product', $listener, 10, 3);
        self::written(self::previewed());
        remove_action('save_post_wps-product', $listener);
        self::assertSame([['Mug bleu', 'MUG', false]], $heard);
    }

    public function testLinkedOnesGetDolibarrsValues(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['price' => '14', 'price_base_type' => 'HT', 'label' => 'Mug rouge']);
        self::someoneEdits($id, ['description' => '<p>Un autre texte.</p>']);
        $run = self::written(self::previewed());
        self::assertSame(1, self::stage($run)['overwritten']);
        self::assertShopIsLikeDolibarr();
    }

    /** Of a backup that was restored on either side: the number is the same, and nothing else. */
    public function testANumberThatBecameAnotherProductsOverwritesNothing(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, [
            'label' => 'Chaise', 'ref' => 'CHAISE', 'barcode' => '', 'description' => '',
            'array_options' => ['options__wps_status' => 'publish', 'options__wps_id' => null],
        ]);
        $before = self::shop();
        $run = self::written(self::previewed());
        self::assertSame([$before, 1], [self::shop(), self::stage($run)['skipped']]);
        $record = self::records($run, RecordKind::Skipped)[0];
        self::assertSame([$id, 'dolisync_other_product'], [$record->wpId, $record->problem['code']]);
    }

    public function testWhatTheShopDoesNotTakeIsNotedAsRefused(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'Mug rouge']);
        $otherPlugin = static fn (array $data): array => ['post_title' => 'Titre imposé'] + $data;
        add_filter('wp_insert_post_data', $otherPlugin);
        self::written(self::previewed());
        remove_filter('wp_insert_post_data', $otherPlugin);
        $link = Services::get()->links()->of($id);
        self::assertSame(['title' => [Choice::WPSHOP => 'Mug rouge']], $link->refused);
        self::assertSame(Reason::Refused, $link->verdict->reason);
    }

    public function testUnchangedOnesCostNoWrite(): void
    {
        global $wpdb;
        StandIn::reset('large', 16, 150);
        self::written(self::previewed());
        $links = $wpdb->get_results('SELECT * FROM ' . Tables::links(), ARRAY_A);
        $shop = self::shop();
        $run = self::previewed();
        $writes = [];
        $listener = static function (string $query) use (&$writes): string {
            if (preg_match('/^\s*(INSERT|UPDATE|DELETE|REPLACE)\b/i', $query) === 1 && !str_contains($query, 'dolisync_batches') && !str_contains($query, 'dolisync_runs')) {
                $writes[] = $query;
            }
            return $query;
        };
        add_filter('query', $listener);
        $run = self::written($run);
        remove_filter('query', $listener);
        self::assertSame(150, self::stage($run)['same']);
        self::assertSame([], $writes);
        self::assertSame($shop, self::shop());
        self::assertSame($links, $wpdb->get_results('SELECT * FROM ' . Tables::links(), ARRAY_A));
    }

    /** @return iterable<string, array{array<string, string>, array<string, mixed>, string}> */
    public function counterparts(): iterable
    {
        yield 'the same reference' => [['reference' => 'MUG'], ['ref' => 'mug', 'barcode' => ''], 'same_reference'];
        yield 'the same barcode' => [['reference' => 'OTHER'], ['ref' => 'MUG'], 'same_barcode'];
    }

    /**
     * @dataProvider counterparts
     * @param array<string, string> $shop
     * @param array<string, mixed> $dolibarr
     */
    public function testACounterpartIsSuggestedAndNotDoubled(array $shop, array $dolibarr, string $why): void
    {
        $id = self::product($shop + self::MUG);
        $dolibarrId = self::mugInDolibarr($dolibarr);
        $run = self::written(self::previewed());
        self::assertSame(1, self::stage($run)['skipped']);
        self::assertCount(1, self::shop()['posts']);
        self::assertSame(['dolibarr_id' => $dolibarrId, 'why' => $why], Services::get()->suggestions()->of($id));
        self::assertSame('dolisync_probable_match', self::records($run, RecordKind::Skipped)[0]->problem['code']);
    }

    public function testAProductThatDolibarrNamesIsSuggested(): void
    {
        $id = self::product(['reference' => 'OTHER', 'barcode' => ''] + self::MUG);
        $dolibarrId = self::mugInDolibarr(['barcode' => '', 'array_options' => ['options__wps_id' => $id]]);
        $run = self::written(self::previewed());
        self::assertSame(1, self::stage($run)['skipped']);
        self::assertSame(['dolibarr_id' => $dolibarrId, 'why' => 'named_in_dolibarr'], Services::get()->suggestions()->of($id));
    }

    public function testWhatTheShopThrewAwayUnassociatedIsNoCounterpart(): void
    {
        wp_trash_post(self::product(self::MUG));
        self::mugInDolibarr();
        self::assertSame(1, self::stage(self::written(self::previewed()))['created']);
    }

    public function testAReservedNumberIsFilled(): void
    {
        $dolibarrId = self::mugInDolibarr();
        $id = Services::get()->catalogue()->reserve();
        Services::get()->links()->put($id, $dolibarrId, null);
        $run = self::written(self::previewed());
        self::assertSame(1, self::stage($run)['created']);
        self::assertShopIsLikeDolibarr();
        self::assertSame($id, Services::get()->links()->toDolibarr($dolibarrId)->wpId);
    }

    public function testAnAssociationThatWasNeverSynchronizedIsBroughtUpToDate(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr();
        Services::get()->links()->put($id, $dolibarrId, null);
        delete_post_meta($id, '_external_id');
        $run = self::written(self::previewed());
        self::assertSame(1, self::stage($run)['same']);
        self::assertShopIsLikeDolibarr();
        self::assertSame('12.5', Services::get()->links()->of($id)->baseline['price']);
    }

    public function testWhatTheShopOwnsIsLeftAlone(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        FieldOwners::store(['title' => 'wpshop', 'description' => 'none']);
        StandIn::change($dolibarrId, ['label' => 'Mug rouge', 'description' => 'Autre', 'barcode' => '3760000000024']);
        $run = self::written(self::previewed());
        self::assertSame(1, self::stage($run)['changed']);
        self::assertSame('Mug bleu', self::values($id)['title']);
        self::assertSame('<p>En grès.</p>', self::values($id)['description']);
        self::assertSame('3760000000024', self::values($id)['barcode']);
    }

    public function testRule9OurOwnWritesRaiseNoEcho(): void
    {
        [, $dolibarrId] = self::linkedMug();
        self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '']);
        StandIn::change($dolibarrId, ['label' => 'Mug rouge']);
        self::written(self::previewed());
        self::requestIsOver();
        self::assertSame([], self::queued());
    }

    public function testEverythingIsInTheJournalWithTheRun(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $new = self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '']);
        StandIn::change($dolibarrId, ['price' => '14', 'price_base_type' => 'HT']);
        $run = self::written(self::previewed());
        $entries = iterator_to_array(Services::get()->journal()->eachOfRun($run->id), false);
        self::assertCount(2, $entries);
        $byAction = array_column($entries, null, 'action');
        self::assertSame([['key' => 'price', 'before' => '12.5', 'after' => '14']], $byAction['sync']->changes->wpshop);
        self::assertSame($id, $byAction['sync']->productId);
        self::assertSame($new, $byAction['create_in_wpshop']->dolibarrId);
        self::assertSame('mass', $byAction['sync']->source);
        self::assertSame('admin', $byAction['sync']->user);
    }
}
