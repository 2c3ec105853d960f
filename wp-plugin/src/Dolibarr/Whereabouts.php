<?php

declare(strict_types=1);

namespace DoliSync\Dolibarr;

use DoliSync\Problem;

/**
 * Looks for Dolibarr's API near an address at which it is not. A few short requests without the key: it is not for
 * strangers.
 */
final class Whereabouts
{
    /** Where Dolibarr is usually installed on a server. */
    private const FOLDERS = ['/dolibarr', '/dolibarr/htdocs', '/htdocs', '/erp'];
    private const MOST_REQUESTS = 6;
    private const TIMEOUT_SECONDS = 4;

    /** Where it is, when this problem may come from a wrong address; null: nowhere near, or the problem says it already. */
    public static function find(Address $address, Problem $problem): ?Address
    {
        $other = Address::tryParse(self::otherScheme($address->base()));
        $candidates = isset($problem->data['address']) ? [] : match ($problem->name) {
            'dolisync_dolibarr_not_there', 'dolisync_dolibarr_unreadable' => self::folders($address),
            'dolisync_dolibarr_redirected' => [$other, ...self::folders($address)],
            'dolisync_dolibarr_unreachable', 'dolisync_dolibarr_not_encrypted' => [$other],
            default => [],
        };
        foreach (array_slice(array_filter($candidates), 0, self::MOST_REQUESTS) as $candidate) {
            if (self::answers($candidate)) {
                return $candidate;
            }
        }
        return null;
    }

    /** The same by https, where that answers too; null: it does not, or is asked for already. */
    public static function encrypted(Address $address): ?Address
    {
        $other = $address->isHttps() ? null : Address::tryParse(self::otherScheme($address->base()));
        return $other !== null && self::answers($other) ? $other : null;
    }

    /** @return list<Address|null> those above it, then the usual ones */
    private static function folders(Address $address): array
    {
        $root = substr($address->base(), 0, strpos($address->base(), $address->host()) + strlen($address->host()));
        $above = [];
        for ($base = $address->base(); $base !== $root; $above[] = $base) {
            $base = substr($base, 0, (int) strrpos($base, '/'));
        }
        $usual = array_map(static fn (string $folder): string => $root . $folder, self::FOLDERS);
        return array_map(Address::tryParse(...), array_values(array_diff([...$above, ...$usual], [$address->base()])));
    }

    private static function otherScheme(string $base): string
    {
        return str_starts_with($base, 'https:') ? 'http:' . substr($base, 6) : 'https:' . substr($base, 5);
    }

    /** Whether Dolibarr's API speaks there: it tells its version, or that it wants a key. */
    private static function answers(Address $address): bool
    {
        $reply = wp_remote_get($address->api('status'), [
            'timeout' => self::TIMEOUT_SECONDS,
            'redirection' => 0,
            'sslverify' => true,
            'headers' => ['Accept' => 'application/json'],
        ]);
        $json = is_wp_error($reply) ? null : json_decode(wp_remote_retrieve_body($reply), true);
        return is_array($json)
            && (isset($json['success']['dolibarr_version']) || ($json['error']['code'] ?? null) === 401);
    }
}
