<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Dolibarr\Problems;

/**
 * A problem that was noted by whoever met it, often WordPress's cron in the site's language: said again in the
 * language of the person who reads it.
 */
final class ProblemWords
{
    /** @param array{code?: mixed, message?: mixed} $noted from Problem::toArray */
    public static function message(array $noted): string
    {
        $problem = match ($noted['code'] ?? '') {
            'dolisync_dolibarr_timeout' => Problems::timeout(),
            'dolisync_dolibarr_unreachable' => Problems::unreachable(),
            'dolisync_dolibarr_blocked' => Problems::blocked(),
            'dolisync_dolibarr_certificate' => Problems::certificate(),
            'dolisync_dolibarr_unreadable' => Problems::unreadable(),
            'dolisync_dolibarr_redirected' => Problems::redirected(),
            'dolisync_dolibarr_not_there' => Problems::notAnApi(),
            'dolisync_dolibarr_api_off' => Problems::apiOff(),
            'dolisync_dolibarr_products_off' => Problems::productsOff(),
            'dolisync_dolibarr_guarded' => Problems::guarded(),
            'dolisync_dolibarr_key_refused' => Problems::keyRefused(),
            'dolisync_dolibarr_forbidden' => Problems::forbidden(),
            'dolisync_not_listed' => Problems::notListed(),
            'dolisync_gone_in_dolibarr' => Problems::gone(),
            // The others name something of their own in their sentence.
            default => null,
        };
        $message = $noted['message'] ?? '';
        return $problem?->getMessage() ?? (is_string($message) ? $message : '');
    }
}
