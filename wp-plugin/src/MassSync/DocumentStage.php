<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\StoredForm;
use DoliSync\Catalogue\WpshopRecords;
use DoliSync\Dolibarr\DocumentKind;
use DoliSync\Dolibarr\DocumentRecord;
use DoliSync\Dolibarr\Mirrored;
use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Dolibarr\Records;
use DoliSync\Problem;
use DoliSync\Sync\Journal;
use DoliSync\Sync\LinkRows;

/** Proposals, orders or invoices, drafts too: WPshop keeps those as drafts, which no customer sees. */
class DocumentStage extends RecordStage
{
    private readonly Relation $thirdParties;

    public function __construct(
        protected readonly DocumentKind $kind,
        protected readonly RecordType $recordType,
        Records $dolibarr,
        Journal $journal
    ) {
        parent::__construct(new WpshopRecords($recordType), $dolibarr, new LinkRows($recordType->value), $journal);
        $this->thirdParties = self::relation(RecordType::ThirdParty);
    }

    public function entity(): Entity
    {
        return match ($this->kind) {
            DocumentKind::Proposal => Entity::Proposals,
            DocumentKind::Order => Entity::Orders,
            DocumentKind::Invoice => Entity::Invoices,
        };
    }

    public function type(): string
    {
        return $this->recordType->value;
    }

    public function complete(Plan $plan): Incoming
    {
        $incoming = $plan->incoming;
        return $plan->kind === PlanKind::Create || $plan->kind === PlanKind::Change
            ? Incoming::of($incoming->dolibarrId, $incoming->title, $this->completed($incoming->record, $plan))
            : $incoming;
    }

    protected function route(): RecordRoute
    {
        return $this->kind->route();
    }

    protected function decode(mixed $json): Mirrored
    {
        return DocumentRecord::from($this->kind, $json);
    }

    /** @throws Problem */
    protected function completed(DocumentRecord $record, Plan $plan): DocumentRecord
    {
        return $this->kind === DocumentKind::Proposal ? $record : $record->completed($this->linksOf($record), null);
    }

    /** @return array<string, list<int>> @throws Problem */
    protected function linksOf(DocumentRecord $record): array
    {
        return DocumentRecord::from($this->kind, $this->dolibarr->one($this->route(), $record->id()))->links ?? [];
    }

    protected function riders(): array
    {
        return ['links'];
    }

    protected function inDolibarrsTerms(array $values): array
    {
        return $this->thirdParties->thirdPartiesInDolibarr($values);
    }

    protected function inShopsTerms(array $records): array
    {
        $values = $this->thirdParties->thirdPartiesInShop(parent::inShopsTerms($records));
        foreach ($records as $id => $record) {
            if ($record->links !== null) {
                $values[$id]['links'] = StoredForm::Links->canonical((string) wp_json_encode($record->links), $this->recordType);
            }
        }
        return $values;
    }

    protected static function relation(RecordType $type): Relation
    {
        return new Relation(new WpshopRecords($type), new LinkRows($type->value));
    }
}
