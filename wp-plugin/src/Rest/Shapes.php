<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Health\PriceMode;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\RunState;
use DoliSync\Queue\Entry;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\JournalFilter;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\NewProducts;
use DoliSync\Sync\Note;
use DoliSync\Sync\Policy;

/**
 * The JSON schemas of what the routes answer. Every key is always there; what may be absent is null.
 *
 * Decimals and dates travel as strings: `"12.5"`, `"2026-11-24T20:00:00.123Z"` (UTC).
 */
final class Shapes
{
    public const SIDES = ['wpshop', 'dolibarr'];
    public const NEXT_ACTIONS = ['retry', 'check_settings', 'log_in', 'review', 'none'];

    private const STATUSES = ['synced', 'out_of_sync', 'unlinked', 'unknown'];
    private const REASONS = [
        'differs', 'conflict', 'pending', 'refused', 'gone_in_dolibarr', 'gone_in_wpshop', 'probable_match',
    ];

    /** A product of the list and its status. */
    public static function row(): array
    {
        return self::object([
            'id' => self::id(),
            'title' => self::text(),
            'status' => self::oneOf(self::STATUSES),
            'reason' => self::nullable(self::oneOf(self::REASONS)),
            'fields' => self::listOf(self::text()),
            'dolibarr_id' => self::nullable(self::id()),
            'dolibarr_url' => self::nullable(self::text()),
            'checked_at' => self::nullable(self::time()),
            'last_known' => self::nullable(self::object([
                'status' => self::oneOf(self::STATUSES),
                'fields' => self::listOf(self::text()),
            ])),
            'problem' => self::nullable(self::problem()),
            'next_try' => self::nullable(self::time()),
            'synchronized_at' => self::nullable(self::time()),
        ]);
    }

    /** The shop's product, as far as matching needs it. */
    public static function product(): array
    {
        return self::object(self::light('title'));
    }

    /** A Dolibarr product that may be chosen, unless `taken_by` names the shop's product that has it. */
    public static function candidate(): array
    {
        return self::object(self::light('label') + [
            'taken_by' => self::nullable(self::object(['id' => self::id(), 'title' => self::text()])),
        ]);
    }

    /** A product of Dolibarr's that cannot be understood, by what a person finds it by. */
    public static function unreadableProduct(): array
    {
        return self::object(['id' => self::id(), 'name' => self::text()]);
    }

    /** A product of either side that is associated with nothing, with the revision that associating it has to send back. */
    public static function unlinkedProduct(): array
    {
        return self::object(self::light('title') + [
            'price_with_tax' => self::text(),
            'revision' => self::text(),
        ]);
    }

    /** What became of one of many pairs: an outcome or a problem; `now` where one of the two had changed. */
    public static function linkedPair(): array
    {
        return self::object([
            'wp_id' => self::id(),
            'dolibarr_id' => self::id(),
            'outcome' => self::nullable(self::outcome()),
            'problem' => self::nullable(self::problem()),
            'now' => self::nullable(self::object(array_fill_keys(self::SIDES, self::unlinkedProduct()))),
        ]);
    }

    /** Both versions, field by field, with the revisions that a write has to send back. */
    public static function comparison(): array
    {
        return self::object([
            'product' => self::product(),
            'dolibarr_id' => self::id(),
            'dolibarr_url' => self::nullable(self::text()),
            'linked' => ['type' => 'boolean'],
            'status' => self::oneOf(self::STATUSES),
            'reason' => self::nullable(self::oneOf(self::REASONS)),
            'price_base' => self::priceBase(),
            'fields' => self::listOf(self::object([
                'key' => self::oneOf(ProductFields::KEYS),
                'wpshop' => self::text(),
                'dolibarr' => self::text(),
                'baseline' => self::nullable(self::text()),
                'state' => self::oneOf(['same', 'wpshop_changed', 'dolibarr_changed', 'conflict', 'differs']),
                'note' => self::nullable(self::oneOf(array_column(Note::cases(), 'value'))),
            ])),
            'revisions' => self::object(['wpshop' => self::text(), 'dolibarr' => self::text()]),
            'synchronized_at' => self::nullable(self::time()),
        ]);
    }

    /** What a write did, and the row as it is afterwards. */
    public static function outcome(): array
    {
        return self::object([
            'row' => self::row(),
            'journal_id' => self::nullable(self::id()),
            'undoable' => ['type' => 'boolean'],
            'price_base' => self::priceBase(),
            'changes' => self::changes(),
            'refused' => self::listOf(self::text()),
        ]);
    }

