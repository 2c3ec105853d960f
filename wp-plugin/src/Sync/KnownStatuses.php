<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;

/** The last known statuses of all products, as the database counts and finds them: what StatusCheck says of one. */
final class KnownStatuses
{
    private const TYPE = 'product';

    public function __construct(private readonly Catalogue $catalogue)
    {
    }

    /** @return array{synced: int, out_of_sync: int, unlinked: int, unknown: int, total: int} products, those in the trash left out */
    public function count(): array
    {
        $found = $this->catalogue->countBy(self::expression('p.ID'));
        $counts = [];
        foreach (Status::cases() as $status) {
            $counts[$status->value] = $found[$status->value] ?? 0;
        }
        return $counts + ['total' => array_sum($counts)];
    }

    /** An SQL condition that holds for the products of a status. @param string $id the column with the product's number */
    public static function condition(Status $status, string $id): string
    {
        return self::expression($id) . " = '{$status->value}'";
    }

    private static function expression(string $id): string
    {
        global $wpdb;
        $status = 'l.status';
        if (Policy::current() === Policy::Automatic) {
            // What is about to be looked at by itself is shown as waiting, which is orange: see StatusCheck::row.
            $waiting = $wpdb->prepare(
                'EXISTS (SELECT 1 FROM ' . Tables::queue() . ' q WHERE q.wp_id = l.wp_id AND (q.last_problem IS NOT NULL OR q.next_at <= %s))',
                Moment::now()
            );
            $status = "CASE WHEN l.status = 'unknown' AND {$waiting} THEN 'out_of_sync' ELSE l.status END";
        }
        return $wpdb->prepare(
            "COALESCE((SELECT {$status} FROM " . Tables::links() . " l WHERE l.type = %s AND l.wp_id = {$id}), 'unlinked')",
            self::TYPE
        );
    }
}
