<?php

declare(strict_types=1);

namespace DoliSync\Tests\Faults;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductType;
use DoliSync\Dolibarr\ProductRecord;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Tables;

/** What is done within one request of WordPress: by a person in the shop, by its cron, by Dolibarr's webhook. */
final class Shop
{
    /** Nothing in the shop, connected to this Dolibarr, and nothing happens by itself. */
    public static function reset(string $dolibarr): void
    {
        global $wpdb;
        $wpdb->query("DELETE FROM {$wpdb->postmeta} WHERE post_id IN (SELECT ID FROM {$wpdb->posts} WHERE post_type IN ('wps-product', 'revision'))");
        $wpdb->query("DELETE FROM {$wpdb->posts} WHERE post_type IN ('wps-product', 'revision')");
        foreach (Tables::all() as $table) {
            $wpdb->query("DELETE FROM {$table}");
        }
        $wpdb->query("DELETE FROM {$wpdb->options} WHERE option_name LIKE 'dolisync\\_%' AND option_name <> 'dolisync_db_version'");
        wp_cache_flush();
        Services::get()->connection()->save($dolibarr, Dolibarr::KEY, '');
        Policy::store(Policy::Off);
    }

    /** From here on, what is new travels by itself. */
    public static function turnAutomationOn(): void
    {
        Policy::store(Policy::Automatic);
    }

    /** @param array<string, string> $values canonical */
    public static function create(array $values, string $base): int
    {
        self::asAdministrator();
        return Services::get()->catalogue()->create($values + ['price_base' => $base]);
    }

    /** @param array<string, string> $agreed */
    public static function associate(int $id, int $dolibarrId, array $agreed, string $base): void
    {
        $services = Services::get();
        $baseline = array_merge($services->catalogue()->read($id)->values(PriceBase::of($base)), $agreed, ['price_base' => $base]);
        $services->links()->put($id, $dolibarrId, $baseline, 'synced');
    }

    /** @return array<string, string> */
    public static function values(int $id, string $base): array
    {
        return Services::get()->catalogue()->read($id)->values(PriceBase::of($base));
    }

    /** A person saves these fields. @param array<string, string> $values */
    public static function edit(int $id, array $values, string $base): void
    {
        self::asAdministrator();
        Services::get()->catalogue()->write($id, $values, PriceBase::of($base));
    }

    public static function trash(int $id): void
    {
        self::asAdministrator();
        wp_trash_post($id);
    }

    /**
     * What a person sees who opens the comparison.
     *
     * @return array{revisions: array<string, string>, fields: array<string, array{wpshop: string, dolibarr: string}>} the
     *     fields that have to be decided
     */
    public static function look(int $id, ?int $dolibarrId = null): array
    {
        self::asAdministrator();
        $seen = Services::get()->comparisons()->read($id, $dolibarrId);
        $fields = [];
        foreach ($seen->fields as $field) {
            if ($field->isChoosable()) {
                $fields[$field->key] = ['wpshop' => $field->wpshop, 'dolibarr' => $field->dolibarr];
            }
        }
        return ['revisions' => $seen->revisions(), 'fields' => $fields];
    }

    /**
     * A person decides.
     *
     * @param array<string, string> $revisions
     * @param array<string, string> $choice
     * @return array<string, mixed> the outcome
     */
    public static function decide(int $id, ?int $dolibarrId, array $revisions, array $choice): array
    {
        self::asAdministrator();
        $synchronizer = Services::get()->synchronizer();
        $outcome = $dolibarrId === null
            ? $synchronizer->sync($id, $revisions, $choice)
            : $synchronizer->link($id, $dolibarrId, $revisions, $choice);
        return $outcome->jsonSerialize();
    }

    /** A person has it created in Dolibarr. */
    public static function createInDolibarr(int $id): void
    {
        self::asAdministrator();
        Services::get()->synchronizer()->create($id, true);
    }

    /**
     * A person takes back one of the latest synchronizations.
     *
     * @param int $which from the newest, 0
     * @param callable(mixed): void $note gets the entry
     */
    public static function undo(int $which, callable $note): void
    {
        self::asAdministrator();
        $entries = array_values(array_filter(
            array_map(static fn ($entry): array => $entry->jsonSerialize(), Services::get()->journal()->page(null, 1)['entries']),
            static fn (array $entry): bool => $entry['undoable'] && $entry['action'] === 'sync'
        ));
        if ($entries === []) {
            return;
        }
        $entry = $entries[$which % count($entries)];
        $note($entry);
        Services::get()->synchronizer()->undo($entry['id']);
    }

