<?php

declare(strict_types=1);

namespace DoliSync\Tests\Automation;

use DoliSync\Automation\PollCursor;
use DoliSync\Services;
use DoliSync\Sync\Suggestions;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** Products, clocks and backups as shops really have them, when nobody looks on. */
final class OddProductsTest extends AutomationCase
{
    protected function tearDown(): void
    {
        kses_remove_filters();
        remove_all_filters('wp_insert_post_data');
        parent::tearDown();
    }

    public function testCronTakesNothingOutOfATextThatItDoesNotWrite(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $texts = ['post_content' => '<p>En grès.</p><iframe src="https://video.example/1"></iframe>', 'post_excerpt' => '<script>1</script> \\ "é"'];
        wp_update_post(wp_slash(['ID' => $id] + $texts));
        self::work();
        StandIn::change($dolibarrId, ['label' => 'theirs', 'price' => '14']);
        self::poll();
        // Another plugin hears of our save and saves the same product itself.
        $other = static function (int $saved) use ($id, &$other): void {
            if ($saved === $id) {
                remove_action('save_post', $other);
                wp_update_post(['ID' => $id, 'post_excerpt' => 'of another plugin']);
            }
        };
        self::asCron(static fn () => self::work());
        self::assertSame(['theirs'] + $texts, ['theirs'] + array_intersect_key(get_post($id, ARRAY_A), $texts));
        self::assertSame('theirs', get_post($id)->post_title);
        add_action('save_post', $other);
        StandIn::change($dolibarrId, ['label' => 'theirs again']);
        self::poll();
        self::asCron(static fn () => self::work());
        self::assertSame(['theirs again', 'of another plugin'], [get_post($id)->post_title, get_post($id)->post_excerpt]);
    }

