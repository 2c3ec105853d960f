<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** Why a record of a run is listed for a person. */
enum RecordKind: string
{
    case Failed = 'failed';
    case Skipped = 'skipped';
    /** An edit of the shop that would be, or was, overwritten. */
    case Overwritten = 'overwritten';
    /** An edit of the shop that the preview did not show: it was left alone. */
    case ChangedSincePreview = 'changed_since_preview';
    /** It could not be put back. */
    case NotUndone = 'not_undone';
}
