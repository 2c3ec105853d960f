<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Policy;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** Who has the say about a field is honored wherever it is compared, shown or written. */
final class FieldOwnersTest extends SyncCase
{
    public function testBothOwnEverythingAndDolibarrCounts(): void
    {
        $owners = FieldOwners::current()->all();
        self::assertSame(ProductFields::KEYS, array_keys($owners));
        self::assertSame(FieldOwner::Dolibarr, $owners['stock']);
        unset($owners['stock']);
        self::assertSame([FieldOwner::Both], array_values(array_unique($owners, SORT_REGULAR)));
        self::assertSame(Policy::Automatic, Policy::current());
    }

    /** @dataProvider wrong */
    public function testWhatIsNoFieldOrNoOwnerIsNotStored(array $owners): void
    {
        FieldOwners::store(['title' => 'dolibarr']);
        self::assertSame('rest_invalid_param', self::problem(static fn () => FieldOwners::store($owners))->name);
        self::assertSame(FieldOwner::Dolibarr, FieldOwners::current()->of('title'));
        self::assertSame(FieldOwner::Both, FieldOwners::current()->of('price'));
    }

    /** @return list<array{array<string, mixed>}> */
    public function wrong(): array
    {
        return [
            [['price' => 'wpshop', 'color' => 'both']], [['price' => 'wpshop', 'title' => 'nobody']], [['price' => ['both']]],
            [['stock' => 'wpshop']], [['stock' => 'both']],
        ];
    }

    public function testDamagedSettingsAreTheDefaults(): void
    {
        update_option(FieldOwners::OPTION, ['title' => 'x', 'stock' => 'wpshop', 'price' => 7]);
        self::assertSame(
            [FieldOwner::Both, FieldOwner::Dolibarr, FieldOwner::Both],
            [FieldOwners::current()->of('title'), FieldOwners::current()->of('stock'), FieldOwners::current()->of('price')]
        );
        update_option(FieldOwners::OPTION, 'x');
        update_option(Policy::OPTION, ['x']);
        self::assertSame([FieldOwner::Both, Policy::Automatic], [FieldOwners::current()->of('title'), Policy::current()]);
    }

    public function testThePersonsChoiceIsTheOwners(): void
    {
        FieldOwners::store(['title' => 'dolibarr', 'price' => 'wpshop', 'barcode' => 'none']);
        $id = self::product(self::MUG);
        $dolibarrId = self::mugInDolibarr(['label' => 'theirs', 'price' => '14', 'barcode' => '9', 'weight' => '1']);
        $notes = array_column(array_map(static fn ($field): array => [$field->key, $field->note?->value], self::look($id, $dolibarrId)->fields), 1, 0);
        self::assertSame(
            ['owned_by_dolibarr', 'owned_by_wpshop', 'not_synchronized', null],
            [$notes['title'], $notes['price'], $notes['barcode'], $notes['weight']]
        );
        // Asked for the other side, and for nothing at all: the settings decide.
        self::link($id, $dolibarrId, ['title' => 'wpshop', 'weight' => 'wpshop']);
        self::assertSame(['theirs', '12.5', '3760000000017'], [self::values($id)['title'], self::values($id)['price'], self::values($id)['barcode']]);
        $record = StandIn::product($dolibarrId);
        self::assertSame(['theirs', '12.50000000', '9', '0.35'], [$record['label'], $record['price'], $record['barcode'], (string) $record['weight']]);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testWhatIsNotSynchronizedIsNoDifference(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        self::assertSame(['title'], self::row($id)->fields);
        FieldOwners::store(['title' => 'none']);
        self::assertSame('synced', self::row($id)->status->value);
        FieldOwners::store(['title' => 'both']);
        self::assertSame('dolibarr_changed', self::differing(self::look($id))['title'], 'what was agreed on is still known');
    }
}
