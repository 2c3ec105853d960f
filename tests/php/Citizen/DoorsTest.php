<?php

declare(strict_types=1);

namespace DoliSync\Tests\Citizen;

use DoliSync\Admin\DashboardPage;
use DoliSync\Admin\Menu;
use DoliSync\Admin\OpenedForm;
use DoliSync\Catalogue\RecordType;
use DoliSync\Plugin;
use DoliSync\Rest\Permission;
use DoliSync\Rest\Webhook;
use DoliSync\Services;
use DoliSync\Tests\Admin\AdminCase;
use DoliSync\Tests\Admin\Redirected;

/**
 * Every way into the plugin, found by what it has registered in WordPress, and not by a list: each asks for the right,
 * and for a nonce where something is sent. A new one that does not is found here.
 */
final class DoorsTest extends AdminCase
{
    /** What WordPress calls because a person's browser asked for it. */
    private const DOORS = '/^(admin_post|wp_ajax|admin_action|load)[_-]/';

    /** Pages that take in nothing: what they show is asked for through the REST API. */
    private const SHOW_ONLY = [DashboardPage::class];

    /** What WordPress's own doors pass by, before they ask for their nonce: ours only keeps a form out. */
    private const KEEPING_OUT = [OpenedForm::class];

    private string $nonceAction = '';

    protected function setUp(): void
    {
        parent::setUp();
        $GLOBALS['menu'] = $GLOBALS['submenu'] = [];
        Menu::add();
        add_filter('wp_die_handler', [$this, 'dying']);
        add_filter('wp_redirect', [$this, 'leaving']);
        add_action('check_admin_referer', [$this, 'asked']);
        $_SERVER['REQUEST_METHOD'] = 'POST';
    }

    protected function tearDown(): void
    {
        remove_filter('wp_die_handler', [$this, 'dying']);
        remove_filter('wp_redirect', [$this, 'leaving']);
        remove_action('check_admin_referer', [$this, 'asked']);
        unset($_SERVER['REQUEST_METHOD'], $_REQUEST['_wpnonce']);
        $GLOBALS['menu'] = $GLOBALS['submenu'] = [];
        parent::tearDown();
    }

    public function dying(): callable
    {
        return static function (string $message, string $title, mixed $given): never {
            throw new \LogicException((string) (is_array($given) ? $given['response'] ?? 500 : $given));
        };
    }

    public function leaving(string $address): never
    {
        throw new Redirected($address);
    }

    public function asked(string $action): void
    {
        $this->nonceAction = $action;
    }

    public function testEachAsksForANonceAndForTheRight(): void
    {
        $doors = self::doors();
        self::assertGreaterThanOrEqual(7, count($doors), 'the pages, the answer to the brakes, the table of a run');
        foreach ($doors as [$hook, $callback]) {
            $of = self::owner($callback);
            if (str_starts_with($hook, 'load-') && in_array($of, self::SHOW_ONLY, true) || in_array($of, self::KEEPING_OUT, true)) {
                continue;
            }
            $this->logIn('administrator');
            unset($_REQUEST['_wpnonce']);
            $this->nonceAction = '';
            self::assertSame('403', self::answer($callback), "$hook without a nonce");
            self::assertNotSame('', $this->nonceAction, "$hook does not ask for a nonce");

            $this->logIn('editor');
            $_REQUEST['_wpnonce'] = wp_create_nonce($this->nonceAction);
            self::assertSame('403', self::answer($callback), "$hook without the right");
        }
    }

    public function testNoneIsOpenToVisitors(): void
    {
        foreach (self::doors() as [$hook]) {
            self::assertStringNotContainsString('_nopriv', $hook);
        }
    }

    public function testEachPageIsInTheMenuForThoseWhoMay(): void
    {
        $inMenu = [];
        foreach ($GLOBALS['submenu'] as $parent => $items) {
            foreach ($items as [, $right, $slug]) {
                $hook = get_plugin_page_hookname($slug, $parent);
                if (self::ours($hook) !== []) {
                    self::assertSame(Plugin::CAPABILITY, $right, $slug);
                    $inMenu[] = "load-$hook";
                }
            }
        }
        self::assertGreaterThanOrEqual(6, count($inMenu));
        // Those in WPshop's menu, which tests of WPshop open, are not in WordPress's.
        $pages = preg_grep('/^load-(?!toplevel_page_wpshop$|wpshop_page_)/', array_column(self::doors(), 0));
        self::assertSame([], array_diff($pages, $inMenu), 'each page is in the menu, with the right');
    }