    public function testCronStillCleansATextThatComesFromDolibarr(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['description' => '<p>a</p><script>1</script>', 'label' => 'A <b>b</b> &amp; \\ "c"']);
        self::poll();
        self::asCron(static fn () => self::work());
        self::assertSame(['<p>a</p>1', 'A &lt;b&gt;b&lt;/b&gt; &amp; \\ "c"'], [get_post($id)->post_content, get_post($id)->post_title]);
        self::assertSame([], self::differing(self::look($id)));
    }

    /** @dataProvider noNumbers */
    public function testWhatIsNoNumberIsNobodysZero(string $field, string $meta, string $typed): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $before = self::look($id)->record->values()[$field];
        update_post_meta($id, $meta, $typed);
        self::work();
        self::assertSame($before, self::look($id)->record->values()[$field]);
        $row = self::row($id);
        self::assertSame(['refused', [$field]], [$row->reason?->value, $row->fields]);
        // Another field is not kept back by it.
        self::someoneEdits($id, ['title' => 'ours']);
        self::work();
        self::assertSame('ours', StandIn::product($dolibarrId)['label']);
        self::sync($id, [$field => 'dolibarr']);
        self::assertSame([$before, 'synced'], [self::values($id)[$field], self::row($id)->status->value]);
    }

    /** @return array<string, array{string, string, string}> */
    public function noNumbers(): array
    {
        return [
            'a price with its currency' => ['price', '_price', '1 234,50 €'],
            'a rate with its sign' => ['vat_rate', '_tva_tx', '20 %'],
            'a weight with its unit' => ['weight', '_weight', '350 g'],
        ];
    }

    public function testANewProductWithoutAReadablePriceIsCreatedWithoutOne(): void
    {
        $id = self::product(['price' => '1', 'weight' => '1'] + self::MUG);
        update_post_meta($id, '_price', 'sur devis');
        update_post_meta($id, '_weight', 'léger');
        self::assertSame(1, self::work()->created);
        self::assertSame(['refused', ['price', 'weight']], [self::row($id)->reason?->value, self::row($id)->fields]);
        self::assertSame('sur devis', get_post_meta($id, '_price', true));
    }

    public function testOldEntitiesOfWindowsAreTheCharactersThatTheyMean(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['description' => '<p>Mug&#133; l&#146;été</p>']);
        self::poll();
        self::work();
        self::assertSame(['<p>Mug… l’été</p>', 'synced'], [self::values($id)['description'], self::row($id)->status->value]);
    }

    /** Of a backup that was restored: Dolibarr gave the number to another product. */
    public function testANumberThatBecameAnotherProductsOverwritesNothing(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::poll();
        $before = self::shop();
        StandIn::change($dolibarrId, self::chair());
        self::poll();
        self::assertSame(1, self::work()->forPerson);
        self::assertSame($before, self::shop());
        self::assertSame('out_of_sync', self::row($id)->status->value);
        StandIn::forgetCalls();
        Services::get()->fullCheck()->start();
        Services::get()->fullCheck()->run(5);
        self::work();
        self::assertSame([$before, []], [self::shop(), StandIn::writes()]);
        // A person can say that it is the same all the same.
        self::sync($id, array_fill_keys(array_keys(self::differing(self::look($id))), 'dolibarr'));
        self::assertSame('Chaise', get_post($id)->post_title);
    }

    /** Databases before MariaDB 10.2 and MySQL 8 give the newest number anew after a restart. */
    public function testANumberThatBecameAnotherProductsInTheShopOverwritesNothing(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        wp_delete_post($id, true);
        $again = wp_insert_post(['post_type' => 'wps-product', 'post_title' => 'Lampe', 'post_status' => 'publish', 'import_id' => $id]);
        update_post_meta($again, '_ref', 'LAMPE');
        self::assertSame($id, $again);
        self::assertSame(1, self::work()->forPerson);
        self::assertSame(['Mug bleu', []], [StandIn::product($dolibarrId)['label'], StandIn::writes()]);
        self::assertSame('', get_post_meta($id, '_external_id', true));
    }

    public function testSuchAProductIsNotDeletedInPlaceOfTheShops(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, self::chair());
        wp_trash_post($id);
        $problem = self::problem(static fn () => Services::get()->deletions()->deleteInDolibarr($id));
        self::assertSame('dolisync_other_product', $problem->name);
        self::assertStringContainsString('Chaise', $problem->getMessage());
        self::assertSame('Chaise', StandIn::product($dolibarrId)['label']);
    }

    public function testAProductThatGotAnotherNameAndReferenceInDolibarrIsStillTheOneThatNamesTheShops(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'Tasse', 'ref' => 'TASSE']);
        self::poll();
        self::assertSame(1, self::work()->written);
        self::assertSame('Tasse', get_post($id)->post_title);
    }

    /** Of a backup of the shop that was restored: Dolibarr's product names a number that is another product's by now. */
    public function testANewProductWhoseNumberDolibarrKnowsIsShownToAPerson(): void
    {
        self::poll();
        $id = self::product(['on_sale' => 'no', 'reference' => 'NEW'] + self::MUG);
        $other = self::mugInDolibarr(['label' => 'lost', 'ref' => 'LOST', 'barcode' => '', 'array_options' => ['options__wps_status' => 'publish', 'options__wps_id' => $id]]);
        self::someoneEdits($id, ['title' => 'Lampe', 'barcode' => '', 'on_sale' => 'yes']);
        self::assertSame(1, self::work()->forPerson);
        self::assertSame(['dolibarr_id' => $other, 'why' => Suggestions::NAMED_IN_DOLIBARR], Services::get()->suggestions()->of($id));
        self::assertCount(1, StandIn::products());
    }

    /** A product that was changed while Dolibarr's clock was ahead must not hide what is changed from now on. */
    public function testAClockThatWasAheadHidesNothing(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $early = self::mugInDolibarr(['ref' => 'EARLY', 'barcode' => '']);
        $ahead = static function (array $answer, array $request, string $url) use ($early): array {
            $list = json_decode($answer['body'], true);
            if (str_contains($url, '/products?') && str_contains($url, 't.tms')) {
                $list = array_filter(is_array($list) && array_is_list($list) ? $list : [], static fn (array $one): bool => (int) $one['id'] !== $early);
                $answer['body'] = json_encode([...$list, ['date_modification' => '2099-01-01 00:00:00'] + StandIn::product($early)]);
                $answer['response']['code'] = 200;
            }
            return $answer;
        };
        add_filter('http_response', $ahead, 10, 3);
        try {
            self::poll();
            Services::get()->queue()->clear();
            StandIn::change($dolibarrId, ['label' => 'theirs']);
            self::poll();
            self::assertContains("wp:$id", self::subjects());
            Services::get()->queue()->clear();
            // As it was remembered before this was known.
            update_option('dolisync_poll_cursor', ['moment' => '2099-01-01 00:00:00'] + get_option('dolisync_poll_cursor'));
            self::poll();
            self::assertContains("wp:$id", self::subjects());
        } finally {
            remove_filter('http_response', $ahead);
        }
        self::assertFalse(PollCursor::isAhead(gmdate('Y-m-d H:i:s', time() + 14 * HOUR_IN_SECONDS)), 'of the other side of the earth');
    }

    /** @return array<string, mixed> */
    private static function chair(): array
    {
        return [
            'label' => 'Chaise', 'ref' => 'CHAISE', 'barcode' => '', 'price' => '99',
            'array_options' => ['options__wps_status' => 'publish', 'options__wps_id' => null],
        ];
    }

    /** Nobody is logged in. */
    private static function asCron(callable $doing): void
    {
        $user = get_current_user_id();
        wp_set_current_user(0);
        kses_init();
        $doing();
        wp_set_current_user($user);
        kses_remove_filters();
    }
}
