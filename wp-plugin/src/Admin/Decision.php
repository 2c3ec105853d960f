<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;
use DoliSync\Sync\FindingKind;

/**
 * What a person may decide about an associated product that one side no longer has. Unlike a repair it makes or
 * deletes a product, so that it is asked about first.
 */
enum Decision: string
{
    case Recreate = 'recreate';
    case Trash = 'trash';
    case Restore = 'restore';
    case DeleteInDolibarr = 'delete_in_dolibarr';

    /** @return list<self> */
    public static function about(FindingKind $kind): array
    {
        return match ($kind) {
            FindingKind::GoneInDolibarr => [self::Recreate, self::Trash],
            FindingKind::Trashed, FindingKind::Deleted => [self::Restore, self::DeleteInDolibarr],
            default => [],
        };
    }

    public function words(FindingKind $kind): string
    {
        return match ($this) {
            self::Recreate => __('Create it again in Dolibarr', 'dolisync'),
            self::Trash => __('Move the WPshop product to the trash', 'dolisync'),
            self::Restore => $kind === FindingKind::Trashed
                ? __('Take out of the trash', 'dolisync')
                : __('Create again in WPshop', 'dolisync'),
            self::DeleteInDolibarr => __('Delete in Dolibarr', 'dolisync'),
        };
    }

    /** What will happen, in sentences. */
    public function consequence(FindingKind $kind): string
    {
        return match ($this) {
            self::Recreate => __('Dolibarr gets a new product with WPshop’s data, and the two are associated.', 'dolisync'),
            self::Trash => __('The product is no longer shown in the shop. It can be taken out of the trash again.', 'dolisync'),
            self::Restore => $kind === FindingKind::Trashed
                ? __('The product is in the shop again as it was, and still associated.', 'dolisync')
                : __('WPshop gets a new product with Dolibarr’s data, and the two are associated.', 'dolisync'),
            self::DeleteInDolibarr => __('The product is deleted in Dolibarr for good, and the association ends. This cannot be taken back from here.', 'dolisync'),
        };
    }

    public function done(): string
    {
        return match ($this) {
            self::Recreate => __('The product was created again in Dolibarr.', 'dolisync'),
            self::Trash => __('The product is in the trash now.', 'dolisync'),
            self::Restore => __('The product is in the shop again.', 'dolisync'),
            self::DeleteInDolibarr => __('The product was deleted in Dolibarr.', 'dolisync'),
        };
    }

    /** @param bool $despiteDuplicates the person saw what may already be the same product */
    public function carryOut(Services $services, int $wpId, bool $despiteDuplicates): void
    {
        $deletions = $services->deletions();
        match ($this) {
            self::Recreate => $deletions->recreate($wpId, $despiteDuplicates),
            self::Trash => $deletions->trash($wpId),
            self::Restore => $deletions->restore($wpId),
            self::DeleteInDolibarr => $deletions->deleteInDolibarr($wpId),
        };
    }
}
