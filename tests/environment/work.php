<?php

/**
 * Does once, in the WordPress in FOLDER, what cron does from time to time: asks Dolibarr what changed, and works through
 * the queue. Prints what was done as JSON.
 *
 * php work.php FOLDER [--now] [--check]
 * php work.php FOLDER --due      only makes the next visit of wp-cron.php find work to do, as after some minutes
 * php work.php FOLDER --cron     only what the schedule's own events do, each once: with the time, mass synchronization
 *                                and full check that they take
 *   --now    what waits for its time (a message of Dolibarr's, another try) is due at once
 *   --check  goes through all associations too, as once a day
 */

declare(strict_types=1);

use DoliSync\Automation\Schedule;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Tables;

const SECONDS = 60;

$_SERVER['HTTP_HOST'] ??= '127.0.0.1';
$_SERVER['SERVER_NAME'] ??= '127.0.0.1';
require $argv[1] . '/wp-load.php';

if (in_array('--due', $argv, true)) {
    // Cron that died keeps others out for a minute.
    delete_transient('doing_cron');
    wp_clear_scheduled_hook(Schedule::WORK);
    wp_schedule_event(time() - 1, Schedule::WORK, Schedule::WORK);
    exit;
}
if (in_array('--cron', $argv, true)) {
    do_action(Schedule::POLL);
    do_action(Schedule::WORK);
    exit;
}
$services = Services::get();
$done = ['poll' => $services->poll()->run(SECONDS)];
if (in_array('--check', $argv, true)) {
    $services->fullCheck()->start();
    $done['check'] = $services->fullCheck()->run(SECONDS);
}
if (in_array('--now', $argv, true)) {
    global $wpdb;
    $wpdb->query($wpdb->prepare('UPDATE ' . Tables::queue() . ' SET next_at = %s WHERE next_at > %s', Moment::now(), Moment::now()));
}
$done['work'] = $services->worker()->run(SECONDS);
echo json_encode($done, JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT), "\n";
