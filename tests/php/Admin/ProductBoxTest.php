<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Status;
use DoliSync\Sync\Verdict;

/**
 * The box on a product's page.
 */
final class ProductBoxTest extends AdminCase
{
    protected function setUp(): void
    {
        parent::setUp();
        set_current_screen('wps-product');
    }

    private static function box(int $id): string
    {
        $GLOBALS['wp_meta_boxes'] = [];
        do_action('add_meta_boxes_wps-product', get_post($id));
        return self::printed(static fn () => do_meta_boxes('wps-product', 'side', get_post($id)));
    }

    public function testItSaysEverythingWithoutThePanel(): void
    {
        $id = self::product(['title' => 'Mug']);
        Services::get()->links()->put($id, 68, ['title' => 'Mug', 'price_base' => 'HT']);
        Services::get()->links()->checked([$id => new Verdict(Status::OutOfSync, Reason::Differs, ['title', 'price'])], Moment::now());
        $html = self::box($id);
        self::assertSame(1, substr_count($html, 'data-dolisync="cell"'));
        self::assertMatchesRegularExpression('/#WP : ' . $id . '.*#Doli : 68.*Out of sync/s', $html);
        self::assertMatchesRegularExpression('#<p>Different: title, price\. Checked: [^<]+\.</p><p>Last synchronization: [^<]+\.</p>#', $html);
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testAnAssociationThatWasNeverSynchronizedHasNoSuchTime(): void
    {
        $id = self::product(['title' => 'Mug']);
        Services::get()->links()->put($id, 68, null);
        self::assertStringNotContainsString('Last synchronization', self::box($id));
        self::assertStringContainsString('Not associated with a Dolibarr product yet.', self::box(self::product(['title' => 'Bowl'])));
    }

    public function testAProductThatIsBeingAddedHasASentence(): void
    {
        $html = self::box((int) wp_insert_post(['post_type' => 'wps-product', 'post_status' => 'auto-draft', 'post_title' => 'Auto Draft']));
        self::assertStringContainsString('Once this product is saved', $html);
        self::assertStringNotContainsString('data-dolisync', $html);
    }

    public function testWithoutTheCapabilityOrAConnectionThereIsLess(): void
    {
        $id = self::product(['title' => 'Mug']);
        $this->disconnect();
        self::assertStringContainsString('Not configured', self::box($id));
        self::assertStringNotContainsString('dolisync-details', self::box($id));
        $this->logIn('editor');
        self::assertStringNotContainsString('dolisync-box', self::box($id));
    }

    public function testTheBlockEditorHidesWhatIsAboveThePage(): void
    {
        $id = self::product(['title' => 'Mug']);
        self::assertStringContainsString('dolisync-notices', self::printed(static fn () => do_action('all_admin_notices')));
        self::assertStringNotContainsString('dolisync-notices', self::box($id));
        get_current_screen()->is_block_editor(true);
        self::assertStringNotContainsString('dolisync-notices', self::printed(static fn () => do_action('all_admin_notices')));
        self::assertStringContainsString('dolisync-notices', self::box($id));
        get_current_screen()->is_block_editor(false);
    }
}
