<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Sync\Choice;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/**
 * A product of Dolibarr that cannot be understood hides no other one from whoever searches or prepares (rule 12), and is
 * not taken for absent (rule 2): no second one is made of it.
 */
final class UnreadableProductsTest extends SyncCase
{
    private int $garbled = 0;

    /** @var list<string> */
    private array $damaged = [];

    protected function tearDown(): void
    {
        remove_filter('http_response', [$this, 'damage'], 10);
        StandIn::settings(['garbled_products' => []]);
        parent::tearDown();
    }

    public function testTheSearchGoesPastItAndNamesIt(): void
    {
        $others = [self::mugInDolibarr(['ref' => 'A', 'barcode' => '', 'label' => 'Mug (A)']), self::mugInDolibarr(['ref' => 'B', 'barcode' => '', 'label' => 'Mug (B)'])];
        $bad = $this->withoutItsPrice(self::mugInDolibarr(['ref' => 'BAD', 'label' => 'Mug (C)']));
        // By Dolibarr's own paging, and by looking through what it finds.
        foreach (['mug', '', 'mug ('] as $term) {
            $answer = Services::get()->candidates()->search($term, 0);
            self::assertSame([...$others, $bad], array_column($answer['products'], 'id'), $term);
            self::assertSame(['Mug (C)', 'BAD', '3760000000017', '', 'HT'], array_slice(array_values($answer['products'][2]), 1, 5));
            self::assertSame([['id' => $bad, 'name' => 'Mug (C)']], $answer['unreadable']);
        }
        self::assertSame([], Services::get()->candidates()->search('mug (A', 0)['unreadable'], 'it is another one');
    }

    public function testTheLikeliestAreThereWithIt(): void
    {
        $mug = self::product(self::MUG);
        $good = self::mugInDolibarr(['ref' => 'A', 'barcode' => '']);
        $bad = $this->withoutItsPrice(self::mugInDolibarr());
        $answer = Services::get()->candidates()->likeliest($mug);
        self::assertSame([$bad, $good], array_column($answer['candidates'], 'id'));
        self::assertSame([['id' => $bad, 'name' => 'Mug bleu']], $answer['unreadable']);
        $problem = self::problem(static fn () => Services::get()->comparisons()->read($mug, $bad));
        self::assertSame('dolisync_record_unreadable', $problem->name, 'whoever chooses it is told');
    }

    /** @return array<string, array{list<string>}> what of it cannot be read either */
    public function damages(): array
    {
        return [
            'all that it is found by can be read' => [[]],
            'not its reference' => [['ref']],
            'not its name' => [['label']],
            'nothing of it' => [['ref', 'label', 'barcode']],
        ];
    }

    /**
     * @dataProvider damages
     * @param list<string> $damaged
     */
    public function testNoSecondOneIsMade(array $damaged): void
    {
        $mug = self::product(self::MUG);
        $bad = $this->withoutItsPrice(self::mugInDolibarr(), $damaged);
        $duplicates = self::problem(static fn () => Services::get()->synchronizer()->create($mug, false));
        self::assertSame(['dolisync_possible_duplicates', [$bad]], [$duplicates->name, array_column($duplicates->data['candidates'], 'id')]);
        self::assertNotNull(Services::get()->candidates()->withSameCode(Services::get()->catalogue()->read($mug)));
        self::assertCount(1, StandIn::products());
    }

