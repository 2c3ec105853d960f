<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Catalogue\PriceBase;
use DoliSync\Services;

/**
 * Editing a product in WordPress's own editor.
 */
final class ProductFormTest extends AdminCase
{
    private int $id;

    protected function setUp(): void
    {
        parent::setUp();
        set_current_screen('wps-product');
        $this->id = self::product([
            'title' => 'Mug', 'reference' => 'MUG', 'barcode' => '376', 'price' => '12.34568', 'vat_rate' => '20', 'weight' => '0.35',
        ]);
    }

    protected function tearDown(): void
    {
        $_POST = [];
        unset($_GET['dolisync_refused']);
        parent::tearDown();
    }

    /**
     * @param array<string, mixed> $typed
     * @param array<string, string> $shown what the form showed
     */
    private function save(array $typed, string $nonce = '', array $shown = []): string
    {
        $_POST = wp_slash([
            'dolisync_product' => $typed,
            'dolisync_shown' => $shown,
            'dolisync_product_nonce' => $nonce === '' ? wp_create_nonce('dolisync_product_' . $this->id) : $nonce,
        ]);
        remove_all_filters('redirect_post_location');
        wp_update_post(['ID' => $this->id, 'post_title' => 'Mug']);
        return apply_filters('redirect_post_location', 'post.php?post=' . $this->id);
    }

    /** @return array<string, string> */
    private function values(): array
    {
        return array_intersect_key(
            Services::get()->catalogue()->read($this->id)->values(PriceBase::WithoutTax),
            array_flip(['reference', 'barcode', 'price', 'vat_rate', 'weight'])
        );
    }

    public function testWhatIsTypedIsSavedExactly(): void
    {
        $url = $this->save(['reference' => "L'été \\ \"1\"", 'barcode' => '', 'price' => "1 234,5678\u{a0}", 'vat_rate' => '5,5', 'weight' => '.5']);
        self::assertStringNotContainsString('refused', $url);
        self::assertSame(
            ['reference' => "L'été \\ \"1\"", 'barcode' => '', 'price' => '1234.5678', 'vat_rate' => '5.5', 'weight' => '0.5'],
            $this->values()
        );
    }

    public function testAValueIsOnlyAValue(): void
    {
        $evil = '"><img src=x onerror=alert(1)>&quot;';
        $id = self::product(['title' => 'Mug', 'reference' => $evil, 'barcode' => $evil, 'price' => '1', 'vat_rate' => '20']);
        $html = self::printed(fn () => do_meta_boxes($this->addBoxes(), 'normal', get_post($id)));
        self::assertStringNotContainsString('<img', $html);
        // The field, and beside it what the form showed.
        self::assertSame(4, substr_count($html, 'value="' . htmlspecialchars($evil) . '"'));
    }

    public function testSavingWhatTheFormShowsChangesNothing(): void
    {
        $before = $this->values();
        $html = self::printed(fn () => do_meta_boxes($this->addBoxes(), 'normal', get_post($this->id)));
        preg_match_all('/name="dolisync_product\[(\w+)\]" value="([^"]*)"/', $html, $inputs, PREG_SET_ORDER);
        self::assertCount(5, $inputs);
        $this->save(array_map('html_entity_decode', array_column($inputs, 2, 1)));
        self::assertSame($before, $this->values());
    }

    public function testWhatCameInSinceTheFormWasOpenedStays(): void
    {
        $shown = $this->values();
        Services::get()->catalogue()->write($this->id, ['price' => '77'], PriceBase::WithoutTax);
        $this->save(['weight' => '9.5'] + $shown, '', $shown);
        self::assertSame(['77', '9.5'], [$this->values()['price'], $this->values()['weight']]);
    }

    private function addBoxes(): string
    {
        do_action('add_meta_boxes_wps-product', get_post($this->id));
        return 'wps-product';
    }

    /** @return iterable<array{string, string}> field, typed */
    public function nonsense(): iterable
    {
        foreach (['price', 'vat_rate', 'weight'] as $key) {
            foreach (['abc', '1.2.3', '-1', '1,234.5', '0x10', 'INF', '1e400', str_repeat('9', 100)] as $typed) {
                yield "$key $typed" => [$key, $typed];
            }
        }
        yield ['vat_rate', '200'];
        yield ['reference', str_repeat('x', 129)];
    }

    /** @dataProvider nonsense */
    public function testNonsenseKeepsThePreviousValueAndIsNamed(string $key, string $typed): void
    {
        $before = $this->values();
        $url = $this->save([$key => $typed] + $before);
        self::assertSame($before, $this->values());
        self::assertStringContainsString("dolisync_refused=$key", $url);
        $_GET['dolisync_refused'] = $key;
        self::assertStringContainsString('Not saved', self::printed(static fn () => do_action('admin_notices')));
    }

    public function testANoticeNamesOnlyFieldsOfTheForm(): void
    {
        $_GET['dolisync_refused'] = '<script>alert(1)</script>';
        self::assertStringNotContainsString('script', self::printed(static fn () => do_action('admin_notices')));
    }

    public function testNothingIsSavedForWhoMayNot(): void
    {
        $before = $this->values();
        $this->save(['price' => '1'], 'forged');
        self::assertSame($before, $this->values());
        $this->logIn('subscriber');
        $this->save(['price' => '1']);
        self::assertSame($before, $this->values());
    }

    public function testANewProductHasAnEmptyForm(): void
    {
        $this->id = (int) wp_insert_post(['post_type' => 'wps-product', 'post_status' => 'auto-draft', 'post_title' => 'Auto Draft']);
        $html = self::printed(fn () => do_meta_boxes($this->addBoxes(), 'normal', get_post($this->id)));
        self::assertSame(5, substr_count($html, 'value="" class="regular-text"'));
    }

    public function testTheEditorKeepsParagraphTags(): void
    {
        $GLOBALS['post'] = get_post(self::product(['title' => 'A', 'description' => '<p>One</p><p>Two</p>']));
        self::assertFalse(apply_filters('wp_editor_settings', [], 'content')['wpautop']);
        $GLOBALS['post'] = get_post(self::product(['title' => 'B', 'description' => "One\n\nTwo"]));
        self::assertTrue(apply_filters('wp_editor_settings', [], 'content')['wpautop']);
        self::assertSame([], apply_filters('wp_editor_settings', [], 'another'));
        self::assertFalse(use_block_editor_for_post_type('wps-product'));
        unset($GLOBALS['post']);
    }
}
