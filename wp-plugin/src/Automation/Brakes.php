<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Problem;
use DoliSync\Sync\Moment;

/**
 * Rule 11: where what is seen looks like an accident (an empty list, half of the products gone, prices or stocks that
 * became zero in mass, a flood of new products), everything automatic stops until a person says what it is.
 */
final class Brakes
{
    public const OPTION = 'dolisync_brake';

    /** Dolibarr lists no product, and there are associations. numbers: links */
    public const EMPTY_LIST = 'empty_list';
    /** numbers: before, now */
    public const COUNT_FELL = 'count_fell';
    /** numbers: zeroed, changed */
    public const PRICES_ZERO = 'prices_zero';
    /** numbers: zeroed, changed */
    public const STOCKS_ZERO = 'stocks_zero';
    /** New products of Dolibarr. numbers: created */
    public const MANY_CREATIONS = 'many_creations';
    /** New products of the shop. numbers: created */
    public const MANY_CREATIONS_IN_DOLIBARR = 'many_creations_in_dolibarr';

    /** numbers: before, now */
    public const CATEGORIES_FELL = 'categories_fell';
    /** This site may be a copy of the shop. numbers: none */
    public const SITE_COPIED = 'site_copied';

    private const PASS_OPTION = 'dolisync_brake_pass';
    /** What a person let through may take so long to come through. */
    private const PASS_SECONDS = HOUR_IN_SECONDS;

    private const TALLY_OPTION = 'dolisync_brake_tally';
    /** What is written within so long is looked at as a whole. */
    private const TALLY_SECONDS = 600;

    /** So many at once are no accident yet. */
    private const FEW = 5;
    private const MOST_CREATIONS = 50;

    /**
     * Why everything automatic stands still; null: it does not.
     *
     * @return array{reason: string, numbers: array<string, int>, at: string, kept: bool}|null `kept`: a person saw it
     *     and wants it to stay so
     */
    public function state(): ?array
    {
        $state = get_option(self::OPTION);
        return is_array($state) && isset($state['reason'], $state['numbers'], $state['at'])
            ? $state + ['kept' => false]
            : null;
    }

    public function isOn(): bool
    {
        if ($this->state() === null && SiteAddress::before() !== null) {
            $this->stop(self::SITE_COPIED, []);
        }
        return $this->state() !== null;
    }

    /** @param array<string, int> $numbers what was seen */
    public function stop(string $reason, array $numbers): void
    {
        if ($this->state() === null) {
            update_option(self::OPTION, ['reason' => $reason, 'numbers' => $numbers, 'at' => Moment::now(), 'kept' => false], true);
        }
    }

    /** A person says that it is as it should be: what was seen is let through, for an hour. */
    public function resume(): void
    {
        $state = $this->state();
        if ($state !== null) {
            if ($state['reason'] === self::SITE_COPIED) {
                SiteAddress::confirm();
            }
            update_option(self::PASS_OPTION, ['reason' => $state['reason'], 'until' => Moment::in(self::PASS_SECONDS)], false);
            delete_option(self::TALLY_OPTION);
            delete_option(self::OPTION);
        }
    }

    /** A person wants it to stay stopped, and not to be asked again and again. */
    public function keepStopped(): void
    {
        $state = $this->state();
        if ($state !== null) {
            update_option(self::OPTION, ['kept' => true] + $state, true);
        }
    }

    /** Whether a person said that this is as it should be. */
    private function isLetThrough(string $reason): bool
    {
        $pass = get_option(self::PASS_OPTION);
        return is_array($pass) && $pass['reason'] === $reason && $pass['until'] > Moment::now();
    }

    /**
     * What is about to be written without a person, whatever brought it about: a poll, a message, an edit in the shop.
     *
     * @param bool $zeroesPrice whether a price becomes zero
     * @param bool $zeroesStock whether a stock becomes zero
     * @throws Problem dolisync_brake when everything stops
     */
    public function letWrite(bool $zeroesPrice, bool $zeroesStock): void
    {
        $tally = $this->tally(['changed' => 1, 'prices' => (int) $zeroesPrice, 'stocks' => (int) $zeroesStock]);
        self::stopUnless($this->letPoll($tally['changed'], $tally['prices'], $tally['stocks'], 0));
        update_option(self::TALLY_OPTION, $tally, false);
    }

