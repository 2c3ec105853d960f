<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\DashboardPage;
use DoliSync\Admin\DissociationPage;
use DoliSync\Admin\Selection;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Services;
use DoliSync\Sync\Locks;
use DoliSync\Sync\ManyDissociations;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Status;
use DoliSync\Sync\Tables;
use DoliSync\Sync\Verdict;
use DoliSync\Tests\Support\StandIn;

/**
 * What WordPress's list can have done to several products at once. Each test sends what edit.php sends.
 */
final class BulkActionsTest extends AdminCase
{
    private const ACTIONS = ['dolisync_synchronize', 'dolisync_associate', 'dolisync_dissociate'];
    private const LIST = 'http://127.0.0.1/wp-admin/edit.php?post_type=wps-product&paged=1';

    protected function setUp(): void
    {
        parent::setUp();
        Policy::store(Policy::Off);
    }

    protected function tearDown(): void
    {
        $_GET = $_POST = $_REQUEST = [];
        $_SERVER['REQUEST_METHOD'] = 'GET';
        unset($GLOBALS['title']);
        delete_transient('dolisync_said_' . get_current_user_id());
        parent::tearDown();
    }

    /** A product on both sides that both agree on. @return array{int, int} */
    private static function pair(string $title): array
    {
        $id = self::product(['title' => $title, 'reference' => $title, 'price' => '10']);
        $dolibarrId = StandIn::create(['label' => $title, 'ref' => $title, 'price' => '10', 'array_options' => ['options__wps_status' => 'publish']]);
        $seen = Services::get()->comparisons()->read($id, $dolibarrId);
        Services::get()->synchronizer()->link($id, $dolibarrId, $seen->revisions(), array_fill_keys(ProductFields::KEYS, 'wpshop'));
        StandIn::forgetCalls();
        return [$id, $dolibarrId];
    }

    /** @param list<int|string> $ids @return string the address to which WordPress redirects */
    private static function send(string $action, array $ids, ?string $nonce = null): string
    {
        $_REQUEST['_wpnonce'] = $nonce ?? wp_create_nonce('bulk-posts');
        return apply_filters('handle_bulk_actions-edit-wps-product', self::LIST, $action, $ids);
    }

    /** What the list says above its table at this address. */
    private static function said(string $url): string
    {
        parse_str((string) parse_url($url, PHP_URL_QUERY), $_GET);
        set_current_screen('edit-wps-product');
        return html_entity_decode(self::printed(static fn () => do_action('all_admin_notices')));
    }

    /** The question, at the address that the action led to. */
    private static function asked(string $url): string
    {
        parse_str((string) parse_url($url, PHP_URL_QUERY), $_GET);
        self::assertSame(DissociationPage::SLUG, $_GET['page']);
        $page = new DissociationPage(Services::get());
        $page->load();
        return html_entity_decode(self::printed($page->show(...)));
    }

    /** Answers the question at this address. @return string where that leads */
    private static function answer(string $url, string $nonce = '', string $yes = 'yes'): string
    {
        parse_str((string) parse_url($url, PHP_URL_QUERY), $_GET);
        $_SERVER['REQUEST_METHOD'] = 'POST';
        $_POST = ['dolisync_confirmed' => $yes];
        $_REQUEST = ['_wpnonce' => $nonce === '' ? wp_create_nonce(DissociationPage::SLUG) : $nonce];
        try {
            return (string) self::redirected((new DissociationPage(Services::get()))->load(...));
        } finally {
            $_SERVER['REQUEST_METHOD'] = 'GET';
        }
    }

    /** Logs in another one who may use DoliSync. */
    private static function asSomeoneElse(): void
    {
        $login = 'somebody-else';
        $user = username_exists($login) ?: wp_insert_user(['user_login' => $login, 'user_pass' => 'x', 'role' => 'administrator']);
        wp_set_current_user((int) $user);
    }

    private static function assertRefused(callable $send): void
    {
        global $wpdb;
        $state = static fn (): array => [self::shop(), array_map(
            static fn (string $table): array => $wpdb->get_results("SELECT * FROM {$table} ORDER BY id", ARRAY_A),
            [Tables::links(), Tables::journal(), Tables::queue()]
        )];
        $before = $state();
        self::assertNotNull(self::ended($send), 'It was taken.');
        self::assertSame($before, $state());
    }

