<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

/**
 * The panel is loaded where it has something to draw, with what it needs.
 */
final class PanelScriptsTest extends AdminCase
{
    /** @return iterable<array{string, bool}> screen, whether the panel is loaded */
    public function screens(): iterable
    {
        yield ['edit-wps-product', true];
        yield ['wpshop_page_wps-product', true];
        yield ['wps-product_page_dolisync-dashboard', true];
        yield ['toplevel_page_wpshop', true];
        yield ['dashboard', false];
        yield ['edit-post', false];
        yield ['edit-page', false];
        yield ['plugins', false];
        yield ['post', false];
        yield ['wps-product', true];
        // A product that is being added is none yet.
        yield ['wps-product-add', false];
        yield ['edit-wps-product-cat', false];
        yield ['wps-product_page_dolisync-settings', false];
    }

    /** @dataProvider screens */
    public function testItIsLoadedOnOurPagesOnly(string $screen, bool $loaded): void
    {
        set_current_screen($screen);
        do_action('admin_enqueue_scripts', $screen);
        self::assertSame($loaded, wp_script_is('dolisync-boot'));
        self::assertSame($loaded, wp_style_is('dolisync'));
    }

    /** @return iterable<array{string, string}> screen, its module */
    public function modules(): iterable
    {
        yield ['edit-wps-product', 'list'];
        yield ['wpshop_page_wps-product', 'list'];
        yield ['wps-product_page_dolisync-dashboard', 'dashboard'];
        yield ['toplevel_page_wpshop', 'dashboard'];
    }

    /** @dataProvider modules */
    public function testEachPageLoadsItsOwnModuleAlone(string $screen, string $module): void
    {
        set_current_screen($screen);
        do_action('admin_enqueue_scripts', $screen);
        $boot = self::boot();
        self::assertMatchesRegularExpression("#/assets/panel/$module(-[0-9a-f]{12})?/panel\.js$#", $boot['panel_js']);
        self::assertSame(dirname($boot['panel_js']) . '/panel_bg.wasm', $boot['panel_wasm']);
        $head = self::printed(static fn () => do_action('admin_head'));
        self::assertStringContainsString('<link rel="modulepreload" href="' . $boot['panel_js'] . '">', $head);
        self::assertStringContainsString('crossorigin href="' . $boot['panel_wasm'] . '">', $head);
        self::assertSame($module === 'dashboard', wp_style_is('dolisync-dashboard'));
    }

    /** @return iterable<array{string}> */
    public function screensForThoseWhoMay(): iterable
    {
        yield ['edit-wps-product'];
        yield ['wps-product_page_dolisync-dashboard'];
        yield ['toplevel_page_wpshop'];
    }

    /** @dataProvider screensForThoseWhoMay */
    public function testItIsNotLoadedForWhomItRefuses(string $screen): void
    {
        $this->logIn('editor');
        set_current_screen($screen);
        do_action('admin_enqueue_scripts', $screen);
        self::assertFalse(wp_script_is('dolisync-boot'));
        self::assertFalse(wp_style_is('dolisync'));
    }

    public function testTheBootDataSurvivesAnyAddress(): void
    {
        $odd = static fn (): string => 'https://example.com/?a=</script><script>alert(1)</script>&b="c"';
        add_filter('login_url', $odd);
        do_action('admin_enqueue_scripts', 'edit.php');
        $boot = self::boot();
        remove_filter('login_url', $odd);
        self::assertSame($odd(), $boot['login_url']);
        self::assertStringEndsWith('dolisync/v1/', $boot['rest_root']);
        self::assertNotFalse(wp_verify_nonce($boot['nonce'], 'wp_rest'));
        self::assertStringContainsString('page=dolisync-settings', $boot['settings_url']);
        self::assertSame('EUR', $boot['currency']);
        self::assertSame(wp_timezone_string(), $boot['time_zone']);
        self::assertTrue($boot['configured']);
        self::assertSame(
            ['rest_root', 'nonce', 'nonce_url', 'settings_url', 'row_url', 'login_url', 'locale', 'currency', 'time_zone', 'configured', 'version', 'panel_js', 'panel_wasm'],
            array_keys($boot)
        );
    }

    /** What the panel is started with. @return array<string, mixed> */
    private static function boot(): array
    {
        $html = self::printed(static fn () => wp_print_scripts('dolisync-boot'));
        self::assertSame(1, preg_match('/window\.dolisyncBoot = (\{.*\});/', $html, $found), $html);
        return json_decode($found[1], true);
    }
}
