<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Sync\Changes;
use DoliSync\Sync\Field;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\FieldState;
use DoliSync\Sync\Merge;
use DoliSync\Sync\Reconciliation;
use DoliSync\Sync\Recovery;
use PHPUnit\Framework\TestCase;

/**
 * Rules 3 and 10: what travels without asking.
 *
 * @group plain
 */
final class MergeTest extends TestCase
{
    private const KEYS = ['title', 'price', 'weight'];

    /**
     * @dataProvider cases
     * @param array<string, array<string, string>> $refused
     * @param array<string, array{wpshop: string, dolibarr: string}> $held
     */
    public function testRule10EveryCase(
        string $wpshop,
        string $dolibarr,
        ?string $baseline,
        FieldOwner $owner,
        string $expected,
        array $refused = [],
        array $held = [],
        bool $readOnly = false
    ): void {
        $merge = Merge::of(Reconciliation::fields(
            ['title' => $wpshop],
            ['title' => $dolibarr],
            $baseline === null ? [] : ['title' => $baseline],
            $readOnly ? ['title'] : [],
            $refused,
            new FieldOwners(['title' => $owner]),
            $held
        ));
        self::assertSame(
            match ($expected) {
                'to Dolibarr' => [[], ['title' => $wpshop], []],
                'to WPshop' => [['title' => $dolibarr], [], []],
                'a person' => [[], [], ['title']],
                'nothing' => [[], [], []],
            },
            [$merge->toWpshop, $merge->toDolibarr, $merge->conflicts]
        );
    }

    /** @return array<string, array<mixed>> */
    public function cases(): array
    {
        [$both, $dolibarr, $wpshop, $none] = [FieldOwner::Both, FieldOwner::Dolibarr, FieldOwner::Wpshop, FieldOwner::None];
        return [
            'nobody moved' => ['a', 'a', 'a', $both, 'nothing'],
            'both moved to the same' => ['b', 'b', 'a', $both, 'nothing'],
            'the shop moved' => ['b', 'a', 'a', $both, 'to Dolibarr'],
            'the shop emptied it' => ['', 'a', 'a', $both, 'to Dolibarr'],
            'Dolibarr moved' => ['a', 'b', 'a', $both, 'to WPshop'],
            'Dolibarr emptied it' => ['a', '', 'a', $both, 'to WPshop'],
            'both moved' => ['b', 'c', 'a', $both, 'a person'],
            'nobody knows what it was' => ['a', 'b', null, $both, 'a person'],
            'Dolibarr’s, and the shop moved' => ['b', 'a', 'a', $dolibarr, 'to WPshop'],
            'Dolibarr’s, and both moved' => ['b', 'c', 'a', $dolibarr, 'to WPshop'],
            'Dolibarr’s, without a baseline' => ['a', 'b', null, $dolibarr, 'to WPshop'],
            'the shop’s, and Dolibarr moved' => ['a', 'b', 'a', $wpshop, 'to Dolibarr'],
            'the shop’s, and both moved' => ['b', 'c', 'a', $wpshop, 'to Dolibarr'],
            'the shop’s, without a baseline' => ['a', 'b', null, $wpshop, 'to Dolibarr'],
            'nobody’s' => ['b', 'c', 'a', $none, 'nothing'],
            'nobody’s, one moved' => ['b', 'a', 'a', $none, 'nothing'],
            'refused' => ['b', 'a', 'a', $both, 'nothing', ['title' => ['dolibarr' => 'b']]],
            'refused, and another value since' => ['c', 'a', 'a', $both, 'to Dolibarr', ['title' => ['dolibarr' => 'b']]],
            'the shop’s and refused' => ['b', 'a', 'a', $wpshop, 'nothing', ['title' => ['dolibarr' => 'b']]],
            'refused by Dolibarr, whose it is since' => ['b', 'a', 'a', $dolibarr, 'to WPshop', ['title' => ['dolibarr' => 'b']]],
            'refused by the shop' => ['a', 'b', 'a', $both, 'nothing', ['title' => ['wpshop' => 'b']]],
            'refused by the shop, and another value since' => ['a', 'c', 'a', $both, 'to WPshop', ['title' => ['wpshop' => 'b']]],
            'Dolibarr’s and refused by the shop' => ['a', 'b', 'a', $dolibarr, 'nothing', ['title' => ['wpshop' => 'b']]],
            'refused by the shop, whose it is since' => ['a', 'b', 'a', $wpshop, 'to Dolibarr', ['title' => ['wpshop' => 'b']]],
            'taken back by a person' => ['b', 'a', 'a', $both, 'a person', [], ['title' => ['wpshop' => 'b', 'dolibarr' => 'a']]],
            'taken back, and moved since' => ['c', 'a', 'a', $both, 'to Dolibarr', [], ['title' => ['wpshop' => 'b', 'dolibarr' => 'a']]],
            'not written' => ['b', 'a', 'a', $both, 'nothing', [], [], true],
            'Dolibarr’s and not written' => ['b', 'a', 'a', $dolibarr, 'nothing', [], [], true],
        ];
    }

