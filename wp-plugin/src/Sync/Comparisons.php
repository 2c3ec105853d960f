<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/** Reads both versions of a product. Changes neither. */
final class Comparisons
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Links $links,
        private readonly Products $products,
        private readonly ConnectionSettings $connection
    ) {
    }

    /**
     * @param int|null $dolibarrId the product to compare with, where none is associated
     * @throws Problem dolisync_unknown_product, dolisync_not_linked, dolisync_already_linked,
     *     dolisync_gone_in_dolibarr, dolisync_unknown_dolibarr_product, dolisync_dolibarr_…
     */
    public function read(int $id, ?int $dolibarrId = null): Comparison
    {
        $product = $this->catalogue->read($id);
        $link = $this->links->of($id);
        if ($link !== null && $dolibarrId !== null && $dolibarrId !== $link->dolibarrId) {
            throw self::alreadyLinked();
        }
        $target = $link?->dolibarrId ?? $dolibarrId ?? throw self::notLinked();
        $record = $this->products->whole($target);
        if ($record === null) {
            $this->products->proveHealthy();
            if ($link === null) {
                throw Problems::unknownProduct();
            }
            $this->links->checked([$id => new Verdict(Status::OutOfSync, Reason::GoneInDolibarr)], Moment::now());
            throw Problems::gone();
        }
        if ($record->categories() !== null) {
            // Dolibarr may just have told of a category that is one of the shop's.
            $product = $this->catalogue->read($id);
        }
        $comparison = new Comparison($product, $record, $link, $this->connection->productUrl($target));
        if ($link !== null) {
            $this->links->checked([$id => $comparison->verdict()], Moment::now());
            if ($record->categories() !== null) {
                $this->links->sawCategories($id, $record->categories());
            }
        }
        return $comparison;
    }

    /**
     * The same comparison with Dolibarr's categories, where it was made from a list, which does not tell them: one request.
     * Where the key may not read them, it stays as it is.
     *
     * @throws Problem dolisync_changed_meanwhile, when the shop's product is not what was compared any more;
     *     dolisync_dolibarr_…
     */
    public function withCategories(Comparison $seen): Comparison
    {
        $record = $seen->record->categories() === null ? $this->products->withCategories($seen->record) : $seen->record;
        if ($record === $seen->record) {
            return $seen;
        }
        // Dolibarr may just have told of a category that is one of the shop's.
        $now = new Comparison($this->catalogue->read($seen->product->id), $record, $seen->link, null);
        if (Revision::ofShop($now->product, $now->link) !== Revision::ofShop($seen->product, $seen->link)) {
            throw self::changedMeanwhile($now);
        }
        return $now;
    }

    public static function notLinked(): Problem
    {
        return Problem::named('dolisync_not_linked', __('This product is not associated with a Dolibarr product.', 'dolisync'), 'none', 409);
    }

    public static function alreadyLinked(): Problem
    {
        return Problem::named('dolisync_already_linked', __('This product is associated with a Dolibarr product already.', 'dolisync'), 'review', 409);
    }

    public static function changedMeanwhile(Comparison $now): Problem
    {
        return Problem::named(
            'dolisync_changed_meanwhile',
            __('The product changed since it was shown. Nothing was written; here is how it is now.', 'dolisync'),
            'review',
            409,
            ['comparison' => $now]
        );
    }
}
