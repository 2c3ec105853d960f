<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Problem;
use DoliSync\Services;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/**
 * What all routes have in common: who may ask, and how a problem is answered.
 */
abstract class Controller
{
    public const NAMESPACE = 'dolisync/v1';

    /** A record's id in a path; 18 digits fit in PHP's integers. */
    protected const ID = '(?P<id>[0-9]{1,18})';

    final public function __construct(protected readonly Services $services)
    {
    }

    /**
     * Registers the routes of one resource.
     */
    abstract public function register(): void;

    /**
     * @param string $method one HTTP method
     * @param string $path below the namespace, may hold named groups
     * @param callable(WP_REST_Request): mixed $answer gives the answer's data or throws a Problem
     * @param array<string, array<string, mixed>> $arguments JSON schema of each argument
     * @param array<string, mixed> $schema JSON schema of the answer, see Shapes
     */
    protected function route(string $method, string $path, callable $answer, array $arguments, array $schema): void
    {
        register_rest_route(self::NAMESPACE, '/' . $path, [
            [
                'methods' => $method,
                'permission_callback' => [Permission::class, 'check'],
                'callback' => static fn (WP_REST_Request $request) => self::answer($answer, $request),
                'args' => $arguments,
            ],
            'schema' => static fn (): array => $schema,
        ]);
    }

    /**
     * The id in the path. WordPress lets an argument of the same name in the body go before it.
     */
    protected static function id(WP_REST_Request $request): int
    {
        return (int) $request->get_url_params()['id'];
    }

    private static function answer(callable $answer, WP_REST_Request $request): WP_REST_Response|WP_Error
    {
        try {
            $data = $answer($request);
            // WordPress's `_fields` argument reads arrays only.
            return new WP_REST_Response($data instanceof \JsonSerializable ? $data->jsonSerialize() : $data);
        } catch (Problem $problem) {
            return self::error($problem);
        } catch (\Throwable $fault) {
            return self::error(Problem::unexpected($fault));
        }
    }

    private static function error(Problem $problem): WP_Error
    {
        return new WP_Error(
            $problem->name,
            $problem->getMessage(),
            ['status' => $problem->httpStatus, 'next_action' => $problem->nextAction] + $problem->data
        );
    }
}
