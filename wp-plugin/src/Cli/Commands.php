<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use DoliSync\Services;
use WP_CLI;

/** `wp dolisync …`: which commands there are. */
final class Commands
{
    /** Name → class. */
    public const ALL = [
        'status' => StatusCommand::class,
        'sync' => SyncCommand::class,
        'associate' => AssociateCommand::class,
        'dissociate' => DissociateCommand::class,
        'mass-sync' => MassSyncCommand::class,
        'queue' => QueueCommand::class,
        'journal' => JournalCommand::class,
        'audit' => AuditCommand::class,
        'doctor' => DoctorCommand::class,
    ];

    public static function register(Services $services): void
    {
        WP_CLI::add_command('dolisync', Group::class);
        foreach (self::ALL as $name => $class) {
            WP_CLI::add_command('dolisync ' . $name, new $class($services));
        }
    }
}
