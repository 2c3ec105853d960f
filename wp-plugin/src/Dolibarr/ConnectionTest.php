<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/** Finds out what a connection can do, writing nothing. */
final class ConnectionTest
{
    public function __construct(private readonly Client $client)
    {
    }

    /**
     * @return array{ok: bool, version: string, latency_ms: int, user: string, can_read: bool, can_write: bool,
     *     module_wpshop: bool, categories: bool, can_write_categories: bool|null, unreadable: list<string>,
     *     price_levels: bool|null, https: bool} `unreadable`: routes of records that are no products; null: not known
     * @throws Problem that names what is wrong
     */
    public function run(Address $address): array
    {
        $greeting = (new Greeting($this->client))->run();
        $user = UserRights::ask($this->client);
        $record = $this->product($user);
        return [
            'ok' => true,
            'version' => $greeting['version'],
            'latency_ms' => $greeting['latency_ms'],
            'user' => $user->login,
            'can_read' => true,
            'can_write' => $this->canWrite(),
            'module_wpshop' => $this->hasModule($record),
            'categories' => $this->canReadCategories(),
            'can_write_categories' => $user->mayWriteCategories(),
            'unreadable' => array_map(static fn (RecordRoute $route): string => $route->value, $user->unreadable()),
            'price_levels' => $record?->hasPriceLevels(),
            'https' => $address->isHttps(),
        ];
    }

    /** One, when there is one, and it can be understood. */
    private function product(UserRights $user): ?ProductRecord
    {
        try {
            return ((new Products($this->client))->found(null, 1, 0, 't.rowid')[0] ?? null)?->record;
        } catch (Problem $problem) {
            throw match ($problem->name) {
                'dolisync_dolibarr_forbidden' => $user->isProductsModuleOff() ? Problems::productsOff() : Problems::mayNotReadProducts($user->login),
                // The API has answered before.
                'dolisync_dolibarr_not_there' => Problems::productsOff(),
                default => $problem,
            };
        }
    }

    /**
     * Asks to change a product that cannot exist: Dolibarr looks at the right first (401 or 403), then for the
     * product (404). Nothing is written.
     */
    private function canWrite(): bool
    {
        try {
            $this->client->put('products/2147483647', ['label' => 'DoliSync']);
        } catch (Problem $problem) {
            if (Problems::leavesDoubt($problem)) {
                throw $problem;
            }
            return false;
        }
        return true;
    }

    /** Dolibarr answers the same to a user without that right and where its module of categories is off. */
    private function canReadCategories(): bool
    {
        try {
            (new Categories($this->client))->after(0, 1);
        } catch (Problem $problem) {
            if ($problem->nextAction === 'check_settings') {
                return false;
            }
            throw $problem;
        }
        return true;
    }

    /** Whether DoliWPshop's extrafields are there: a product shows them, or Dolibarr can filter by them. */
    private function hasModule(?ProductRecord $record): bool
    {
        if ($record !== null && $record->hasModule()) {
            return true;
        }
        try {
            $this->client->get('products', ['limit' => 1, 'sqlfilters' => (string) Filter::shopId(1)]);
        } catch (Problem) {
            return false;
        }
        return true;
    }
}
