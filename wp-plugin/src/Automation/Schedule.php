<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Takeover;

/**
 * When the work is done: by Action Scheduler where the site has it (WooCommerce brings it along; it copes with many
 * tasks and servers), otherwise by WordPress's own cron.
 */
final class Schedule
{
    public const WORK = 'dolisync_work';
    public const POLL = 'dolisync_poll';
    public const DAILY = 'dolisync_full_check';

    /** Event → seconds between two of it. */
    private const EVENTS = [self::WORK => 60, self::POLL => 300, self::DAILY => DAY_IN_SECONDS];
    private const GROUP = 'dolisync';

    /** Seconds that one event works, below what hosts usually allow a request. */
    private const WORK_SECONDS = 20;
    private const POLL_SECONDS = 20;
    private const CHECK_SECONDS = 5;

    public static function register(): void
    {
        add_filter('cron_schedules', [self::class, 'intervals']);
        add_action(self::WORK, [self::class, 'work']);
        add_action(self::POLL, [self::class, 'poll']);
        add_action(self::DAILY, [self::class, 'daily']);
        // Action Scheduler's tables are there from `action_scheduler_init` on, which is at init 1.
        add_action('init', [self::class, 'ensureNowAndThen'], 40);
    }

    /**
     * @param array<string, array{interval: int, display: string}> $schedules
     * @return array<string, array{interval: int, display: string}>
     */
    public static function intervals(array $schedules): array
    {
        // Asked for before translations may be loaded, the names are English.
        $isReady = did_action('init') > 0;
        return $schedules + [
            self::WORK => [
                'interval' => self::EVENTS[self::WORK],
                'display' => $isReady ? __('Every minute (DoliSync)', 'dolisync') : 'Every minute (DoliSync)',
            ],
            self::POLL => [
                'interval' => self::EVENTS[self::POLL],
                'display' => $isReady ? __('Every five minutes (DoliSync)', 'dolisync') : 'Every five minutes (DoliSync)',
            ],
        ];
    }

    /** Action `init`. Action Scheduler is asked with queries: a visitor of the shop need not wait for them. */
    public static function ensureNowAndThen(): void
    {
        if (!self::hasActionScheduler() || is_admin() || wp_doing_cron()) {
            self::ensure();
        }
    }

    /** Schedules what is not scheduled; on a site that got or lost Action Scheduler, with the other one. */
    public static function ensure(): void
    {
        $better = self::hasActionScheduler();
        foreach (self::EVENTS as $event => $seconds) {
            $planned = wp_next_scheduled($event) !== false;
            if ($better) {
                if ($planned) {
                    wp_clear_scheduled_hook($event);
                }
                if (!as_has_scheduled_action($event, [], self::GROUP)) {
                    as_schedule_recurring_action(time() + $seconds, $seconds, $event, [], self::GROUP, true);
                }
            } elseif (!$planned) {
                wp_schedule_event(time() + min($seconds, 300), $event === self::DAILY ? 'daily' : $event, $event);
            }
        }
    }

    /** When the queue is worked through next, as a UNIX time; null: nobody knows. */
    public static function next(): ?int
    {
        $next = self::hasActionScheduler() && function_exists('as_next_scheduled_action')
            ? as_next_scheduled_action(self::WORK, [], self::GROUP)
            : wp_next_scheduled(self::WORK);
        // True is Action Scheduler's word for one that is under way.
        return $next === true ? time() : (is_int($next) ? $next : null);
    }

    /** Who does the work, for people. */
    public static function runner(): string
    {
        return self::hasActionScheduler() ? 'Action Scheduler' : 'WP-Cron';
    }

    /** The plugin is turned off. */
    public static function clear(): void
    {
        foreach (array_keys(self::EVENTS) as $event) {
            wp_clear_scheduled_hook($event);
            if (self::hasActionScheduler()) {
                as_unschedule_all_actions($event, [], self::GROUP);
            }
        }
    }

    public static function work(): void
    {
        $services = Services::get();
        $services->worker()->run(self::WORK_SECONDS);
        $services->fullCheck()->run(self::CHECK_SECONDS);
        $run = $services->massSync()->current();
        if ($run !== null) {
            $services->massSync()->work($run->id, self::WORK_SECONDS);
        }
    }

    public static function poll(): void
    {
        Services::get()->poll()->run(self::POLL_SECONDS);
    }

    public static function daily(): void
    {
        // Where it did not get to the end when the plugin came.
        Takeover::run();
        if (Policy::current() !== Policy::Off) {
            Services::get()->fullCheck()->start();
        }
        Services::get()->journalSearch()->purge();
        Services::get()->massSync()->purge();
    }

    private static function hasActionScheduler(): bool
    {
        return function_exists('as_schedule_recurring_action') && function_exists('as_has_scheduled_action')
            && function_exists('as_unschedule_all_actions')
            && (!class_exists('ActionScheduler') || \ActionScheduler::is_initialized());
    }
}
