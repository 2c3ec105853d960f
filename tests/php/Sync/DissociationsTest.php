<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Ending several associations, or all: one that cannot be ended stops no other, a Dolibarr that is down stops all. */
final class DissociationsTest extends SyncCase
{
    /** @dataProvider ways */
    public function testRule12OneThatDolibarrFailsAtStopsNobodyElse(callable $dissociate): void
    {
        $pairs = self::pairs();
        [$first, $second, $third] = array_keys($pairs);
        StandIn::fail(['kind' => 'html_500', 'path' => '/products/' . $pairs[$first]]);
        self::assertSame(1, $dissociate(array_keys($pairs)));
        $links = Services::get()->links()->ofMany([$first, $second, $third]);
        self::assertSame([$first], array_keys($links));
    }

    /**
     * @dataProvider ways
     * @dataProvider faults
     */
    public function testADolibarrThatIsDownIsNotAskedForEachOfThem(callable $dissociate, string $fault = 'html_500', int $calls = 2): void
    {
        $pairs = self::pairs();
        StandIn::forgetCalls();
        StandIn::fail(['kind' => $fault]);
        self::assertSame(1, $dissociate(array_keys($pairs)));
        self::assertCount($calls, StandIn::calls());
        self::assertSame(3, Services::get()->links()->count());
    }

    /** @return array<string, array{callable(list<int>): int}> gives how many problems there were */
    public function ways(): array
    {
        return [
            'several' => [static fn (array $ids): int => count(Services::get()->manyDissociations()->dissociate($ids))],
            'all' => [static fn (): int => array_sum(Services::get()->dissociationOfAll()->run(0, 20)['problems'])],
        ];
    }

    /** @return array<string, array{callable(list<int>): int, string, int}> */
    public function faults(): array
    {
        // No answer at all: what is asked next would wait as long.
        return array_combine(['several, no answer', 'all, no answer'], array_map(static fn (array $way): array => [...$way, 'drop', 1], array_values($this->ways())));
    }

    /** @return array<int, int> the shop's id → Dolibarr's */
    private static function pairs(): array
    {
        $pairs = [];
        foreach (['A', 'B', 'C'] as $reference) {
            $id = self::product(['reference' => $reference, 'barcode' => ''] + self::MUG);
            $pairs[$id] = self::mugInDolibarr(['ref' => $reference, 'barcode' => '']);
            self::link($id, $pairs[$id], []);
        }
        return $pairs;
    }
}
