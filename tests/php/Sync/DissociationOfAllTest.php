<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Ending every association: one that cannot be ended stops no other, a Dolibarr that does not answer stops all. */
final class DissociationOfAllTest extends SyncCase
{
    public function testRule12OneThatDolibarrFailsAtStopsNobodyElse(): void
    {
        [$first, $second] = [self::pair('A'), self::pair('B')];
        StandIn::fail(['kind' => 'html_500', 'path' => '/products/' . $first[1]]);
        $result = Services::get()->dissociationOfAll()->run(0, 20);
        self::assertSame([1, null, [1]], [$result['done'], $result['last'], array_values($result['problems'])]);
        self::assertNotNull(Services::get()->links()->of($first[0]), 'rule 2');
        self::assertNull(Services::get()->links()->of($second[0]));
    }

    public function testADolibarrThatDoesNotAnswerIsNotAskedForEachOfThem(): void
    {
        [$first, $second] = [self::pair('A'), self::pair('B')];
        StandIn::fail(['kind' => 'drop']);
        StandIn::forgetCalls();
        self::assertSame(0, Services::get()->dissociationOfAll()->run(0, 20)['done']);
        self::assertCount(1, StandIn::calls());
        self::assertSame(2, Services::get()->links()->count());
    }

    /** @return array{int, int} */
    private static function pair(string $reference): array
    {
        $pair = [self::product(['reference' => $reference, 'barcode' => ''] + self::MUG), self::mugInDolibarr(['ref' => $reference, 'barcode' => ''])];
        self::link($pair[0], $pair[1], []);
        return $pair;
    }
}
