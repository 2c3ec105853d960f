<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Health\Capabilities;

/**
 * What a test of the connection found, in sentences.
 */
final class ConnectionReport
{
    /**
     * @return string WordPress's type of notice: success, or warning when something needs to be done
     */
    public static function type(Capabilities $found): string
    {
        return self::shortcomings($found) === [] ? 'success' : 'warning';
    }

    /** @return list<string> */
    public static function sentences(Capabilities $found): array
    {
        return [
            self::works($found),
            ...array_values(self::shortcomings($found)),
            ...($found->hasModule ? [] : [self::withoutModule()]),
            ...($found->canReadCategories ? [] : [self::withoutCategories()]),
        ];
    }

    public static function withoutModule(): string
    {
        return __('Dolibarr’s module for WPshop is not there. DoliSync works without it; only Dolibarr itself then does not show which products are associated.', 'dolisync');
    }

    public static function withoutCategories(): string
    {
        return __('Categories are not compared: in Dolibarr the module “Tags/Categories” is off, or this user may not read categories. Everything else is.', 'dolisync');
    }

    /**
     * What a person should do something about.
     *
     * @return array<string, string> name → sentence
     */
    public static function shortcomings(Capabilities $found): array
    {
        return array_filter([
            'read' => $found->canRead ? '' : __('This user may not read products: give it that right in Dolibarr.', 'dolisync'),
            'write' => $found->canWrite ? '' : __('This user may not create or change products: give it that right in Dolibarr, or DoliSync can only compare.', 'dolisync'),
            'https' => $found->isHttps ? '' : __('The connection is not encrypted, so the key can be read in transit. Use an address that begins with https.', 'dolisync'),
            'price' => $found->appliesPrices() ? '' : __('Prices that DoliSync writes have no effect in Dolibarr.', 'dolisync') . ' ' . RefusedWords::price($found->priceMode),
            'clock' => $found->isClockRight() ? '' : self::clock((int) $found->clockDifference),
        ]);
    }

    public static function works(Capabilities $found): string
    {
        $milliseconds = number_format_i18n($found->latencyMs);
        return $found->user === ''
            /* translators: 1: Dolibarr's version, 2: milliseconds. */
            ? sprintf(__('The connection works: Dolibarr %1$s answered in %2$s ms.', 'dolisync'), $found->version, $milliseconds)
            /* translators: 1: Dolibarr's version, 2: name of a Dolibarr user, 3: milliseconds. */
            : sprintf(__('The connection works: Dolibarr %1$s answered to its user %2$s in %3$s ms.', 'dolisync'), $found->version, $found->user, $milliseconds);
    }

    /** How the price mode is called in a list. */
    public static function priceMode(Capabilities $found): string
    {
        return $found->appliesPrices()
            ? __('Prices that DoliSync writes are applied.', 'dolisync')
            : __('Prices that DoliSync writes have no effect in Dolibarr.', 'dolisync');
    }

    /** Both clocks compared, as a fact of a list. */
    public static function clockDifference(Capabilities $found): string
    {
        return match (true) {
            $found->clockDifference === null => __('not known', 'dolisync'),
            $found->isClockRight() => __('none that matters', 'dolisync'),
            default => human_time_diff(0, abs($found->clockDifference)),
        };
    }

    private static function clock(int $seconds): string
    {
        $amount = human_time_diff(0, abs($seconds));
        return $seconds > 0
            /* translators: %s: a time span, as in “5 minutes”. */
            ? sprintf(__('Dolibarr’s clock is %s ahead of this server’s: have both set right, or times on one side do not fit those on the other.', 'dolisync'), $amount)
            /* translators: %s: a time span, as in “5 minutes”. */
            : sprintf(__('Dolibarr’s clock is %s behind this server’s: have both set right, or times on one side do not fit those on the other.', 'dolisync'), $amount);
    }
}
