<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Problem;
use DoliSync\Tests\Support\Recordings;
use DoliSync\Tests\Support\SiteCase;

/** Products as real Dolibarr answered them. */
final class ProductRecordTest extends SiteCase
{
    public function testReadsARecordedProductAlikeOnBothVersions(): void
    {
        foreach ([16, 20] as $version) {
            $record = self::recorded($version, 'product_get_by_id');
            self::assertSame([
                'title' => 'Blue mug', 'reference' => 'LAB-001', 'barcode' => '',
                'description' => '<p>A <b>blue</b> mug, 30 cl &amp; dishwasher safe</p>', 'price' => '10', 'vat_rate' => '20', 'type' => 'product',
                'on_sale' => 'yes', 'weight' => '0.35', 'length' => '', 'width' => '', 'height' => '', 'stock' => '',
            ], $record->values(), (string) $version);
            self::assertSame([PriceBase::WithoutTax, null, true], [$record->base(), $record->shopId(), $record->hasModule()]);
            self::assertSame(ProductFields::KEYS, array_keys($record->withCategories('12')->values()));
        }
    }

    public function testThePriceIsTheOneThatIsTheTruth(): void
    {
        foreach ([16, 20] as $version) {
            $record = self::recorded($version, 'product_put_price_ttc');
            self::assertSame([PriceBase::WithTax, '24', '5.5'], [$record->base(), $record->values()['price'], $record->values()['vat_rate']]);
            self::assertSame(
                ['price_ttc' => '25', 'price_base_type' => 'TTC'],
                $record->body(['price' => '25'])
            );
            // Made without a price: no base.
            self::assertSame(PriceBase::WithoutTax, self::recorded($version, 'product_put_ref_ext')->base());
        }
    }

    public function testOnSaleIsTheModulesWordWhereItHasOne(): void
    {
        self::assertSame('no', self::recorded(16, 'product_put_array_options')->values()['on_sale']);
        $with = self::made(['array_options' => ['options__wps_status' => 'publish', 'options__wps_id' => '5', 'options_other' => 'x']]);
        self::assertSame(
            ['array_options' => ['options__wps_status' => 'draft', 'options__wps_id' => '5', 'options_other' => 'x']],
            $with->body(['on_sale' => 'no'])
        );
        foreach ([[], ['options__wps_status' => null, 'options__wps_id' => null]] as $options) {
            $without = self::made(['array_options' => $options, 'status' => '0']);
            self::assertSame('no', $without->values()['on_sale']);
            self::assertSame(['status' => 1], $without->body(['on_sale' => 'yes']));
        }
    }

    public function testSendsEveryExtrafieldWithTheOneThatChanges(): void
    {
        $record = self::made(['array_options' => ['options__wps_status' => 'publish', 'options__wps_id' => '5', 'options_other' => 'x']]);
        self::assertSame([], $record->body([]));
        self::assertSame([], $record->body([], 5));
        self::assertSame('x', $record->body([], 6)['array_options']['options_other']);
        self::assertSame(['options__wps_id' => null, 'options__wps_status' => 'publish', 'options_other' => 'x'], $record->body([], null)['array_options']);
    }

    /** @dataProvider measures */
    public function testMeasuresAreExactInAnyUnit(string $key, mixed $number, mixed $unit, string $base): void
    {
        $record = self::made([$key => $number, $key . '_units' => $unit]);
        self::assertSame($base, $record->values()[$key]);
    }

    /** @return list<array{string, mixed, mixed, string}> */
    public function measures(): array
    {
        return [
            ['weight', '350', '-3', '0.35'], ['weight', '0.35', '0', '0.35'], ['weight', '0.35', null, '0.35'], ['weight', 0.35, 0, '0.35'],
            ['weight', '1.5', '3', '1500'], ['weight', '12', '-6', '0.000012'], ['weight', null, '-3', ''], ['weight', '0', '0', ''],
            ['weight', '1', '99', '0.45359237'], ['weight', '16', '98', '0.45359237'], ['length', '12.5', '-2', '0.125'], ['length', '1', '98', '0.3048'],
            ['height', '1', '99', '0.0254'], ['width', '3', '97', ''],
        ];
    }

    public function testWritesAMeasureInDolibarrsUnit(): void
    {
        $record = self::made(['weight' => '350', 'weight_units' => '-3']);
        self::assertSame(['weight' => '400', 'weight_units' => -3], $record->body(['weight' => '0.4']));
        self::assertSame(['weight' => null, 'weight_units' => -3], $record->body(['weight' => '']));
        self::assertSame(['length' => '0.1', 'length_units' => 0], $record->body(['length' => '0.1']));
        self::assertSame(['weight'], self::made(['weight' => '1', 'weight_units' => '99'])->readOnly());
    }

    /** @dataProvider notProducts */
    public function testWhatIsNoProductIsAProblem(mixed $json): void
    {
        $this->expectException(Problem::class);
        ProductRecord::from($json);
    }

    /** @return list<array{mixed}> */
    public function notProducts(): array
    {
        return [[null], [12], ['x'], [[]], [['id' => '1']], [['id' => '0', 'ref' => 'x', 'label' => 'x', 'price' => '1', 'tva_tx' => '1']],
            [['id' => ['1'], 'ref' => 'x', 'label' => 'x', 'price' => '1', 'tva_tx' => '1']], [['error' => ['code' => 404]]]];
    }

    private static function recorded(int $version, string $case): ProductRecord
    {
        return ProductRecord::from(Recordings::exchange($version, $case)['response']['body']);
    }

    /** @param array<string, mixed> $values */
    private static function made(array $values): ProductRecord
    {
        return ProductRecord::from($values + [
            'id' => '1', 'ref' => 'A', 'label' => 'A', 'price' => '1.00000000', 'price_ttc' => '1.2', 'price_base_type' => 'HT', 'tva_tx' => '20', 'status' => '1', 'type' => '0',
        ] + array_fill_keys(['barcode', 'description', 'weight', 'length', 'width', 'height'], null));
    }
}
