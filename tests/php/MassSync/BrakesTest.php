<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Automation\Brakes;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\FieldChange;
use DoliSync\MassSync\Incoming;
use DoliSync\MassSync\Plan;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunState;
use DoliSync\MassSync\Tally;
use DoliSync\Services;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** Rule 11 for a run: what looks like an accident stops it, and nothing is written until a person says what it is. */
final class BrakesTest extends MassSyncCase
{
    private static function shopOf(int $products): void
    {
        StandIn::reset('large', 16, $products);
        self::written(self::previewed());
    }

    private static function begun(): Run
    {
        return self::worked(self::mass()->begin([Entity::Products]));
    }

    private static function assertStopped(string $reason, Run $run): void
    {
        self::assertSame(RunState::Stopped, $run->state);
        self::assertSame($reason, $run->brake['reason'] ?? null);
        self::assertSame(
            ['start' => false, 'pause' => false, 'resume' => false, 'cancel' => true, 'retry' => false, 'undo' => false, 'release' => true],
            Services::get()->massSyncProgress()->of($run)['can']
        );
    }

    public function testRule11AnEmptyListAlthoughThereAreAssociations(): void
    {
        self::shopOf(3);
        StandIn::reset('empty');
        $run = self::begun();
        self::assertStopped('empty_list', $run);
        self::assertSame(['links' => 3], $run->brake['numbers']);
        self::assertSame(RunState::Ready, self::worked(self::mass()->release($run->id))->state);
    }

    public function testAChangeThatIsLeftAloneIsNoAlarm(): void
    {
        $plan = Plan::change(
            Incoming::of(1, 'Mug', (object) []),
            2,
            [new FieldChange('price', '12', '0', true), new FieldChange('title', 'Mug', 'Mug bleu', false)],
            null,
            ['price' => Brakes::PRICES_ZERO]
        );
        self::assertSame([1, 0], [Tally::of([$plan])->pricesZero, Tally::of([$plan->leaving(['price'])])->pricesZero]);
    }

    public function testAnEmptyListOfAShopWithoutAssociationsIsNone(): void
    {
        self::assertSame(RunState::Ready, self::begun()->state);
    }

    public function testRule11AnEmptyListWhenItIsToBeWritten(): void
    {
        self::shopOf(3);
        $run = self::previewed();
        StandIn::reset('empty');
        self::assertStopped('empty_list', self::written($run));
    }

    public function testRule11FewerThanHalfOfTheAssociatedOnes(): void
    {
        self::shopOf(12);
        for ($id = 1; $id <= 7; $id++) {
            StandIn::delete($id);
        }
        $run = self::begun();
        self::assertStopped('count_fell', $run);
        self::assertSame(['before' => 12, 'now' => 5], $run->brake['numbers']);
        $run = self::worked(self::mass()->release($run->id));
        self::assertSame(RunState::Ready, $run->state);
        self::assertSame(RunState::Done, self::written($run)->state);
    }

    public function testRule11PricesThatBecomeZeroInMass(): void
    {
        self::shopOf(12);
        $run = self::previewed();
        self::pricesBecomeZero(8);
        $before = self::shop();
        $run = self::written($run);
        self::assertStopped('prices_zero', $run);
        self::assertSame(['zeroed' => 8, 'changed' => 8], $run->brake['numbers']);
        self::assertSame($before, self::shop(), 'none of them was written');
        $run = self::worked(self::mass()->release($run->id));
        self::assertSame(RunState::Done, $run->state);
        self::assertShopIsLikeDolibarr();
    }

    public function testRule11ThePreviewSeesThemToo(): void
    {
        self::shopOf(12);
        self::pricesBecomeZero(8);
        $run = self::begun();
        self::assertStopped('prices_zero', $run);
        $run = self::worked(self::mass()->release($run->id));
        self::assertSame(RunState::Ready, $run->state);
        self::assertSame(RunState::Done, self::written($run)->state, 'who let it pass is not asked again');
    }

    public function testRule11StocksThatBecomeZeroInMass(): void
    {
        StandIn::reset('large', 16, 12);
        for ($id = 1; $id <= 8; $id++) {
            StandIn::stock($id, 5);
        }
        self::written(self::previewed());
        for ($id = 1; $id <= 8; $id++) {
            StandIn::stock($id, -(int) StandIn::product($id)['stock_reel']);
        }
        self::assertStopped('stocks_zero', self::begun());
    }

    public function testAFewAreNoAccident(): void
    {
        self::shopOf(12);
        self::pricesBecomeZero(5);
        self::assertSame(RunState::Ready, self::begun()->state);
    }

    private static function pricesBecomeZero(int $products): void
    {
        foreach (array_slice(StandIn::products(), 0, $products) as $product) {
            StandIn::change((int) $product['id'], [
                'price' => '0', 'price_ttc' => '0', 'price_base_type' => $product['price_base_type'], 'price_min' => '0', 'price_min_ttc' => '0',
            ]);
        }
    }
}
