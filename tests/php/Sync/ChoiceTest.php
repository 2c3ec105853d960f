<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Sync\Comparison;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Rule 4: a person's choice is honoured exactly, or nothing is written. */
final class ChoiceTest extends SyncCase
{
    public function testRule4EachFieldGoesTheWayThatWasChosen(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['label' => 'Mug bleu roi', 'price' => '14', 'tva_tx' => '5.5', 'weight' => '400', 'weight_units' => -3]);
        self::assertSame(
            ['title' => 'differs', 'price' => 'differs', 'vat_rate' => 'differs', 'weight' => 'differs'],
            self::differing(self::look($id, $dolibarrId))
        );
        $outcome = self::link($id, $dolibarrId, [
            'title' => 'wpshop', 'price' => 'dolibarr', 'vat_rate' => 'dolibarr', 'weight' => 'wpshop', 'reference' => 'dolibarr',
        ]);
        self::assertSame('synced', $outcome->row->status->value);
        self::assertSame([], $outcome->refused);
        self::assertEquals([
            'wpshop' => [
                ['key' => 'price', 'before' => '12.5', 'after' => '14'],
                ['key' => 'vat_rate', 'before' => '20', 'after' => '5.5'],
            ],
            'dolibarr' => [
                ['key' => 'title', 'before' => 'Mug bleu roi', 'after' => 'Mug bleu'],
                ['key' => 'weight', 'before' => '0.4', 'after' => '0.35'],
            ],
        ], $outcome->changes->jsonSerialize());
        $record = StandIn::product($dolibarrId);
        self::assertSame('Mug bleu', $record['label']);
        self::assertSame(['14.00000000', '5.5000'], [$record['price'], $record['tva_tx']]);
        // In the unit that Dolibarr keeps it in.
        self::assertEquals(['350', '-3'], [$record['weight'], $record['weight_units']]);
        self::assertSame('14', get_post_meta($id, '_price', true));
        self::assertSame('14.77', get_post_meta($id, '_price_ttc', true));
        self::assertSame('0.77', get_post_meta($id, '_tva_amount', true));
        self::assertSame([], self::differing(self::look($id)));
    }

    public function testRule4TheShopsPriceWithTaxIsComparedWhereDolibarrsIsTheTruth(): void
    {
        $id = self::product(['price' => '25', 'price_base' => 'TTC', 'vat_rate' => '5.5'] + self::MUG);
        $dolibarrId = self::mugInDolibarr(['price_base_type' => 'TTC', 'price_ttc' => '30', 'tva_tx' => '5.5', 'price' => null]);
        $seen = self::look($id, $dolibarrId);
        self::assertSame(['price' => 'differs'], self::differing($seen));
        self::assertSame('TTC', $seen->jsonSerialize()['price_base']);
        self::link($id, $dolibarrId, ['price' => 'wpshop']);
        $record = StandIn::product($dolibarrId);
        self::assertSame(['TTC', '25.00000000'], [$record['price_base_type'], $record['price_ttc']]);
        self::assertSame('23.69668', get_post_meta($id, '_price', true));
        StandIn::change($dolibarrId, ['price_ttc' => '26', 'price_base_type' => 'TTC']);
        self::sync($id, ['price' => 'dolibarr']);
        self::assertSame(['26', '24.64455'], [get_post_meta($id, '_price_ttc', true), get_post_meta($id, '_price', true)]);
        self::assertSame([], self::differing(self::look($id)));
    }

    public function testRule4ThreeWay(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::edit($id, ['title' => 'Mug bleu nuit', 'barcode' => '1']);
        StandIn::change($dolibarrId, ['price' => '15', 'price_base_type' => 'HT', 'barcode' => '2']);
        $seen = self::look($id);
        self::assertSame(
            ['title' => 'wpshop_changed', 'barcode' => 'conflict', 'price' => 'dolibarr_changed'],
            self::differing($seen)
        );
        self::assertSame(['out_of_sync', 'conflict'], [self::row($id)->status->value, self::row($id)->reason?->value]);
        self::sync($id, ['title' => 'wpshop', 'barcode' => 'wpshop', 'price' => 'dolibarr']);
        self::assertSame(['Mug bleu nuit', '1', '15'], [self::values($id)['title'], self::values($id)['barcode'], self::values($id)['price']]);
        self::assertSame(['Mug bleu nuit', '1'], [StandIn::product($dolibarrId)['label'], StandIn::product($dolibarrId)['barcode']]);
        // What was agreed is the new baseline.
        self::edit($id, ['barcode' => '3']);
        self::assertSame(['barcode' => 'wpshop_changed'], self::differing(self::look($id)));
    }

    /** @dataProvider meanwhile */
    public function testRule4ChangedMeanwhileWritesNothingAndShowsHowItIs(callable $change): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['label' => 'Mug bleu roi']);
        $seen = self::look($id, $dolibarrId);
        $change($id, $dolibarrId);
        $before = [self::shop(), StandIn::products()];
        StandIn::forgetCalls();
        $problem = self::problem(static fn () => Services::get()->synchronizer()->link($id, $dolibarrId, $seen->revisions(), ['title' => 'wpshop', 'price' => 'wpshop']));
        self::assertSame(['dolisync_changed_meanwhile', 409, 'review'], [$problem->name, $problem->httpStatus, $problem->nextAction]);
        self::assertInstanceOf(Comparison::class, $problem->data['comparison']);
        self::assertSame([], StandIn::writes());
        self::assertEquals($before, [self::shop(), StandIn::products()]);
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame(0, Services::get()->journal()->page(null, 1)['total']);
    }

    /** @return array<string, array{callable}> */
    public function meanwhile(): array
    {
        return [
            'in the shop' => [static fn (int $id) => self::edit($id, ['price' => '13'])],
            'in Dolibarr' => [static fn (int $id, int $dolibarrId) => StandIn::change($dolibarrId, ['label' => 'Renamed'])],
            'Dolibarr’s end of the association' => [
                static fn (int $id, int $dolibarrId) => StandIn::change($dolibarrId, ['array_options' => ['options__wps_id' => 777, 'options__wps_status' => 'publish']]),
            ],
        ];
    }

    public function testRule4ASyncOfAnAssociationMadeAnewIsAnotherRevision(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::edit($id, ['price' => '13']);
        $seen = self::look($id);
        Services::get()->links()->put($id, $dolibarrId, null);
        $problem = self::problem(static fn () => Services::get()->synchronizer()->sync($id, $seen->revisions(), ['price' => 'wpshop']));
        self::assertSame('dolisync_changed_meanwhile', $problem->name);
    }

    /**
     * @dataProvider wrong
     * @param array<mixed> $choice
     */
    public function testRule4AChoiceThatIsNotCompleteOrNotOneWritesNothing(array $choice, string $code): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['label' => 'Other', 'price' => '14']);
        $seen = self::look($id, $dolibarrId);
        StandIn::forgetCalls();
        $problem = self::problem(static fn () => Services::get()->synchronizer()->link($id, $dolibarrId, $seen->revisions(), $choice));
        self::assertSame([$code, 400], [$problem->name, $problem->httpStatus]);
        self::assertSame([], StandIn::writes());
        self::assertNull(Services::get()->links()->of($id));
    }

    /** @return list<array{array<mixed>, string}> */
    public function wrong(): array
    {
        return [
            [[], 'dolisync_choice_incomplete'],
            [['title' => 'wpshop'], 'dolisync_choice_incomplete'],
            [['title' => 'wpshop', 'price' => 'nobody'], 'rest_invalid_param'],
            [['title' => 'wpshop', 'price' => 'wpshop', '_price' => 'wpshop'], 'rest_invalid_param'],
            [['title' => 'wpshop', 'price' => ['wpshop']], 'rest_invalid_param'],
            [['wpshop', 'wpshop'], 'rest_invalid_param'],
        ];
    }

    public function testSameDataAreAssociatedWithoutAChoice(): void
    {
        $id = self::product(self::MUG);
        $outcome = self::link($id, self::mugInDolibarr(), []);
        self::assertSame('synced', $outcome->row->status->value);
        self::assertTrue($outcome->changes->isEmpty());
        self::assertTrue($outcome->undoable);
    }

    public function testAMeasureInASpecialUnitIsShownAndNotWritten(): void
    {
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['weight' => '2', 'weight_units' => 99]);
        $weight = array_column(json_decode((string) json_encode(self::look($id, $dolibarrId)), true)['fields'], null, 'key')['weight'];
        self::assertSame(['0.35', '0.90718474', 'read_only'], [$weight['wpshop'], $weight['dolibarr'], $weight['note']]);
        $outcome = self::link($id, $dolibarrId, []);
        self::assertSame('synced', $outcome->row->status->value);
        self::assertEquals(['2', '99'], [StandIn::product($dolibarrId)['weight'], StandIn::product($dolibarrId)['weight_units']]);
        self::assertSame('0.35', self::values($id)['weight']);
    }
}
