<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

use DoliSync\Services;
use DoliSync\Sync\Comparison;
use DoliSync\Sync\Outcome;
use DoliSync\Sync\Row;

/** What tests of the engine do again and again: a pair of products, looking at it, associating it. */
abstract class SyncCase extends SiteCase
{
    /** A mug, in canonical values. */
    protected const MUG = [
        'title' => 'Mug bleu', 'reference' => 'MUG', 'barcode' => '3760000000017', 'description' => '<p>En grès.</p>',
        'price' => '12.5', 'vat_rate' => '20', 'type' => 'product', 'on_sale' => 'yes', 'weight' => '0.35',
    ];

    /**
     * @param array<string, mixed> $changes to the same mug in Dolibarr
     * @return int its id there
     */
    protected static function mugInDolibarr(array $changes = []): int
    {
        return StandIn::create($changes + [
            'label' => 'Mug bleu', 'ref' => 'MUG', 'barcode' => '3760000000017', 'description' => '<p>En grès.</p>',
            'price' => '12.5', 'tva_tx' => '20', 'type' => 0, 'weight' => '0.35', 'weight_units' => 0,
            'array_options' => ['options__wps_status' => 'publish'],
        ]);
    }

    /**
     * An associated pair that both sides agree on.
     *
     * @return array{int, int} the shop's id and Dolibarr's
     */
    protected static function linkedMug(): array
    {
        [$id, $dolibarrId] = [self::product(self::MUG), self::mugInDolibarr()];
        self::link($id, $dolibarrId, []);
        StandIn::forgetCalls();
        return [$id, $dolibarrId];
    }

    /** Associates as a person does who saw what there is now. @param array<string, string> $choice */
    protected static function link(int $id, int $dolibarrId, array $choice): Outcome
    {
        $seen = self::look($id, $dolibarrId);
        return Services::get()->synchronizer()->link($id, $dolibarrId, $seen->revisions(), $choice);
    }

    /** @param array<string, string> $choice */
    protected static function sync(int $id, array $choice): Outcome
    {
        return Services::get()->synchronizer()->sync($id, self::look($id)->revisions(), $choice);
    }

    protected static function look(int $id, ?int $dolibarrId = null): Comparison
    {
        return Services::get()->comparisons()->read($id, $dolibarrId);
    }

    protected static function row(int $id): Row
    {
        return Services::get()->statusCheck()->rows([$id])[0];
    }

    /** @return array<string, string> the shop's values, the price without tax */
    protected static function values(int $id): array
    {
        return Services::get()->catalogue()->read($id)->values(\DoliSync\Catalogue\PriceBase::WithoutTax);
    }

    /** @return array<string, string> field → state, of those that are not the same */
    protected static function differing(Comparison $comparison): array
    {
        $states = [];
        foreach ($comparison->fields as $field) {
            if ($field->state !== \DoliSync\Sync\FieldState::Same) {
                $states[$field->key] = $field->state->value;
            }
        }
        return $states;
    }

    /** A person's edit in the shop. @param array<string, string> $values */
    protected static function edit(int $id, array $values): void
    {
        Services::get()->catalogue()->write($id, $values, \DoliSync\Catalogue\PriceBase::WithoutTax);
    }
}
