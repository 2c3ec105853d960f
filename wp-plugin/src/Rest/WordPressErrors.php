<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use WP_HTTP_Response;
use WP_REST_Request;
use WP_REST_Server;

/**
 * Gives the errors that WordPress itself answers on our routes what ours have: a sentence for a shop
 * owner and a next action. Their codes stay: the panel renews its nonce on `rest_cookie_invalid_nonce`.
 */
final class WordPressErrors
{
    /**
     * Filter `rest_post_dispatch`.
     */
    public static function explain(
        WP_HTTP_Response $response,
        WP_REST_Server $server,
        WP_REST_Request $request
    ): WP_HTTP_Response {
        $error = $response->get_data();
        $ours = str_starts_with($request->get_route(), '/' . Controller::NAMESPACE . '/');
        if (!$ours || $response->get_status() < 400 || !is_array($error) || isset($error['data']['next_action'])) {
            return $response;
        }
        [$message, $nextAction] = self::explanation($error);
        $error['message'] = $message;
        $error['data'] = ['next_action' => $nextAction] + (array) ($error['data'] ?? []);
        $error['data'] += ['status' => $response->get_status()];
        $response->set_data($error);
        return $response;
    }

    /**
     * @param array<string, mixed> $error
     * @return array{string, string} sentence, next action
     */
    private static function explanation(array $error): array
    {
        switch ($error['code'] ?? '') {
            case 'rest_cookie_invalid_nonce':
                return [__('Your session has expired. Log in again.', 'dolisync'), 'log_in'];
            case 'rest_invalid_param':
            case 'rest_missing_callback_param':
                $params = (array) ($error['data']['params'] ?? []);
                $names = array_is_list($params) ? $params : array_keys($params);
                return [
                    sprintf(
                        /* translators: %s: names of the parts of a request, as in “ids, search”. */
                        __('DoliSync cannot use what it was sent (%s). Reload the page and try again.', 'dolisync'),
                        implode(', ', $names)
                    ),
                    'none',
                ];
            case 'rest_invalid_json':
                return [__('What was sent to DoliSync arrived damaged. Try again.', 'dolisync'), 'retry'];
            default:
                return [(string) ($error['message'] ?? ''), 'none'];
        }
    }
}
