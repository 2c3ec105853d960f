<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Plugin;
use DoliSync\Problem;
use DoliSync\Services;
use DoliSync\Sync\JournalFilter;
use WP_CLI;
use WP_CLI\ExitException;

/**
 * What all commands have in common: who acts, and how they end.
 *
 * Who may open a shell on the site's server may do everything, as with all of WP-CLI's commands. The journal says that it
 * was a command, and names the user of `--user`, who then has to be one that may use DoliSync.
 */
abstract class Command
{
    public function __construct(protected readonly Services $services)
    {
    }

    /** @param callable(): int $work gives an ExitCode */
    final protected function carryOut(callable $work): void
    {
        try {
            self::requirePermission();
            $code = $this->services->journal()->from(JournalFilter::CLI, $work);
        } catch (ExitException $end) {
            throw $end;
        } catch (Problem $problem) {
            WP_CLI::error(ProblemText::of($problem));
        } catch (\Throwable $fault) {
            // Not PHP's own message: its trace would show the beginning of a key that was passed on.
            WP_CLI::error(ProblemText::of(Problem::unexpected($fault)));
        }
        if ($code !== ExitCode::DONE) {
            WP_CLI::halt($code);
        }
    }

    /** @throws Problem dolisync_not_allowed */
    private static function requirePermission(): void
    {
        if (get_current_user_id() !== 0 && !current_user_can(Plugin::CAPABILITY)) {
            throw Problem::named('dolisync_not_allowed', __('Your account may not use DoliSync. Ask an administrator of this site.', 'dolisync'));
        }
    }
}
