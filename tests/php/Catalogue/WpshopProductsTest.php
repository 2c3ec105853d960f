<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Services;
use DoliSync\Tests\Support\SiteCase;

/** WPshop's records stay WPshop's: its keys, its derived amounts, whatever else it keeps. */
final class WpshopProductsTest extends SiteCase
{
    public function testWritesWpshopsKeysAndWhatFollowsFromThem(): void
    {
        $id = self::product([
            'title' => 'Mug "bleu" \\ l\'été', 'reference' => 'M\\1', 'barcode' => "1'2", 'description' => '<p>x \\ "y"</p>', 'price' => '12.5',
            'vat_rate' => '5.5', 'type' => 'service', 'on_sale' => 'no', 'weight' => '0.35', 'length' => '0.1',
        ]);
        $metas = array_map(static fn (array $values): string => $values[0], get_post_meta($id));
        self::assertSame('draft', get_post_status($id));
        self::assertSame(['M\\1', "1'2", '12.5', '13.1875', '5.5', '0.6875', '1', '0.35', '0.1'], [
            $metas['_ref'], $metas['_barcode'], $metas['_price'], $metas['_price_ttc'], $metas['_tva_tx'], $metas['_tva_amount'],
            $metas['_fk_product_type'], $metas['_weight'], $metas['_length'],
        ]);
        $values = Services::get()->catalogue()->read($id)->values(PriceBase::WithoutTax);
        self::assertSame(ProductFields::KEYS, array_keys($values));
        self::assertSame(['Mug "bleu" \\ l\'été', '<p>x \\ "y"</p>', ''], [$values['title'], $values['description'], $values['height']]);
        self::assertSame('13.1875', Services::get()->catalogue()->read($id)->values(PriceBase::WithTax)['price']);
    }

    public function testReadsWhatWpshopWroteAsNumbers(): void
    {
        $id = self::product(['title' => 'Mug']);
        foreach (['_price' => 10, '_price_ttc' => 12.0, '_tva_tx' => 20, '_fk_product_type' => 0, '_weight' => 0.5, '_barcode' => null] as $key => $value) {
            update_post_meta($id, $key, $value);
        }
        $values = Services::get()->catalogue()->read($id)->values(PriceBase::WithoutTax);
        self::assertSame(['10', '20', 'product', '0.5', ''], [$values['price'], $values['vat_rate'], $values['type'], $values['weight'], $values['barcode']]);
        delete_post_meta($id, '_price_ttc');
        self::assertSame('12', Services::get()->catalogue()->read($id)->values(PriceBase::WithTax)['price']);
    }

    public function testLeavesAloneWhatItDoesNotKnow(): void
    {
        $id = self::product(['title' => 'Mug', 'price' => '10']);
        update_post_meta($id, '_stock', '7');
        update_post_meta($id, 'product', wp_slash('{"associated_document_id":{"x":[1]},"note":"l\'\u00e9t\u00e9 \\\\ \"","price":10,"ref":"OLD"}'));
        Services::get()->catalogue()->write($id, ['price' => '11', 'reference' => 'NEW'], PriceBase::WithoutTax);
        self::assertSame('7', get_post_meta($id, '_stock', true));
        self::assertSame(
            ['associated_document_id' => ['x' => [1]], 'note' => "l'été \\ \"", 'price' => '11', 'ref' => 'NEW'],
            json_decode(get_post_meta($id, 'product', true), true)
        );
        Services::get()->catalogue()->write($id, ['title' => 'Bowl'], PriceBase::WithoutTax);
        self::assertSame('11', get_post_meta($id, '_price', true));
    }

    public function testAProductThatIsNotOnSaleKeepsHowItIsNotOnSale(): void
    {
        $id = self::product(['title' => 'Mug']);
        $write = static fn (string $onSale) => Services::get()->catalogue()->write($id, ['on_sale' => $onSale], PriceBase::WithoutTax);
        $write('no');
        self::assertSame('draft', get_post_status($id));
        wp_update_post(['ID' => $id, 'post_status' => 'private']);
        $write('no');
        self::assertSame('private', get_post_status($id));
        $write('yes');
        self::assertSame('publish', get_post_status($id));
    }

    public function testTakesTheIdThatItIsGiven(): void
    {
        $free = self::product(['title' => 'Mug']) + 1000;
        self::assertSame($free, Services::get()->catalogue()->create(['title' => 'Bowl'], $free));
    }

    public function testReadsAndTitlesLeaveOutWhatIsNoProduct(): void
    {
        $id = self::product(['title' => 'A & B']);
        $page = (int) wp_insert_post(['post_type' => 'page', 'post_title' => 'x']);
        $draft = (int) wp_insert_post(['post_type' => 'wps-product', 'post_title' => 'x', 'post_status' => 'auto-draft']);
        $catalogue = Services::get()->catalogue();
        self::assertSame([$id => 'A & B'], $catalogue->titles([$page, $id, $draft, 999999]));
        self::assertSame([$id], array_keys($catalogue->readMany([$page, $id, $draft, 999999])));
        self::assertSame([true, false, false], [$catalogue->exists($id), $catalogue->exists($page), $catalogue->exists($draft)]);
        wp_delete_post($page, true);
    }
}
