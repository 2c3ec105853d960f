<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopRecords;
use DoliSync\Sync\LinkRows;
use DoliSync\Sync\OwnWrites;

/**
 * WPshop checks each third party and proposal that it lists, and takes its own mark off those whose number it does not
 * find in Dolibarr; then its pages no longer know whose an order is. Where an association stands, the mark stays.
 */
final class WpshopMarks
{
    public static function register(): void
    {
        add_filter('delete_post_metadata', self::keep(...), 10, 3);
    }

    /**
     * @param mixed $answer null: delete it
     * @return mixed true: leave it, as if it were deleted
     */
    private static function keep(mixed $answer, int $id, string $key): mixed
    {
        if ($answer !== null || !in_array($key, WpshopRecords::MARKS, true) || OwnWrites::underWay()) {
            return $answer;
        }
        $type = RecordType::ofPostType((string) get_post_type($id));
        return $type === null || (new LinkRows($type->value))->ofMany([$id]) === [] ? null : true;
    }
}
