<?php

declare(strict_types=1);

namespace DoliSync\Health;

use DoliSync\Admin\BrakeWords;
use DoliSync\Admin\ConnectionReport;
use DoliSync\Admin\SettingsPage;
use DoliSync\Admin\TimeSpan;
use DoliSync\Admin\WaitingPage;
use DoliSync\Automation\Schedule;
use DoliSync\Problem;
use DoliSync\Queue\Entry;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Tables;

/**
 * Everything that DoliSync's work depends on, looked at one after the other: what Site Health and `wp dolisync doctor`
 * say comes from here. Writes nothing.
 */
final class Checkup
{
    /** Nothing that comes every minute is so late on a site whose cron runs. */
    private const LATE_SECONDS = 1800;
    /** So often in vain is more than an outage of a few minutes. */
    private const MANY_ATTEMPTS = 6;
    /** What waits for longer does not come through by itself. */
    private const LONG_SECONDS = DAY_IN_SECONDS;

    public function __construct(private readonly Services $services)
    {
    }

    /** @return non-empty-list<Check> */
    public function run(): array
    {
        return [...$this->connection(), $this->automation(), $this->queue(), $this->tables()];
    }

    /**
     * The connection, and what was found over it. Asks Dolibarr, a few requests.
     *
     * @return non-empty-list<Check>
     */
    public function connection(): array
    {
        $settings = [SettingsPage::url(), __('Settings of DoliSync', 'dolisync')];
        try {
            // Names what is missing where nothing was entered yet.
            $this->services->connection()->connection();
            $found = $this->services->probe()->run();
        } catch (Problem $problem) {
            return [$this->services->connection()->isConfigured()
                ? new Check('connection', CheckState::Critical, __('DoliSync cannot work with Dolibarr', 'dolisync'), $problem->getMessage(), $settings)
                : new Check('connection', CheckState::Recommended, __('DoliSync is not connected to Dolibarr yet', 'dolisync'), $problem->getMessage(), $settings)];
        }
        return [
            new Check('connection', CheckState::Good, __('DoliSync can work with Dolibarr', 'dolisync'), ConnectionReport::works($found), $settings),
            ...ConnectionReport::checks($found),
        ];
    }

    /** Cron and the brakes. Asks nobody. */
    public function automation(): Check
    {
        $brake = $this->services->brakes()->state();
        $late = self::secondsLate();
        return match (true) {
            Policy::current() === Policy::Off || !$this->services->connection()->isConfigured() => new Check(
                'automation',
                CheckState::Good,
                __('DoliSync does nothing by itself', 'dolisync'),
                __('It is turned off in the settings, or Dolibarr is not connected yet.', 'dolisync')
            ),
            $brake !== null => new Check(
                'automation',
                CheckState::Critical,
                __('The automatic synchronization with Dolibarr has stopped', 'dolisync'),
                BrakeWords::stopped($brake),
                self::waiting()
            ),
            $late > self::LATE_SECONDS => new Check('automation', CheckState::Recommended, __('DoliSync’s scheduled tasks do not run', 'dolisync'), sprintf(
                /* translators: %s: a time span, as in “5 hours”. */
                __('The automatic synchronization is %s late. WordPress runs its scheduled tasks when somebody visits the site; have your web host call wp-cron.php every minute.', 'dolisync'),
                TimeSpan::words($late)
            )),
            default => new Check('automation', CheckState::Good, __('The automatic synchronization with Dolibarr runs', 'dolisync')),
        };
    }

    /** What waits to be carried over. Asks nobody. */
    public function queue(): Check
    {
        if (in_array(Tables::queue(), Tables::missing(), true)) {
            // Not the same as an empty one.
            $tables = $this->tables();
            return new Check('queue', $tables->state, $tables->found, $tables->advice, $tables->link);
        }
        ['waiting' => $waiting, 'oldest_at' => $oldest] = $this->services->queue()->summary();
        if ($oldest === null) {
            return new Check('queue', CheckState::Good, __('Nothing waits.', 'dolisync'));
        }
        $seconds = time() - Moment::timestamp($oldest);
        $found = sprintf(
            /* translators: 1: a number of products, 2: a time span, as in “5 hours”. */
            _n('%1$s product waits to be carried over, for %2$s.', '%1$s products wait to be carried over, the first for %2$s.', $waiting, 'dolisync'),
            number_format_i18n($waiting),
            TimeSpan::words($seconds)
        );
        return $seconds > self::LONG_SECONDS || $this->hasStuck()
            ? new Check('queue', CheckState::Recommended, __('Some products wait long to be synchronized', 'dolisync'), $found . ' '
                . __('The list of what waits says what keeps each of them.', 'dolisync'), self::waiting())
            : new Check('queue', CheckState::Good, $found);
    }

    /** Asks nobody but the database. */
    public function tables(): Check
    {
        $missing = Tables::missing();
        $plugins = [admin_url('plugins.php'), __('Plugins', 'dolisync')];
        return match (true) {
            $missing !== [] => new Check('tables', CheckState::Critical, __('DoliSync’s tables are missing in the database', 'dolisync'), sprintf(
                /* translators: %s: names of tables. */
                __('Missing: %s. What they held can only come from a backup. Without one, deactivate and activate DoliSync: it makes them anew, empty.', 'dolisync'),
                implode(', ', $missing)
            ), $plugins),
            !Tables::areInstalled() => new Check(
                'tables',
                CheckState::Recommended,
                __('The database’s tables are of another version of DoliSync', 'dolisync'),
                __('Deactivate and activate DoliSync: it brings them up to date, with all that they hold.', 'dolisync'),
                $plugins
            ),
            default => new Check(
                'tables',
                CheckState::Good,
                __('DoliSync’s tables are there', 'dolisync'),
                __('The associations, the history and what waits are kept in tables of their own.', 'dolisync')
            ),
        };
    }

    /** How late what should run every minute is; 0 where that cannot be told. */
    private static function secondsLate(): int
    {
        $next = Schedule::next();
        return $next === null ? 0 : max(0, time() - $next);
    }

    private function hasStuck(): bool
    {
        $attempts = array_map(static fn (Entry $entry): int => $entry->attempts, $this->services->queue()->failed(200));
        return $attempts !== [] && max($attempts) >= self::MANY_ATTEMPTS;
    }

    /** @return array{string, string} */
    private static function waiting(): array
    {
        return [WaitingPage::url(), __('What waits to be synchronized', 'dolisync')];
    }
}
