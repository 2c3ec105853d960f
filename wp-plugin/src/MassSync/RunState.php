<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** How far a mass synchronization is. */
enum RunState: string
{
    /** Looks at everything; nothing is written yet. */
    case Previewing = 'previewing';
    /** The preview is done: a person decides. */
    case Ready = 'ready';
    case Running = 'running';
    case Paused = 'paused';
    /** It waits for a person: a brake, or a problem that no other try would mend. */
    case Stopped = 'stopped';
    case Done = 'done';
    case Cancelled = 'cancelled';
    /** Puts back what it wrote. */
    case Undoing = 'undoing';
    case Undone = 'undone';

    /** Whether somebody is to work at it. */
    public function isWorkedAt(): bool
    {
        return in_array($this, [self::Previewing, self::Running, self::Undoing], true);
    }

    /** Whether it is over; only then may another one begin. */
    public function isOver(): bool
    {
        return in_array($this, [self::Done, self::Cancelled, self::Undone], true);
    }
}