    /** @return list<string> the actions of ours that the list offers */
    private static function offered(): array
    {
        $actions = apply_filters('bulk_actions-edit-wps-product', ['edit' => 'Edit', 'trash' => 'Trash']);
        return array_keys($actions['Dolibarr'] ?? []);
    }

    public function testTheListOffersThemToThoseWhoMay(): void
    {
        self::product(['title' => 'Mug']);
        self::assertSame(self::ACTIONS, self::offered());
        self::assertStringContainsString('<optgroup label="Dolibarr">', self::productList());
        $_REQUEST['post_status'] = 'trash';
        self::assertSame([], self::offered());
        $_REQUEST = [];
        $this->logIn('editor');
        self::assertSame([], self::offered());
        $this->logIn('administrator');
        $this->disconnect();
        self::assertSame([], self::offered());
    }

    public function testNobodyElseAndNoForgedFormGetsAnywhere(): void
    {
        [$id] = self::pair('Mug');
        self::assertRefused(static fn () => self::answer(DissociationPage::of(Selection::keep([$id])), 'forged'));
        foreach (self::ACTIONS as $action) {
            self::assertRefused(static fn () => self::send($action, [$id], 'forged'));
        }
        $this->logIn('editor');
        foreach (self::ACTIONS as $action) {
            self::assertRefused(static fn () => self::send($action, [$id]));
        }
        self::assertRefused(static fn () => self::answer(DissociationPage::of(Selection::keep([$id]))));
        self::assertSame([], StandIn::calls());
    }

    public function testWordPresssOwnActionsAreLeftAlone(): void
    {
        self::assertSame(self::LIST, self::send('trash', [1], 'whatever'));
    }

    /** @return iterable<string, array{list<int|string>}> */
    public function nothing(): iterable
    {
        yield 'none' => [[]];
        yield 'no numbers' => [['x', '0', '-1', "1' OR 1 = 1"]];
        yield 'no product' => [[999999]];
    }

    /**
     * @dataProvider nothing
     * @param list<int|string> $ids
     */
    public function testWithoutAProductNothingIsDone(array $ids): void
    {
        $post = wp_insert_post(['post_type' => 'post', 'post_title' => 'A post', 'post_status' => 'publish']);
        foreach (self::ACTIONS as $action) {
            $url = self::send($action, [...$ids, $post]);
            self::assertSame(self::LIST, $url);
            self::assertStringContainsString('Choose at least one product first.', self::said($url));
        }
        wp_delete_post($post, true);
        self::assertSame([], StandIn::calls());
        self::assertSame(0, Services::get()->queue()->count());
    }

    public function testSynchronizingCarriesOverWhatOneSideChangedAndNamesTheRest(): void
    {
        [[$ours, $dolibarrs], [$theirs, $there], [$conflict, $both], [$same]] = array_map(self::pair(...), ['Ours', 'Theirs', 'Conflict', 'Same']);
        $red = self::product(['title' => 'Red <b>']);
        $untouched = self::pair('Untouched')[0];
        foreach ([$ours => 'Ours, newer', $conflict => 'Conflict in WPshop', $untouched => 'Nobody chose this'] as $id => $title) {
            Services::get()->catalogue()->write($id, ['title' => $title], PriceBase::WithoutTax);
        }
        StandIn::change($there, ['label' => 'Theirs, newer']);
        StandIn::change($both, ['label' => 'Conflict in Dolibarr']);

        $url = self::send('dolisync_synchronize', [$ours, $theirs, $conflict, $same, $red]);

        self::assertSame('Ours, newer', StandIn::product($dolibarrs)['label']);
        self::assertSame('Theirs, newer', get_the_title($theirs));
        self::assertSame(['Conflict in WPshop', 'Conflict in Dolibarr'], [get_the_title($conflict), StandIn::product($both)['label']]);
        self::assertSame(0, Services::get()->queue()->count());
        $entry = Services::get()->journal()->page($ours, 1)['entries'][0];
        self::assertSame(['button', wp_get_current_user()->user_login], [$entry->source, $entry->user]);
        self::assertTrue($entry->isUndoable());

        $said = self::said($url);
        self::assertStringContainsString('3 products hold the same data on both sides.', $said);
        self::assertMatchesRegularExpression("#1 product waits for your decision: <a href=\"[^\"]*dolisync_product=$conflict\">Conflict in WPshop</a>\\.#", $said);
        self::assertMatchesRegularExpression("#1 product is not associated, so that nothing was done to it: <a href=\"[^\"]*dolisync_product=$red\">#", $said);
        self::assertStringNotContainsString('Red <b>"', $said);
        // Loaded again, it says the same and does nothing.
        StandIn::forgetCalls();
        self::assertSame($said, self::said($url));
        self::assertSame([], StandIn::calls());
        Services::get()->synchronizer()->undo($entry->id);
        self::assertSame('Ours', StandIn::product($dolibarrs)['label']);
    }

