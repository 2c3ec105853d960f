<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** What may be wrong with an association. In the order in which a person sees them. */
enum FindingKind: string
{
    /** Dolibarr no longer has the associated product. */
    case GoneInDolibarr = 'gone_in_dolibarr';
    /** The associated product of the shop is in the trash. */
    case Trashed = 'trashed';
    /** The associated product of the shop was deleted for good. */
    case Deleted = 'deleted';
    /** WPshop's own mark names a free Dolibarr product, and nobody made that an association. */
    case NotTakenOver = 'not_taken_over';
    /** The marks of several products of the shop name the same free Dolibarr product. */
    case MarkedTwice = 'marked_twice';
    /** WPshop's own mark names a Dolibarr product that another product of the shop is associated with. */
    case MarkOfOther = 'mark_of_other';
    /** Associated, and WPshop's own mark is not there or names another one. */
    case MarkMissing = 'mark_missing';
    /** Associated, and Dolibarr's end of it is empty. */
    case DolibarrMarkMissing = 'dolibarr_mark_missing';
    /** Associated, and Dolibarr's end of it names another product of the shop. */
    case DolibarrMarkOther = 'dolibarr_mark_other';
    /** Dolibarr's end names a product of the shop; neither is associated. */
    case DolibarrMarkAlone = 'dolibarr_mark_alone';
    /** Dolibarr's end names a product that the shop does not have, or that is associated with another one. */
    case DolibarrMarkStray = 'dolibarr_mark_stray';

    /** What a person can do about it; none of it touches a product's data. @return list<string> the first is usual */
    public function repairs(): array
    {
        return match ($this) {
            self::GoneInDolibarr, self::Trashed => ['dissociate'],
            self::Deleted => ['forget'],
            self::NotTakenOver => ['take_over', 'remove_mark'],
            self::MarkedTwice => ['take_over', 'remove_mark'],
            self::MarkOfOther => ['remove_mark'],
            self::MarkMissing => ['write_mark'],
            self::DolibarrMarkMissing, self::DolibarrMarkOther => ['write_dolibarr_mark'],
            self::DolibarrMarkAlone => ['take_over', 'remove_dolibarr_mark'],
            self::DolibarrMarkStray => ['remove_dolibarr_mark'],
        };
    }
}
