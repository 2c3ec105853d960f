<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Finding products in Dolibarr, whose filter takes neither parentheses nor quotes. */
final class SearchTest extends SyncCase
{
    private const NAMES = [
        'T-shirt (rouge)', 'T-shirt vert', "Carnet de l'été", 'Carnet d’hiver', 'Remise 50 %', 'Remise 5 %', 'Café « noir »',
        'Mug_bleu', 'A & B', 'Crème brûlée', "O'Neill pro",
    ];

    /**
     * @dataProvider terms
     * @param list<string> $found
     */
    public function testFindsWhatIsCalledSo(string $term, array $found): void
    {
        foreach ([16, 20] as $version) {
            $this->fill($version);
            $answer = Services::get()->candidates()->search($term, 0);
            $labels = array_column($answer['products'], 'label');
            sort($labels);
            sort($found);
            self::assertSame([$found, false], [$labels, $answer['has_more']], "$term on $version");
            self::assertSame([200], array_values(array_unique(array_diff(array_column(StandIn::calls(), 'status'), [404]))) ?: [200]);
            self::assertCount(1, StandIn::calls());
        }
    }

    /** @return list<array{string, list<string>}> */
    public function terms(): array
    {
        return [
            ['T-shirt (rouge)', ['T-shirt (rouge)']],
            ['t-SHIRT', ['T-shirt (rouge)', 'T-shirt vert']],
            ["l'été", ["Carnet de l'été"]],
            ['l’été', ["Carnet de l'été"]],
            ["d'hiver", ['Carnet d’hiver']],
            ['été', ["Carnet de l'été"]],
            ['50 %', ['Remise 50 %']],
            ['50%', ['Remise 50 %']],
            ['Remise', ['Remise 50 %', 'Remise 5 %']],
            ['%', ['Remise 50 %', 'Remise 5 %']],
            ['_', ['Mug_bleu']],
            ['« noir', ['Café « noir »']],
            ['A & B', ['A & B']],
            ["O’Neill pro", ["O'Neill pro"]], ['"pro"', []],
            ['rouge T-shirt', ['T-shirt (rouge)']],
            ['REF-3', ["Carnet d’hiver"]],
            ['3000000000002', ["Carnet de l'été"]],
            ["x') OR 1=1 OR ('a'='a", []],
            ['zzzz no such product', []],
            ['(', ['T-shirt (rouge)']],
        ];
    }

    public function testPagesOfTwenty(): void
    {
        for ($made = 0; $made < 45; $made++) {
            StandIn::create(['ref' => sprintf('R%02d', $made), 'label' => sprintf('Mug (%02d)', $made)]);
        }
        foreach (['mug', '', 'mug ('] as $term) {
            $labels = [];
            foreach ([0, 1, 2, 3] as $page) {
                $answer = Services::get()->candidates()->search($term, $page);
                self::assertSame([$page, $page < 2], [$answer['page'], $answer['has_more']], "$term, page $page");
                self::assertCount([20, 20, 5, 0][$page], $answer['products']);
                array_push($labels, ...array_column($answer['products'], 'label'));
            }
            self::assertCount(45, array_unique($labels), $term);
        }
    }

    public function testTakenProductsSayByWhom(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $found = Services::get()->candidates()->search('MUG', 0)['products'][0];
        self::assertSame([
            'id' => $dolibarrId, 'label' => 'Mug bleu', 'reference' => 'MUG', 'barcode' => '3760000000017', 'price' => '12.5',
            'price_base' => 'HT', 'taken_by' => ['id' => $id, 'title' => 'Mug bleu'],
        ], $found);
    }

    public function testTheLikeliestComeFirstAndWhatIsUnlikeNotAtAll(): void
    {
        $id = self::product(['title' => 'T-shirt rouge', 'reference' => 'TSH-R', 'barcode' => '123']);
        $name = StandIn::create(['ref' => 'A1', 'label' => 'T-shirt (rouge)']);
        $reference = StandIn::create(['ref' => 'TSH-R', 'label' => 'Quelque chose']);
        $barcode = StandIn::create(['ref' => 'A3', 'label' => 'Autre chose', 'barcode' => '123']);
        $half = StandIn::create(['ref' => 'A4', 'label' => 'T-shirts verts de l’été']);
        StandIn::create(['ref' => 'A5', 'label' => 'Théière']);
        StandIn::create(['ref' => 'A6', 'label' => 'Rougeole']);
        StandIn::forgetCalls();
        $answer = Services::get()->candidates()->likeliest($id);
        $ids = array_column($answer['candidates'], 'id');
        self::assertEqualsCanonicalizing([$reference, $barcode], array_slice($ids, 0, 2));
        self::assertSame($name, $ids[2]);
        self::assertContains($half, $ids);
        self::assertNotContains('Théière', array_column($answer['candidates'], 'label'));
        self::assertSame(['id' => $id, 'title' => 'T-shirt rouge', 'reference' => 'TSH-R', 'barcode' => '123', 'price' => '0', 'price_base' => 'HT'], $answer['product']);
        self::assertCount(1, StandIn::calls());
    }

    public function testOfManyAlikeTheSameReferenceIsNeverLost(): void
    {
        for ($made = 0; $made < 120; $made++) {
            StandIn::create(['ref' => "A$made", 'label' => "Mug $made"]);
        }
        $same = StandIn::create(['ref' => 'ZZZ', 'label' => 'Zèbre']);
        $candidates = Services::get()->candidates()->likeliest(self::product(['title' => 'Mug', 'reference' => 'ZZZ']))['candidates'];
        self::assertCount(50, $candidates);
        self::assertSame($same, $candidates[0]['id']);
    }

    public function testAProductLikeNoOtherHasNoCandidates(): void
    {
        self::mugInDolibarr();
        self::assertSame([], Services::get()->candidates()->likeliest(self::product(['title' => 'Kaléidoscope', 'reference' => 'KAL']))['candidates']);
        self::assertSame([], Services::get()->candidates()->likeliest(self::product(['title' => '']))['candidates']);
    }

    private function fill(int $version): void
    {
        StandIn::reset('empty', $version);
        foreach (self::NAMES as $number => $label) {
            StandIn::create(['ref' => "REF-$number", 'label' => $label, 'barcode' => "300000000000$number"]);
        }
        StandIn::forgetCalls();
    }
}
