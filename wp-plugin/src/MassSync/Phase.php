<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** The three things that a run can go through everything for. */
enum Phase: string
{
    case Preview = 'preview';
    case Run = 'run';
    case Undo = 'undo';

    /** The state of a run that is worked at in this phase. */
    public function state(): RunState
    {
        return match ($this) {
            self::Preview => RunState::Previewing,
            self::Run => RunState::Running,
            self::Undo => RunState::Undoing,
        };
    }

    /** The one in which Dolibarr was last asked: putting back asks it nothing. */
    public function looking(): self
    {
        return $this === self::Undo ? self::Run : $this;
    }
}
