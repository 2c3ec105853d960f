<?php

declare(strict_types=1);

namespace DoliSync\Rest;

/**
 * WordPress answers its REST API in the site's language; the sentences that DoliSync answers are read by
 * the person who is logged in. So a request to our routes speaks that person's language from its start,
 * as the admin's pages do.
 */
final class UserLanguage
{
    /**
     * Filter `determine_locale`.
     */
    public static function choose(string $locale): string
    {
        // With pretty permalinks a path, otherwise the argument `rest_route`.
        $address = rawurldecode((string) ($_SERVER['REQUEST_URI'] ?? ''));
        return str_contains($address, '/' . Controller::NAMESPACE . '/') ? get_user_locale() : $locale;
    }
}
