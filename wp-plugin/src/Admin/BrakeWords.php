<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Automation\Brakes;
use DoliSync\Automation\SiteAddress;

/**
 * What DoliSync saw when it stopped everything automatic, in a sentence.
 */
final class BrakeWords
{
    /**
     * That, and what has to happen now.
     *
     * @param array{reason: string, numbers: array<string, int>, at: string} $brake
     */
    public static function stopped(array $brake): string
    {
        return self::seen($brake) . ' ' . __('A person has to say whether it may go on.', 'dolisync');
    }

    /** @param array{reason: string, numbers: array<string, int>, at: string} $brake */
    public static function seen(array $brake): string
    {
        $number = static fn (string $name): string => number_format_i18n((int) ($brake['numbers'][$name] ?? 0));
        return match ($brake['reason']) {
            /* translators: %s: a number of products. */
            Brakes::EMPTY_LIST => sprintf(__('Dolibarr listed no product at all, although %s are associated.', 'dolisync'), $number('links')),
            Brakes::COUNT_FELL => sprintf(
                /* translators: 1: a number of products, 2: a smaller number of products. */
                __('Dolibarr had %1$s products at the check before, and now lists %2$s.', 'dolisync'),
                $number('before'),
                $number('now')
            ),
            Brakes::PRICES_ZERO => sprintf(
                /* translators: 1: a number of products, 2: a number of products. */
                __('Of %2$s products that changed in Dolibarr, %1$s lost their price: it became zero.', 'dolisync'),
                $number('zeroed'),
                $number('changed')
            ),
            Brakes::STOCKS_ZERO => sprintf(
                /* translators: 1: a number of products, 2: a number of products. */
                __('Of %2$s products that changed in Dolibarr, %1$s ran out of stock at once.', 'dolisync'),
                $number('zeroed'),
                $number('changed')
            ),
            Brakes::CATEGORIES_FELL => sprintf(
                /* translators: 1: a number of categories, 2: a smaller number of categories. */
                __('Dolibarr had %1$s categories at the check before, and now lists %2$s.', 'dolisync'),
                $number('before'),
                $number('now')
            ),
            /* translators: %s: a number of products. */
            Brakes::MANY_CREATIONS => sprintf(__('Dolibarr has %s new products at once, which would all be created in WPshop.', 'dolisync'), $number('created')),
            /* translators: %s: a number of products. */
            Brakes::MANY_CREATIONS_IN_DOLIBARR => sprintf(__('The shop has %s new products at once, which would all be created in Dolibarr.', 'dolisync'), $number('created')),
            Brakes::SITE_COPIED => sprintf(
                /* translators: 1: the web address of a site, 2: another one. */
                __('This site’s address is %1$s now; it was %2$s. A copy of the shop must not write to the same Dolibarr as the shop: only go on if the shop itself has moved.', 'dolisync'),
                SiteAddress::now(),
                SiteAddress::before() ?? SiteAddress::now()
            ),
            default => __('What Dolibarr answered looks like an accident.', 'dolisync'),
        };
    }
}
