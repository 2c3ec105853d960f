<?php

// A small double of WP-CLI, of as much as DoliSync's commands use: error and halt end the command, confirm asks, a table
// that is not on a terminal is tabs. Cli/RealWpCliTest holds it to the real one. The names are WP-CLI's.
// phpcs:ignoreFile

declare(strict_types=1);

namespace WP_CLI {
    final class ExitException extends \Exception
    {
    }

    final class NoOp
    {
        public function __call(string $name, array $arguments): void
        {
        }
    }
}

namespace WP_CLI\Utils {
    function get_flag_value(array $options, string $flag, mixed $default = null): mixed
    {
        return $options[$flag] ?? $default;
    }

    /** @return object that notes its ticks */
    function make_progress_bar(string $message, int $count): object
    {
        return \WP_CLI::$bars[] = new class ($message, $count) {
            public int $ticks = 0;
            public bool $isFinished = false;

            public function __construct(public readonly string $message, public readonly int $count)
            {
            }

            public function tick(int $by = 1): void
            {
                $this->ticks += $by;
            }

            public function finish(): void
            {
                $this->isFinished = true;
            }
        };
    }

    function format_items(string $format, array $items, array $fields): void
    {
        $picked = [];
        foreach ($items as $item) {
            foreach ($fields as $field) {
                if (!array_key_exists($field, $item)) {
                    \WP_CLI::error("Invalid field: {$field}.");
                }
            }
            $picked[] = array_replace(array_fill_keys($fields, null), array_intersect_key($item, array_flip($fields)));
        }
        $lines = static fn (string $between): string => implode('', array_map(
            static fn (array $row): string => implode($between, $row) . "\n",
            [$fields, ...$picked]
        ));
        echo match ($format) {
            'count' => count($items),
            'json' => json_encode($picked),
            'table' => $lines("\t"),
            'csv' => $lines(','),
            'yaml' => "---\n" . json_encode($picked),
        };
    }
}

namespace cli {
    function prompt(string $question): string
    {
        \WP_CLI::$questions[] = $question;
        return array_shift(\WP_CLI::$answers) ?? throw new \Exception('Caught ^D during input');
    }
}

namespace {
    use WP_CLI\ExitException;

    final class WP_CLI
    {
        /** @var list<string> what is typed next */
        public static array $answers = [];
        /** @var list<string> what was asked */
        public static array $questions = [];
        /** @var list<object> */
        public static array $bars = [];
        /** What went to the error output. */
        public static string $errors = '';

        public static function error(string $message): never
        {
            self::$errors .= "Error: {$message}\n";
            self::halt(1);
        }

        public static function halt(int $code): never
        {
            throw new ExitException('', $code);
        }

        public static function warning(string $message): void
        {
            self::$errors .= "Warning: {$message}\n";
        }

        public static function success(string $message): void
        {
            echo "Success: {$message}\n";
        }

        public static function log(string $message): void
        {
            echo "{$message}\n";
        }

        public static function confirm(string $question, array $options = []): void
        {
            if (!($options['yes'] ?? false)) {
                self::$questions[] = $question;
                if (strtolower(array_shift(self::$answers) ?? '') !== 'y') {
                    self::halt(0);
                }
            }
        }
    }
}