    public function testWhatNobodyOwnsIsNoDifferenceAndChangesNoBaseline(): void
    {
        $fields = Reconciliation::fields(['title' => 'b'], ['title' => 'c'], ['title' => 'a'], [], [], new FieldOwners(['title' => FieldOwner::None]));
        self::assertSame([FieldState::Same, 'not_synchronized'], [$fields[0]->state, $fields[0]->note?->value]);
        self::assertSame(['title' => 'a'], Reconciliation::agreed($fields));
    }

    /**
     * Random edits on both sides, looks that may die between any two of their steps, and choices of a person. At all
     * times: no value that nobody typed, and no edit gone that nobody overruled. In the end: both sides are equal.
     *
     * @dataProvider seeds
     */
    public function testRule10NoEditIsLostAndBothSidesConverge(int $seed, FieldOwners $owners): void
    {
        mt_srand($seed);
        for ($run = 0; $run < 500; $run++) {
            $world = $this->world();
            $steps = mt_rand(1, 30);
            for ($step = 0; $step < $steps; $step++) {
                match (mt_rand(0, 5)) {
                    0, 1 => $this->edit($world, 'wpshop'),
                    2, 3 => $this->edit($world, 'dolibarr'),
                    4 => $this->look($world, $owners, mt_rand(0, 3)),
                    5 => $this->choose($world, $owners),
                };
                $this->checkNothingIsLost($world, $owners, "seed $seed, run $run, step $step");
            }
            $this->look($world, $owners, 3);
            $after = $world;
            $this->look($world, $owners, 3);
            self::assertEquals($after, $world, "a second look changes nothing: seed $seed, run $run");
            $this->choose($world, $owners);
            foreach (self::KEYS as $key) {
                if ($owners->of($key) !== FieldOwner::None) {
                    self::assertSame($world['wpshop'][$key], $world['dolibarr'][$key], "converged: seed $seed, run $run");
                    self::assertSame($world['wpshop'][$key], $world['baseline'][$key], "agreed: seed $seed, run $run");
                }
            }
            $this->checkNothingIsLost($world, $owners, "seed $seed, run $run, end");
        }
    }

    /** @return array<string, array{int, FieldOwners}> */
    public function seeds(): array
    {
        $mixed = new FieldOwners(['title' => FieldOwner::Both, 'price' => FieldOwner::Dolibarr, 'weight' => FieldOwner::None]);
        $cases = ['mixed owners' => [99, $mixed], 'the shop’s' => [98, new FieldOwners(['title' => FieldOwner::Wpshop])]];
        for ($seed = 1; $seed <= 10; $seed++) {
            $cases["both, seed $seed"] = [$seed, new FieldOwners()];
        }
        return $cases;
    }

    /**
     * @return array<string, mixed> `pending`: field → side → what a person typed there and nothing agreed on since;
     *     `typed`: all there ever was; `intent`: what a look was about to write
     */
    private function world(): array
    {
        $start = array_fill_keys(self::KEYS, '0');
        return [
            'wpshop' => $start, 'dolibarr' => $start, 'baseline' => mt_rand(0, 4) > 0 ? $start : [], 'next' => 1,
            'intent' => new Changes(), 'pending' => array_fill_keys(self::KEYS, ['wpshop' => null, 'dolibarr' => null]),
            'typed' => array_fill_keys(self::KEYS, ['0']),
        ];
    }

