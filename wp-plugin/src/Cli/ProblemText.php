<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Admin\SettingsPage;
use DoliSync\Problem;

/** A problem as a terminal shows it: the sentence, its stable name, and where to do something about it. */
final class ProblemText
{
    public static function of(Problem $problem): string
    {
        $text = "{$problem->getMessage()} ({$problem->name})";
        return $problem->nextAction === 'check_settings'
            /* translators: %s: an address. */
            ? $text . "\n" . sprintf(__('Settings of DoliSync: %s', 'dolisync'), SettingsPage::url())
            : $text;
    }

    /** An option or argument that cannot be. */
    public static function badInput(string $sentence): Problem
    {
        return Problem::named('rest_invalid_param', $sentence);
    }
}