    public function testAskedForItIsCarriedOverAlsoWhereNothingGoesByItself(): void
    {
        [$id, $dolibarrId] = self::pair('Mug');
        [$other, $others] = self::pair('Bowl');
        $differs = new Verdict(Status::OutOfSync, Reason::Differs, ['title']);
        foreach ([Policy::Off, Policy::Ask] as $policy) {
            Policy::store($policy);
            StandIn::change($dolibarrId, ['label' => "Asked for, $policy->value"]);
            StandIn::change($others, ['label' => 'Not asked for']);
            Services::get()->queue()->add("wp:$other", 'edit');
            Services::get()->queue()->ask([Services::get()->links()->of($id)]);
            // What changes meanwhile does not take the wish away.
            Services::get()->queue()->add("wp:$id", 'edit');
            Services::get()->links()->checked([$id => $differs, $other => $differs], Moment::now());
            $rows = Services::get()->statusCheck()->lastKnown([$id, $other]);
            self::assertSame(['pending', 'differs'], [$rows[$id]->reason?->value, $rows[$other]->reason?->value]);
            Services::get()->worker()->run(20);
            self::assertSame("Asked for, $policy->value", get_the_title($id));
            self::assertSame('Bowl', get_the_title($other));
        }
    }

    public function testWhatDolibarrCannotAnswerIsNamedAndTriedAgain(): void
    {
        [$id, $dolibarrId] = self::pair('Mug');
        StandIn::change($dolibarrId, ['label' => 'Newer']);
        StandIn::fail(['kind' => 'html_500']);
        $url = self::send('dolisync_synchronize', [$id]);
        StandIn::heal();
        self::assertMatchesRegularExpression('#1 product could not be synchronized yet: <a [^>]*>Mug</a>\. Dolibarr has a technical problem#', self::said($url));
        self::assertSame(1, Services::get()->queue()->count());
        Services::get()->queue()->retryAll();
        Services::get()->worker()->run(20);
        self::assertStringContainsString('1 product holds the same data on both sides.', self::said($url));
    }

    public function testWhatThereWasNoTimeForGoesOnAndTheResultFollows(): void
    {
        $ids = array_column(array_map(self::pair(...), ['A', 'B']), 0);
        Services::get()->queue()->ask(array_values(Services::get()->links()->ofMany($ids)));
        Services::get()->worker()->run(0, [$ids[1]]);
        $url = add_query_arg('dolisync_synchronized', Selection::keep($ids), self::LIST);
        $said = self::said($url);
        self::assertStringContainsString('1 product holds the same data on both sides.', $said);
        self::assertMatchesRegularExpression('#1 product is still to be looked at\. This goes on without you.*page=dolisync-waiting#', $said);
    }

    public function testAssociatingOpensTheDashboardWithThoseThatAreOpen(): void
    {
        [$id] = self::pair('Mug');
        [$red, $redToo] = [self::product(['title' => 'Red']), self::product(['title' => 'Red too'])];
        self::assertStringContainsString('associated already', self::said(self::send('dolisync_associate', [$id])));
        $url = self::send('dolisync_associate', [$id, $red, $redToo]);
        self::assertStringEndsWith('#prepare/associate', $url);
        parse_str((string) parse_url($url, PHP_URL_QUERY), $_GET);
        $page = new DashboardPage(Services::get());
        $selected = static fn (): ?array => preg_match('/ data-selected="([^"]*)"/', self::printed($page->show(...)), $found) === 1
            ? json_decode(html_entity_decode($found[1])) : null;
        self::assertEqualsCanonicalizing([$red, $redToo], $selected());
        // What was associated or deleted since is left out, and so is what somebody else chose.
        Services::get()->links()->put($redToo, 77, null);
        self::assertSame([$red], $selected());
        self::asSomeoneElse();
        self::assertSame([], $selected());
        $_GET = ['dolisync_selection' => ['x']];
        self::assertSame([], $selected());
        $_GET = [];
        self::assertNull($selected());
        self::assertSame([], StandIn::writes());
    }