    /** Dolibarr's webhook. @param array<string, mixed> $message @return int the status it gets */
    public static function webhook(array $message): int
    {
        wp_set_current_user(0);
        $request = new \WP_REST_Request('POST', '/dolisync/v1/webhook');
        $request->set_query_params(['secret' => \DoliSync\Rest\WebhookSecret::get()]);
        $request->set_header('Content-Type', 'application/json');
        $request->set_body((string) json_encode($message));
        return rest_do_request($request)->get_status();
    }

    /** @return array<string, mixed> its report */
    public static function work(): array
    {
        wp_set_current_user(0);
        return Services::get()->worker()->run(20)->jsonSerialize();
    }

    /** @return array<string, mixed> its report */
    public static function poll(): array
    {
        wp_set_current_user(0);
        return Services::get()->poll()->run(20)->jsonSerialize();
    }

    public static function check(): void
    {
        wp_set_current_user(0);
        $check = Services::get()->fullCheck();
        $check->start();
        $check->run(20);
    }

    /** The product list refreshes. @param list<int> $ids */
    public static function list(array $ids): void
    {
        self::asAdministrator();
        Services::get()->statusCheck()->rows($ids);
    }

    /** An hour goes by: what waits is due, and the locks and leases of requests that died have expired. */
    public static function letTimePass(): void
    {
        global $wpdb;
        $wpdb->query($wpdb->prepare('UPDATE ' . Tables::queue() . ' SET next_at = %s, lease_until = NULL', Moment::now()));
        foreach ($wpdb->get_results("SELECT option_name, option_value FROM {$wpdb->options} WHERE option_name LIKE 'dolisync\\_lock\\_%'") as $lock) {
            $token = (time() - 1) . strstr($lock->option_value, ':');
            $wpdb->update($wpdb->options, ['option_value' => $token], ['option_name' => $lock->option_name]);
        }
    }

    /** @return array<int, string> the shop's products: id → barcode; those in the trash too */
    public static function products(): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT p.ID, m.meta_value FROM {$wpdb->posts} p INNER JOIN {$wpdb->postmeta} m ON m.post_id = p.ID AND m.meta_key = '_barcode'
            WHERE p.post_type = %s AND p.post_status <> 'auto-draft' ORDER BY p.ID",
            ProductType::POST_TYPE
        ));
        return array_map(strval(...), array_column($rows, 'meta_value', 'ID'));
    }

    /**
     * Everything, as it is.
     *
     * @param list<array<string, mixed>> $records of Dolibarr
     * @return array<string, mixed>
     */
    public static function everything(array $records): array
    {
        global $wpdb;
        self::asAdministrator();
        $services = Services::get();
        $shop = [];
        foreach (self::products() as $id => $barcode) {
            $product = $services->catalogue()->read($id);
            $shop[$id] = [
                'barcode' => $barcode,
                'in_trash' => $product->postStatus === 'trash',
                'HT' => $product->values(PriceBase::WithoutTax),
                'TTC' => $product->values(PriceBase::WithTax),
                'mark' => (string) get_post_meta($id, '_external_id', true),
            ];
        }
        $dolibarr = [];
        foreach ($records as $raw) {
            $record = ProductRecord::from($raw);
            $dolibarr[$record->id] = ['barcode' => $record->values()['barcode'], 'values' => $record->values(), 'shop_id' => $record->shopId()];
        }
        $ids = array_keys(array_filter($shop, static fn (array $one): bool => !$one['in_trash']));
        $rows = array_map(
            static fn ($row): array => json_decode((string) json_encode($row), true),
            $ids === [] ? [] : $services->statusCheck()->rows($ids)
        );
        return [
            'shop' => $shop,
            'dolibarr' => $dolibarr,
            'rows' => array_column($rows, null, 'id'),
            'links' => $wpdb->get_results('SELECT wp_id, dolibarr_id, status, reason, baseline, refused, held FROM ' . Tables::links(), ARRAY_A),
            'queue' => $wpdb->get_results('SELECT subject, cause, attempts, last_problem FROM ' . Tables::queue(), ARRAY_A),
            'brake' => $services->brakes()->state(),
        ];
    }

    private static function asAdministrator(): void
    {
        wp_set_current_user(1);
    }
}
