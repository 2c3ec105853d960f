<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * Mends an association that LinkAudit found wanting, as a person decided. Writes associations and their marks, never a
 * product's data; each repair is in the journal.
 */
final class LinkRepair
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Links $links,
        private readonly Products $products,
        private readonly Journal $journal,
        private readonly Locks $locks,
        private readonly Dissociation $dissociation,
        private readonly LinkAudit $audit,
        private readonly DolibarrAudit $dolibarr
    ) {
    }

    /**
     * @param string $key Finding::key
     * @param string $repair one of the finding's repairs
     * @throws Problem dolisync_nothing_to_repair when it is no longer so; dolisync_busy, dolisync_dolibarr_…
     */
    public function repair(string $key, string $repair): void
    {
        ignore_user_abort(true);
        $finding = $this->found($key, $repair);
        $this->locks->holding(
            ['product_' . $finding->wpId, 'dolibarr_' . $finding->dolibarrId],
            function () use ($key, $repair): void {
                // Somebody else may have been faster: looked at again under the locks.
                $finding = $this->found($key, $repair);
                match ($repair) {
                    'dissociate' => $this->dissociation->dissociate($finding->wpId),
                    'take_over' => $this->noted('link', $finding, fn () => $this->links->put($finding->wpId, $finding->dolibarrId, null)),
                    'forget' => $this->noted('unlink', $finding, fn () => $this->links->remove($finding->wpId)),
                    'remove_mark' => $this->noted('repair', $finding, fn () => $this->mark($finding->wpId, null)),
                    'write_mark' => $this->noted('repair', $finding, fn () => $this->mark($finding->wpId, $finding->dolibarrId)),
                    'write_dolibarr_mark' => $this->writeInDolibarr($finding, $finding->wpId),
                    'remove_dolibarr_mark' => $this->writeInDolibarr($finding, null),
                };
                $this->dolibarr->repaired($finding);
            }
        );
    }

    public static function nothingToRepair(): Problem
    {
        return Problem::named(
            'dolisync_nothing_to_repair',
            __('This was repaired or changed meanwhile. The list shows how it is now.', 'dolisync'),
            'review',
            409
        );
    }

    private function found(string $key, string $repair): Finding
    {
        $finding = $this->audit->finding($key);
        if ($finding === null || !in_array($repair, $finding->kind->repairs(), true)) {
            throw self::nothingToRepair();
        }
        return $finding;
    }

    private function mark(int $wpId, ?int $dolibarrId): void
    {
        OwnWrites::during(fn () => $this->catalogue->markLinked($wpId, $dolibarrId));
    }

    private function writeInDolibarr(Finding $finding, ?int $shopId): void
    {
        $record = $this->products->find($finding->dolibarrId) ?? throw Problems::unknownProduct();
        $expected = $finding->kind === FindingKind::DolibarrMarkMissing ? null : ($finding->otherWpId ?? $finding->wpId);
        if ($record->shopId() === $shopId) {
            return;
        }
        if ($record->shopId() !== $expected) {
            throw Problem::named(
                'dolisync_changed_meanwhile',
                __('Dolibarr’s end of this association was changed meanwhile. Nothing was written; look again.', 'dolisync'),
                'review',
                409
            );
        }
        if ($shopId !== null) {
            $holder = $this->products->holderOf($shopId);
            if ($holder !== null && $holder->id !== $record->id) {
                throw Problems::numberTaken($holder->label());
            }
        }
        $this->noted('repair', $finding, function () use ($record, $shopId): void {
            $this->requireMark($this->products->change($record, $record->body([], $shopId)), $shopId);
        });
    }

    /** Read back (rule 6). */
    private function requireMark(ProductRecord $now, ?int $shopId): void
    {
        if ($now->shopId() !== $shopId) {
            throw Problem::named(
                'dolisync_dolibarr_refused',
                __('Dolibarr accepted the change of its end of the association, and did not apply it. Look at the field “WPshop ID” there.', 'dolisync'),
                'review',
                409
            );
        }
    }

    private function noted(string $action, Finding $finding, callable $repair): void
    {
        $entry = $this->journal->begin($action, $finding->wpId, $finding->dolibarrId, PriceBase::WithoutTax, new Changes(), [
            'link' => $this->links->of($finding->wpId)?->kept(),
            'finding' => $finding->kind->value,
        ]);
        try {
            $repair();
        } catch (\Throwable $failure) {
            if (!$failure instanceof Problem || !Problems::leavesDoubt($failure)) {
                $this->journal->abandon($entry);
            }
            throw $failure;
        }
        $this->journal->end($entry, $finding->dolibarrId, PriceBase::WithoutTax, new Changes(), []);
    }
}
