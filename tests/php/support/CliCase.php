<?php

declare(strict_types=1);

namespace DoliSync\Tests\Support;

use DoliSync\Cli\Commands;
use DoliSync\Services;
use WP_CLI;
use WP_CLI\ExitException;

require_once __DIR__ . '/wp-cli.php';

/** What tests of the commands do again and again: typing one, and looking at what it printed and how it ended. */
abstract class CliCase extends MassSyncCase
{
    protected function setUp(): void
    {
        parent::setUp();
        WP_CLI::$answers = WP_CLI::$questions = WP_CLI::$bars = [];
        wp_set_current_user(0);
    }

    protected function tearDown(): void
    {
        self::assertStringNotContainsString(StandIn::KEY, WP_CLI::$errors);
        parent::tearDown();
    }

    /**
     * `wp dolisync …` with nobody's name on it.
     *
     * @param string $line such as `sync 59 --keep=dolibarr`
     * @return array{int, string} the exit code, and what went to the standard output
     */
    protected static function wp(string $line): array
    {
        [$arguments, $options] = self::parsed($line);
        $name = array_shift($arguments);
        $class = Commands::ALL[$name];
        $method = method_exists($class, '__invoke') ? '__invoke' : array_shift($arguments);
        $synopsis = CommandSynopsis::of($name, $class, $method);
        $wrong = $synopsis->wrong($arguments, $options);
        WP_CLI::$errors = '';
        ob_start();
        try {
            match ($wrong) {
                null => (new $class(Services::get()))->$method($arguments, $options),
                CommandSynopsis::MISSING => self::usage($synopsis),
                default => WP_CLI::error("Parameter errors: {$wrong}"),
            };
            $code = 0;
        } catch (ExitException $end) {
            $code = $end->getCode();
        } finally {
            $printed = (string) ob_get_clean();
        }
        self::assertStringNotContainsString(StandIn::KEY, $printed);
        return [$code, $printed];
    }

    /** @return list<array<string, mixed>> what it printed for a program; nothing else may be among it */
    protected static function rows(string $line): array
    {
        return json_decode(self::wp("{$line} --format=json")[1], true, 64, JSON_THROW_ON_ERROR);
    }

    /** Everything that nobody may change who only looks; what a look finds out is remembered. @return array<mixed> */
    protected static function everything(): array
    {
        return [self::shop(), StandIn::products(), Services::get()->journal()->page(null, 1), self::associations()];
    }

    /** @return array<int, int> the shop's id → Dolibarr's */
    protected static function associations(): array
    {
        return array_map(static fn (array $link): int => $link['dolibarr_id'], Services::get()->links()->all());
    }

    private static function usage(CommandSynopsis $synopsis): never
    {
        echo 'usage: ', $synopsis->line();
        WP_CLI::halt(1);
    }

    /** @return array{list<string>, array<string, string|true>} */
    private static function parsed(string $line): array
    {
        $arguments = $options = [];
        foreach (explode(' ', $line) as $word) {
            if (!str_starts_with($word, '--')) {
                $arguments[] = $word;
                continue;
            }
            [$name, $value] = explode('=', substr($word, 2), 2) + [1 => true];
            $options[$name] = $value;
        }
        return [$arguments, $options];
    }
}
