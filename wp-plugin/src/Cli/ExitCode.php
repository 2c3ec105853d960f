<?php

declare(strict_types=1);

namespace DoliSync\Cli;

/** How a command ends, for whoever calls it in a script. */
final class ExitCode
{
    /** Everything is as it should be. */
    public const DONE = 0;
    /** It was not done, and the error output says why. WP-CLI's own code for an error. */
    public const ERROR = 1;
    /** It was done, and something is left for a person; of a look: something differs or would be written. */
    public const LEFT = 2;
    /** Ctrl+C, as shells expect it. */
    public const INTERRUPTED = 130;
}
