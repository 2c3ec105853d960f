<?php

declare(strict_types=1);

namespace DoliSync\Tests\Automation;

use DoliSync\Automation\Schedule;
use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

final class ScheduleTest extends AutomationCase
{
    private const EVENTS = ['dolisync_work' => 60, 'dolisync_poll' => 300, 'dolisync_full_check' => DAY_IN_SECONDS];

    public function testWordPressesCronDoesTheWork(): void
    {
        Schedule::clear();
        foreach (array_keys(self::EVENTS) as $event) {
            self::assertFalse(wp_next_scheduled($event));
        }
        Schedule::ensure();
        Schedule::ensure();
        foreach (self::EVENTS as $event => $seconds) {
            self::assertSame($seconds, wp_get_scheduled_event($event)->interval);
            self::assertCount(1, array_filter(_get_cron_array(), static fn (array $hooks): bool => isset($hooks[$event])));
        }
    }

    public function testTheEventsCarryOver(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        do_action(Schedule::POLL);
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        do_action(Schedule::POLL);
        do_action(Schedule::WORK);
        self::assertSame('theirs', self::values($id)['title']);
        StandIn::change($dolibarrId, ['array_options' => ['options__wps_id' => $id, 'options__wps_status' => 'draft']]);
        do_action(Schedule::DAILY);
        do_action(Schedule::WORK);
        do_action(Schedule::WORK);
        self::assertSame('no', self::values($id)['on_sale']);
    }

    public function testTurnedOffNothingIsChecked(): void
    {
        self::linkedMug();
        Policy::store(Policy::Off);
        do_action(Schedule::DAILY);
        do_action(Schedule::WORK);
        do_action(Schedule::POLL);
        self::assertSame([], StandIn::calls());
        self::assertFalse(Services::get()->fullCheck()->isUnderWay());
    }

    /** In a process of its own: the functions of Action Scheduler stay once they are there. */
    public function testActionSchedulerDoesItWhereTheSiteHasIt(): void
    {
        $printed = self::process('$GLOBALS["planned"] = [];
            function as_has_scheduled_action($hook, $args, $group) { return isset($GLOBALS["planned"][$hook]); }
            function as_schedule_recurring_action($at, $every, $hook, $args, $group, $unique) {
                $GLOBALS["planned"][$hook] = [$every, $group, $unique, $at > time() - 5];
            }
            function as_unschedule_all_actions($hook, $args, $group) { unset($GLOBALS["planned"][$hook]); }
            DoliSync\Automation\Schedule::ensure();
            DoliSync\Automation\Schedule::ensure();
            echo json_encode([$GLOBALS["planned"], wp_next_scheduled("dolisync_work")]);
            DoliSync\Automation\Schedule::clear();
            echo json_encode($GLOBALS["planned"]);', true);
        self::assertSame('[{"dolisync_work":[60,"dolisync",true,true],"dolisync_poll":[300,"dolisync",true,true],'
            . '"dolisync_full_check":[86400,"dolisync",true,true]},false][]', $printed);
        Schedule::ensure();
    }
}
