<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Catalogue\WpshopRecords;
use DoliSync\Problem;
use DoliSync\Sync\LinkRows;

/**
 * A field that names another record: its number in the shop, and in Dolibarr. Known from the associations and, where
 * there is none, from WPshop's own mark.
 */
final class Relation
{
    public function __construct(private readonly WpshopRecords $shop, private readonly LinkRows $links)
    {
    }

    /**
     * Two queries at most.
     *
     * @param list<int> $wpIds
     * @return array<int, int> the shop's number → Dolibarr's; of what is no counterpart of anything there is none
     */
    public function inDolibarr(array $wpIds): array
    {
        $numbers = [];
        foreach ($this->links->ofMany($wpIds) as $wpId => $link) {
            $numbers[$wpId] = $link->dolibarrId;
        }
        return $numbers + $this->shop->marks(array_values(array_diff($wpIds, array_keys($numbers))));
    }

    /**
     * Three queries at most.
     *
     * @param list<int> $dolibarrIds
     * @return array<int, int> Dolibarr's number → the shop's; of what the shop does not have there is none
     */
    public function inShop(array $dolibarrIds): array
    {
        $numbers = [];
        foreach ($this->links->toDolibarrMany($dolibarrIds) as $dolibarrId => $link) {
            $numbers[$dolibarrId] = $link->wpId;
        }
        $numbers = array_intersect($numbers, $this->shop->existing(array_values($numbers)));
        return $numbers + $this->shop->marked(array_values(array_diff($dolibarrIds, array_keys($numbers))));
    }

    /**
     * The shop's values of records, with the third party by Dolibarr's number.
     *
     * @param array<int, array<string, string>> $values by record
     * @return array<int, array<string, string>>
     */
    public function thirdPartiesInDolibarr(array $values): array
    {
        $numbers = $this->inDolibarr(self::named($values));
        return array_map(static function (array $record) use ($numbers): array {
            $party = $record['third_party'];
            if ($party !== '') {
                // Somebody in the shop chose one that Dolibarr does not have.
                $record['third_party'] = isset($numbers[(int) $party]) ? (string) $numbers[(int) $party] : "#WP {$party}";
            }
            return $record;
        }, $values);
    }

    /**
     * Dolibarr's values of records, with the third party by the shop's number.
     *
     * @param array<int, array<string, string>> $values by record
     * @return array<int, array<string, string>>
     * @throws Problem dolisync_relation_missing
     */
    public function thirdPartiesInShop(array $values): array
    {
        $numbers = $this->inShop(self::named($values));
        return array_map(static function (array $record) use ($numbers): array {
            $party = (int) $record['third_party'];
            if ($party > 0) {
                $record['third_party'] = (string) ($numbers[$party] ?? throw self::missingThirdParty($party));
            }
            return $record;
        }, $values);
    }

    /**
     * @param array<int, array<string, string>> $values
     * @return list<int>
     */
    private static function named(array $values): array
    {
        return array_values(array_unique(array_filter(array_map('intval', array_column($values, 'third_party')))));
    }

    private static function missingThirdParty(int $dolibarrId): Problem
    {
        return Problem::named(
            'dolisync_relation_missing',
            /* translators: %d: a number in Dolibarr. */
            sprintf(__('The shop does not have its third party (#%d in Dolibarr) yet. Synchronize the third parties first, then try this record again.', 'dolisync'), $dolibarrId),
            'retry',
            409
        );
    }
}
