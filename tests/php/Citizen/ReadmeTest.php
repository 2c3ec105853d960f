<?php

declare(strict_types=1);

namespace DoliSync\Tests\Citizen;

use PHPUnit\Framework\TestCase;

/**
 * readme.txt as WordPress.org reads it, and that all places with the version name the same one.
 *
 * @group plain
 */
final class ReadmeTest extends TestCase
{
    private const PLUGIN = __DIR__ . '/../../../wp-plugin/';
    private const SECTIONS = ['Description', 'Installation', 'Frequently Asked Questions', 'Screenshots', 'Changelog', 'Upgrade Notice'];

    /** @return array{string, array<string, string>, string, array<string, string>} name, fields, short description, sections */
    private static function readme(): array
    {
        $text = (string) file_get_contents(self::PLUGIN . 'readme.txt');
        self::assertSame(1, preg_match('/\A=== (.+?) ===\n(.+?)\n\n(.+?)\n\n(?=== )/s', $text, $head), 'a header, and a short description');
        preg_match_all('/^([A-Z][A-Za-z ]+): (.+)$/m', $head[2], $fields);
        $parts = preg_split('/^== (.+) ==$/m', $text, -1, PREG_SPLIT_DELIM_CAPTURE);
        $sections = [];
        for ($part = 1; $part < count($parts); $part += 2) {
            $sections[$parts[$part]] = trim($parts[$part + 1]);
        }
        return [$head[1], array_combine($fields[1], $fields[2]), $head[3], $sections];
    }

    /** @return array<string, string> */
    private static function header(): array
    {
        preg_match_all('/^ \* ([A-Z][A-Za-z ]+):\s+(.+)$/m', (string) file_get_contents(self::PLUGIN . 'dolisync.php'), $fields);
        return array_combine($fields[1], $fields[2]);
    }

    public function testItHasWhatWordPressOrgAsksFor(): void
    {
        [$name, $fields, $short, $sections] = self::readme();
        self::assertSame(self::header()['Plugin Name'], $name);
        self::assertSame(
            ['Contributors', 'Tags', 'Requires at least', 'Tested up to', 'Requires PHP', 'Stable tag', 'License', 'License URI'],
            array_keys($fields)
        );
        self::assertLessThanOrEqual(150, mb_strlen($short));
        self::assertStringNotContainsString("\n", $short);
        self::assertDoesNotMatchRegularExpression('/[*`<\[]/', $short, 'no markup');
        $tags = array_map('trim', explode(',', $fields['Tags']));
        self::assertLessThanOrEqual(5, count($tags));
        self::assertSame($tags, array_unique($tags));
        self::assertMatchesRegularExpression('/^[a-z0-9]+(, [a-z0-9]+)*$/', $fields['Contributors']);
        self::assertMatchesRegularExpression('/^\d+\.\d+$/', $fields['Tested up to'], 'without a minor version');
        self::assertNotSame('trunk', $fields['Stable tag']);
        self::assertSame(self::SECTIONS, array_keys($sections));
        self::assertNotContains('', $sections);
    }

    public function testItSaysWhatItConnectsTo(): void
    {
        $description = self::readme()[3]['Description'];
        self::assertMatchesRegularExpression('/^= External services =$/m', $description);
        self::assertMatchesRegularExpression('/^= Source code =$/m', $description);
    }

    public function testAnUpgradeNoticeIsShort(): void
    {
        [, , , $sections] = self::readme();
        foreach (preg_split('/^= .+ =$/m', $sections['Upgrade Notice'], -1, PREG_SPLIT_NO_EMPTY) as $notice) {
            self::assertLessThanOrEqual(300, mb_strlen(trim($notice)));
        }
        self::assertLessThan(20_000, filesize(self::PLUGIN . 'readme.txt'));
    }

    public function testItAgreesWithThePluginsHeader(): void
    {
        [, $fields] = self::readme();
        $header = self::header();
        foreach (['Requires at least', 'Requires PHP', 'License URI'] as $name) {
            self::assertSame($header[$name], $fields[$name], $name);
        }
        self::assertTrue(version_compare($fields['Tested up to'], $fields['Requires at least'], '>='));
        // What the guard of an old site looks at.
        $guard = (string) file_get_contents(self::PLUGIN . 'dolisync.php');
        self::assertStringContainsString("version_compare(PHP_VERSION, '{$header['Requires PHP']}', '<')", $guard);
        self::assertStringContainsString("version_compare(get_bloginfo('version'), '{$header['Requires at least']}', '<')", $guard);
    }

    public function testAllPlacesNameTheSameVersion(): void
    {
        $read = static fn (string $file, string $pattern): string
            => preg_match($pattern, (string) file_get_contents($file), $found) === 1 ? $found[1] : "no version in $file";
        [, $fields, , $sections] = self::readme();
        $version = self::header()['Version'];
        self::assertMatchesRegularExpression('/^\d+\.\d+\.\d+$/', $version);
        self::assertSame($version, $read(self::PLUGIN . 'dolisync.php', "/^define\\('DOLISYNC_VERSION', '(.+)'\\);$/m"));
        self::assertSame($version, $fields['Stable tag']);
        self::assertSame($version, $read(self::PLUGIN . '../Cargo.toml', '/^\[workspace\.package\]\nversion = "(.+)"$/m'));
        self::assertSame(1, preg_match('/\A= (.+) =$/m', $sections['Changelog'], $newest));
        self::assertSame($version, $newest[1], 'the newest of the changelog');
        self::assertStringContainsString("= $version =", $sections['Upgrade Notice']);
    }
}
