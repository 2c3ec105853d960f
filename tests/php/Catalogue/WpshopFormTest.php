<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Services;
use DoliSync\Tests\Support\SiteCase;

/** WPshop listens to every saving of a product as if its form had been sent. */
final class WpshopFormTest extends SiteCase
{
    protected function setUp(): void
    {
        parent::setUp();
        require_once __DIR__ . '/WpshopProductAction.php';
        new \wpshop\Product_Action();
    }

    protected function tearDown(): void
    {
        foreach ($GLOBALS['wp_filter']['save_post']->callbacks[10] ?? [] as $callback) {
            if (is_array($callback['function']) && $callback['function'][0] instanceof \wpshop\Product_Action) {
                remove_action('save_post', $callback['function']);
            }
        }
        parent::tearDown();
    }

    /** @return array<string, mixed> what WPshop's form writes besides the fields that are synchronized */
    private static function kept(int $id): array
    {
        $kept = [];
        foreach (['_manage_stock', '_product_downloadable', '_similar_products_id'] as $meta) {
            $kept[$meta] = get_post_meta($id, $meta, true);
        }
        return $kept;
    }

    public function testAWriteKeepsWhatTheFormWouldForget(): void
    {
        $id = self::product(['title' => 'Mug', 'price' => '10', 'vat_rate' => '20']);
        $kept = ['_manage_stock' => '1', '_product_downloadable' => '1', '_similar_products_id' => '[15,16]'];
        foreach ($kept as $meta => $value) {
            update_post_meta($id, $meta, $value);
        }
        Services::get()->catalogue()->write($id, ['title' => 'Blue mug', 'on_sale' => 'no'], PriceBase::WithoutTax);
        self::assertSame('Blue mug', get_post($id)->post_title);
        self::assertSame($kept, self::kept($id));
    }

    public function testAPriceWithTaxIsKeptToTheCent(): void
    {
        $id = self::product(['title' => 'Mug', 'price' => '10', 'vat_rate' => '20']);
        $values = ['title' => 'Blue mug', 'price' => '99.99', 'vat_rate' => '5.5'];
        Services::get()->catalogue()->write($id, $values, PriceBase::WithTax);
        self::assertSame('99.99', Services::get()->catalogue()->read($id)->values(PriceBase::WithTax)['price']);
        self::assertSame('99.99', get_post_meta($id, '_price_ttc', true));
    }

    public function testAPersonsOwnSavingStillReachesWpshop(): void
    {
        $id = self::product(['title' => 'Mug', 'price' => '10', 'vat_rate' => '20']);
        Services::get()->catalogue()->write($id, ['title' => 'Blue mug'], PriceBase::WithoutTax);
        $_POST['product_data'] = ['manage_stock' => 'true'];
        wp_update_post(['ID' => $id, 'post_title' => 'Green mug']);
        unset($_POST['product_data']);
        self::assertSame('1', get_post_meta($id, '_manage_stock', true));
    }

    public function testWpshopsOwnArithmeticIsNoDifference(): void
    {
        $id = self::product(['title' => 'Mug', 'price' => '9.47867', 'vat_rate' => '5.5']);
        wp_update_post(['ID' => $id, 'post_title' => 'Green mug']);
        self::assertSame('9.99999685', get_post_meta($id, '_price_ttc', true));
        self::assertSame('10', Services::get()->catalogue()->read($id)->values(PriceBase::WithTax)['price']);
    }
}
