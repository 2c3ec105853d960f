<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * What a test of the connection found, in sentences.
 */
final class ConnectionReport
{
    /**
     * @param array<string, mixed> $found from ConnectionSettings::test
     * @return string WordPress's type of notice: success, or warning when something needs to be done
     */
    public static function type(array $found): string
    {
        return $found['can_read'] && $found['can_write'] && $found['https'] ? 'success' : 'warning';
    }

    /**
     * @param array<string, mixed> $found from ConnectionSettings::test
     * @return list<string>
     */
    public static function sentences(array $found): array
    {
        return array_values(array_filter([
            self::works($found['version'], $found['user'], number_format_i18n($found['latency_ms'])),
            $found['can_read'] ? '' : __('This user may not read products: give it that right in Dolibarr.', 'dolisync'),
            $found['can_write'] ? '' : __('This user may not create or change products: give it that right in Dolibarr, or DoliSync can only compare.', 'dolisync'),
            $found['https'] ? '' : __('The connection is not encrypted, so the key can be read in transit. Use an address that begins with https.', 'dolisync'),
            $found['module_wpshop'] ? '' : __('Dolibarr’s module for WPshop is not there. DoliSync works without it; only Dolibarr itself then does not show which products are associated.', 'dolisync'),
        ]));
    }

    /** @param string $user "" where Dolibarr does not tell its user who he is */
    private static function works(string $version, string $user, string $milliseconds): string
    {
        return $user === ''
            /* translators: 1: Dolibarr's version, 2: milliseconds. */
            ? sprintf(__('The connection works: Dolibarr %1$s answered in %2$s ms.', 'dolisync'), $version, $milliseconds)
            /* translators: 1: Dolibarr's version, 2: name of a Dolibarr user, 3: milliseconds. */
            : sprintf(__('The connection works: Dolibarr %1$s answered to its user %2$s in %3$s ms.', 'dolisync'), $version, $user, $milliseconds);
    }
}
