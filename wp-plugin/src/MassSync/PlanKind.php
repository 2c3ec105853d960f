<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** What is to become of a record of Dolibarr in the shop. */
enum PlanKind: string
{
    case Create = 'create';
    case Change = 'change';
    case Same = 'same';
    /** Not without a person: it probably is a record of the shop that nobody associated yet, or that was thrown away. */
    case Skipped = 'skipped';
    /** The record cannot be brought over: its problem says why. */
    case Failed = 'failed';
    /** Something else is writing it right now: another look, a little later. */
    case Busy = 'busy';
    /** This batch has no time left for it: the next one begins with it. */
    case Later = 'later';
}
