<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Rule 1: looking writes nothing, on either side. */
final class LookingTest extends SyncCase
{
    public function testRule1LookingWritesNothing(): void
    {
        [$id] = self::linkedMug();
        self::edit($id, ['price' => '13']);
        $other = self::product(['title' => 'Mug vert', 'reference' => 'MUG-2']);
        $gone = self::product(['title' => 'Théière']);
        Services::get()->links()->put($gone, 9999, null);
        $target = self::mugInDolibarr(['ref' => 'MUG-2', 'label' => 'Mug vert', 'barcode' => '']);
        StandIn::forgetCalls();
        $before = [self::shop(), StandIn::products(), Services::get()->journal()->page(null, 1)];
        StandIn::forgetCalls();

        $services = Services::get();
        $services->statusCheck()->rows([$id, $other, $gone]);
        $services->statusCheck()->rows([$gone]);
        $services->statusCheck()->lastKnown([$id, $other, $gone]);
        $services->comparisons()->read($id);
        $services->comparisons()->read($other, $target);
        self::problem(static fn () => $services->comparisons()->read($gone));
        $services->candidates()->likeliest($other);
        $services->unlinkedProducts()->inShop(0, 500);
        $services->unlinkedProducts()->inDolibarr(0, 500);
        $services->candidates()->search('mug', 0);
        $services->candidates()->search("l'été (50 %)", 0);
        $services->journal()->page($id, 1);

        self::assertNotSame([], StandIn::calls());
        self::assertSame([], StandIn::writes());
        self::assertEquals($before, [self::shop(), StandIn::products(), Services::get()->journal()->page(null, 1)]);
    }

    public function testAListTakesOneCallAndAsManyQueriesHoweverLongItIs(): void
    {
        $ids = [];
        for ($made = 0; $made < 30; $made++) {
            $ids[] = $id = self::product(['title' => "Mug $made", 'reference' => "MUG-$made"]);
            if ($made % 3 !== 0) {
                Services::get()->links()->put($id, self::mugInDolibarr(['ref' => "MUG-$made", 'barcode' => '']), null);
            }
        }
        $queries = static function (array $ids): int {
            wp_cache_flush();
            StandIn::forgetCalls();
            $before = $GLOBALS['wpdb']->num_queries;
            self::assertCount(count($ids), Services::get()->statusCheck()->rows($ids));
            self::assertCount(1, StandIn::calls());
            return $GLOBALS['wpdb']->num_queries - $before;
        };
        // All differ in the same fields, so that there is one kind of result to remember.
        $queries(array_slice($ids, 0, 6));
        self::assertSame($queries(array_slice($ids, 0, 6)), $queries($ids));
    }

    public function testNothingLinkedAsksDolibarrNothing(): void
    {
        self::assertSame('unlinked', self::row(self::product(['title' => 'Mug']))->status->value);
        self::assertSame([], StandIn::calls());
    }
}
