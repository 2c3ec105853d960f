<?php

declare(strict_types=1);

namespace DoliSync\Privacy;

use DoliSync\Admin\JournalWords;
use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\ShopRecords;
use DoliSync\Catalogue\WpshopContacts;
use DoliSync\Catalogue\WpshopRecords;
use DoliSync\MassSync\ContactStage;
use DoliSync\MassSync\RecordWords;
use DoliSync\Services;
use DoliSync\Sync\JournalEntry;

/** Tools → Export Personal Data: what the shop keeps of a person who came from Dolibarr. */
final class Exporter
{
    /** Items of one answer: WordPress asks for the next ones. */
    private const AT_ONCE = 50;

    /** What belongs to no person: numbers, and other records by their numbers. */
    private const HIDDEN = ['country_id', 'links', 'third_party', 'order'];

    /**
     * Filter `wp_privacy_personal_data_exporters`.
     *
     * @param array<string, array<string, mixed>> $exporters
     * @return array<string, array<string, mixed>>
     */
    public static function add(array $exporters): array
    {
        return $exporters + ['dolisync' => [
            'exporter_friendly_name' => __('DoliSync: third parties, contacts and their documents', 'dolisync'),
            'callback' => [self::class, 'export'],
        ]];
    }

    /** @return array{data: list<array<string, mixed>>, done: bool} as WordPress wants it */
    public static function export(string $email, int $page = 1): array
    {
        $person = Person::withEmail($email);
        if ($person === null) {
            return ['data' => [], 'done' => true];
        }
        $history = new History($person);
        $all = [];
        foreach ([RecordType::ThirdParty->value => $person->thirdParties, ContactStage::TYPE => $person->contacts] + $person->documents as $type => $ids) {
            foreach ($ids as $id) {
                $all[] = [$type, $id];
            }
        }
        foreach ($history->ids() as $id) {
            $all[] = ['history', $id];
        }
        $now = array_slice($all, self::AT_ONCE * (max(1, $page) - 1), self::AT_ONCE);
        $data = [];
        foreach (array_unique(array_column($now, 0)) as $type) {
            $ids = array_column(array_filter($now, static fn (array $one): bool => $one[0] === $type), 1);
            array_push($data, ...($type === 'history'
                ? array_map(self::entry(...), $history->entries($ids))
                : self::records($type, $ids)));
        }
        return ['data' => $data, 'done' => count($all) <= self::AT_ONCE * max(1, $page)];
    }

    /**
     * @param list<int> $ids
     * @return list<array<string, mixed>>
     */
    private static function records(string $type, array $ids): array
    {
        $label = (string) Services::get()->stages()->ofType($type)?->entity()->label();
        $items = [];
        foreach (self::shop($type)->read($ids) as $id => $values) {
            $facts = [];
            foreach (array_diff_key($values, array_flip(self::HIDDEN)) as $field => $value) {
                if ($value !== '' && $value !== '[]') {
                    $facts[] = ['name' => RecordWords::label($field), 'value' => nl2br(esc_html(RecordWords::value($field, $value)))];
                }
            }
            $items[] = self::item($type, $label, $id, $facts);
        }
        return $items;
    }

    /** @return array<string, mixed> */
    private static function entry(JournalEntry $entry): array
    {
        $facts = [
            ['name' => __('Date', 'dolisync'), 'value' => esc_html($entry->at)],
            ['name' => __('What was done', 'dolisync'), 'value' => esc_html(JournalWords::action($entry->action))],
        ];
        foreach ($entry->changes->wpshop as $change) {
            if (!in_array($change['key'], self::HIDDEN, true)) {
                $facts[] = ['name' => RecordWords::label($change['key']), 'value' => nl2br(esc_html("{$change['before']} → {$change['after']}"))];
            }
        }
        return self::item('history', __('History of synchronizations', 'dolisync'), $entry->id, $facts);
    }

    /**
     * @param list<array{name: string, value: string}> $facts
     * @return array<string, mixed>
     */
    private static function item(string $group, string $label, int $id, array $facts): array
    {
        return ['group_id' => "dolisync-$group", 'group_label' => "DoliSync: $label", 'item_id' => "dolisync-$group-$id", 'data' => $facts];
    }

    private static function shop(string $type): ShopRecords
    {
        return $type === ContactStage::TYPE ? new WpshopContacts() : new WpshopRecords(RecordType::from($type));
    }
}
