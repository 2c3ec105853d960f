<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Automation\PollCursor;
use DoliSync\Services;
use DoliSync\Sync\Policy;
use DoliSync\Sync\StartingPoint;

/**
 * Ways to start over, each asked about first.
 */
enum StartOver: string
{
    case Anew = 'anew';
    case Disconnect = 'disconnect';
    case DissociateAll = 'dissociate_all';

    /** What a request may take on most hosts, with room to spare. */
    private const SECONDS = 15;

    public function title(): string
    {
        return match ($this) {
            self::Anew => __('Start the automatic synchronization anew', 'dolisync'),
            self::Disconnect => __('Forget the connection to Dolibarr', 'dolisync'),
            self::DissociateAll => __('Dissociate all products', 'dolisync'),
        };
    }

    /** What the button says. */
    public function words(): string
    {
        return match ($this) {
            self::Anew => __('Start anew', 'dolisync'),
            self::Disconnect => __('Forget the connection', 'dolisync'),
            self::DissociateAll => __('Dissociate all products', 'dolisync'),
        };
    }

    public function summary(): string
    {
        return match ($this) {
            self::Anew => __('What waits is dropped, and only what changes from now on travels by itself.', 'dolisync'),
            self::Disconnect => __('The address and the key are deleted here. The associations stay for when you connect the same Dolibarr again.', 'dolisync'),
            self::DissociateAll => __('No product is associated any more, on either side. For another Dolibarr, or to begin again from nothing.', 'dolisync'),
        };
    }

    /** What a person has to type first, "" for nothing. */
    public function word(): string
    {
        return $this === self::DissociateAll ? _x('dissociate', 'word to type', 'dolisync') : '';
    }

    /** Why it cannot be done now, "" when it can. */
    public function whyNot(Services $services): string
    {
        return match (true) {
            $this === self::DissociateAll && $services->links()->count() === 0 => __('No product is associated.', 'dolisync'),
            !$services->connection()->isConfigured() => __('Dolibarr is not connected.', 'dolisync'),
            $this === self::Disconnect && $services->connection()->keySource() === 'constant' => __('The key is set in wp-config.php: delete it there.', 'dolisync'),
            $this === self::Anew && Policy::current() === Policy::Off => __('DoliSync does nothing by itself: there is nothing to start anew.', 'dolisync'),
            default => '',
        };
    }

    /** What will happen, and what will not, in sentences. @return list<string> */
    public function consequences(Services $services): array
    {
        $links = $services->links()->count();
        $waiting = $services->queue()->count();
        $stay = $links === 0 ? [] : [sprintf(
            /* translators: %s: a number of associations. */
            _n('The %s association stays.', 'The %s associations stay.', $links, 'dolisync'),
            number_format_i18n($links)
        )];
        $products = __('The data of all products stay as they are, in WPshop and in Dolibarr.', 'dolisync');
        return match ($this) {
            self::Anew => [
                $waiting === 0 ? __('Nothing waits to be carried over now.', 'dolisync') : sprintf(
                    /* translators: %s: a number of products. */
                    _n('%s product that waits is no longer carried over by itself; if it is associated, the list still shows that it differs.', '%s products that wait are no longer carried over by themselves; those that are associated are still shown as different in the list.', $waiting, 'dolisync'),
                    number_format_i18n($waiting)
                ),
                __('New products that are there by now do not travel any more; those that come from now on do.', 'dolisync'),
                __('If DoliSync had stopped by itself, it goes on.', 'dolisync'),
                ...$stay,
                $products,
            ],
            self::Disconnect => [
                /* translators: %s: a web address. */
                sprintf(__('The address %s and its key are deleted from this site. The key itself stays good in Dolibarr.', 'dolisync'), $services->connection()->url()),
                __('Nothing travels any more, and the list of products says “Not configured”.', 'dolisync'),
                ...$stay,
                $products,
            ],
            self::DissociateAll => [
                sprintf(
                    /* translators: %s: a number of associations. */
                    _n('%s association ends, in WPshop and in Dolibarr.', '%s associations end, in WPshop and in Dolibarr.', $links, 'dolisync'),
                    number_format_i18n($links)
                ),
                __('Each is noted in the journal, where it can be restored one by one. With many products this takes several minutes; you can stop it at any time.', 'dolisync'),
                __('Customers, orders and invoices that came from Dolibarr stay as they are.', 'dolisync'),
                $products,
            ],
        };
    }

    /**
     * @param string $progress what the last request said, when this goes on from there
     * @return array{type: string, sentences: list<string>, next: string|null} `next`: there is more to do, and it goes on
     *     with this
     * @throws \DoliSync\Problem
     */
    public function carryOut(Services $services, string $progress): array
    {
        if ($this->whyNot($services) !== '') {
            return ['type' => 'error', 'sentences' => [$this->whyNot($services)], 'next' => null];
        }
        return match ($this) {
            self::Anew => self::anew($services),
            self::Disconnect => self::disconnect($services),
            self::DissociateAll => self::dissociate($services, $progress),
        };
    }

    private static function anew(Services $services): array
    {
        $services->queue()->clear();
        PollCursor::forget();
        StartingPoint::set($services->catalogue());
        $services->brakes()->resume();
        return self::done(__('The automatic synchronization starts anew: from now on what changes is carried over.', 'dolisync'));
    }

    private static function disconnect(Services $services): array
    {
        $services->connection()->forget();
        $services->probe()->forget();
        return self::done(__('The connection is forgotten.', 'dolisync'));
    }

    private static function dissociate(Services $services, string $progress): array
    {
        // Where it goes on, and how many were dissociated before.
        [$after, $before] = preg_match('/^(\d{1,18})\.(\d{1,9})$/', $progress, $given) === 1 ? [(int) $given[1], (int) $given[2]] : [0, 0];
        $report = $services->dissociationOfAll()->run($after, self::SECONDS);
        $done = $before + $report['done'];
        $left = $services->links()->count();
        $sentences = [sprintf(
            /* translators: %s: a number of products. */
            _n('%s product was dissociated.', '%s products were dissociated.', $done, 'dolisync'),
            number_format_i18n($done)
        )];
        if ($left > 0) {
            $sentences[] = sprintf(
                /* translators: %s: a number of products. */
                _n('%s is still associated.', '%s are still associated.', $left, 'dolisync'),
                number_format_i18n($left)
            );
        }
        foreach ($report['problems'] as $why => $count) {
            /* translators: 1: a number of products, 2: what kept them from being dissociated. */
            $sentences[] = sprintf(_n('%1$s product: %2$s', '%1$s products: %2$s', $count, 'dolisync'), number_format_i18n($count), $why);
        }
        return [
            'type' => $left === 0 ? 'success' : 'warning',
            'sentences' => $sentences,
            'next' => $report['last'] === null ? null : "{$report['last']}.{$done}",
        ];
    }

    /** @return array{type: string, sentences: list<string>, next: null} */
    private static function done(string $sentence): array
    {
        return ['type' => 'success', 'sentences' => [$sentence], 'next' => null];
    }
}
