<?php

declare(strict_types=1);

namespace DoliSync\Tests\Rest;

use DoliSync\Tests\Support\SiteCase;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * Asks the REST API as a browser does: the user is the session's, and only with a valid nonce is he believed.
 */
abstract class RestCase extends SiteCase
{
    protected const GOOD_NONCE = 'good';

    /** @var array<string, int> role → user */
    private static array $users = [];

    /** The user of this role; 0 for `anonymous`. */
    protected static function user(string $role): int
    {
        if ($role === 'anonymous') {
            return 0;
        }
        $found = get_users(['role' => $role, 'number' => 1, 'fields' => 'ID']);
        return self::$users[$role] ??= (int) ($found[0] ?? wp_insert_user([
            'user_login' => "rest-$role",
            'user_pass' => 'password',
            'role' => $role,
        ]));
    }

    /**
     * @param array<string, mixed>|null $body sent as JSON; null: no body
     * @param string|null $nonce null: none is sent
     */
    protected static function ask(
        string $method,
        string $route,
        ?array $body = null,
        string $role = 'administrator',
        ?string $nonce = self::GOOD_NONCE
    ): WP_REST_Response {
        wp_set_current_user(self::user($role));
        $GLOBALS['wp_rest_auth_cookie'] = true;
        unset($_SERVER['HTTP_X_WP_NONCE']);
        if ($nonce !== null) {
            $_SERVER['HTTP_X_WP_NONCE'] = $nonce === self::GOOD_NONCE ? wp_create_nonce('wp_rest') : $nonce;
        }
        [$path, $query] = explode('?', $route, 2) + [1 => ''];
        $request = new WP_REST_Request($method, '/dolisync/v1/' . $path);
        parse_str($query, $arguments);
        $request->set_query_params($arguments);
        if ($body !== null) {
            $request->set_header('Content-Type', 'application/json');
            $request->set_body((string) wp_json_encode($body === [] ? new \stdClass() : $body));
        }
        // What WP_REST_Server::serve_request does, without its output.
        $server = self::server();
        $refused = $server->check_authentication();
        $answer = is_wp_error($refused) ? rest_convert_error_to_response($refused) : $server->dispatch($request);
        $answer = apply_filters('rest_post_dispatch', rest_ensure_response($answer), $server, $request);
        // As it arrives: what cannot be encoded would be missing.
        $answer->set_data(json_decode((string) wp_json_encode($answer->get_data()), true));
        return $answer;
    }

    /**
     * Asks, and checks the answer against the schema that the route publishes.
     *
     * @param array<string, mixed>|null $body
     * @return array<string, mixed> the answer's data
     */
    protected static function answer(string $method, string $route, ?array $body = null): array
    {
        $answer = self::ask($method, $route, $body);
        self::assertSame(200, $answer->get_status(), "$method $route: " . wp_json_encode($answer->get_data()));
        self::assertMatchesSchema($answer->get_data(), self::schema($method, strtok($route, '?')));
        return $answer->get_data();
    }

    /** @return array<string, mixed> */
    protected static function schema(string $method, string $path): array
    {
        foreach (self::server()->get_routes('dolisync/v1') as $pattern => $handlers) {
            if (preg_match('#^' . $pattern . '$#', '/dolisync/v1/' . $path) === 1) {
                $schema = self::server()->get_route_options($pattern)['schema'] ?? null;
                self::assertIsCallable($schema, "$method $path publishes no schema.");
                return $schema();
            }
        }
        self::fail("There is no route $path.");
    }

    /** @param array<string, mixed> $schema */
    protected static function assertMatchesSchema(mixed $data, array $schema): void
    {
        $valid = rest_validate_value_from_schema($data, $schema, 'answer');
        self::assertTrue($valid, is_wp_error($valid) ? $valid->get_error_message() . ' ' . wp_json_encode($data) : '');
    }

    /** WordPress's server, except that it sends no header: the tests' output has begun long ago. */
    protected static function server(): WP_REST_Server
    {
        if (!isset($GLOBALS['wp_rest_server'])) {
            $quiet = static fn (): string => get_class(new class extends WP_REST_Server {
                // phpcs:ignore PSR1.Methods.CamelCapsMethodName -- WordPress’s name
                public function send_header($key, $value)
                {
                }
            });
            add_filter('wp_rest_server_class', $quiet);
            rest_get_server();
            remove_filter('wp_rest_server_class', $quiet);
        }
        return rest_get_server();
    }

    /** Every error of every route has these, whoever answers it. */
    protected static function assertPlainError(WP_REST_Response $answer, string $what = ''): void
    {
        $error = $answer->get_data();
        self::assertGreaterThanOrEqual(400, $answer->get_status(), $what);
        self::assertIsString($error['code'] ?? null, $what);
        self::assertNotSame('', $error['code'], $what);
        self::assertMatchesRegularExpression('/\S+ \S+/', $error['message'] ?? '', $what);
        self::assertSame($answer->get_status(), $error['data']['status'] ?? null, $what);
        self::assertContains($error['data']['next_action'] ?? null, \DoliSync\Rest\Shapes::NEXT_ACTIONS, $what);
    }
}