    /** The block editor, the box of custom fields, the REST API and XML-RPC are open to everybody who may edit a product. */
    public function testWhoMayEditAProductDoesNotReachWhatIsKeptOfIt(): void
    {
        $id = self::product(['title' => 'Mug', 'reference' => 'MUG', 'barcode' => '3760000000017', 'price' => '12', 'vat_rate' => '20', 'weight' => '1']);
        Services::get()->catalogue()->markLinked($id, 68);
        $before = get_post_meta($id);
        self::assertArrayHasKey('_external_id', $before);
        self::assertGreaterThan(5, count($before));
        foreach (array_keys($before) as $meta) {
            self::assertTrue(is_protected_meta($meta, 'post'), $meta);
        }
        $this->logIn('editor');
        $editor = wp_get_current_user();
        $request = new \WP_REST_Request('POST', "/wp/v2/wps-product/$id");
        $request->set_body_params(['title' => 'Mug', 'meta' => array_map(static fn (): string => '1', $before)]);
        $answer = rest_do_request($request);
        self::assertSame(200, $answer->get_status());
        self::assertSame([], array_intersect_key((array) ($answer->get_data()['meta'] ?? []), $before));

        require_once ABSPATH . WPINC . '/class-IXR.php';
        require_once ABSPATH . WPINC . '/class-wp-xmlrpc-server.php';
        $fields = array_map(static fn (string $key): array => ['key' => $key, 'value' => '1'], array_keys($before));
        self::assertTrue((new \wp_xmlrpc_server())->wp_editPost([1, $editor->user_login, 'password', $id, ['custom_fields' => $fields]]));
        wp_cache_flush();
        self::assertSame($before, array_intersect_key(get_post_meta($id), $before));
        self::assertCount(0, array_filter(get_post_meta($id), static fn (array $values): bool => in_array('1', array_slice($values, 1), true)));
    }

    public function testRecordsOfPeopleAreShownToThoseWhoMay(): void
    {
        require_once ABSPATH . WPINC . '/class-IXR.php';
        require_once ABSPATH . WPINC . '/class-wp-xmlrpc-server.php';
        foreach (RecordType::cases() as $type) {
            $registered = get_post_type_object($type->postType());
            $record = wp_insert_post(['post_type' => $type->postType(), 'post_title' => 'Jane', 'post_status' => 'publish']);
            $this->logIn('editor');
            $editor = wp_get_current_user();
            self::assertInstanceOf(\IXR_Error::class, (new \wp_xmlrpc_server())->wp_getPost([1, $editor->user_login, 'password', $record]));
            self::assertInstanceOf(\IXR_Error::class, (new \wp_xmlrpc_server())->wp_getPosts([1, $editor->user_login, 'password', ['post_type' => $type->postType()]]));
            self::assertFalse(is_post_publicly_viewable($record), $type->value);
            self::assertSame([], get_posts(['s' => 'Jane', 'post_type' => 'any', 'post_status' => 'any']), $type->value);
            $this->logIn('administrator');
            self::assertFalse($registered->public, $type->value);
            self::assertFalse($registered->show_in_rest, $type->value);
            self::assertSame(Plugin::CAPABILITY, $registered->cap->edit_posts, $type->value);
            self::assertSame(Plugin::CAPABILITY, $registered->cap->read_post, $type->value);
        }
    }

    public function testEachRouteAsksForTheRight(): void
    {
        $this->logIn('editor');
        $routes = 0;
        foreach (rest_get_server()->get_routes() as $path => $handlers) {
            foreach ($handlers as $handler) {
                if (!self::isOurs($handler['callback']) || self::owner($handler['callback']) === Webhook::class) {
                    continue;
                }
                // WordPress checks the nonce of every request that it believes a user.
                self::assertSame([Permission::class, 'check'], $handler['permission_callback'], $path);
                self::assertWPError(($handler['permission_callback'])(new \WP_REST_Request()), $path);
                $routes++;
            }
        }
        self::assertGreaterThan(30, $routes);
    }

    private static function assertWPError(mixed $answer, string $of): void
    {
        self::assertInstanceOf(\WP_Error::class, $answer, $of);
    }

    /** @return string the HTTP status with which the request ends, or how else it ends */
    private static function answer(callable $callback): string
    {
        try {
            self::printed($callback);
        } catch (\LogicException $died) {
            return $died->getMessage();
        } catch (Redirected $redirected) {
            return 'redirected to ' . $redirected->getMessage();
        }
        return 'let in';
    }

    /** @return list<array{string, callable}> hook, callback */
    private static function doors(): array
    {
        $doors = [];
        foreach (array_keys($GLOBALS['wp_filter']) as $hook) {
            if (preg_match(self::DOORS, $hook) === 1) {
                foreach (self::ours($hook) as $callback) {
                    $doors[] = [$hook, $callback];
                }
            }
        }
        return $doors;
    }

    /** @return list<callable> the plugin's callbacks on a hook */
    private static function ours(string $hook): array
    {
        $callbacks = array_merge([], ...array_values($GLOBALS['wp_filter'][$hook]->callbacks ?? []));
        return array_values(array_filter(array_column($callbacks, 'function'), self::isOurs(...)));
    }

    private static function isOurs(mixed $callback): bool
    {
        return is_callable($callback)
            && str_starts_with((string) self::reflected($callback)->getFileName(), dirname(DOLISYNC_FILE) . '/src/');
    }

    private static function owner(callable $callback): string
    {
        $reflected = self::reflected($callback);
        // A method as a closure knows the object that it is called on; its class may be the parent's.
        $object = $callback instanceof \Closure ? $reflected->getClosureThis() : null;
        return match (true) {
            is_array($callback) => is_object($callback[0]) ? $callback[0]::class : $callback[0],
            $object !== null => $object::class,
            default => (string) $reflected->getClosureScopeClass()?->getName(),
        };
    }

    private static function reflected(callable $callback): \ReflectionFunctionAbstract
    {
        return is_array($callback) ? new \ReflectionMethod($callback[0], $callback[1]) : new \ReflectionFunction($callback);
    }
}
