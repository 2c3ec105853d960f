<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Services;
use DoliSync\Tests\Support\CliCase;
use DoliSync\Tests\Support\StandIn;

/** The commands in the real WP-CLI, where there is one: it says what the double says, so that the other tests hold there too. */
final class RealWpCliTest extends CliCase
{
    public static function setUpBeforeClass(): void
    {
        if (self::program() === null) {
            self::markTestSkipped('no wp on the PATH');
        }
        parent::setUpBeforeClass();
    }

    /** @dataProvider lines */
    public function testItPrintsAndEndsAsTheDoubleDoes(string $line): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::edit($id, ['price' => '14']);
        self::product(['title' => 'Théière', 'reference' => 'THE']);
        StandIn::create(['label' => 'Théière', 'ref' => 'THE', 'price' => '3']);
        $line = sprintf($line, $id, $dolibarrId);
        [$code, $printed] = self::wp($line);
        self::assertSame([$code, trim(self::steady($printed))], self::real($line));
    }

    /** @return array<string, array{string}> the numbers of the mug stand for %1$d and %2$d */
    public static function lines(): array
    {
        $lines = [
            'status', 'status --all --format=json', 'status --all --format=ids', 'status --all --fields=id,title,status',
            'status --all --format=count', 'status 99999999', 'status %1$d --status=synced --format=json', 'status --all --format=xml',
            'status --all --fields=color', 'sync --all --dry-run', 'sync %1$d --dry-run --format=json', 'sync', 'sync %1$d --dry-run --keep=blue',
            'associate --by-reference --dry-run', 'associate --suggested --dry-run', 'associate %1$d %2$d', 'associate 1 2 3',
            'dissociate %1$d --dry-run', 'dissociate', 'mass-sync --entities=products --dry-run', 'mass-sync --dry-run --undo',
            'mass-sync --entities=products --format=json', 'queue list --format=json', 'queue retry 99999999', 'queue retry', 'queue drop 99999999 --yes',
            'queue drop', 'audit',
            'audit --kind=none', 'doctor --fields=check,state', 'doctor --brief',
        ];
        return array_map(static fn (string $line): array => [$line], array_combine($lines, $lines));
    }

    public function testItWrites(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::edit($id, ['price' => '14']);
        self::assertSame(0, self::real("sync {$id} --user=admin")[0]);
        self::assertSame('14', rtrim(rtrim(StandIn::product($dolibarrId)['price'], '0'), '.'));
        self::assertSame(['cli', 'admin'], [($entry = Services::get()->journal()->page($id, 1)['entries'][0])->source, $entry->user]);
        StandIn::create(['label' => 'Théière', 'ref' => 'THE', 'price' => '3']);
        self::assertSame(0, self::real('mass-sync --entities=products --yes')[0]);
        wp_cache_flush();
        self::assertCount(2, self::associations());
        self::assertSame(0, self::real('mass-sync --undo --yes')[0]);
        self::assertSame(0, self::real("dissociate {$id} --yes")[0]);
        wp_cache_flush();
        self::assertArrayNotHasKey($id, self::associations());
        self::assertSame(1, self::real('status --all --user=subscriber')[0]);
    }

    /** Without moments, which are others each time. */
    private static function steady(string $printed): string
    {
        return (string) preg_replace('/\d{4}-\d\d-\d\dT[\d:.]+Z/', 'T', $printed);
    }

    /** @return array{int, string} */
    private static function real(string $line): array
    {
        $command = [self::program(), '--path=' . getenv('DOLISYNC_TEST_SITE'), '--allow-root', 'dolisync', ...explode(' ', $line)];
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['pipe', 'w']], $pipes);
        $printed = (string) stream_get_contents($pipes[1]);
        $errors = (string) stream_get_contents($pipes[2]);
        $code = proc_close($process);
        self::assertStringNotContainsString(StandIn::KEY, $printed . $errors);
        self::assertStringNotContainsString('Deprecated', $printed);
        return [$code, trim(self::steady($printed))];
    }

    private static function program(): ?string
    {
        foreach (explode(PATH_SEPARATOR, (string) getenv('PATH')) as $folder) {
            if (is_executable("{$folder}/wp")) {
                return "{$folder}/wp";
            }
        }
        return null;
    }
}
