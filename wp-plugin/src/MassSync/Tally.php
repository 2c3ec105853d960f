<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

use DoliSync\Automation\Brakes;

/** What became, or would become, of records: how many of each. */
final class Tally
{
    public int $created = 0;
    public int $changed = 0;
    public int $same = 0;
    public int $skipped = 0;
    public int $failed = 0;
    /** Of those that changed: how many lost an edit of the shop. */
    public int $overwritten = 0;
    /** How many are associated. */
    public int $associated = 0;
    public int $pricesZero = 0;
    public int $stocksZero = 0;

    /** @param iterable<Plan> $plans */
    public static function of(iterable $plans): self
    {
        $tally = new self();
        foreach ($plans as $plan) {
            $tally->add($plan);
        }
        return $tally;
    }

    public function add(Plan $plan): void
    {
        match ($plan->kind) {
            PlanKind::Create => $this->created++,
            PlanKind::Change => $this->changed++,
            PlanKind::Same => $this->same++,
            PlanKind::Skipped => $this->skipped++,
            PlanKind::Failed => $this->failed++,
            PlanKind::Busy, PlanKind::Later => null,
        };
        $this->overwritten += $plan->overwritten() === [] ? 0 : 1;
        $this->associated += in_array($plan->kind, [PlanKind::Change, PlanKind::Same, PlanKind::Busy], true) ? 1 : 0;
        $this->pricesZero += in_array(Brakes::PRICES_ZERO, $plan->alarms, true) ? 1 : 0;
        $this->stocksZero += in_array(Brakes::STOCKS_ZERO, $plan->alarms, true) ? 1 : 0;
    }

    public function plus(self $other): self
    {
        $sum = new self();
        foreach (array_keys(get_object_vars($sum)) as $count) {
            $sum->$count = $this->$count + $other->$count;
        }
        return $sum;
    }

    /** The records that are settled. */
    public function seen(): int
    {
        return $this->created + $this->changed + $this->same + $this->skipped + $this->failed;
    }
}