    public function testThePreparationGoesOnAndKnowsItsCounterpart(): void
    {
        $good = self::mugInDolibarr(['ref' => 'A', 'barcode' => '']);
        $bad = $this->withoutItsPrice(self::mugInDolibarr());
        $last = self::mugInDolibarr(['ref' => 'Z', 'barcode' => '']);
        $page = Services::get()->unlinkedProducts()->inDolibarr(0, 500);
        $shown = json_decode((string) json_encode($page['products']), true);
        self::assertSame([$good, $bad, $last], array_column($shown, 'id'));
        self::assertSame(
            ['id' => $bad, 'title' => 'Mug bleu', 'reference' => 'MUG', 'barcode' => '3760000000017', 'price' => '', 'price_with_tax' => '', 'price_base' => 'HT'],
            array_slice($shown[1], 0, 7)
        );
        self::assertSame([[['id' => $bad, 'name' => 'Mug bleu']], 3, 0], [$page['unreadable'], $page['looked_at'], $page['left']]);

        // Accepting the pair is told, whatever version is kept, and the pair beside it is associated.
        $mugs = [self::product(self::MUG), self::product(['reference' => 'A', 'barcode' => ''] + self::MUG)];
        $revisions = array_column(json_decode((string) json_encode(Services::get()->unlinkedProducts()->inShop(0, 500)['products']), true), 'revision', 'id');
        $pairs = array_map(static fn (int $wpId, array $dolibarrs): array => [
            'wp_id' => $wpId, 'dolibarr_id' => $dolibarrs['id'],
            'revisions' => ['wpshop' => $revisions[$wpId], 'dolibarr' => $dolibarrs['revision']], 'keep' => Choice::WPSHOP,
        ], $mugs, [$shown[1], $shown[0]]);
        $results = Services::get()->linkingOfMany()->link($pairs);
        self::assertSame(['dolisync_record_unreadable', null], [$results[0]->problem?->name, $results[1]->problem?->name]);
        self::assertNull(Services::get()->links()->of($mugs[0]));
    }

    public function testOneThatNothingTellsApartIsOnlyNamed(): void
    {
        $bad = $this->withoutItsPrice(self::mugInDolibarr(), ['ref', 'label']);
        $page = Services::get()->unlinkedProducts()->inDolibarr(0, 500);
        self::assertSame([[], [['id' => $bad, 'name' => '#' . $bad]], 1], [$page['products'], $page['unreadable'], $page['looked_at']]);
    }

    public function testOneThatIsAssociatedIsNobodysCounterpart(): void
    {
        [, $dolibarrId] = self::linkedMug();
        $this->withoutItsPrice($dolibarrId);
        $page = Services::get()->unlinkedProducts()->inDolibarr(0, 500);
        self::assertSame([[], []], [$page['products'], $page['unreadable']]);
    }

    public function testWhatIsNoProductAtAllIsStillAProblem(): void
    {
        $this->withoutItsPrice(self::mugInDolibarr(), ['id']);
        foreach (
            [
                static fn () => Services::get()->candidates()->search('mug', 0),
                static fn () => Services::get()->unlinkedProducts()->inDolibarr(0, 500),
            ] as $reading
        ) {
            self::assertSame('dolisync_dolibarr_unreadable', self::problem($reading)->name);
        }
    }

    public function testTheConnectionIsTestedInSpiteOfIt(): void
    {
        $this->withoutItsPrice(self::mugInDolibarr());
        self::assertTrue(Services::get()->connection()->test()['can_read']);
    }

    /** @param list<string> $damaged its fields that cannot be read either */
    private function withoutItsPrice(int $dolibarrId, array $damaged = []): int
    {
        StandIn::settings(['garbled_products' => [$dolibarrId]]);
        [$this->garbled, $this->damaged] = [$dolibarrId, $damaged];
        if ($damaged !== []) {
            add_filter('http_response', [$this, 'damage']);
        }
        return $dolibarrId;
    }

    /** @param array<string, mixed> $response */
    public function damage(array $response): array
    {
        $body = json_decode($response['body'], true);
        $damage = function (mixed $one): mixed {
            return is_array($one) && (int) ($one['id'] ?? 0) === $this->garbled ? array_fill_keys($this->damaged, ['?']) + $one : $one;
        };
        if (isset($body['data'])) {
            $body['data'] = array_map($damage, $body['data']);
        } elseif (is_array($body) && array_is_list($body)) {
            $body = array_map($damage, $body);
        }
        return ['body' => (string) json_encode($body)] + $response;
    }
}
