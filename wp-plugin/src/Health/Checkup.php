<?php

declare(strict_types=1);

namespace DoliSync\Health;

use DoliSync\Admin\ConnectionReport;
use DoliSync\Problem;
use DoliSync\Services;
use DoliSync\Sync\Tables;

/** Everything that DoliSync's work depends on, looked at one after the other. Asks Dolibarr a few things, and writes nothing. */
final class Checkup
{
    /** What waits for longer does not come through by itself. */
    private const LONG_SECONDS = DAY_IN_SECONDS;

    public function __construct(private readonly Services $services)
    {
    }

    /** @return list<Check> */
    public function run(): array
    {
        return [...$this->connection(), self::automation(), $this->queue(), self::tables()];
    }

    /** @return list<Check> */
    private function connection(): array
    {
        try {
            // Names what is missing where nothing was entered yet.
            $this->services->connection()->connection();
            $found = $this->services->probe()->run();
        } catch (Problem $problem) {
            return [new Check('connection', CheckState::Critical, $problem->getMessage())];
        }
        return [new Check('connection', CheckState::Good, ConnectionReport::works($found)), ...self::capabilities($found)];
    }

    /** @return list<Check> */
    private static function capabilities(Capabilities $found): array
    {
        $wrong = ConnectionReport::shortcomings($found);
        $checks = [new Check('version', CheckState::Good, 'Dolibarr ' . $found->version)];
        foreach (
            [
                'read' => __('May read products', 'dolisync'),
                'write' => __('May change products', 'dolisync'),
                'https' => __('Encrypted (HTTPS)', 'dolisync'),
                'price' => ConnectionReport::priceMode($found),
                /* translators: %s: how far two clocks differ, as in “none that matters”. */
                'clock' => sprintf(__('Clock difference: %s', 'dolisync'), ConnectionReport::clockDifference($found)),
            ] as $name => $right
        ) {
            $checks[] = new Check($name, isset($wrong[$name]) ? CheckState::Recommended : CheckState::Good, $wrong[$name] ?? $right);
        }
        return [
            ...$checks,
            new Check('module', ...($found->hasModule
                ? [CheckState::Good, __('Module for WPshop', 'dolisync')]
                : [CheckState::Note, ConnectionReport::withoutModule()])),
            new Check('categories', ...($found->canReadCategories
                ? [CheckState::Good, __('May read categories', 'dolisync')]
                : [CheckState::Note, ConnectionReport::withoutCategories()])),
        ];
    }

    /** Cron, the brakes, and what was tried often in vain. */
    private static function automation(): Check
    {
        $found = SiteHealth::automation();
        return new Check('automation', CheckState::from($found['status']), $found['label'] . '. ' . wp_strip_all_tags($found['description']));
    }

    private function queue(): Check
    {
        ['waiting' => $waiting, 'oldest_at' => $oldest] = $this->services->queue()->summary();
        if ($oldest === null) {
            return new Check('queue', CheckState::Good, __('Nothing waits.', 'dolisync'));
        }
        $since = (new \DateTimeImmutable($oldest))->getTimestamp();
        return new Check('queue', time() - $since > self::LONG_SECONDS ? CheckState::Recommended : CheckState::Good, sprintf(
            /* translators: 1: a number of products, 2: a time span, as in “5 hours”. */
            _n('%1$s product waits to be carried over, for %2$s.', '%1$s products wait to be carried over, the first for %2$s.', $waiting, 'dolisync'),
            number_format_i18n($waiting),
            human_time_diff($since)
        ));
    }

    private static function tables(): Check
    {
        $missing = Tables::missing();
        return match (true) {
            $missing !== [] => new Check('tables', CheckState::Critical, sprintf(
                /* translators: %s: names of tables. */
                __('The database lacks tables of DoliSync: %s. Turn the plugin off and on again.', 'dolisync'),
                implode(', ', $missing)
            )),
            get_option(Tables::VERSION_OPTION) !== Tables::VERSION => new Check(
                'tables',
                CheckState::Recommended,
                __('The database’s tables are of another version of DoliSync. Turn the plugin off and on again.', 'dolisync')
            ),
            default => new Check('tables', CheckState::Good, __('All tables of DoliSync are there.', 'dolisync')),
        };
    }
}