    /** What became of one of several products that were to be created. */
    public static function creation(): array
    {
        return self::object([
            'wp_id' => self::id(),
            'result' => self::oneOf(['created', 'probable_match', 'problem']),
            'dolibarr_id' => self::nullable(self::id()),
            'problem' => self::nullable(self::problem()),
            'duplicates' => self::listOf(self::candidate()),
        ]);
    }

    /** How things stand: the connection, how many products of each status, what waits, what went wrong. */
    public static function overview(): array
    {
        $number = ['type' => 'integer', 'minimum' => 0];
        $kinds = [...self::STATUSES, 'total'];
        return self::object([
            'connection' => self::object([
                'configured' => ['type' => 'boolean'],
                'ok' => ['type' => 'boolean'],
                'version' => self::nullable(self::text()),
                'latency_ms' => self::nullable($number),
                'last_contact_at' => self::nullable(self::time()),
                'problem' => self::nullable(self::problem()),
            ]),
            'counts' => self::object(array_fill_keys($kinds, $number)),
            'links' => self::object(array_fill_keys($kinds, self::text())),
            'queue' => self::object([
                'waiting' => $number,
                'oldest_at' => self::nullable(self::time()),
                'next_at' => self::nullable(self::time()),
                'outage_since' => self::nullable(self::time()),
                'brake' => self::nullable(self::object(['code' => self::text(), 'message' => self::text()])),
                'url' => self::text(),
            ]),
            'last_run' => self::nullable(self::object([
                'id' => self::id(),
                'state' => self::oneOf(array_column(RunState::cases(), 'value')),
                'ended_at' => self::nullable(self::time()),
                'created' => $number,
                'changed' => $number,
                'failed' => $number,
            ])),
            'errors' => self::listOf(self::object([
                'at' => self::time(),
                'what' => self::text(),
                'message' => self::text(),
                'next_action' => self::oneOf(self::NEXT_ACTIONS),
                'url' => self::text(),
            ])),
            'journal_url' => self::text(),
            'settings_url' => self::text(),
        ]);
    }

    /** A write of the past. */
    public static function journalEntry(): array
    {
        return self::object([
            'id' => self::id(),
            'at' => self::time(),
            'user' => self::text(),
            'source' => self::oneOf(JournalFilter::SOURCES),
            'action' => self::oneOf(JournalFilter::ACTIONS),
            'product_id' => self::id(),
            'dolibarr_id' => self::nullable(self::id()),
            'price_base' => self::priceBase(),
            'changes' => self::changes(),
            'refused' => self::listOf(self::text()),
            'undoable' => ['type' => 'boolean'],
            'undone_at' => self::nullable(self::time()),
        ]);
    }

    /** A product that waits to be carried over. */
    public static function queueEntry(): array
    {
        return self::object([
            'id' => self::id(),
            'product_id' => self::nullable(self::id()),
            'dolibarr_id' => self::nullable(self::id()),
            'title' => self::text(),
            'cause' => self::oneOf(Entry::CAUSES),
            'since' => self::time(),
            'attempts' => ['type' => 'integer', 'minimum' => 0],
            'next_at' => self::time(),
            'under_way' => ['type' => 'boolean'],
            'last_problem' => self::nullable(self::problem()),
        ]);
    }

    /** A mass synchronization, with where each kind of record is. */
    public static function massSyncRun(): array
    {
        $number = ['type' => 'integer', 'minimum' => 0];
        $numbers = static fn (string ...$names): array => array_fill_keys($names, $number);
        return self::object([
            'id' => self::id(),
            'state' => self::oneOf(array_column(RunState::cases(), 'value')),
            'by' => self::text(),
            'created_at' => self::time(),
            'started_at' => self::nullable(self::time()),
            'ended_at' => self::nullable(self::time()),
            'worked_ms' => $number,
            'problem' => self::nullable(self::problem()),
            'next_try_in' => self::nullable($number),
            'brake' => self::nullable(self::object(['code' => self::text(), 'message' => self::text()])),
            'stages' => self::listOf(self::object([
                'entity' => self::oneOf(array_column(Entity::cases(), 'value')),
                'state' => self::oneOf(['waiting', 'preparing', 'running', 'done', 'left_out']),
                'left_out' => self::nullable(self::text()),
                'total' => self::nullable($number),
                'preview' => self::nullable(self::object($numbers('create', 'change', 'same', 'skipped', 'overwrite', 'failed', 'total'))),
            ] + $numbers('done', 'created', 'changed', 'same', 'skipped', 'failed', 'overwritten'))),
            'can' => self::object(array_fill_keys(
                ['start', 'pause', 'resume', 'cancel', 'retry', 'undo', 'release'],
                ['type' => 'boolean']
            )),
            'report_url' => self::text(),
            'overwrites_url' => self::text(),
        ]);
    }

