<?php

declare(strict_types=1);

namespace DoliSync\Tests\Cli;

use DoliSync\Tests\Support\CommandSynopsis;
use PHPUnit\Framework\TestCase;

/** @group plain */
final class DocumentationTest extends TestCase
{
    public function testTheDocumentationListsEveryCommandAsItIs(): void
    {
        $documented = preg_grep('/^wp dolisync /', explode("\n", strstr((string) file_get_contents(dirname(__DIR__, 3) . '/docs/wp-cli.md'), '| command |', true)));
        self::assertSame(
            array_map(static fn (CommandSynopsis $command): string => $command->line(), CommandSynopsis::all()),
            array_values($documented)
        );
    }
}
