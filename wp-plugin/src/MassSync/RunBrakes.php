<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Automation\Brakes;
use DoliSync\Problem;
use DoliSync\Sync\LinkRows;

/** Rule 11 for a run: where what Dolibarr lists looks like an accident, the run stops until a person says what it is. */
final class RunBrakes
{
    /** So many at once are no accident yet. */
    private const FEW = 5;

    public function __construct(private readonly Runs $runs, private readonly Batches $batches)
    {
    }

    /**
     * Dolibarr lists nothing at all, and there are associations.
     *
     * @throws Problem dolisync_brake when the run is stopped
     */
    public function requireList(Run $run, Stage $stage, Page $page): void
    {
        $associated = $page->records === [] ? self::associations($stage) : 0;
        if ($associated > 0 && !$this->pass($run, $stage->entity(), Brakes::EMPTY_LIST, ['links' => $associated])) {
            throw Problem::named('dolisync_brake', __('What Dolibarr lists looks like an accident, so the mass synchronization has stopped until you say what it is.', 'dolisync'), 'review', 409);
        }
    }

    /**
     * The preview of a kind of record is through.
     *
     * @return bool whether it may go on
     */
    public function letPass(Run $run, Stage $stage, Tally $previewed): bool
    {
        $associated = self::associations($stage);
        $isHalf = $associated > self::FEW && 2 * $previewed->associated < $associated;
        return !($isHalf && !$this->pass($run, $stage->entity(), Brakes::COUNT_FELL, ['before' => $associated, 'now' => $previewed->associated]))
            && $this->letWrite($run, $stage->entity(), $previewed, false);
    }

    /**
     * Prices or stocks that would become zero in mass.
     *
     * @param Tally $more what is about to be written
     * @param bool $sums whether what the run did so far is to be added
     * @return bool whether it may go on
     */
    public function letWrite(Run $run, Entity $entity, Tally $more, bool $sums = true): bool
    {
        if ($more->pricesZero === 0 && $more->stocksZero === 0) {
            return true;
        }
        $before = $sums ? $this->batches->progress($run)[$run->phase->value][$entity->value]['tally'] ?? new Tally() : new Tally();
        $tally = $before->plus($more);
        foreach ([Brakes::PRICES_ZERO => $tally->pricesZero, Brakes::STOCKS_ZERO => $tally->stocksZero] as $reason => $zeroed) {
            $isMass = $zeroed > self::FEW && 2 * $zeroed > $tally->changed;
            if ($isMass && !$this->pass($run, $entity, $reason, ['zeroed' => $zeroed, 'changed' => $tally->changed])) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param array<string, int> $numbers
     * @return bool whether a person let it pass; otherwise the run is stopped
     */
    private function pass(Run $run, Entity $entity, string $reason, array $numbers): bool
    {
        if (in_array($entity->value . ':' . $reason, $run->released, true)) {
            return true;
        }
        $this->runs->move($run, [$run->phase->state()], RunState::Stopped, [
            'brake' => ['reason' => $reason, 'numbers' => $numbers, 'entity' => $entity->value],
            'problem' => null,
        ]);
        return false;
    }

    private static function associations(Stage $stage): int
    {
        return (new LinkRows($stage->type()))->count();
    }
}
