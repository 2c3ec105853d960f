<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Queue\Entry;

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

    /**
     * An SQL expression to sort by: what needs a person first, then what could not be checked, then what DoliSync carries
     * over by itself, and last what is the same on both sides.
     *
     * @param string $id the column with the product's number
     */
    public static function urgency(string $id): string
    {
        $waiting = self::waiting();
        return self::ofLink(
            "CASE WHEN {$waiting} AND (l.status = 'unknown' OR l.status = 'out_of_sync' AND l.reason = 'differs') THEN 4
            WHEN l.status = 'out_of_sync' THEN 1 WHEN l.status = 'unknown' THEN 3 ELSE 5 END",
            '2',
            $id
        );
    }

    private static function expression(string $id): string
    {
        $waiting = self::waiting();
        return self::ofLink(
            // What is about to be looked at by itself is shown as waiting, which is orange: see StatusCheck::row.
            "CASE WHEN l.status = 'unknown' AND {$waiting} THEN 'out_of_sync' ELSE l.status END",
            "'unlinked'",
            $id
        );
    }

    /** Whether DoliSync is going to look at the product of the association `l` by itself: see StatusCheck::waiting. */
    private static function waiting(): string
    {
        global $wpdb;
        $carried = Policy::current() === Policy::Automatic ? '1 = 1' : $wpdb->prepare('q.cause = %s', Entry::ASKED);
        return $wpdb->prepare(
            'EXISTS (SELECT 1 FROM ' . Tables::queue() . " q WHERE q.wp_id = l.wp_id AND {$carried}
            AND (q.last_problem IS NOT NULL OR q.next_at <= %s))",
            Moment::now()
        );
    }

    /**
     * @param string $expression over the association `l`
     * @param string $otherwise for a product that has none
     */
    private static function ofLink(string $expression, string $otherwise, string $id): string
    {
        global $wpdb;
        return $wpdb->prepare(
            "COALESCE((SELECT {$expression} FROM " . Tables::links() . " l WHERE l.type = %s AND l.wp_id = {$id}), {$otherwise})",
            self::TYPE
        );
    }
}
