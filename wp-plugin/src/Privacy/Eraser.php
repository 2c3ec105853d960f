<?php

declare(strict_types=1);

namespace DoliSync\Privacy;

use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopContacts;
use DoliSync\Catalogue\WpshopRecords;
use DoliSync\Problem;
use DoliSync\Sync\Transaction;

/**
 * Tools → Erase Personal Data. Proposals, orders and invoices stay, and with them the name and address that they are
 * made out to: the law has a shop keep them. What Dolibarr has is not touched: a person erases it there.
 */
final class Eraser
{
    private const FIELDS = ['title', 'address', 'zip', 'town', 'phone', 'email'];
    /** What no document needs. */
    private const FIELDS_BESIDE_DOCUMENTS = ['phone', 'email'];

    /**
     * Filter `wp_privacy_personal_data_erasers`.
     *
     * @param array<string, array<string, mixed>> $erasers
     * @return array<string, array<string, mixed>>
     */
    public static function add(array $erasers): array
    {
        return $erasers + ['dolisync' => [
            'eraser_friendly_name' => __('DoliSync: third parties, contacts and their history', 'dolisync'),
            'callback' => [self::class, 'erase'],
        ]];
    }

    /** @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool} as WordPress wants it */
    public static function erase(string $email): array
    {
        $person = Person::withEmail($email);
        if ($person === null) {
            return self::answer(false, false, []);
        }
        try {
            $removed = Transaction::during(static fn (): bool => self::remove($person));
        } catch (Problem $problem) {
            return self::answer(false, true, [$problem->getMessage()]);
        }
        $messages = array_filter([
            $person->hasDocuments()
                ? __('DoliSync: proposals, orders and invoices were kept, with the name and address on them: the law has a shop keep them.', 'dolisync')
                : '',
            $person->contacts !== []
                ? __('DoliSync: the account of this person was kept. Delete it on the Users page if that is what you want.', 'dolisync')
                : '',
        ]);
        $retained = $messages !== [];
        if ($person->thirdParties !== [] || $person->contacts !== []) {
            $messages[] = __('Dolibarr still has the data of this person. Erase it there too, or the next mass synchronization brings it back.', 'dolisync');
        }
        return self::answer($removed, $retained, array_values($messages));
    }

    private static function remove(Person $person): bool
    {
        $thirdParties = new WpshopRecords(RecordType::ThirdParty);
        foreach ($person->thirdParties as $id) {
            $thirdParties->anonymize($id, $person->hasDocuments() ? self::FIELDS_BESIDE_DOCUMENTS : self::FIELDS);
        }
        foreach ($person->contacts as $id) {
            (new WpshopContacts())->anonymize($id);
        }
        return (new History($person))->erase() || $person->thirdParties !== [] || $person->contacts !== [];
    }

    /**
     * @param list<string> $messages
     * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
     */
    private static function answer(bool $removed, bool $retained, array $messages): array
    {
        return ['items_removed' => $removed, 'items_retained' => $retained, 'messages' => $messages, 'done' => true];
    }
}
