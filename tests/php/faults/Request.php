<?php

declare(strict_types=1);

namespace DoliSync\Tests\Faults;

use DoliSync\Problem;

/**
 * One request of WordPress, in a process of its own: a fork of this one, which has WordPress loaded and no connection
 * to the database. It connects, does its work, runs WordPress's shutdown hooks and ends, or is killed on the way.
 */
final class Request
{
    /** @param list<mixed> $notes what it said on the way, also when it was killed */
    private function __construct(
        public readonly bool $isKilled,
        public readonly mixed $value,
        public readonly ?string $problem,
        public readonly array $notes
    ) {
    }

    /**
     * @param callable(callable(mixed): void): mixed $work gets a function that notes something; what it returns and
     *     notes must fit into JSON
     * @param (callable(array<string, mixed>): void)|null $meanwhile what others do while the request waits
     */
    public static function run(callable $work, ?Trouble $trouble = null, ?callable $meanwhile = null): self
    {
        return self::together([$work], $trouble, $meanwhile)[0];
    }

    /**
     * Several at the same time.
     *
     * @param list<callable> $works
     * @return list<self>
     */
    public static function together(array $works, ?Trouble $trouble = null, ?callable $meanwhile = null): array
    {
        $started = array_map(static fn (callable $work): array => self::start($work, $trouble ?? new Trouble()), $works);
        return array_map(static fn (array $one): self => self::finish($one[0], $one[1], $meanwhile), $started);
    }

    /** @return array{int, resource} the process and the line to it */
    private static function start(callable $work, Trouble $trouble): array
    {
        $line = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        $process = pcntl_fork();
        if ($process === -1) {
            throw new \RuntimeException('No process could be started.');
        }
        if ($process === 0) {
            fclose($line[0]);
            self::work($work, $trouble, $line[1]);
        }
        fclose($line[1]);
        return [$process, $line[0]];
    }

    /** @param resource $line */
    private static function work(callable $work, Trouble $trouble, $line): never
    {
        global $wpdb;
        $say = static fn (array $message) => fwrite($line, json_encode($message, JSON_THROW_ON_ERROR) . "\n");
        // After WordPress's own. Taking WordPress apart would take longer than the work did.
        register_shutdown_function(static function () use ($say): void {
            $fatal = error_get_last();
            $say(['end' => in_array($fatal['type'] ?? 0, [E_ERROR, E_PARSE, E_COMPILE_ERROR], true) ? $fatal['message'] : '']);
            posix_kill(getmypid(), SIGKILL);
        });
        $wpdb->db_connect();
        wp_cache_flush();
        $trouble->arm(static function (array $where) use ($say, $line): void {
            $say(['pause' => $where]);
            fgets($line);
        });
        try {
            $value = $work(static fn (mixed $note) => $say(['note' => $note]));
            $say(['value' => json_decode((string) json_encode($value, JSON_THROW_ON_ERROR), true)]);
        } catch (Problem $problem) {
            $say(['problem' => $problem->name]);
        } catch (\Throwable $failure) {
            $say(['failure' => (string) $failure]);
        }
        exit(0);
    }

    /** @param resource $line */
    private static function finish(int $process, $line, ?callable $meanwhile): self
    {
        $value = $problem = $end = null;
        $notes = [];
        while (($text = fgets($line)) !== false) {
            $message = json_decode($text, true, 512, JSON_THROW_ON_ERROR);
            match (array_key_first($message)) {
                'note' => $notes[] = $message['note'],
                'value' => $value = $message['value'],
                'problem' => $problem = $message['problem'],
                'failure' => throw new \RuntimeException($message['failure']),
                'pause' => [$meanwhile === null ?: $meanwhile($message['pause']), fwrite($line, "\n")],
                'end' => $end = $message['end'],
            };
        }
        fclose($line);
        pcntl_waitpid($process, $status);
        if ((string) $end !== '') {
            throw new \RuntimeException('A request ended with an error: ' . $end);
        }
        return new self($end === null, $value, $problem, $notes);
    }
}
