<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Dolibarr\RecordRoute;
use DoliSync\Health\Capabilities;
use DoliSync\Health\Check;
use DoliSync\Health\CheckState;
use DoliSync\Problem;

/**
 * What a test of the connection found, in sentences.
 */
final class ConnectionReport
{
    /**
     * @return string WordPress's type of notice: success, or warning when something should be done
     */
    public static function type(Capabilities $found): string
    {
        return Check::worst(self::checks($found))->state->isWorseThan(CheckState::Note) ? 'warning' : 'success';
    }

    /** The field of the settings that a problem is about. */
    public static function field(Problem $problem): string
    {
        return match ($problem->name) {
            'dolisync_bad_entity' => 'entity',
            'dolisync_bad_key', 'dolisync_key_unreadable', 'dolisync_not_configured', 'dolisync_dolibarr_key_refused', 'dolisync_dolibarr_forbidden' => 'key',
            default => 'url',
        };
    }

    /**
     * What the settings list.
     *
     * @return list<array{string, string, bool}> name, fact, whether it is as it should be
     */
    public static function facts(Capabilities $found): array
    {
        return array_map(
            static fn (Check $check): array => [self::name($check), $check->found, $check->state === CheckState::Good],
            self::checks($found)
        );
    }

    /** @return list<string> that it works, and all that could be better */
    public static function sentences(Capabilities $found): array
    {
        return [self::works($found), ...array_values(array_filter(array_column(self::checks($found), 'advice')))];
    }

    /** @return non-empty-list<Check> each thing that was found; what is as it should be has no advice */
    public static function checks(Capabilities $found): array
    {
        $yes = static fn (bool $is): string => $is ? __('Yes', 'dolisync') : __('No', 'dolisync');
        $needed = static fn (string $name, string $fact, string $advice): Check => self::check($name, CheckState::Recommended, $fact, $advice);
        // It may be so because the shop owner wants it so.
        $wished = static fn (string $name, string $fact, string $advice): Check => self::check($name, CheckState::Note, $fact, $advice);
        return [
            $needed('version', $found->version, !$found->isTooOld() ? '' : sprintf(
                /* translators: 1: the version of a Dolibarr, 2: another one. */
                __('This is Dolibarr %1$s, and DoliSync knows how versions from %2$s on answer: have Dolibarr updated, or check each first result by hand.', 'dolisync'),
                $found->version,
                strtok(Capabilities::OLDEST_VERSION, '.')
            )),
            /* translators: %s: a number of milliseconds. */
            $needed('speed', sprintf(__('%s ms', 'dolisync'), number_format_i18n($found->latencyMs)), !$found->isSlow() ? '' : sprintf(
                /* translators: %s: a number of seconds. */
                __('Dolibarr is slow: its shortest answer took %s s, and a list of products takes several times as long. Its server may be overloaded or far away.', 'dolisync'),
                number_format_i18n($found->latencyMs / 1000, 1)
            )),
            $needed('https', $yes($found->isHttps), $found->isHttps ? ''
                : __('The connection is not encrypted, so the key can be read in transit. Use an address that begins with https.', 'dolisync')),
            $needed('read', $yes($found->canRead), $found->canRead ? ''
                : __('This user may not read products: give it that right in Dolibarr.', 'dolisync')),
            $needed('write', $yes($found->canWrite), $found->canWrite ? ''
                : __('This user may not create or change products: give it that right in Dolibarr, or DoliSync can only compare.', 'dolisync')),
            $needed('price', self::priceMode($found), $found->appliesPrices() ? '' : self::priceMode($found) . ' ' . RefusedWords::price($found->priceMode)),
            $wished('categories', $yes($found->canReadCategories), $found->canReadCategories ? ''
                : __('Categories are not compared: in Dolibarr the module “Tags/Categories” is off, or this user may not read categories. Everything else is.', 'dolisync')),
            ...($found->canWriteCategories === null || !$found->canReadCategories ? [] : [$wished('write_categories', $yes($found->canWriteCategories), $found->canWriteCategories ? ''
                : __('DoliSync cannot create categories in Dolibarr: give this user the right to create and change them, if categories are to travel.', 'dolisync'))]),
            ...($found->unreadable === [] ? [] : [$wished('records', self::unreadable($found), sprintf(
                /* translators: %s: kinds of records, as in “the orders, the invoices”. */
                __('A mass synchronization cannot bring everything over: %s. In Dolibarr this user may not read them, or their modules are off.', 'dolisync'),
                self::unreadable($found)
            ))]),
            $wished('module', $yes($found->hasModule), $found->hasModule ? ''
                : __('Dolibarr’s module for WPshop is not there. DoliSync works without it; only Dolibarr itself then does not show which products are associated.', 'dolisync')),
            $needed('clock', self::clockDifference($found), $found->isClockRight() ? '' : self::clock((int) $found->clockDifference)),
        ];
    }

    private static function check(string $name, CheckState $lacking, string $fact, string $advice): Check
    {
        return new Check($name, $advice === '' ? CheckState::Good : $lacking, $fact, $advice);
    }

    /** What a check is about, in a list. */
    private static function name(Check $check): string
    {
        return match ($check->name) {
            'version' => __('Version of Dolibarr', 'dolisync'),
            'speed' => __('Answer time', 'dolisync'),
            'https' => __('Encrypted (HTTPS)', 'dolisync'),
            'read' => __('May read products', 'dolisync'),
            'write' => __('May change products', 'dolisync'),
            'price' => __('Prices', 'dolisync'),
            'categories' => __('May read categories', 'dolisync'),
            'write_categories' => __('May change categories', 'dolisync'),
            'records' => __('Cannot be brought over', 'dolisync'),
            'module' => __('Module for WPshop', 'dolisync'),
            'clock' => __('Clock difference', 'dolisync'),
        };
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
    private static function priceMode(Capabilities $found): string
    {
        return $found->appliesPrices()
            ? __('Prices that DoliSync writes are applied.', 'dolisync')
            : __('Prices that DoliSync writes have no effect in Dolibarr.', 'dolisync');
    }

    /** Both clocks compared, as a fact of a list. */
    private static function clockDifference(Capabilities $found): string
    {
        return match (true) {
            $found->clockDifference === null => __('not known', 'dolisync'),
            $found->isClockRight() => __('none that matters', 'dolisync'),
            default => TimeSpan::words(abs($found->clockDifference)),
        };
    }

    /** The kinds of records, inside a sentence. */
    private static function unreadable(Capabilities $found): string
    {
        $routes = array_filter(array_map(RecordRoute::tryFrom(...), $found->unreadable));
        return implode(', ', array_map(static fn (RecordRoute $route): string => $route->named(), $routes));
    }

    private static function clock(int $seconds): string
    {
        $amount = TimeSpan::words(abs($seconds));
        return $seconds > 0
            /* translators: %s: a time span, as in “5 minutes”. */
            ? sprintf(__('Dolibarr’s clock is %s ahead of this server’s: have both set right, or times on one side do not fit those on the other.', 'dolisync'), $amount)
            /* translators: %s: a time span, as in “5 minutes”. */
            : sprintf(__('Dolibarr’s clock is %s behind this server’s: have both set right, or times on one side do not fit those on the other.', 'dolisync'), $amount);
    }
}