    /** A record of a mass synchronization that a person has to see. */
    public static function massSyncRecord(): array
    {
        return self::object([
            'id' => self::id(),
            'entity' => self::oneOf(array_column(Entity::cases(), 'value')),
            'dolibarr_id' => self::id(),
            'wp_id' => self::nullable(self::id()),
            'title' => self::text(),
            'url' => self::nullable(self::text()),
            'kind' => self::oneOf(array_column(RecordKind::cases(), 'value')),
            'problem' => self::nullable(self::problem()),
            'changes' => self::listOf(self::object([
                'field' => self::text(),
                'label' => self::text(),
                'wpshop' => self::text(),
                'dolibarr' => self::text(),
            ])),
        ]);
    }

    /** The settings, never the key. `field_owners`: field → both, dolibarr, wpshop or none. */
    public static function settings(): array
    {
        return self::object([
            'url' => self::text(),
            'entity' => self::text(),
            'key_set' => ['type' => 'boolean'],
            'key_source' => self::oneOf(['constant', 'option', 'none']),
            'configured' => ['type' => 'boolean'],
            'policy' => self::oneOf(array_column(Policy::cases(), 'value')),
            'field_owners' => self::object(array_fill_keys(
                ProductFields::KEYS,
                self::oneOf(array_column(FieldOwner::cases(), 'value'))
            )),
            'new_products' => self::oneOf(array_column(NewProducts::cases(), 'value')),
            'retention_days' => ['type' => 'integer', 'minimum' => 0, 'maximum' => JournalSearch::LONGEST_RETENTION],
            'brake' => self::nullable(self::object([
                'reason' => self::text(),
                'numbers' => ['type' => 'object', 'additionalProperties' => ['type' => 'integer']],
                'at' => self::time(),
                'kept' => ['type' => 'boolean'],
            ])),
        ]);
    }

    /** What a successful test of the connection found. */
    public static function connectionTest(): array
    {
        return self::object([
            'ok' => ['type' => 'boolean'],
            'version' => self::text(),
            'latency_ms' => ['type' => 'integer', 'minimum' => 0],
            'user' => self::text(),
            'can_read' => ['type' => 'boolean'],
            'can_write' => ['type' => 'boolean'],
            'module_wpshop' => ['type' => 'boolean'],
            'categories' => ['type' => 'boolean'],
            'can_write_categories' => self::nullable(['type' => 'boolean']),
            'unreadable' => self::listOf(self::oneOf(array_column(RecordRoute::cases(), 'value'))),
            'https' => ['type' => 'boolean'],
            'price_mode' => self::oneOf(array_column(PriceMode::cases(), 'value')),
            'clock_difference' => self::nullable(['type' => 'integer']),
            'at' => self::time(),
        ]);
    }

    /** @param array<string, array<string, mixed>> $properties all of them required */
    public static function object(array $properties): array
    {
        return [
            'type' => 'object',
            'properties' => $properties,
            'required' => array_keys($properties),
            'additionalProperties' => false,
        ];
    }

    /** @param array<string, mixed> $items */
    public static function listOf(array $items): array
    {
        return ['type' => 'array', 'items' => $items];
    }

    /** What a product is known by. @return array<string, array<string, mixed>> */
    private static function light(string $name): array
    {
        return [
            'id' => self::id(),
            $name => self::text(),
            'reference' => self::text(),
            'barcode' => self::text(),
            'price' => self::text(),
            'price_base' => self::priceBase(),
        ];
    }

    private static function problem(): array
    {
        return self::object([
            'code' => self::text(),
            'message' => self::text(),
            'next_action' => self::oneOf(self::NEXT_ACTIONS),
        ]);
    }

    private static function changes(): array
    {
        $change = self::object(['key' => self::text(), 'before' => self::text(), 'after' => self::text()]);
        return self::object(['wpshop' => self::listOf($change), 'dolibarr' => self::listOf($change)]);
    }

    private static function id(): array
    {
        return ['type' => 'integer', 'minimum' => 1];
    }

    private static function text(): array
    {
        return ['type' => 'string'];
    }

    private static function time(): array
    {
        return ['type' => 'string', 'pattern' => '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$'];
    }

    private static function priceBase(): array
    {
        return self::oneOf(['HT', 'TTC']);
    }

    /** @param list<string> $values */
    private static function oneOf(array $values): array
    {
        return ['type' => 'string', 'enum' => $values];
    }

    /** @param array<string, mixed> $schema */
    public static function nullable(array $schema): array
    {
        $schema['type'] = [$schema['type'], 'null'];
        if (isset($schema['enum'])) {
            $schema['enum'][] = null;
        }
        return $schema;
    }
}
