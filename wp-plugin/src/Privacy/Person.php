<?php

declare(strict_types=1);

namespace DoliSync\Privacy;

use DoliSync\Catalogue\RecordSearch;
use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopContacts;

/**
 * What the shop keeps of the person who has an e-mail address: the third parties with it, their documents, and the
 * account that a contact of a third party has. A contact's request says nothing about the company's documents.
 */
final class Person
{
    /**
     * @param list<int> $thirdParties
     * @param list<int> $contacts accounts of WordPress
     * @param array<string, list<int>> $documents by the value of their RecordType
     */
    private function __construct(
        public readonly string $email,
        public readonly array $thirdParties,
        public readonly array $contacts,
        public readonly array $documents
    ) {
    }

    /** @return self|null null: this is no address, and would be found in everything that has none */
    public static function withEmail(string $email): ?self
    {
        if (!is_email($email)) {
            return null;
        }
        $thirdParties = (new RecordSearch(RecordType::ThirdParty))->withEmail($email);
        $documents = [];
        foreach ([RecordType::Proposal, RecordType::Order, RecordType::Invoice] as $type) {
            $documents[$type->value] = (new RecordSearch($type))->ofThirdParties($thirdParties);
        }
        return new self($email, $thirdParties, (new WpshopContacts())->contactsWithEmail($email), $documents);
    }

    public function hasDocuments(): bool
    {
        return array_filter($this->documents) !== [];
    }
}
