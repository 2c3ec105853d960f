<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\RecordSearch;
use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopRecords;
use DoliSync\Dolibarr\Mirrored;
use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Dolibarr\Records;
use DoliSync\Dolibarr\ThirdPartyRecord;
use DoliSync\Sync\Journal;
use DoliSync\Sync\LinkRows;

/** Third parties, customers or not: the shop's orders may be anybody's. */
final class ThirdPartyStage extends RecordStage
{
    public function __construct(Records $dolibarr, Journal $journal)
    {
        parent::__construct(new WpshopRecords(RecordType::ThirdParty), $dolibarr, new LinkRows($this->type()), $journal);
    }

    public function entity(): Entity
    {
        return Entity::ThirdParties;
    }

    public function type(): string
    {
        return RecordType::ThirdParty->value;
    }

    protected function route(): RecordRoute
    {
        return RecordRoute::ThirdParties;
    }

    protected function decode(mixed $json): Mirrored
    {
        return ThirdPartyRecord::from($json);
    }

    /** A customer who is in the shop already: the same e-mail address, which nobody else has on either side. */
    protected function recognized(array $records): array
    {
        $emails = [];
        foreach ($records as $record) {
            $emails[strtolower($record->values()['email'])][] = $record->id();
        }
        unset($emails['']);
        $emails = array_map('current', array_filter($emails, static fn (array $ids): bool => count($ids) === 1));
        $search = new RecordSearch(RecordType::ThirdParty);
        $recognized = [];
        foreach ($search->unmarkedWithEmail(array_map('strval', array_keys($emails))) as $email => $wpId) {
            $recognized[$emails[$email]] = $wpId;
        }
        return $recognized;
    }
}
