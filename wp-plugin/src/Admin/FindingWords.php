<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Sync\Finding;
use DoliSync\Sync\FindingKind;

/**
 * What the audit of the associations found, and what can be done about it, in plain sentences.
 */
final class FindingWords
{
    /** A kind of finding, as a choice above the table. */
    public static function kind(FindingKind $kind): string
    {
        return match ($kind) {
            FindingKind::GoneInDolibarr => __('Gone in Dolibarr', 'dolisync'),
            FindingKind::Trashed => __('In the trash', 'dolisync'),
            FindingKind::Deleted => __('Deleted in WPshop', 'dolisync'),
            FindingKind::NotTakenOver => __('Not taken over from WPshop', 'dolisync'),
            FindingKind::MarkedTwice => __('Claimed twice', 'dolisync'),
            FindingKind::MarkOfOther => __('Taken by another product', 'dolisync'),
            FindingKind::MarkMissing => __('Not noted in WPshop', 'dolisync'),
            FindingKind::DolibarrMarkMissing => __('Not noted in Dolibarr', 'dolisync'),
            FindingKind::DolibarrMarkOther => __('Noted otherwise in Dolibarr', 'dolisync'),
            FindingKind::DolibarrMarkAlone => __('Known to Dolibarr only', 'dolisync'),
            FindingKind::DolibarrMarkStray => __('Left over in Dolibarr', 'dolisync'),
        };
    }

    /** @param string $other the title of the other product of the shop, "" where there is none */
    public static function sentence(Finding $finding, string $other): string
    {
        return match ($finding->kind) {
            FindingKind::GoneInDolibarr => __('The associated product no longer exists in Dolibarr.', 'dolisync'),
            FindingKind::Trashed => __('The product is in WPshop’s trash, and still associated.', 'dolisync'),
            FindingKind::Deleted => __('The product was deleted in WPshop for good; the association was left behind.', 'dolisync'),
            FindingKind::NotTakenOver => __('WPshop itself noted this association, and DoliSync does not have it yet.', 'dolisync'),
            FindingKind::MarkedTwice => sprintf(
                /* translators: %s: the title of a product. */
                __('WPshop noted the same Dolibarr product for “%s” too: it can be associated with one of them only.', 'dolisync'),
                $other
            ),
            FindingKind::MarkOfOther => sprintf(
                /* translators: %s: the title of a product. */
                __('WPshop noted a Dolibarr product that is associated with “%s”.', 'dolisync'),
                $other
            ),
            FindingKind::MarkMissing => __('Associated, but WPshop’s own note of it is missing or names another product.', 'dolisync'),
            FindingKind::DolibarrMarkMissing => __('Associated, but Dolibarr does not know it (its field “WPshop ID” is empty).', 'dolisync'),
            FindingKind::DolibarrMarkOther => sprintf(
                /* translators: %s: the title or number of a product. */
                __('Associated, but in Dolibarr the field “WPshop ID” names “%s”.', 'dolisync'),
                $other
            ),
            FindingKind::DolibarrMarkAlone => __('In Dolibarr the field “WPshop ID” names this product, and it is not associated here.', 'dolisync'),
            FindingKind::DolibarrMarkStray => __('In Dolibarr the field “WPshop ID” names a product that the shop does not have, or that is associated with another one.', 'dolisync'),
        };
    }

    public static function repair(string $repair): string
    {
        return match ($repair) {
            'dissociate' => __('Dissociate', 'dolisync'),
            'forget' => __('Forget the association', 'dolisync'),
            'take_over' => __('Associate', 'dolisync'),
            'remove_mark' => __('Remove WPshop’s note', 'dolisync'),
            'write_mark' => __('Note it in WPshop', 'dolisync'),
            'write_dolibarr_mark' => __('Note it in Dolibarr', 'dolisync'),
            'remove_dolibarr_mark' => __('Empty the field in Dolibarr', 'dolisync'),
            default => $repair,
        };
    }
}