    /** @param array<string, mixed> $world */
    private function edit(array &$world, string $side): void
    {
        $key = self::KEYS[mt_rand(0, 2)];
        $other = $side === 'wpshop' ? 'dolibarr' : 'wpshop';
        $typed = $world['typed'][$key];
        // Mostly something new, at times what was there once: a person takes an edit back, or both type the same.
        $value = mt_rand(0, 3) > 0 ? (string) $world['next']++ : $typed[mt_rand(0, count($typed) - 1)];
        $replaced = $world[$side][$key];
        if ($value === $replaced) {
            return;
        }
        $pending = &$world['pending'][$key];
        if ($pending[$side] !== $replaced && $pending[$other] === $replaced) {
            // It had been carried over to here already, and is replaced by who saw it.
            $pending[$other] = null;
        }
        $world[$side][$key] = $value;
        $world['typed'][$key][] = $value;
        // Back to what was agreed on is no edit.
        $pending[$side] = $value === ($this->baseline($world)[$key] ?? null) ? null : $value;
    }

    /**
     * As the engine does it: the intent, Dolibarr, the shop, what is agreed on.
     *
     * @param array<string, mixed> $world
     * @param int $steps how many of the last three before it dies
     */
    private function look(array &$world, FieldOwners $owners, int $steps): void
    {
        $world['baseline'] = $this->baseline($world);
        $merge = Merge::of($this->fields($world, $owners));
        self::assertSame([], array_intersect_key($merge->toDolibarr, $merge->toWpshop), 'a field goes one way');
        $world['intent'] = new Changes(
            Changes::between($world['wpshop'], $merge->toWpshop),
            Changes::between($world['dolibarr'], $merge->toDolibarr)
        );
        if ($steps >= 1) {
            $world['dolibarr'] = $merge->toDolibarr + $world['dolibarr'];
        }
        if ($steps >= 2) {
            $world['wpshop'] = $merge->toWpshop + $world['wpshop'];
        }
        if ($steps >= 3) {
            $world['baseline'] = Reconciliation::agreed($this->fields($world, $owners));
            $world['intent'] = new Changes();
            $this->settled($world);
        }
    }

    /** A person decides every difference. @param array<string, mixed> $world */
    private function choose(array &$world, FieldOwners $owners): void
    {
        $world['baseline'] = $this->baseline($world);
        $world['intent'] = new Changes();
        foreach ($this->fields($world, $owners) as $field) {
            if ($field->isChoosable()) {
                $kept = match ($field->owner) {
                    FieldOwner::Wpshop => $field->wpshop,
                    FieldOwner::Dolibarr => $field->dolibarr,
                    default => mt_rand(0, 1) === 0 ? $field->wpshop : $field->dolibarr,
                };
                $world['wpshop'][$field->key] = $world['dolibarr'][$field->key] = $kept;
            }
        }
        $world['baseline'] = Reconciliation::agreed($this->fields($world, $owners));
        $this->settled($world);
    }

    /** What is equal on both sides is no longer anybody's alone. @param array<string, mixed> $world */
    private function settled(array &$world): void
    {
        foreach (self::KEYS as $key) {
            if ($world['wpshop'][$key] === $world['dolibarr'][$key]) {
                $world['pending'][$key] = ['wpshop' => null, 'dolibarr' => null];
            }
        }
    }

    /**
     * @param array<string, mixed> $world
     * @return array<string, string> with what a look that died did
     */
    private function baseline(array $world): array
    {
        return Recovery::baseline($world['baseline'], $world['intent'], $world['wpshop'], $world['dolibarr']);
    }

    /** @param array<string, mixed> $world */
    private function checkNothingIsLost(array $world, FieldOwners $owners, string $case): void
    {
        foreach (self::KEYS as $key) {
            $now = [$world['wpshop'][$key], $world['dolibarr'][$key]];
            self::assertSame([], array_diff($now, $world['typed'][$key]), "no value was invented: $case");
            foreach ($world['pending'][$key] as $side => $value) {
                // A side that owns the field overrules the other one: that is the choice.
                $isOverruled = match ($owners->of($key)) {
                    FieldOwner::Dolibarr => $side === 'wpshop',
                    FieldOwner::Wpshop => $side === 'dolibarr',
                    default => false,
                };
                if ($value !== null && !$isOverruled) {
                    self::assertContains($value, $now, "no edit was dropped: $case, $key of $side");
                }
            }
        }
    }

    /**
     * @param array<string, mixed> $world
     * @return list<Field>
     */
    private function fields(array $world, FieldOwners $owners): array
    {
        return Reconciliation::fields($world['wpshop'], $world['dolibarr'], $world['baseline'], [], [], $owners);
    }
}
