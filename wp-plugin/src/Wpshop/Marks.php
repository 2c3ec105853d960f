<?php

declare(strict_types=1);

namespace DoliSync\Wpshop;

use DoliSync\Catalogue\ProductType;
use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopRecords;
use DoliSync\Sync\LinkRows;
use DoliSync\Sync\OwnWrites;

/**
 * WPshop's marks on what is associated with a record of Dolibarr. WPshop takes them off where it does not find its own
 * number in Dolibarr, or Dolibarr does not answer, and writes 0 where it read nothing, also in the middle of a sale;
 * then its pages no longer know whose an order is. Where an association stands, its mark stays.
 */
final class Marks
{
    public static function register(): void
    {
        add_filter('delete_post_metadata', self::keepOnPost(...), 10, 3);
        add_filter('update_post_metadata', self::keepOnPost(...), 10, 4);
        add_filter('delete_term_metadata', self::keepOnCategory(...), 10, 3);
        add_filter('update_term_metadata', self::keepOnCategory(...), 10, 4);
    }

    /**
     * @param mixed $answer null: do it
     * @param mixed $value to be written; null: to be deleted
     * @return mixed true: leave it, as if it were done
     */
    private static function keepOnPost(mixed $answer, int $id, string $key, mixed $value = null): mixed
    {
        if (!self::isOthers($answer, $key)) {
            return $answer;
        }
        $type = (string) get_post_type($id);
        $type = $type === ProductType::POST_TYPE ? 'product' : RecordType::ofPostType($type)?->value;
        $link = $type === null ? null : (new LinkRows($type))->ofMany([$id])[$id] ?? null;
        return $link === null || self::isKept($link->dolibarrId, $key, $value) ? null : true;
    }

    /**
     * A category's association is its mark.
     *
     * @param mixed $answer null: do it
     * @param mixed $value to be written; null: to be deleted
     * @return mixed true: leave it, as if it were done
     */
    private static function keepOnCategory(mixed $answer, int $id, string $key, mixed $value = null): mixed
    {
        if (!self::isOthers($answer, $key) || get_term($id)?->taxonomy !== ProductType::CATEGORY) {
            return $answer;
        }
        $dolibarrId = (int) get_term_meta($id, WpshopRecords::DOLIBARR_ID, true);
        return $dolibarrId === 0 || self::isKept($dolibarrId, $key, $value) ? null : true;
    }

    private static function isOthers(mixed $answer, string $key): bool
    {
        return $answer === null && in_array($key, WpshopRecords::MARKS, true) && !OwnWrites::underWay();
    }

    /** WPshop's checksum may change: it tells of WPshop's own check, not of the association. */
    private static function isKept(int $dolibarrId, string $key, mixed $value): bool
    {
        return $value !== null && ($key !== WpshopRecords::DOLIBARR_ID || (int) $value === $dolibarrId);
    }
}
