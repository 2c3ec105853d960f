<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\NewProducts;
use DoliSync\Sync\Policy;

/**
 * What DoliSync does by itself, and in which direction.
 */
final class SynchronizationTabTest extends SettingsCase
{
    public function testWhatWasChosenIsStored(): void
    {
        $html = self::send('synchronization', [
            'dolisync_policy' => 'ask',
            'dolisync_new_products' => 'in_wpshop',
            'dolisync_owner' => ['price' => 'dolibarr', 'stock' => 'none', 'title' => 'both'],
        ]);
        self::assertStringContainsString('Settings saved.', $html);
        self::assertSame([Policy::Ask, NewProducts::InWpshop], [Policy::current(), NewProducts::current()]);
        self::assertSame([FieldOwner::Dolibarr, FieldOwner::None, FieldOwner::Both], array_map(
            FieldOwners::current()->of(...),
            ['price', 'stock', 'title']
        ));
        $html = str_replace("'", '"', $html);
        self::assertMatchesRegularExpression('/name="dolisync_policy" value="ask" checked/', $html);
        self::assertMatchesRegularExpression('/name="dolisync_new_products"[^>]*>.*?<option value="in_wpshop" selected/s', $html);
        self::assertMatchesRegularExpression('/name="dolisync_owner\[price\]"[^>]*>.*?<option value="dolibarr" selected="selected">Dolibarr → WPshop</s', $html);
    }

    public function testWhatAFormLeavesOutStays(): void
    {
        Policy::store(Policy::Off);
        FieldOwners::store(['price' => 'wpshop']);
        NewProducts::store(NewProducts::Nowhere);
        self::send('synchronization', []);
        self::assertSame([Policy::Off, FieldOwner::Wpshop, NewProducts::Nowhere], [Policy::current(), FieldOwners::current()->of('price'), NewProducts::current()]);
    }

    public function testNonsenseIsNotStored(): void
    {
        self::send('synchronization', [
            'dolisync_policy' => 'sometimes',
            'dolisync_new_products' => 'everywhere',
            'dolisync_owner' => ['price' => 'me', 'stock' => 'wpshop', 'colour' => 'both', 'title' => ['both']],
        ]);
        self::assertSame([Policy::Automatic, NewProducts::Both], [Policy::current(), NewProducts::current()]);
        self::assertSame([FieldOwner::Both, FieldOwner::Dolibarr], array_map(FieldOwners::current()->of(...), ['price', 'stock']));
    }

    public function testWhatSomebodyElseSavedMeanwhileIsNotOverwrittenUnseen(): void
    {
        $seen = self::seen(self::open('synchronization'));
        FieldOwners::store(['price' => 'wpshop']);
        $html = self::send('synchronization', ['dolisync_policy' => 'off'] + $seen);
        self::assertStringContainsString('saved in another window', $html);
        self::assertMatchesRegularExpression('/value="off" checked/', str_replace("'", '"', $html));
        self::assertSame([Policy::Automatic, FieldOwner::Wpshop], [Policy::current(), FieldOwners::current()->of('price')]);
        self::send('synchronization', ['dolisync_policy' => 'off'] + self::seen($html));
        self::assertSame(Policy::Off, Policy::current());
    }
}
