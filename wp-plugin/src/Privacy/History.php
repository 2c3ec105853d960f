<?php

declare(strict_types=1);

namespace DoliSync\Privacy;

use DoliSync\Catalogue\RecordType;
use DoliSync\MassSync\ContactStage;
use DoliSync\MassSync\Entity;
use DoliSync\Sync\Journal;
use DoliSync\Sync\JournalEntry;
use DoliSync\Sync\Tables;

/**
 * The copies of a person's data in DoliSync's own tables: the journal, the reports of mass synchronizations, and what
 * both sides last agreed on. What is kept of records that are gone is found by the e-mail address in it.
 */
final class History
{
    private const AT_ONCE = 100;

    /** As it stands in JSON: a longer address that ends in it is somebody else's. */
    private readonly string $address;

    public function __construct(private readonly Person $person)
    {
        global $wpdb;
        $this->address = '%' . $wpdb->esc_like((string) wp_json_encode($person->email, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES)) . '%';
    }

    /** @return list<int> numbers of the journal's entries, the oldest first */
    public function ids(): array
    {
        global $wpdb;
        return array_map('intval', $wpdb->get_col(
            'SELECT id FROM ' . Tables::journal() . ' WHERE ' . $this->where('type', RecordType::ThirdParty->value, ContactStage::TYPE, ['changes', 'kept']) . ' ORDER BY id'
        ));
    }

    /**
     * @param list<int> $ids
     * @return list<JournalEntry>
     */
    public function entries(array $ids): array
    {
        global $wpdb;
        return $ids === [] ? [] : Journal::entries($wpdb->get_results(
            'SELECT * FROM ' . Tables::journal() . ' WHERE id IN (' . implode(',', array_map('intval', $ids)) . ') ORDER BY id'
        ));
    }

    /** That something was done stays, with when and by whom; the values go, and with them the possibility to undo it. */
    public function erase(): bool
    {
        return array_sum([$this->eraseJournal(), $this->eraseReports(), $this->eraseAgreements()]) > 0;
    }

    private function eraseJournal(): int
    {
        global $wpdb;
        $erased = 0;
        foreach (array_chunk($this->ids(), self::AT_ONCE) as $ids) {
            foreach ($this->entries($ids) as $entry) {
                $changes = array_map(
                    static fn (array $side): array => array_map(
                        static fn (array $change): array => ['key' => $change['key'], 'before' => '', 'after' => ''],
                        $side
                    ),
                    $entry->changes->stored()
                );
                $erased += (int) $wpdb->update(Tables::journal(), [
                    'changes' => wp_json_encode($changes),
                    'kept' => wp_json_encode(['title' => wp_privacy_anonymize_data('text')]),
                ], ['id' => $entry->id]);
            }
        }
        return $erased;
    }

    private function eraseReports(): int
    {
        global $wpdb;
        $erased = 0;
        $rows = $wpdb->get_results(
            'SELECT id, data FROM ' . Tables::runRecords() . ' WHERE '
                . $this->where('entity', Entity::ThirdParties->value, Entity::Contacts->value, ['data'])
        );
        foreach ($rows as $row) {
            $data = json_decode($row->data, true);
            foreach ($data['changes'] as $at => $change) {
                $data['changes'][$at] = ['field' => $change['field'], 'wpshop' => '', 'dolibarr' => ''];
            }
            $erased += (int) $wpdb->update(Tables::runRecords(), [
                'title' => wp_privacy_anonymize_data('text'),
                'data' => wp_json_encode($data, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES),
            ], ['id' => $row->id]);
        }
        return $erased;
    }

    private function eraseAgreements(): int
    {
        global $wpdb;
        return (int) $wpdb->query(
            'UPDATE ' . Tables::links() . ' SET baseline = NULL WHERE baseline IS NOT NULL AND ('
                . $this->where('type', RecordType::ThirdParty->value, ContactStage::TYPE, ['baseline']) . ')'
        );
    }

    /**
     * @param string $column with the kind of record
     * @param string $thirdParty what it calls third parties
     * @param string $contact what it calls contacts
     * @param list<string> $texts the columns that may hold the address
     */
    private function where(string $column, string $thirdParty, string $contact, array $texts): string
    {
        global $wpdb;
        $list = static fn (array $ids): string => implode(',', array_map('intval', [0, ...$ids]));
        $holds = implode(' OR ', array_map(fn (string $text): string => $wpdb->prepare("{$text} LIKE %s", $this->address), $texts));
        return $wpdb->prepare(
            "{$column} = %s AND (wp_id IN ({$list($this->person->thirdParties)}) OR {$holds})
            OR {$column} = %s AND (wp_id IN ({$list($this->person->contacts)}) OR {$holds})",
            $thirdParty,
            $contact
        );
    }
}
