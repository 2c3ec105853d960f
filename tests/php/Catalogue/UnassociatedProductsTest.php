<?php

declare(strict_types=1);

namespace DoliSync\Tests\Catalogue;

use DoliSync\Catalogue\UnassociatedProducts;
use DoliSync\Services;
use DoliSync\Tests\Support\SyncCase;

/** Looking for products of the shop by their codes, again and again. */
final class UnassociatedProductsTest extends SyncCase
{
    private UnassociatedProducts $products;

    protected function setUp(): void
    {
        parent::setUp();
        $this->products = new UnassociatedProducts();
    }

    public function testWhatIsAssociatedOrInTheTrashIsNoneOfThem(): void
    {
        $mug = self::product(['reference' => 'MUG', 'barcode' => '3760000000017'] + self::MUG);
        $bowl = self::product(['reference' => 'BOWL', 'barcode' => ''] + self::MUG);
        $plate = self::product(['reference' => 'PLATE', 'barcode' => ''] + self::MUG);
        Services::get()->links()->put($bowl, 7, null);
        wp_trash_post($plate);
        self::assertSame(
            [[$mug, 'reference', 'MUG'], [$mug, 'barcode', '3760000000017']],
            $this->found(['mug', 'BOWL', 'PLATE', ''], ['', '3760000000017'])
        );
    }

    public function testWhatCameSinceIsFoundAndWhatIsNoLongerSoIsNot(): void
    {
        $mug = self::product(['reference' => 'MUG', 'barcode' => ''] + self::MUG);
        self::assertSame([[$mug, 'reference', 'MUG']], $this->found(['MUG', 'BOWL']));
        $bowl = self::product(['reference' => 'BOWL', 'barcode' => ''] + self::MUG);
        self::assertSame([$mug, $bowl], array_column($this->found(['MUG', 'BOWL']), 0));
        update_post_meta($mug, '_ref', 'CUP');
        self::assertSame([$bowl], array_column($this->found(['MUG', 'BOWL']), 0));
        Services::get()->links()->put($bowl, 7, null);
        self::assertSame([], $this->found(['MUG', 'BOWL']));
    }

    public function testALookAtTheShopAsItIsNowFindsWhatWasRenamed(): void
    {
        $mug = self::product(['reference' => 'MUG', 'barcode' => ''] + self::MUG);
        self::assertSame([], $this->found(['CUP']));
        update_post_meta($mug, '_ref', 'CUP');
        $this->products->forget();
        self::assertSame([[$mug, 'reference', 'CUP']], $this->found(['CUP']));
    }

    public function testTheNextLookDoesNotGoThroughTheShopAgain(): void
    {
        global $wpdb;
        self::product(['reference' => 'MUG', 'barcode' => ''] + self::MUG);
        $this->found(['CUP']);
        $before = $wpdb->num_queries;
        $this->found(['CUP', 'BOWL']);
        // Whether one has lost its association, and whether there is a new one.
        self::assertSame(2, $wpdb->num_queries - $before);
    }

    /**
     * @param list<string> $references
     * @param list<string> $barcodes
     * @return list<array{int, string, string}>
     */
    private function found(array $references, array $barcodes = []): array
    {
        return array_map(static fn (array $one): array => array_values($one), $this->products->withCodes($references, $barcodes));
    }
}
