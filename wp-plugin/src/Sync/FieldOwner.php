<?php

declare(strict_types=1);

namespace DoliSync\Sync;

/** Who has the say about a field. */
enum FieldOwner: string
{
    /** Whoever changed it; who changed it differently on both sides is asked. */
    case Both = 'both';
    /** Dolibarr's value goes wherever the two differ. */
    case Dolibarr = 'dolibarr';
    /** WPshop's value goes wherever the two differ. */
    case Wpshop = 'wpshop';
    /** Each side keeps its own: the field is not compared and not written. */
    case None = 'none';

    /** What the panel says about the field. */
    public function note(): ?Note
    {
        return match ($this) {
            self::Both => null,
            self::Dolibarr => Note::OwnedByDolibarr,
            self::Wpshop => Note::OwnedByWpshop,
            self::None => Note::NotSynchronized,
        };
    }
}
