<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

/**
 * What all tabs of the settings have in common.
 */
final class SettingsPageTest extends SettingsCase
{
    private const TABS = ['connection', 'synchronization', 'messages', 'data'];

    public function testEachTabIsThereAndSaysWhichOneIsOpen(): void
    {
        foreach (self::TABS as $tab) {
            $html = self::open($tab);
            self::assertSame(1, preg_match_all('/aria-current="page"/', $html), $tab);
            self::assertMatchesRegularExpression("/tab=$tab\" class=\"nav-tab nav-tab-active\" aria-current/", $html);
            foreach (self::TABS as $other) {
                self::assertStringContainsString("tab=$other\"", $html);
            }
        }
    }

    public function testAnUnknownTabIsTheFirstOne(): void
    {
        foreach (['', 'nonsense', '"><script>'] as $tab) {
            self::assertStringContainsString('id="dolisync-url"', self::open($tab));
        }
    }

    public function testTheScriptFindsTheFormThatSaves(): void
    {
        $this->disconnect();
        update_option('wps_dolibarr', ['dolibarr_url' => 'https://erp.example.com', 'dolibarr_secret' => 'x']);
        foreach (['connection', 'data'] as $tab) {
            $html = self::open($tab);
            self::assertSame(1, substr_count($html, 'id="dolisync-settings"'), $tab);
            self::assertMatchesRegularExpression('/id="dolisync-settings">(?:(?!<form).)*name="dolisync_seen"/s', $html);
        }
    }

    public function testOpeningATabAsksNothing(): void
    {
        foreach (self::TABS as $tab) {
            self::assertStringContainsString('<h1>', self::open($tab));
        }
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testEnterInAFieldSaves(): void
    {
        foreach (['connection', 'synchronization', 'data'] as $tab) {
            $html = self::open($tab);
            preg_match('/<(?:button|input)[^>]*type="submit"[^>]*>/', substr($html, (int) strpos($html, 'name="dolisync_seen"')), $first);
            self::assertStringNotContainsString('name=', $first[0], $tab);
        }
    }

    public function testAForgedFormAndAPersonWithoutTheRightAreRefused(): void
    {
        foreach ([['administrator', false], ['editor', true], ['editor', false]] as [$role, $nonce]) {
            $this->logIn($role);
            foreach (self::TABS as $tab) {
                self::assertRefused($tab, ['dolisync_url' => 'https://evil.example.com', 'dolisync_policy' => 'off', 'dolisync_retention' => '1'], $nonce);
            }
        }
        self::assertNotSame('https://evil.example.com', get_option('dolisync_dolibarr_url'));
        self::assertFalse(get_option('dolisync_policy'));
        self::assertFalse(get_option('dolisync_retention_days'));
    }
}
