<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\MassSync\Entity;
use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;

/** No route makes a query a row: what a list costs the database does not depend on its length. */
final class QueriesTest extends RestCase
{
    private const ROUTES = [
        'products/status?ids=%1$s',
        'products/status?ids=%2$s',
        'products/%3$d/comparison',
        'products/%4$d/candidates',
        'dolibarr/products?search=mug&page=0',
        'dolibarr/products?search=mug (',
        'products/unlinked?side=wpshop',
        'products/unlinked?side=dolibarr',
        'overview',
        'overview?check=true',
        'journal',
        'journal?product=%3$d',
        'queue',
        'mass-sync/runs/current',
        'mass-sync/runs/%5$d',
        'mass-sync/runs/%5$d/records?kind=overwritten&limit=200',
        'settings',
        'health',
        'health/panel',
    ];

    /** @var list<int> the shop's products that are associated, and those that are not */
    private array $linked = [];
    private array $unlinked = [];

    public function testAsManyQueriesFor100RowsAsFor10(): void
    {
        $this->fillUp(10);
        $ten = $this->queries();
        $this->fillUp(100);
        self::assertSame($ten, $this->queries());
    }

    /** Every route that only reads is measured. */
    public function testNoRouteIsLeftOut(): void
    {
        $measured = array_map(static fn (string $route): string => '/dolisync/v1/' . strtok(preg_replace('/%\d\$d/', '7', $route), '?'), self::ROUTES);
        foreach (self::server()->get_routes('dolisync/v1') as $pattern => $handlers) {
            $reads = array_filter($handlers, static fn (array $handler): bool => isset($handler['methods']['GET']));
            if ($pattern !== '/dolisync/v1' && $reads !== []) {
                self::assertNotSame([], preg_grep("#^$pattern$#", $measured), $pattern);
            }
        }
    }

    /** So many products of each kind: associated with another price, and on one side alone. */
    private function fillUp(int $many): void
    {
        for ($made = count($this->linked); $made < $many; $made++) {
            $dolibarr = StandIn::create(['ref' => "MUG-$made", 'label' => "Mug $made", 'price' => '12', 'tva_tx' => '20']);
            $this->linked[] = $id = self::product(['title' => "Mug $made", 'reference' => "MUG-$made", 'price' => '14', 'vat_rate' => '20']);
            $comparison = self::answer('GET', "products/$id/comparison?dolibarr_id=$dolibarr");
            $choice = [];
            foreach ($comparison['fields'] as $field) {
                if ($field['state'] !== 'same' && $field['note'] === null) {
                    $choice[$field['key']] = 'dolibarr';
                }
            }
            self::answer('POST', "products/$id/link", ['dolibarr_id' => $dolibarr, 'revisions' => $comparison['revisions'], 'choice' => $choice]);
            Services::get()->catalogue()->write($id, ['price' => '15'], \DoliSync\Catalogue\PriceBase::WithoutTax);
            Services::get()->queue()->add("wp:$id", 'edit', 3600);
            StandIn::create(['ref' => "CUP-$made", 'label' => "Mug or cup $made", 'price' => '2', 'tva_tx' => '20']);
            $this->unlinked[] = self::product(['title' => "Mug and cup $made", 'reference' => "BOTH-$made", 'price' => '2', 'vat_rate' => '20']);
        }
    }

    /** @return array<string, int> route → its queries, with what is remembered between requests at hand */
    private function queries(): array
    {
        $mass = Services::get()->massSync();
        $run = $mass->begin([Entity::Products]);
        while ($mass->run($run->id)->state->isWorkedAt()) {
            $mass->work($run->id, 1);
        }
        $queries = [];
        foreach (self::ROUTES as $pattern) {
            $route = sprintf($pattern, implode(',', $this->linked), implode(',', $this->unlinked), $this->linked[0], $this->unlinked[0], $run->id);
            // What a first look stores, such as a status that has changed, it stores once.
            self::ask('GET', $route);
            wp_cache_flush();
            $before = $GLOBALS['wpdb']->num_queries;
            $answer = self::ask('GET', $route);
            $queries[$pattern] = $GLOBALS['wpdb']->num_queries - $before;
            self::assertSame(200, $answer->get_status(), $route . wp_json_encode($answer->get_data()));
        }
        $mass->cancel($run->id);
        return $queries;
    }
}
