<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;

/**
 * Creates a product of Dolibarr in the shop, once, and associates the two. The association is written first, with a
 * number that nobody sees anything of yet: so whoever comes second, and whoever tries again after a crash, finds it
 * and goes on with the same product.
 */
final class ShopCreation
{
    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Products $products,
        private readonly Links $links,
        private readonly Journal $journal,
        private readonly TwoSidedWrite $write,
        private readonly Settling $settling
    ) {
    }

    /**
     * Under the lock of the Dolibarr product.
     *
     * @param string $action create_in_wpshop, or restore for one that the shop had and deleted
     * @throws Problem dolisync_taken when it is associated with a product that the shop has
     */
    public function create(ProductRecord $record, string $action = 'create_in_wpshop'): Outcome
    {
        $id = $this->number($record);
        $base = $record->base();
        $values = self::values($record);
        $entry = $this->journal->begin($action, $id, $record->id, $base, new Changes(Changes::between([], $values)), [
            'made_from' => $record->stored(),
        ]);
        OwnWrites::during(fn () => $this->catalogue->fill($id, $values, $base));
        $now = $this->mark($record, $id);
        $refused = $this->settling->associate($this->catalogue->read($id), $now, $this->links->of($id), [], $values);
        $changes = new Changes(
            Changes::between([], $this->catalogue->read($id)->values($base)),
            Changes::between($record->values(), $now->values())
        );
        $this->journal->end($entry, $record->id, $base, $changes, $refused);
        $this->journal->abandonEarlier($entry);
        return $this->write->outcome($entry);
    }

    /** The number that an earlier try reserved, or a new one: associated, with Dolibarr's values as the agreed ones. */
    private function number(ProductRecord $record): int
    {
        $link = $this->links->toDolibarr($record->id);
        if ($link !== null && $this->catalogue->isReserved($link->wpId)) {
            return $link->wpId;
        }
        if ($link !== null && $this->catalogue->exists($link->wpId)) {
            throw Links::taken($this->catalogue->titles([$link->wpId])[$link->wpId]);
        }
        $id = OwnWrites::during(fn (): int => $this->catalogue->reserve());
        $this->links->store(new Link(
            $id,
            $record->id,
            self::values($record) + ['price_base' => $record->base()->value],
            Moment::now()
        ));
        return $id;
    }

    /**
     * Categories that could not be read are none in the shop, to begin with: what Dolibarr has then looks like its edit,
     * and comes with the next look.
     *
     * @return array<string, string>
     */
    private static function values(ProductRecord $record): array
    {
        return $record->values() + [ProductFields::CATEGORIES => ''];
    }

    /** Dolibarr's end of the association: without it the two are associated all the same, and the next look mends it. */
    private function mark(ProductRecord $record, int $id): ProductRecord
    {
        if (!$record->mayHaveModule() || $record->shopId() === $id) {
            return $record;
        }
        try {
            return $this->products->change($record, $record->body([], $id));
        } catch (Problem) {
            return $record;
        }
    }
}
