<?php

declare(strict_types=1);

namespace DoliSync\Cli;

/** Ctrl+C, or a server that is shut down, heard between two batches; a second Ctrl+C ends the command at once. */
final class Interruption
{
    private bool $isAsked = false;

    public static function listen(): self
    {
        $it = new self();
        // Where PHP lacks it, the command just ends: what was under way is then tried again by whoever goes on.
        if (function_exists('pcntl_async_signals')) {
            pcntl_async_signals(true);
            foreach ([SIGINT, SIGTERM] as $signal) {
                pcntl_signal($signal, static function (int $signal) use ($it): void {
                    $it->isAsked = true;
                    pcntl_signal($signal, SIG_DFL);
                });
            }
        }
        return $it;
    }

    public function isAsked(): bool
    {
        return $this->isAsked;
    }
}
