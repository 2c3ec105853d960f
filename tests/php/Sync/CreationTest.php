<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Rule 7: creating is idempotent. */
final class CreationTest extends SyncCase
{
    protected function tearDown(): void
    {
        remove_all_filters('dolisync_http_timeout');
    }

    /** @dataProvider versions */
    public function testCreatesAndAssociatesWithAllItsData(int $version): void
    {
        StandIn::reset('empty', $version);
        $id = self::product(['length' => '0.1', 'on_sale' => 'no', 'type' => 'service', 'vat_rate' => '5.5'] + self::MUG);
        $outcome = Services::get()->synchronizer()->create($id, false);
        self::assertSame(['synced', [], false], [$outcome->row->status->value, $outcome->refused, $outcome->undoable]);
        $record = StandIn::product($outcome->row->dolibarrId);
        self::assertSame(['Mug bleu', 'MUG', '12.50000000', $id], [$record['label'], $record['ref'], $record['price'], (int) $record['array_options']['options__wps_id']]);
        self::assertSame([], self::differing(self::look($id)));
        self::assertSame((string) $record['id'], get_post_meta($id, '_external_id', true));
        self::assertSame('create', Services::get()->journal()->page($id, 1)['entries'][0]->action);
        self::assertSame('dolisync_not_undoable', self::problem(static fn () => Services::get()->synchronizer()->undo($outcome->journalId))->name);
        self::assertSame('dolisync_already_linked', self::problem(static fn () => Services::get()->synchronizer()->create($id, true))->name);
        self::assertCount(1, StandIn::products());
    }

    /** @return list<array{int}> */
    public function versions(): array
    {
        return [[16], [20]];
    }

    /**
     * @dataProvider lost
     * @param list<array<string, mixed>> $faults
     */
    public function testRule7ARetryNeverMakesASecondCopy(array $faults): void
    {
        add_filter('dolisync_http_timeout', static fn (): float => 0.5);
        $id = self::product(self::MUG);
        array_map(StandIn::fail(...), $faults);
        try {
            Services::get()->synchronizer()->create($id, true);
        } catch (\DoliSync\Problem $problem) {
            self::assertSame('retry', $problem->nextAction);
        }
        // Whatever is still under way in Dolibarr is done by now.
        usleep(1_200_000);
        StandIn::heal();
        if (Services::get()->links()->of($id) === null) {
            Services::get()->synchronizer()->create($id, false);
        }
        self::assertCount(1, StandIn::products());
        self::assertSame('synced', self::row($id)->status->value);
        self::assertCount(1, array_filter(
            Services::get()->journal()->page($id, 1)['entries'],
            static fn ($entry): bool => $entry->action === 'create'
        ));
    }

    /** @return array<string, array{list<array<string, mixed>>}> */
    public function lost(): array
    {
        $post = ['method' => 'POST', 'path' => '/products', 'times' => 1];
        return [
            'the connection dropped' => [[['kind' => 'drop'] + $post]],
            'created, and the answer too late' => [[['kind' => 'timeout_after', 'ms' => 1000] + $post]],
            'not created' => [[['kind' => 'timeout_before', 'ms' => 1000] + $post]],
            'half an answer' => [[['kind' => 'truncated'] + $post]],
            'created, and unreachable from then on' => [[
                ['kind' => 'truncated'] + $post,
                ['kind' => 'html_500', 'method' => 'GET'],
            ]],
            'created, and not read back' => [[['kind' => 'html_500', 'method' => 'GET']]],
        ];
    }

    public function testRule7HalfANumberIsNotTheNumberOfTheNewProduct(): void
    {
        for ($number = 1; $number <= 9; $number++) {
            self::mugInDolibarr(['ref' => "OTHER-$number", 'label' => "Other $number", 'barcode' => '']);
        }
        $id = self::product(self::MUG);
        // Of the answer `10` only `1` arrives, which is another product.
        StandIn::fail(['kind' => 'truncated', 'method' => 'POST', 'path' => '/products', 'times' => 1]);
        $outcome = Services::get()->synchronizer()->create($id, true);
        self::assertSame('MUG', StandIn::product((int) $outcome->row->dolibarrId)['ref']);
        self::assertSame('OTHER-1', StandIn::product(1)['ref']);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testRule7TheExternalReferenceIsNotedBeforeDolibarrIsAsked(): void
    {
        $id = self::product(self::MUG);
        StandIn::fail(['kind' => 'html_500']);
        self::problem(static fn () => Services::get()->synchronizer()->create($id, true));
        StandIn::heal();
        $refExt = Services::get()->journal()->openCreation($id)->kept['ref_ext'];
        StandIn::forgetCalls();
        Services::get()->synchronizer()->create($id, true);
        self::assertSame('products/ref_ext/' . $refExt, ltrim(StandIn::calls()[0]['path'], '/'));
        self::assertSame($refExt, StandIn::products()[0]['ref_ext']);
        // A product that is created once more, after a dissociation, is another one.
        Services::get()->synchronizer()->unlink($id);
        Services::get()->synchronizer()->create($id, true);
        self::assertNotSame($refExt, StandIn::products()[1]['ref_ext']);
    }

    public function testPossibleDuplicatesAreShownFirst(): void
    {
        $id = self::product(self::MUG);
        $same = self::mugInDolibarr(['label' => 'Something else', 'barcode' => '']);
        $similar = self::mugInDolibarr(['ref' => 'X', 'barcode' => '']);
        self::mugInDolibarr(['ref' => 'Y', 'barcode' => '', 'label' => 'Mug vert à pois blancs']);
        StandIn::forgetCalls();
        $problem = self::problem(static fn () => Services::get()->synchronizer()->create($id, false));
        self::assertSame(['dolisync_possible_duplicates', 409, 'review'], [$problem->name, $problem->httpStatus, $problem->nextAction]);
        self::assertSame([$same, $similar], array_column($problem->data['candidates'], 'id'));
        self::assertSame([], StandIn::writes());
    }

    public function testAReferenceThatIsTakenOrMissingIsMadeAndBothSidesHaveIt(): void
    {
        self::mugInDolibarr();
        $id = self::product(self::MUG);
        $outcome = Services::get()->synchronizer()->create($id, true);
        self::assertSame('synced', $outcome->row->status->value);
        self::assertSame("MUG-$id", self::values($id)['reference']);
        self::assertSame("MUG-$id", StandIn::product($outcome->row->dolibarrId)['ref']);
        self::assertSame([['key' => 'reference', 'before' => 'MUG', 'after' => "MUG-$id"]], $outcome->changes->wpshop);

        $nameless = self::product(['title' => 'Sans référence']);
        Services::get()->synchronizer()->create($nameless, true);
        self::assertSame("WP$nameless", self::values($nameless)['reference']);
    }

    public function testWithoutANameNothingIsCreated(): void
    {
        $id = self::product(['title' => '', 'description' => 'x']);
        self::assertSame('dolisync_title_missing', self::problem(static fn () => Services::get()->synchronizer()->create($id, true))->name);
        self::assertSame([], StandIn::calls());
    }

    public function testAFieldThatDolibarrDidNotTakeIsTold(): void
    {
        $id = self::product(['title' => 'Émoi 😀'] + self::MUG);
        $outcome = Services::get()->synchronizer()->create($id, true);
        self::assertSame([['title'], 'refused'], [$outcome->refused, $outcome->row->reason?->value]);
    }
}
