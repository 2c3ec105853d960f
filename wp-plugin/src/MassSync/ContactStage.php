<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopContacts;
use DoliSync\Catalogue\WpshopRecords;
use DoliSync\Dolibarr\ContactRecord;
use DoliSync\Dolibarr\Mirrored;
use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Dolibarr\Records;
use DoliSync\Problem;
use DoliSync\Sync\Journal;
use DoliSync\Sync\LinkRows;

/**
 * Contacts, which become accounts of customers: only where a person asked for it. An account with more than a
 * customer's rights is never touched, whatever e-mail address somebody writes into Dolibarr.
 */
final class ContactStage extends RecordStage
{
    public const TYPE = 'contact';

    private readonly WpshopContacts $contacts;
    private readonly Relation $thirdParties;

    public function __construct(Records $dolibarr, Journal $journal)
    {
        $this->contacts = new WpshopContacts();
        parent::__construct($this->contacts, $dolibarr, new LinkRows(self::TYPE), $journal);
        $this->thirdParties = new Relation(new WpshopRecords(RecordType::ThirdParty), new LinkRows(RecordType::ThirdParty->value));
    }

    public function plan(array $records, string $readAt): array
    {
        $emails = array_map(self::email(...), $records);
        $accounts = $this->contacts->withEmail(array_values(array_unique(array_filter($emails))));
        $plans = parent::plan($records, $readAt);
        cache_users(array_values(array_filter(array_map(static fn (Plan $plan): int => (int) $plan->wpId, $plans))));
        foreach ($plans as $number => $plan) {
            $problem = $plan->kind === PlanKind::Busy ? null : $this->obstacle($plan, $emails[$number], $accounts);
            if ($problem !== null) {
                $plans[$number] = Plan::skip($plan->incoming, $problem, $plan->wpId);
            } elseif ($plan->kind === PlanKind::Create) {
                // Of two contacts with one address, the older one gets the account.
                $accounts[$emails[$number]] = 0;
            }
        }
        return $plans;
    }

    public function entity(): Entity
    {
        return Entity::Contacts;
    }

    public function type(): string
    {
        return self::TYPE;
    }

    protected function route(): RecordRoute
    {
        return RecordRoute::Contacts;
    }

    protected function decode(mixed $json): Mirrored
    {
        return ContactRecord::from($json);
    }

    protected function recognized(array $records): array
    {
        $emails = [];
        foreach ($records as $record) {
            $emails[$record->id()] = strtolower($record->values()['email']);
        }
        $accounts = $this->contacts->withEmail(array_values(array_unique(array_filter($emails))));
        $recognized = [];
        foreach ($emails as $id => $email) {
            // Of two contacts with one address, the older one has the account.
            if (isset($accounts[$email]) && !in_array($accounts[$email], $recognized, true)) {
                $recognized[$id] = $accounts[$email];
            }
        }
        return $recognized;
    }

    protected function inDolibarrsTerms(array $values): array
    {
        return $this->thirdParties->thirdPartiesInDolibarr($values);
    }

    protected function inShopsTerms(array $records): array
    {
        return $this->thirdParties->thirdPartiesInShop(parent::inShopsTerms($records));
    }

    private static function email(Incoming $incoming): string
    {
        return strtolower($incoming->record->values()['email']);
    }

    /**
     * What keeps a contact from having an account.
     *
     * @param array<string, int> $accounts e-mail address → the account that has it
     */
    private function obstacle(Plan $plan, string $email, array $accounts): ?Problem
    {
        $owner = $accounts[$email] ?? $plan->wpId;
        return match (true) {
            !is_email($email) => Problem::named('dolisync_contact_without_email', __('This contact has no valid e-mail address in Dolibarr, and an account of WordPress needs one.', 'dolisync'), 'review', 409),
            $owner !== $plan->wpId => Problem::named('dolisync_email_taken', __('Another account of this site has the e-mail address of this contact already.', 'dolisync'), 'review', 409),
            $plan->wpId !== null && $this->contacts->isPrivileged($plan->wpId) => Problem::named('dolisync_account_privileged', __('The account with this contact’s e-mail address has more than a customer’s rights on this site, so it is left as it is.', 'dolisync'), 'review', 409),
            default => null,
        };
    }
}
