<?php

declare(strict_types=1);

namespace DoliSync\Health;

use DoliSync\Automation\Schedule;
use DoliSync\Rest\Webhook;
use DoliSync\Services;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Tables;

/**
 * What somebody who helps has to know: in Site Health's Info, to be copied from there. Asks nobody; neither the key
 * nor the webhook's secret is in it, and Dolibarr's address stays out of the copy.
 */
final class DebugInformation
{
    /**
     * Filter `debug_information`.
     *
     * @param array<string, mixed> $information
     * @return array<string, mixed>
     */
    public static function add(array $information): array
    {
        $services = Services::get();
        $connection = $services->connection();
        $found = $services->probe()->last();
        $yes = static fn (?bool $is): string => $is === null ? 'unknown' : ($is ? 'yes' : 'no');
        $owners = array_filter(
            FieldOwners::current()->all(),
            static fn (FieldOwner $owner, string $key): bool => $owner !== FieldOwners::allowed($key)[0],
            ARRAY_FILTER_USE_BOTH
        );
        $information['dolisync'] = ['label' => 'DoliSync', 'fields' => [
            'version' => self::field(__('Version', 'dolisync'), DOLISYNC_VERSION),
            'address' => self::field(__('Address of Dolibarr', 'dolisync'), $connection->url() === '' ? 'none' : $connection->url()) + ['private' => true],
            'key' => self::field(__('API key', 'dolisync'), match ($connection->keySource()) {
                'constant' => 'set in wp-config.php',
                'option' => 'stored',
                default => 'none',
            }),
            'checked' => self::field(__('Dolibarr last checked', 'dolisync'), $found?->at ?? 'never'),
            'dolibarr' => self::field(__('Version of Dolibarr', 'dolisync'), $found?->version ?? 'unknown'),
            'latency' => self::field(__('Answer time', 'dolisync'), $found === null ? 'unknown' : $found->latencyMs . ' ms'),
            'read' => self::field(__('May read products', 'dolisync'), $yes($found?->canRead)),
            'write' => self::field(__('May change products', 'dolisync'), $yes($found?->canWrite)),
            'module' => self::field(__('Module for WPshop', 'dolisync'), $yes($found?->hasModule)),
            'categories' => self::field(__('May read categories', 'dolisync'), $yes($found?->canReadCategories)),
            'https' => self::field(__('Encrypted (HTTPS)', 'dolisync'), $yes($found?->isHttps)),
            'prices' => self::field(__('Price mode', 'dolisync'), $found?->priceMode->value ?? 'unknown'),
            'clock' => self::field(__('Clock difference', 'dolisync'), $found?->clockDifference === null ? 'unknown' : $found->clockDifference . ' s'),
            'policy' => self::field(__('Automatic synchronization', 'dolisync'), Policy::current()->value),
            'brake' => self::field(__('Stopped by DoliSync', 'dolisync'), $services->brakes()->state()['reason'] ?? 'no'),
            'owners' => self::field(__('Fields with an owner', 'dolisync'), $owners === [] ? 'none' : implode(', ', array_map(
                static fn (string $key, FieldOwner $owner): string => "$key: {$owner->value}",
                array_keys($owners),
                $owners
            ))),
            'links' => self::field(__('Associations', 'dolisync'), (string) count($services->links()->all())),
            'waiting' => self::field(_x('Waiting', 'menu', 'dolisync'), (string) $services->queue()->count()),
            'oldest' => self::field(__('Waiting since', 'dolisync'), $services->queue()->summary()['oldest_at'] ?? 'none'),
            'schedule' => self::field(__('Next scheduled work', 'dolisync'), self::schedule()),
            'run' => self::field(__('Mass synchronization', 'dolisync'), $services->massSync()->current()?->state->value ?? 'none'),
            'tables' => self::field(__('Missing tables', 'dolisync'), Tables::missing() === [] ? 'none' : implode(', ', Tables::missing())),
            'encryption' => self::field(__('Encryption of the key', 'dolisync'), extension_loaded('sodium') ? 'sodium' : 'sodium (PHP)'),
            'webhook' => self::field(__('Last message from Dolibarr', 'dolisync'), (string) get_option(Webhook::LAST_OPTION, 'never')),
            'retention' => self::field(__('The journal is kept', 'dolisync'), JournalSearch::retentionDays() === 0 ? 'for ever' : JournalSearch::retentionDays() . ' days'),
        ]];
        return $information;
    }

    private static function schedule(): string
    {
        $next = Schedule::next();
        return ($next === null ? 'none' : gmdate('Y-m-d\TH:i:s\Z', $next)) . ' (' . Schedule::runner() . ')';
    }

    /**
     * Read in the person's language, copied in English for whoever helps.
     *
     * @return array{label: string, value: string, debug: string}
     */
    private static function field(string $label, string $value): array
    {
        $said = match ($value) {
            'yes' => __('Yes', 'dolisync'),
            'no' => __('No', 'dolisync'),
            'unknown' => __('Not known', 'dolisync'),
            'none' => _x('None', 'information', 'dolisync'),
            'never' => __('Never', 'dolisync'),
            'stored' => _x('Stored', 'key', 'dolisync'),
            'set in wp-config.php' => _x('Set in wp-config.php', 'key', 'dolisync'),
            'for ever' => __('For ever', 'dolisync'),
            default => $value,
        };
        return ['label' => $label, 'value' => $said, 'debug' => $value];
    }
}
