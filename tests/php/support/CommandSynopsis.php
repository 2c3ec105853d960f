<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

use DoliSync\Cli\Commands;

/** What a command's documentation says that it takes, as WP-CLI reads it. */
final class CommandSynopsis
{
    public const MISSING = 'an argument is missing';

    /** @param list<string> $parts such as `[<id>...]`, `[--all]`, `[--keep=<version>]` */
    private function __construct(public readonly string $name, public readonly array $parts, private readonly string $text)
    {
    }

    /** @return list<self> of every command */
    public static function all(): array
    {
        $all = [];
        foreach (Commands::ALL as $name => $class) {
            $methods = method_exists($class, '__invoke') ? ['__invoke'] : array_values(array_diff(self::publicMethods($class), ['__construct']));
            foreach ($methods as $method) {
                $all[] = self::of($method === '__invoke' ? $name : "{$name} {$method}", $class, $method);
            }
        }
        return $all;
    }

    public static function of(string $name, string $class, string $method): self
    {
        $text = (string) (new \ReflectionMethod($class, $method))->getDocComment();
        preg_match_all('/^ +\* (\[(?:<|--)\S+|<\S+)$/m', $text, $found);
        return new self($name, $found[1], $text);
    }

    /** `wp dolisync sync [<id>...] [--all]` */
    public function line(): string
    {
        return rtrim("wp dolisync {$this->name} " . implode(' ', $this->parts));
    }

    /**
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     * @return string|null what is wrong with them; null: nothing
     */
    public function wrong(array $arguments, array $options): ?string
    {
        $positional = array_values(array_filter($this->parts, static fn (string $part): bool => str_starts_with(ltrim($part, '['), '<')));
        $isMany = str_contains(implode('', $positional), '...');
        $least = count(array_filter($positional, static fn (string $part): bool => $part[0] === '<'));
        if (count($arguments) < $least) {
            return self::MISSING;
        }
        if (!$isMany && count($arguments) > count($positional)) {
            return 'too many arguments';
        }
        foreach ($options as $option => $value) {
            if (!$this->takes($option, $value)) {
                return $option;
            }
        }
        return null;
    }

    private function takes(string $option, mixed $value): bool
    {
        if ($value === true) {
            return in_array("[--{$option}]", $this->parts, true);
        }
        foreach (preg_split('/\n +\*\n/', $this->text) as $paragraph) {
            if (str_contains($paragraph, "* [--{$option}=<")) {
                return !str_contains($paragraph, '* options:') || preg_match('/- ' . preg_quote($value, '/') . '$/m', $paragraph) === 1;
            }
        }
        return false;
    }

    /** @return list<string> */
    private static function publicMethods(string $class): array
    {
        return array_map(
            static fn (\ReflectionMethod $method): string => $method->name,
            (new \ReflectionClass($class))->getMethods(\ReflectionMethod::IS_PUBLIC)
        );
    }
}
