<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

use DoliSync\Automation\PollReport;
use DoliSync\Queue\Entry;
use DoliSync\Queue\Report;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Tables;

/** What tests of the automatic mode do again and again: what cron does, and people who edit meanwhile. */
abstract class AutomationCase extends SyncCase
{
    /** @var list<callable> filters to take off again */
    private array $listeners = [];

    protected function setUp(): void
    {
        parent::setUp();
        add_filter('dolisync_http_timeout', [self::class, 'shortly']);
    }

    protected function tearDown(): void
    {
        remove_all_filters('dolisync_http_timeout');
        foreach ($this->listeners as $listener) {
            remove_filter('pre_http_request', $listener);
            remove_filter('http_response', $listener);
        }
        Services::get()->shopHooks()->flush();
    }

    public static function shortly(): float
    {
        return 1.0;
    }

    /** An associated pair that both sides agree on, and that nobody has edited. */
    protected static function linkedMug(): array
    {
        $pair = parent::linkedMug();
        self::requestIsOver();
        Services::get()->queue()->clear();
        return $pair;
    }

    /** What a request of the shop does when it is over. */
    protected static function requestIsOver(): void
    {
        Services::get()->shopHooks()->flush();
    }

    protected static function work(): Report
    {
        self::requestIsOver();
        return Services::get()->worker()->run(20);
    }

    protected static function poll(): PollReport
    {
        return Services::get()->poll()->run(20);
    }

    /** Everything that waits is due. */
    protected static function timePasses(): void
    {
        global $wpdb;
        $wpdb->query($wpdb->prepare('UPDATE ' . Tables::queue() . ' SET next_at = %s', Moment::now()));
    }

    /** @return list<Entry> */
    protected static function queued(): array
    {
        return Services::get()->queue()->page(1, 1000)['entries'];
    }

    /** @return list<string> */
    protected static function subjects(): array
    {
        return array_map(static fn (Entry $entry): string => $entry->subject, self::queued());
    }

    /**
     * A person in the shop, in a request of its own: what is read afterwards is read from the database.
     *
     * @param array<string, string> $values
     */
    protected static function someoneEdits(int $id, array $values): void
    {
        self::edit($id, $values);
        self::requestIsOver();
    }

    /** Does something right before Dolibarr is asked in this way for the first time. */
    protected function before(string $method, callable $doing): void
    {
        $listener = static function (mixed $answer, array $arguments) use ($method, &$doing): mixed {
            if ($doing !== null && $arguments['method'] === $method) {
                [$now, $doing] = [$doing, null];
                $now();
            }
            return $answer;
        };
        $this->listeners[] = $listener;
        add_filter('pre_http_request', $listener, 10, 2);
    }

    /** Does something right after Dolibarr answered to this for the first time. */
    protected function after(string $method, callable $doing): void
    {
        $listener = static function (mixed $answer, array $arguments) use ($method, &$doing): mixed {
            if ($doing !== null && $arguments['method'] === $method) {
                [$now, $doing] = [$doing, null];
                $now();
            }
            return $answer;
        };
        $this->listeners[] = $listener;
        add_filter('http_response', $listener, 10, 2);
    }

    /**
     * The same code in so many processes at once, each a request of its own.
     *
     * @return list<string> what each printed
     */
    protected static function inParallel(int $processes, string $code): array
    {
        $running = array_map(static fn (): array => self::start($code), range(1, $processes));
        $printed = array_map(static fn (array $process): string => self::end($process, true), $running);
        wp_cache_flush();
        return $printed;
    }

    /** @param bool|null $ends whether it ends well, and is not killed; null: whichever */
    protected static function process(string $code, ?bool $ends): string
    {
        return self::end(self::start($code), $ends);
    }

    /**
     * A worker in a process of its own, which is killed when something happens.
     *
     * @param string $hook WordPress's
     * @param string $condition PHP over `$arguments`
     */
    protected static function workAndDieAt(string $hook, string $condition): void
    {
        global $wpdb;
        self::requestIsOver();
        self::process('add_filter("' . $hook . '", static function (...$arguments) {
            if (' . $condition . ') { posix_kill(getmypid(), SIGKILL); }
            return $arguments[0];
        }, 10, 3); DoliSync\Services::get()->worker()->run(5);', false);
        wp_cache_flush();
        self::assertTrue(self::queued()[0]->isUnderWay, 'it died at work');
        // As later requests find it: its lease and its locks have run out.
        $wpdb->query('UPDATE ' . Tables::queue() . ' SET lease_until = NULL');
        $wpdb->query("DELETE FROM {$wpdb->options} WHERE option_name LIKE 'dolisync_lock_%'");
    }

    /** @return array{resource, array<int, resource>} */
    private static function start(string $code): array
    {
        $code = '$_SERVER["HTTP_HOST"] = $_SERVER["SERVER_NAME"] = "127.0.0.1"; require getenv("DOLISYNC_TEST_SITE") . "/wp-load.php"; ' . $code;
        $process = proc_open([PHP_BINARY, '-r', $code], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
        return [$process, $pipes];
    }

    /** @param array{resource, array<int, resource>} $process */
    private static function end(array $process, ?bool $ends): string
    {
        [$handle, $pipes] = $process;
        $printed = (string) stream_get_contents($pipes[1]);
        $errors = (string) stream_get_contents($pipes[2]);
        $code = proc_close($handle);
        self::assertSame($ends ?? $code === 0, $code === 0, $printed . $errors);
        return $printed;
    }
}
