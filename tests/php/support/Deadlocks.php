<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

/** WordPress's database, which takes the first of some writes back, as MariaDB does when two requests get into each other's way. */
final class Deadlocks
{
    public string $last_error = '';
    public int $happened = 0;

    private function __construct(private readonly object $database, private readonly string $writes, private readonly int $times)
    {
    }

    /**
     * @template T
     * @param string $writes a regular expression
     * @param callable(): T $doing
     * @return array{T, int} what it gave, and how many deadlocks there were
     */
    public static function during(string $writes, int $times, callable $doing): array
    {
        global $wpdb;
        $real = $wpdb;
        $wpdb = new self($real, $writes, $times);
        try {
            return [$doing(), $wpdb->happened];
        } finally {
            $wpdb = $real;
        }
    }

    /** `insert`, `update` and `delete` too send their query past this one. */
    public function __call(string $name, array $arguments): mixed
    {
        $sql = match ($name) {
            'query' => $arguments[0],
            'insert', 'update', 'delete' => strtoupper($name),
            default => null,
        };
        if ($sql === null) {
            return $this->database->$name(...$arguments);
        }
        $this->last_error = '';
        if ($this->happened < $this->times && preg_match($this->writes, $sql) === 1) {
            $this->happened++;
            $this->last_error = 'Deadlock found when trying to get lock; try restarting transaction';
            return false;
        }
        return $this->database->$name(...$arguments);
    }

    public function __get(string $name): mixed
    {
        return $this->database->$name;
    }

    public function __set(string $name, mixed $value): void
    {
        $this->database->$name = $value;
    }

    public function __isset(string $name): bool
    {
        return isset($this->database->$name);
    }
}