    /**
     * What is about to be created without a person.
     *
     * @param string $flood what too many would be: MANY_CREATIONS or MANY_CREATIONS_IN_DOLIBARR
     * @param int $waiting how many wait to be created on that side, this one among them
     * @throws Problem dolisync_brake when everything stops
     */
    public function letCreate(string $flood, int $waiting): void
    {
        $tally = $this->tally([$flood => 1]);
        self::stopUnless($this->letFlood($flood, $tally[$flood] - 1 + max(1, $waiting)));
        update_option(self::TALLY_OPTION, $tally, false);
    }

    /** @param array<string, int> $more @return array<string, int|string> what was written lately, with this */
    private function tally(array $more): array
    {
        $tally = get_option(self::TALLY_OPTION);
        if (!is_array($tally) || $tally['until'] < Moment::now()) {
            $tally = ['until' => Moment::in(self::TALLY_SECONDS)];
        }
        foreach ($more as $name => $number) {
            $tally[$name] = ($tally[$name] ?? 0) + $number;
        }
        return $tally;
    }

    private static function stopUnless(bool $isRight): void
    {
        if (!$isRight) {
            throw Problem::named(
                'dolisync_brake',
                __('What happens looks like an accident, so everything automatic has stopped until you say what it is.', 'dolisync'),
                'review',
                409
            );
        }
    }

    /**
     * @param int $changed products whose data changed
     * @param int $prices of those: whose price became zero
     * @param int $stocks of those: whose stock became zero
     * @param int $creations new products of Dolibarr
     * @return bool whether it is as it should be; otherwise everything stops
     */
    public function letPoll(int $changed, int $prices, int $stocks, int $creations): bool
    {
        $seen = match (true) {
            $this->isMass($prices, $changed, self::PRICES_ZERO) => [self::PRICES_ZERO, ['zeroed' => $prices, 'changed' => $changed]],
            $this->isMass($stocks, $changed, self::STOCKS_ZERO) => [self::STOCKS_ZERO, ['zeroed' => $stocks, 'changed' => $changed]],
            default => null,
        };
        if ($seen !== null) {
            $this->stop(...$seen);
        }
        return $seen === null && $this->letFlood(self::MANY_CREATIONS, $creations);
    }

    private function letFlood(string $flood, int $creations): bool
    {
        $isRight = $creations <= self::MOST_CREATIONS || $this->isLetThrough($flood);
        if (!$isRight) {
            $this->stop($flood, ['created' => $creations]);
        }
        return $isRight;
    }

    /**
     * @param int|null $before how many products Dolibarr had at the last full check; null: there was none
     * @param int $now how many it has
     * @param int $links how many associations there are
     * @return bool whether it is as it should be; otherwise everything stops
     */
    public function letCheck(?int $before, int $now, int $links): bool
    {
        $seen = match (true) {
            $now === 0 && $links > 0 && !$this->isLetThrough(self::EMPTY_LIST) => [self::EMPTY_LIST, ['links' => $links]],
            $before !== null && $before > self::FEW && 2 * $now <= $before
                && !$this->isLetThrough(self::COUNT_FELL) && !$this->isLetThrough(self::EMPTY_LIST)
                => [self::COUNT_FELL, ['before' => $before, 'now' => $now]],
            default => null,
        };
        if ($seen !== null) {
            $this->stop(...$seen);
        }
        return $seen === null;
    }

    /**
     * @param int $before how many categories Dolibarr had when they were last seen
     * @param int $now how many it has
     * @return bool whether it is as it should be; otherwise everything stops
     */
    public function letCategories(int $before, int $now): bool
    {
        $isRight = $before <= self::FEW || 2 * $now > $before || $this->isLetThrough(self::CATEGORIES_FELL);
        if (!$isRight) {
            $this->stop(self::CATEGORIES_FELL, ['before' => $before, 'now' => $now]);
        }
        return $isRight;
    }

    private function isMass(int $zeroed, int $changed, string $reason): bool
    {
        return $zeroed > self::FEW && 2 * $zeroed > $changed && !$this->isLetThrough($reason);
    }
}
