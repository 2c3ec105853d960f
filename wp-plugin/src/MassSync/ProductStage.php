<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Admin\FieldWords;
use DoliSync\Automation\Brakes;
use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\CategorySet;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Catalogue\ShopProduct;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Dolibarr\Problems;
use DoliSync\Dolibarr\Products;
use DoliSync\Problem;
use DoliSync\Sync\CategoryWords;
use DoliSync\Sync\Changes;
use DoliSync\Sync\Choice;
use DoliSync\Sync\Comparison;
use DoliSync\Sync\Creation;
use DoliSync\Sync\Field;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\FieldState;
use DoliSync\Sync\Identity;
use DoliSync\Sync\Journal;
use DoliSync\Sync\JournalEntry;
use DoliSync\Sync\Link;
use DoliSync\Sync\LinkRows;
use DoliSync\Sync\Links;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Note;
use DoliSync\Sync\OwnWrites;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Reconciliation;
use DoliSync\Sync\Status;
use DoliSync\Sync\Suggestions;
use DoliSync\Sync\Transaction;
use DoliSync\Sync\Verdict;
use DoliSync\Sync\Written;

/** Dolibarr's products, into the shop. */
final class ProductStage implements Stage
{
    private const TYPE = 'product';

    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Products $products,
        private readonly Links $links,
        private readonly LinkRows $rows,
        private readonly Journal $journal,
        private readonly Suggestions $suggestions
    ) {
    }

    public function entity(): Entity
    {
        return Entity::Products;
    }

    public function type(): string
    {
        return self::TYPE;
    }

    public function lookAnew(): void
    {
        $this->catalogue->unassociated()->forget();
    }

    public function count(): ?int
    {
        return $this->products->count();
    }

    public function page(int $after, int $limit): Page
    {
        return Page::of(array_map(self::incoming(...), $this->products->sentAfter($after, $limit)), $limit);
    }

    public function these(array $dolibarrIds): array
    {
        return array_map(self::incoming(...), $this->products->sentOf($dolibarrIds));
    }

    /** @throws Problem when not even the number can be read */
    private static function incoming(mixed $sent): Incoming
    {
        $id = is_array($sent) && is_scalar($sent['id'] ?? null) ? (int) $sent['id'] : 0;
        if ($id <= 0) {
            throw Problems::unreadable();
        }
        $title = is_scalar($sent['label'] ?? null) ? (string) $sent['label'] : '';
        try {
            $record = ProductRecord::from($sent);
        } catch (Problem) {
            return Incoming::bad($id, $title, Problems::unreadableProduct());
        }
        return $record->label() === '' ? Incoming::bad($id, $title, self::untitled()) : Incoming::of($id, $record->label(), $record);
    }

    public function plan(array $records, string $readAt): array
    {
        $links = $this->rows->toDolibarrMany(array_map(static fn (Incoming $one): int => $one->dolibarrId, $records));
        $shop = $this->catalogue->readMany(array_values(array_map(static fn (Link $link): int => $link->wpId, $links)));
        $counterparts = $this->counterparts(array_filter(
            $records,
            static fn (Incoming $one): bool => !isset($links[$one->dolibarrId])
        ));
        return array_map(fn (Incoming $one): Plan => match (true) {
            !isset($links[$one->dolibarrId]) => $this->unlinked($one, $counterparts[$one->dolibarrId] ?? null),
            self::isNewer($links[$one->dolibarrId], $readAt) => Plan::busy($one, $links[$one->dolibarrId]->wpId),
            isset($shop[$links[$one->dolibarrId]->wpId]) => $this->linked($one, $links[$one->dolibarrId], $shop[$links[$one->dolibarrId]->wpId]),
            default => $this->withoutProduct($one, $links[$one->dolibarrId]),
        }, $records);
    }

    /** What was synchronized after Dolibarr was asked may differ from what it answered then. */
    private static function isNewer(Link $link, string $readAt): bool
    {
        return max((string) $link->synchronizedAt, (string) $link->checkedAt) >= $readAt;
    }

    /**
     * Products of the shop that are associated with nothing and probably are what Dolibarr lists.
     *
     * @param array<int, Incoming> $records
     * @return array<int, array{id: int, why: string, is_known: bool}> by Dolibarr's number
     */
    private function counterparts(array $records): array
    {
        $codes = $named = [];
        foreach ($records as $one) {
            $values = self::record($one)->values();
            $codes['reference'][$one->dolibarrId] = $values['reference'];
            $codes['barcode'][$one->dolibarrId] = $values['barcode'];
            $shopId = self::record($one)->shopId();
            if ($shopId !== null) {
                $named[$one->dolibarrId] = $shopId;
            }
        }
        $same = $codes === [] ? [] : $this->catalogue->unassociated()->withCodes(array_values($codes['reference']), array_values($codes['barcode']));
        $titles = $this->catalogue->titles(array_values(array_unique($named)));
        $taken = $this->rows->ofMany(array_keys($titles));
        $byCode = [];
        foreach ($same as ['id' => $id, 'code' => $code, 'value' => $value]) {
            $byCode[$code][mb_strtolower($value)] ??= $id;
        }
        $found = [];
        foreach ($records as $one) {
            $id = $one->dolibarrId;
            $named[$id] ??= 0;
            foreach (['reference' => Suggestions::SAME_REFERENCE, 'barcode' => Suggestions::SAME_BARCODE] as $code => $why) {
                $value = mb_strtolower($codes[$code][$id]);
                if (!isset($found[$id]) && isset($byCode[$code][$value])) {
                    $found[$id] = ['id' => $byCode[$code][$value], 'why' => $why];
                }
            }
            if (isset($titles[$named[$id]]) && !isset($taken[$named[$id]])) {
                $found[$id] = ['id' => $named[$id], 'why' => Suggestions::NAMED_IN_DOLIBARR];
            }
        }
        $known = $this->suggestions->ofMany(array_column($found, 'id'));
        foreach ($found as $id => ['id' => $wpId, 'why' => $why]) {
            $found[$id]['is_known'] = ($known[$wpId] ?? null) === ['dolibarr_id' => $id, 'why' => $why];
        }
        return $found;
    }

    /** @param array{id: int, why: string, is_known: bool}|null $counterpart */
    private function unlinked(Incoming $one, ?array $counterpart): Plan
    {
        $record = self::record($one);
        if ($counterpart !== null) {
            ['id' => $id, 'why' => $why, 'is_known' => $isKnown] = $counterpart;
            return Plan::skip($one, self::probableMatch($record, $why), $id, !$isKnown, (object) ['why' => $why]);
        }
        if (str_starts_with($record->externalReference(), Creation::MARK)) {
            // Made for a product of the shop, by a request that has not ended yet, or never did: that one associates them.
            $ours = $this->journal->creationOf($record->externalReference());
            if ($ours !== null && $ours->state !== JournalEntry::DONE && $this->catalogue->exists($ours->productId)) {
                return Plan::busy($one, $ours->productId);
            }
        }
        return Plan::create($one);
    }

    private function linked(Incoming $one, Link $link, ShopProduct $product): Plan
    {
        if ($product->postStatus === 'trash') {
            return Plan::skip($one, self::inTrash(), $product->id);
        }
        if (
            Identity::isDoubtfulInDolibarr(self::record($one), $link)
            || Identity::isDoubtfulInShop($product, $this->catalogue->mark($product->id), $link)
        ) {
            return Plan::skip($one, self::anotherOne(), $product->id);
        }
        $seen = new Comparison($product, self::record($one), $link, null);
        $changes = self::changes($seen);
        if ($changes !== []) {
            return Plan::change($one, $product->id, $changes, $seen, self::alarms($changes));
        }
        // Nothing is written to the product; the association may not know yet that both are the same.
        $settles = !$link->agreesOn(Reconciliation::agreed($seen->fields), $seen->record->base())
            || $link->verdict->status !== $seen->verdict()->status
            || $link->seenCategories !== ($seen->record->categories() ?? $link->seenCategories)
            || $this->catalogue->mark($product->id) === null;
        return Plan::same($one, $product->id, $settles, $settles ? $seen : null);
    }

    /** The shop's product is gone, or it was about to be made. */
    private function withoutProduct(Incoming $one, Link $link): Plan
    {
        return $this->catalogue->isReserved($link->wpId)
            ? Plan::create($one, $link)
            : Plan::skip($one, self::gone(), $link->wpId);
    }

    /** @return list<FieldChange> */
    private static function changes(Comparison $seen): array
    {
        $baseline = $seen->link?->baselineIn($seen->record->base()) ?? [];
        $changes = [];
        foreach ($seen->fields as $field) {
            if ($field->isChoosable() && $field->note !== Note::OwnedByWpshop && !self::stays($field, $seen->link)) {
                $state = Reconciliation::state($field->wpshop, $field->dolibarr, $baseline[$field->key] ?? null);
                $isLocal = $state !== FieldState::DolibarrChanged && $field->key !== ProductFields::STOCK;
                $changes[] = new FieldChange($field->key, $field->wpshop, $field->dolibarr, $isLocal);
            }
        }
        return $changes;
    }

    /**
     * Categories that were never agreed on, of an association that is older than them, stay until a person chooses for the
     * product; those that a write which was interrupted got half-way to are nobody's edit: the next look goes on with it.
     */
    private static function stays(Field $field, ?Link $link): bool
    {
        return $field->isUnsettled() && $link?->baseline !== null
            || $field->key === ProductFields::CATEGORIES && $field->baseline !== null
                && CategorySet::isHalfway($field->dolibarr, $field->baseline, $field->wpshop);
    }

    /**
     * @param list<FieldChange> $changes
     * @return array<string, string> by field
     */
    private static function alarms(array $changes): array
    {
        $toZero = array_filter($changes, static fn (FieldChange $change): bool => $change->dolibarr === '0' && $change->wpshop !== '');
        return array_intersect_key(
            ['price' => Brakes::PRICES_ZERO, ProductFields::STOCK => Brakes::STOCKS_ZERO],
            array_flip(array_column($toZero, 'field'))
        );
    }

    public function complete(Plan $plan): Incoming
    {
        return $plan->incoming;
    }

    public function locks(int $dolibarrId, ?int $wpId): array
    {
        return $wpId === null ? ['dolibarr_' . $dolibarrId] : ['dolibarr_' . $dolibarrId, 'product_' . $wpId];
    }

    public function hold(array $wpIds): void
    {
        $this->catalogue->hold($wpIds);
    }

    public function carryOut(array $plans, int $run): array
    {
        return OwnWrites::during(function () use ($plans, $run): array {
            $of = static fn (PlanKind $kind): array => array_values(array_filter($plans, static fn (Plan $plan): bool => $plan->kind === $kind));
            $created = $this->create($of(PlanKind::Create), $run);
            $this->change($of(PlanKind::Change), $run);
            $this->settle($of(PlanKind::Same));
            $ids = [];
            foreach ($plans as $plan) {
                $ids[$plan->incoming->dolibarrId] = (int) ($created[$plan->incoming->dolibarrId] ?? $plan->wpId);
                if ($plan->kind === PlanKind::Skipped) {
                    $this->suggestions->put((int) $plan->wpId, $plan->incoming->dolibarrId, $plan->subject->why);
                }
            }
            return $ids;
        });
    }

    public function announce(array $wpIds): void
    {
        OwnWrites::during(fn () => $this->catalogue->announce($wpIds));
    }

    /**
     * @param list<Plan> $plans
     * @return array<int, int> Dolibarr's number → the shop's
     */
    private function create(array $plans, int $run): array
    {
        if ($plans === []) {
            return [];
        }
        $ids = $new = [];
        foreach ($plans as $plan) {
            $record = self::record($plan->incoming);
            if ($plan->subject instanceof Link) {
                $this->catalogue->fill($plan->subject->wpId, $record->values(), $record->base());
                $this->catalogue->markLinked($plan->subject->wpId, $record->id);
                $ids[$record->id] = $plan->subject->wpId;
            } else {
                $new[$record->id] = ['values' => $record->values(), 'base' => $record->base()];
            }
        }
        $made = $new === [] ? [] : $this->catalogue->createMany($new);
        $links = $written = [];
        foreach ($plans as $plan) {
            $record = self::record($plan->incoming);
            $id = $made[$record->id] ?? $ids[$record->id];
            $now = Moment::now();
            $links[$record->id] = new Link(
                $id,
                $record->id,
                // Where the categories were not seen, Dolibarr's come with the next look, as its change of none.
                $record->values() + [ProductFields::CATEGORIES => '', 'price_base' => $record->base()->value],
                $now,
                [],
                new Verdict(Status::Synced),
                $now,
                seenCategories: $record->categories()
            );
            $written[] = new Written(
                'create_in_wpshop',
                $id,
                $record->id,
                new Changes(Changes::between([], $record->values())),
                ['title' => $record->label()],
                $record->base()
            );
        }
        $this->rows->insert(array_values(array_intersect_key($links, $made)));
        $this->rows->update(array_values(array_intersect_key($links, $ids)));
        $this->journal->written($run, self::TYPE, $written);
        $this->suggestions->settledMany($made + $ids);
        return $made + $ids;
    }

    /** @param list<Plan> $plans */
    private function change(array $plans, int $run): void
    {
        if ($plans === []) {
            return;
        }
        $kept = [];
        $failures = Transaction::failures();
        foreach ($plans as $plan) {
            $seen = self::seen($plan);
            $kept[$seen->product->id] = [
                'wpshop' => $this->catalogue->snapshot($seen->product->id),
                'dolibarr' => $seen->record->stored(),
                'link' => $seen->link?->kept(),
                'linked_after' => true,
                'title' => $seen->record->label(),
            ];
            $this->catalogue->write($seen->product->id, self::asked($plan), $seen->record->base());
            Transaction::requireNone($failures);
        }
        $now = $this->catalogue->readMany(array_keys($kept));
        $links = $written = $pairs = [];
        foreach ($plans as $plan) {
            $seen = self::seen($plan);
            $base = $seen->record->base();
            $product = $now[$seen->product->id];
            $asked = self::asked($plan);
            $refused = array_diff_assoc($asked, $product->values($base));
            $links[] = self::linkAfter($seen, $product, $asked);
            $written[] = new Written(
                'sync',
                $product->id,
                $seen->record->id,
                new Changes(Changes::between($seen->product->values($base), array_intersect_key($product->values($base), $asked))),
                $kept[$product->id],
                $base,
                array_keys($refused)
            );
            $pairs[$seen->record->id] = $product->id;
        }
        $this->rows->update($links);
        $this->journal->written($run, self::TYPE, $written);
        $this->suggestions->settledMany($pairs);
    }

    /** @param list<Plan> $plans */
    private function settle(array $plans): void
    {
        $links = [];
        foreach ($plans as $plan) {
            $seen = self::seen($plan);
            $links[] = self::linkAfter($seen, $seen->product, []);
            $this->links->mendMark($seen->link);
        }
        $this->rows->update($links);
    }

    /**
     * The association after the shop got these values: what both sides agree on now, and what still differs.
     *
     * @param array<string, string> $asked field → value
     */
    private static function linkAfter(Comparison $seen, ShopProduct $product, array $asked): Link
    {
        $before = $seen->link;
        $base = $seen->record->base();
        $ours = $product->values($base);
        // A value that the shop did not take (another plugin changed it on the way) is noted.
        $refused = array_map(static fn (string $value): array => [Choice::WPSHOP => $value], array_diff_assoc($asked, $ours))
            + array_diff_key($before->refused, $asked);
        $held = array_diff_key($before->held, $asked);
        $fields = Reconciliation::fields(
            $ours,
            $seen->record->values(),
            $before->baselineIn($base),
            $seen->record->readOnly(),
            $refused,
            FieldOwners::current(),
            $held
        );
        $noted = static fn (Note $note): array => array_flip(array_map(
            static fn (Field $field): string => $field->key,
            array_filter($fields, static fn (Field $field): bool => $field->note === $note || $field->note === Note::NotRead)
        ));
        $now = Moment::now();
        return (new Link(
            $product->id,
            $seen->record->id,
            Reconciliation::agreed($fields) + ['price_base' => $base->value],
            $asked === [] ? $before->synchronizedAt ?? $now : $now,
            array_intersect_key($refused, $noted(Note::Refused)),
            Verdict::of($fields),
            $now,
            seenCategories: $seen->record->categories()
        ))->holding(array_intersect_key($held, $noted(Note::Held)));
    }

    public function putBack(JournalEntry $entry): void
    {
        OwnWrites::during(fn () => $entry->action === 'create_in_wpshop' ? $this->takeAway($entry) : $this->restore($entry));
    }

    /** What the run created, and nobody touched since, goes to the trash; Dolibarr's product is free again. */
    private function takeAway(JournalEntry $entry): void
    {
        $this->requireAsWritten($entry);
        // A change of anything else (a picture, a category, a text that DoliSync does not know) is a saving too.
        if ($this->catalogue->savedAt($entry->productId) > self::inWordPresssWords($entry->at)) {
            throw self::changedMeanwhile();
        }
        $this->catalogue->trash($entry->productId);
        $this->links->remove($entry->productId);
    }

    private function restore(JournalEntry $entry): void
    {
        $this->requireAsWritten($entry);
        $base = PriceBase::of($entry->priceBase);
        $done = $entry->changes->decided()->wpshop;
        $keys = array_column($done, 'key');
        if ($keys !== []) {
            $this->catalogue->restore($entry->productId, $entry->kept['wpshop'], $keys, $base);
        }
        $then = Link::fromKept($entry->productId, $entry->kept['link']);
        $held = [];
        foreach ($done as $change) {
            // The baseline goes back too, and by it Dolibarr's value would come again by itself: a person does not want it.
            $held[$change['key']] = [Choice::WPSHOP => $change['before'], Choice::DOLIBARR => $change['after']];
        }
        $differs = $keys === [] ? new Verdict(Status::Unknown) : new Verdict(Status::OutOfSync, Reason::Differs, $keys);
        $this->rows->update([$then->holding($held + $then->held)->checked($differs, Moment::now())]);
    }

    /** @throws Problem */
    private function requireAsWritten(JournalEntry $entry): void
    {
        $this->catalogue->hold([$entry->productId]);
        $link = $this->rows->ofMany([$entry->productId])[$entry->productId] ?? null;
        $product = $this->catalogue->readMany([$entry->productId])[$entry->productId] ?? null;
        $isThere = $product !== null && $product->postStatus !== 'trash' && $link?->dolibarrId === $entry->dolibarrId;
        $values = $isThere ? $product->values(PriceBase::of($entry->priceBase)) : [];
        foreach ($entry->changes->decided()->wpshop as $change) {
            if (($values[$change['key']] ?? null) !== $change['after']) {
                throw self::changedMeanwhile();
            }
        }
        if (!$isThere) {
            throw self::changedMeanwhile();
        }
    }

    public function fieldLabel(string $field): string
    {
        return FieldWords::heading($field);
    }

    public function words(string $field, string $value): string
    {
        return CategoryWords::shown($field, $value);
    }

    public function urls(array $wpIds): array
    {
        _prime_post_caches($wpIds, false, false);
        return array_combine($wpIds, array_map(static fn (int $id): ?string => get_edit_post_link($id, 'raw'), $wpIds));
    }

    private static function record(Incoming $one): ProductRecord
    {
        assert($one->record instanceof ProductRecord);
        return $one->record;
    }

    private static function seen(Plan $plan): Comparison
    {
        assert($plan->subject instanceof Comparison);
        return $plan->subject;
    }

    /** @return array<string, string> field → the value that the shop gets */
    private static function asked(Plan $plan): array
    {
        $asked = [];
        foreach ($plan->changes as $change) {
            $asked[$change->field] = $change->dolibarr;
        }
        return $asked;
    }

    /** @param string $moment from Moment */
    private static function inWordPresssWords(string $moment): string
    {
        return substr(str_replace('T', ' ', $moment), 0, 19);
    }

    private static function untitled(): Problem
    {
        return Problem::named('dolisync_title_missing', __('This product has no name in Dolibarr. Give it one there, then try again.', 'dolisync'), 'review');
    }

    private static function inTrash(): Problem
    {
        return Problem::named('dolisync_in_trash', __('This product is in WPshop’s trash. Restore it, or dissociate it, then try again.', 'dolisync'), 'review', 409);
    }

    private static function anotherOne(): Problem
    {
        return Problem::named('dolisync_other_product', __('The name and the reference of this product are no longer those that both sides agreed on: it may be another product by now, so nothing was changed. Compare the two in the product list, then synchronize or dissociate them.', 'dolisync'), 'review', 409);
    }

    private static function gone(): Problem
    {
        return Problem::named('dolisync_gone_in_wpshop', __('This product was deleted from WPshop, and its association is still there. Decide about it on the page of associations.', 'dolisync'), 'review', 409);
    }

    private static function probableMatch(ProductRecord $record, string $why): Problem
    {
        return Problem::named('dolisync_probable_match', match ($why) {
            /* translators: %s: a product's reference. */
            Suggestions::SAME_REFERENCE => sprintf(__('WPshop has a product with the reference “%s” that is not associated yet. Associate them first: otherwise there would be two of it.', 'dolisync'), $record->values()['reference']),
            /* translators: %s: a product's barcode. */
            Suggestions::SAME_BARCODE => sprintf(__('WPshop has a product with the barcode “%s” that is not associated yet. Associate them first: otherwise there would be two of it.', 'dolisync'), $record->values()['barcode']),
            default => __('Dolibarr names a product of WPshop that is not associated yet. Associate them first: otherwise there would be two of it.', 'dolisync'),
        }, 'review', 409);
    }

    private static function changedMeanwhile(): Problem
    {
        return Problem::named('dolisync_changed_meanwhile', __('This was changed since the synchronization, so it was left as it is.', 'dolisync'), 'review', 409);
    }
}
