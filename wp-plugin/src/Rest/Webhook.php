<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Policy;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/**
 * What Dolibarr tells by itself (its module Webhook, from 17 on): a product changed, have a look at it.
 *
 * Dolibarr calls inside its user's save, before it has stored it: anything but a quick 2xx would stop that user, and
 * the record could not be read yet. So whatever a caller with the right secret sends is answered 204 at once, and the
 * look comes later, from the queue. What is not understood is left to the poll, which misses nothing.
 */
final class Webhook
{
    public const PATH = 'webhook';
    /** When Dolibarr last called; for the settings, so that a person sees that it works. */
    public const LAST_OPTION = 'dolisync_webhook_at';
    /** The events of Dolibarr that are of use. */
    public const EVENTS = ['PRODUCT_CREATE', 'PRODUCT_MODIFY', 'PRODUCT_PRICE_MODIFY', 'PRODUCT_DELETE', 'STOCK_MOVEMENT'];
    /** The body of a message that only tests the address: it is none of Dolibarr's. */
    public const TEST_MESSAGE = '{"triggercode":"DOLISYNC_TEST","object":{}}';

    /** A product with a long description is 20 kB. */
    private const MOST_BYTES = 1_048_576;
    /** Dolibarr's transaction is over by then. */
    private const DELAY_SECONDS = 10;
    /** So many levels has the JSON of a product with its lines, twice. */
    private const DEPTH = 32;

    private static string $body = '';

    public function __construct(private readonly Services $services)
    {
    }

    public function register(): void
    {
        register_rest_route(Controller::NAMESPACE, '/' . self::PATH, [[
            'methods' => 'POST',
            'permission_callback' => self::permit(...),
            'callback' => $this->take(...),
        ]]);
        add_filter('rest_pre_dispatch', self::keepBodyAside(...), 10, 3);
    }

    /**
     * WordPress answers 400 to a body that is no JSON, before anybody is asked about the secret. This route's body is
     * ours to read.
     */
    private static function keepBodyAside(mixed $answer, mixed $server, WP_REST_Request $request): mixed
    {
        $body = (string) $request->get_body();
        if ($body !== '' && $request->get_route() === '/' . Controller::NAMESPACE . '/' . self::PATH) {
            self::$body = $body;
            $request->set_body('');
        }
        return $answer;
    }

    private static function permit(WP_REST_Request $request): bool|WP_Error
    {
        return WebhookSecret::isRight($request->get_query_params()['secret'] ?? null)
            ? true
            : new WP_Error(
                'dolisync_wrong_secret',
                __('This is not the address that the settings of DoliSync show.', 'dolisync'),
                ['status' => 403, 'next_action' => 'none']
            );
    }

    private function take(): WP_REST_Response
    {
        [$body, self::$body] = [self::$body, ''];
        try {
            if ($body !== self::TEST_MESSAGE) {
                update_option(self::LAST_OPTION, Moment::now(), false);
            }
            $id = strlen($body) > self::MOST_BYTES ? null : self::product($body);
            if ($id !== null && Policy::current() !== Policy::Off) {
                $this->services->queue()->add('doli:' . $id, 'webhook', self::DELAY_SECONDS);
            }
        } catch (\Throwable $fault) {
            // Dolibarr's user cannot mend it, and must not be stopped by it.
            error_log(sprintf('DoliSync: %s: %s (%s:%d)', $fault::class, $fault->getMessage(), $fault->getFile(), $fault->getLine()));
        }
        return new WP_REST_Response(null, 204);
    }

    /** The Dolibarr product that the message is about, null when it is about none. */
    private static function product(string $body): ?int
    {
        $message = json_decode($body, true, self::DEPTH);
        $code = is_array($message) ? $message['triggercode'] ?? null : null;
        $object = is_array($message) ? $message['object'] ?? null : null;
        if (!is_string($code) || !is_array($object)) {
            return null;
        }
        return match (true) {
            str_starts_with($code, 'PRODUCT_') => self::id($object['id'] ?? null),
            $code === 'STOCK_MOVEMENT' => self::id($object['product_id'] ?? null) ?? self::id($object['fk_product'] ?? null),
            default => null,
        };
    }

    private static function id(mixed $id): ?int
    {
        return (is_int($id) || is_string($id)) && preg_match('/^[1-9][0-9]{0,17}$/D', (string) $id) === 1 ? (int) $id : null;
    }
}
