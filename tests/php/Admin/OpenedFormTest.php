<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Services;
use DoliSync\Sync\Changes;
use DoliSync\Tests\Support\StandIn;

/**
 * A form that was open while DoliSync wrote.
 */
final class OpenedFormTest extends AdminCase
{
    private int $id;
    private int $dolibarrId;

    protected function setUp(): void
    {
        parent::setUp();
        $this->id = self::product(['title' => 'Mug', 'reference' => 'MUG', 'price' => '10']);
        $this->dolibarrId = StandIn::create(['label' => 'Mug', 'ref' => 'MUG', 'price' => '10', 'array_options' => ['options__wps_status' => 'publish']]);
        $seen = Services::get()->comparisons()->read($this->id, $this->dolibarrId);
        Services::get()->synchronizer()->link($this->id, $this->dolibarrId, $seen->revisions(), array_fill_keys(ProductFields::KEYS, 'wpshop'));
    }

    protected function tearDown(): void
    {
        $_POST = [];
        parent::tearDown();
    }

    /** The hidden field, as the form holds it. */
    private function opened(): string
    {
        $html = self::printed(fn () => do_action('edit_form_top', get_post($this->id)));
        self::assertSame(1, preg_match('/name="dolisync_opened" value="(\d+)"/', $html, $found));
        return $found[1];
    }

    /** Dolibarr's version is kept. @param array<string, mixed> $changes */
    private function takeDolibarrs(array $changes): void
    {
        StandIn::change($this->dolibarrId, $changes);
        Services::get()->queue()->ask([Services::get()->links()->of($this->id)]);
        Services::get()->worker()->run(20);
    }

    /** What the list's row tells the quick edit. */
    private function toldByTheRow(): string
    {
        $html = self::printed(fn () => do_action('add_inline_data', get_post($this->id), get_post_type_object('wps-product')));
        self::assertSame(1, preg_match('#<div class="dolisync_opened">(\d+)</div>#', $html, $found));
        return $found[1];
    }

    /** Sends the form. @return string|null the page that ends the request; null: WordPress goes on saving */
    private function send(?string $opened, string $door = 'admin_action_editpost'): ?string
    {
        $_POST = array_filter(['post_ID' => (string) $this->id, 'dolisync_opened' => $opened], static fn (mixed $value): bool => $value !== null);
        $die = static fn (): callable => static fn (string $message): never => throw new \DomainException($message);
        add_filter('wp_die_handler', $die);
        try {
            do_action($door);
            return null;
        } catch (\DomainException $ended) {
            return $ended->getMessage();
        } finally {
            remove_filter('wp_die_handler', $die);
        }
    }

    public function testItIsNotSavedOverWhatWasWrittenSince(): void
    {
        $opened = $this->opened();
        self::assertNull($this->send($opened));
        $this->takeDolibarrs(['label' => 'Mug, newer']);
        $said = (string) $this->send($opened);
        self::assertStringContainsString('a synchronization changed the product: title.', $said);
        self::assertStringContainsString('post=' . $this->id, $said);
        self::assertNull($this->send($this->opened()), 'opened anew');
    }

    public function testHoweverMuchWasWrittenSince(): void
    {
        $opened = $this->opened();
        $this->takeDolibarrs(['label' => 'Mug, newer']);
        // Many a day's deliveries and prices, which are no reason.
        for ($day = 1; $day <= 25; $day++) {
            $entry = Services::get()->journal()->begin('sync', $this->id, $this->dolibarrId, PriceBase::WithoutTax, new Changes([['key' => 'stock', 'before' => '1', 'after' => '2']]), []);
            Services::get()->journal()->end($entry, $this->dolibarrId, PriceBase::WithoutTax, new Changes([['key' => 'stock', 'before' => '1', 'after' => '2']]), []);
        }
        self::assertStringContainsString('a synchronization changed the product: title.', (string) $this->send($opened));
        self::assertNull($this->send($this->opened()));
    }

    public function testAQuickEditIsNotSavedOverWhatWasWrittenSince(): void
    {
        $told = $this->toldByTheRow();
        self::assertNull($this->send($told, 'wp_ajax_inline-save'));
        $this->takeDolibarrs(['description' => '<p>In stoneware.</p>']);
        self::assertNull($this->send($told, 'wp_ajax_inline-save'), 'it has no description');
        $this->takeDolibarrs(['label' => 'Mug, newer']);
        self::assertStringContainsString('a synchronization changed the product: title.', (string) $this->send($told, 'wp_ajax_inline-save'));
        self::assertNull($this->send($this->opened(), 'wp_ajax_inline-save'), 'opened anew');
        $this->logIn('subscriber');
        self::assertNull($this->send($told, 'wp_ajax_inline-save'), 'WordPress itself refuses');
    }

    public function testWhatOurOwnFormHoldsIsNoReason(): void
    {
        $opened = $this->opened();
        $this->takeDolibarrs(['price' => '12', 'barcode' => '376']);
        self::assertSame('12', Services::get()->catalogue()->read($this->id)->values(PriceBase::WithoutTax)['price']);
        self::assertNull($this->send($opened));
    }

    public function testWhatWentToDolibarrOnlyIsNoReason(): void
    {
        $opened = $this->opened();
        Services::get()->catalogue()->write($this->id, ['title' => 'Mug, typed here'], PriceBase::WithoutTax);
        $this->takeDolibarrs([]);
        self::assertSame('Mug, typed here', StandIn::product($this->dolibarrId)['label']);
        self::assertNull($this->send($opened));
    }

    public function testOtherFormsAreLeftAlone(): void
    {
        $opened = $this->opened();
        $this->takeDolibarrs(['label' => 'Mug, newer']);
        self::assertNull($this->send(null));
        self::assertNull($this->send('x'));
        $post = wp_insert_post(['post_type' => 'post', 'post_title' => 'A post']);
        self::assertSame('', self::printed(static fn () => do_action('edit_form_top', get_post($post))));
        $this->id = $post;
        self::assertNull($this->send($opened));
        wp_delete_post($post, true);
    }
}
