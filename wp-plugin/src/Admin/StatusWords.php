<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Sync\Moment;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Row;
use DoliSync\Sync\Status;

/**
 * A product's status in words: the same words as the panel's, which replaces them once it runs.
 */
final class StatusWords
{
    /**
     * The status in a word or two, beside the colored round.
     */
    public static function status(Status $status): string
    {
        return match ($status) {
            Status::Synced => __('Synchronized', 'dolisync'),
            Status::OutOfSync => __('Out of sync', 'dolisync'),
            Status::Unlinked => __('Not associated', 'dolisync'),
            Status::Unknown => _x('To check', 'status', 'dolisync'),
        };
    }

    /**
     * With the number of products that have it.
     */
    public static function counted(Status $status, int $products): string
    {
        /* translators: 1: a status, as in “Synchronized”, 2: a number of products. */
        return sprintf(__('%1$s (%2$s)', 'dolisync'), self::status($status), number_format_i18n($products));
    }

    /**
     * A row's status in words: what DoliSync carries over by itself is no fault.
     */
    public static function row(Row $row): string
    {
        return $row->reason === Reason::Pending ? _x('Waiting', 'status', 'dolisync') : self::status($row->status);
    }

    /**
     * What the row's button says.
     */
    public static function button(Status $status): string
    {
        return match ($status) {
            Status::Synced => __('See the versions', 'dolisync'),
            Status::OutOfSync => __('Synchronize…', 'dolisync'),
            Status::Unlinked => __('Associate and synchronize', 'dolisync'),
            Status::Unknown => _x('Check again', 'button', 'dolisync'),
        };
    }

    /**
     * Why the product has its status and since when: the tooltip, which is also read out.
     */
    public static function reason(Row $row): string
    {
        if ($row->status === Status::Unknown) {
            return self::unknown($row);
        }
        $reason = self::known($row);
        return $row->checkedAt === null ? $reason : $reason . ' ' . sprintf(
            /* translators: %s: date and time. */
            __('Checked: %s.', 'dolisync'),
            self::dateTime($row->checkedAt)
        );
    }

    private static function known(Row $row): string
    {
        $fields = FieldWords::names($row->fields);
        switch ($row->reason) {
            case Reason::Differs:
                /* translators: %s: names of fields, as in “title, price”. */
                return $fields === '' ? __('The two versions differ.', 'dolisync')
                    : sprintf(__('Different: %s.', 'dolisync'), $fields);
            case Reason::Conflict:
                /* translators: %s: names of fields, as in “title, price”. */
                return $fields === '' ? __('Changed on both sides.', 'dolisync')
                    : sprintf(__('Changed on both sides. Different: %s.', 'dolisync'), $fields);
            case Reason::Refused:
                return RefusedWords::sentence($row->fields);
            case Reason::Pending:
                return self::pending($row);
            case Reason::GoneInDolibarr:
                return __('The associated product no longer exists in Dolibarr.', 'dolisync');
            case Reason::GoneInWpshop:
                return __('The associated product no longer exists in WPshop.', 'dolisync');
            case Reason::ProbableMatch:
                return __('Dolibarr has a product that looks like this one.', 'dolisync');
            case null:
                return $row->status === Status::Unlinked
                    ? __('Not associated with a Dolibarr product yet.', 'dolisync')
                    : __('WPshop and Dolibarr hold the same data.', 'dolisync');
        }
    }

    private static function pending(Row $row): string
    {
        $sentences = [__('Waiting to be sent; DoliSync tries again by itself.', 'dolisync')];
        if ($row->nextTry !== null && $row->nextTry > Moment::now()) {
            /* translators: %s: date and time. */
            $sentences[] = sprintf(__('Next try: %s.', 'dolisync'), self::dateTime($row->nextTry));
        }
        if ($row->problem !== null) {
            $sentences[] = $row->problem->getMessage();
        }
        return implode(' ', $sentences);
    }

    private static function unknown(Row $row): string
    {
        $why = $row->problem?->getMessage() ?? __('The status is not known yet.', 'dolisync');
        if ($row->lastKnown === null) {
            return $why;
        }
        $known = self::status(Status::from($row->lastKnown['status']));
        if ($row->checkedAt === null) {
            /* translators: %s: a status, as in “Synchronized”. */
            return $why . ' ' . sprintf(__('Last known: %s.', 'dolisync'), $known);
        }
        return $why . ' ' . sprintf(
            /* translators: 1: a status, as in “Synchronized”, 2: date and time. */
            __('Last known: %1$s (%2$s).', 'dolisync'),
            $known,
            self::dateTime($row->checkedAt)
        );
    }

    /**
     * A moment in the site's time zone, as the user's language writes it. Not in the site's own format: that may hold
     * names of months in the language of the site.
     *
     * @param string $time UTC, `2026-11-24T20:00:00.123Z`
     */
    public static function dateTime(string $time): string
    {
        /* translators: date and time in numbers, see https://www.php.net/manual/datetime.format.php. */
        return (string) wp_date(__('Y/m/d g:i a', 'dolisync'), Moment::timestamp($time));
    }
}