    public function testDissociatingAsksFirstAndNamesThem(): void
    {
        [$mug] = self::pair('Mug');
        [$bowl] = self::pair('Bowl');
        $red = self::product(['title' => 'Red']);
        self::assertStringContainsString('None of these products is associated.', self::said(self::send('dolisync_dissociate', [$red])));
        $url = self::send('dolisync_dissociate', [$mug, $bowl, $red]);
        $question = self::asked($url);
        self::assertStringContainsString('<h1>Dissociate 2 products?</h1>', $question);
        self::assertStringContainsString('<li>Mug</li>', $question);
        self::assertStringNotContainsString('Red', $question);
        self::assertCount(2, Services::get()->links()->ofMany([$mug, $bowl]));
        // Any other answer changes nothing.
        self::answer($url, yes: 'no');
        self::assertCount(2, Services::get()->links()->ofMany([$mug, $bowl]));

        $shop = get_post($mug)->to_array();
        $result = self::answer($url);
        self::assertSame([], Services::get()->links()->ofMany([$mug, $bowl]));
        self::assertSame($shop, get_post($mug)->to_array());
        $said = self::said($result);
        self::assertStringContainsString('2 products are dissociated. Their data were not changed.', $said);
        self::assertSame($said, self::said($result));
        $entry = Services::get()->journal()->page($mug, 1)['entries'][0];
        Services::get()->synchronizer()->undo($entry->id);
        self::assertNotNull(Services::get()->links()->of($mug));
        self::assertStringContainsString('Dissociate 1 product?', self::asked($url));
    }

    public function testOneThatCannotBeDissociatedStopsNoOther(): void
    {
        [$mug] = self::pair('Mug');
        [$bowl] = self::pair('Bowl');
        $url = self::send('dolisync_dissociate', [$mug, $bowl]);
        (new Locks())->holding(["product_$mug"], static function () use ($url, &$result): void {
            $result = self::answer($url);
        });
        self::assertSame([$mug], array_keys(Services::get()->links()->ofMany([$mug, $bowl])));
        $said = self::said($result);
        self::assertStringContainsString('1 product is dissociated.', $said);
        self::assertMatchesRegularExpression('#1 product is still associated: <a [^>]*>Mug</a>\. This product is being synchronized right now#', $said);
    }

    public function testTheTimeOfARequestEndsIt(): void
    {
        $ids = array_column(array_map(self::pair(...), ['A', 'B', 'C']), 0);
        $services = Services::get();
        $products = (new \ReflectionMethod($services, 'products'))->invoke($services);
        self::assertSame([], (new ManyDissociations($services->synchronizer(), $products, 0))->dissociate($ids));
        self::assertCount(2, Services::get()->links()->ofMany($ids));
        $said = self::said(add_query_arg('dolisync_dissociated', Selection::keep($ids), self::LIST));
        self::assertMatchesRegularExpression('#There was no time left for 2 products, which are still associated\. <a href="[^"]*page=dolisync-dissociation#', $said);
    }

    public function testADolibarrThatCannotBeReachedEndsItAtOnce(): void
    {
        $ids = array_column(array_map(self::pair(...), ['A', 'B', 'C']), 0);
        update_option('dolisync_dolibarr_url', 'http://127.0.0.1:9');
        $problems = Services::get()->manyDissociations()->dissociate($ids);
        self::assertSame(['dolisync_dolibarr_unreachable'], array_column($problems, 'name'));
        self::assertCount(3, Services::get()->links()->ofMany($ids));
    }

    public function testEnglishOnAPageInAnotherLanguageSaysSo(): void
    {
        [$id] = self::pair('Mug');
        add_filter('pre_determine_locale', static fn (): string => 'de_DE');
        try {
            self::assertStringContainsString('<div class="wrap dolisync-page" lang="en">', self::asked(DissociationPage::of('0123456789ab')));
            self::assertStringContainsString('id="dolisync-bulk-result" lang="en">', self::said(self::send('dolisync_synchronize', [$id])));
        } finally {
            remove_all_filters('pre_determine_locale');
        }
    }

    public function testASelectionIsAPersonsOwn(): void
    {
        [$mug] = self::pair('Mug');
        $url = self::send('dolisync_synchronize', [$mug]);
        self::assertStringContainsString('1 product holds', self::said($url));
        self::asSomeoneElse();
        self::assertStringNotContainsString('1 product holds', self::said($url));
        self::assertStringContainsString('nothing to dissociate', self::asked(DissociationPage::of('0123456789ab')));
    }
}
