<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Sync\Field;
use DoliSync\Sync\FieldState;
use DoliSync\Sync\Note;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Reconciliation;
use DoliSync\Sync\Status;
use DoliSync\Sync\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * Rule 3: three-way, per field, against the baseline.
 *
 * @group plain
 */
final class ReconciliationTest extends TestCase
{
    /** @dataProvider cases */
    public function testRule3EveryCase(string $wpshop, string $dolibarr, ?string $baseline, FieldState $state): void
    {
        self::assertSame($state, Reconciliation::state($wpshop, $dolibarr, $baseline));
    }

    /** @return array<string, array{string, string, string|null, FieldState}> */
    public function cases(): array
    {
        return [
            'nobody moved' => ['a', 'a', 'a', FieldState::Same],
            'both moved to the same' => ['b', 'b', 'a', FieldState::Same],
            'same without a baseline' => ['a', 'a', null, FieldState::Same],
            'the shop moved' => ['b', 'a', 'a', FieldState::WpshopChanged],
            'the shop emptied it' => ['', 'a', 'a', FieldState::WpshopChanged],
            'Dolibarr moved' => ['a', 'b', 'a', FieldState::DolibarrChanged],
            'Dolibarr filled it' => ['', 'b', '', FieldState::DolibarrChanged],
            'both moved, differently' => ['b', 'c', 'a', FieldState::Conflict],
            'both moved, one emptied it' => ['', 'c', 'a', FieldState::Conflict],
            'no baseline' => ['a', 'b', null, FieldState::Differs],
            'no baseline, one is empty' => ['', 'b', null, FieldState::Differs],
            'zero is not empty' => ['0', '', '', FieldState::WpshopChanged],
        ];
    }

    /** What must hold whatever the values are, tried on many. */
    public function testRule3HoldsForAnyValues(): void
    {
        mt_srand(3);
        $values = ['', '0', 'a', 'b', 'c', 'A', ' a', '12.5'];
        $any = static fn (): string => $values[mt_rand(0, count($values) - 1)];
        $mirrored = [
            FieldState::WpshopChanged->value => FieldState::DolibarrChanged,
            FieldState::DolibarrChanged->value => FieldState::WpshopChanged,
        ];
        for ($times = 0; $times < 5000; $times++) {
            [$wpshop, $dolibarr, $baseline] = [$any(), $any(), mt_rand(0, 4) === 0 ? null : $any()];
            $case = json_encode([$wpshop, $dolibarr, $baseline]);
            $state = Reconciliation::state($wpshop, $dolibarr, $baseline);
            self::assertSame($wpshop === $dolibarr, $state === FieldState::Same, "same means equal: $case");
            self::assertSame(
                $mirrored[$state->value] ?? $state,
                Reconciliation::state($dolibarr, $wpshop, $baseline),
                "both sides are treated alike: $case"
            );
            self::assertSame(
                $wpshop !== $dolibarr && $baseline === null,
                $state === FieldState::Differs,
                "a plain difference is one without a baseline: $case"
            );
            // Taking over the side that moved leaves what the other side never touched.
            if ($state === FieldState::WpshopChanged) {
                self::assertSame($baseline, $dolibarr, $case);
            }
            if ($state === FieldState::Conflict) {
                self::assertNotContains($baseline, [$wpshop, $dolibarr], $case);
            }
            $agreed = Reconciliation::agreed(Reconciliation::fields(
                ['title' => $wpshop],
                ['title' => $dolibarr],
                $baseline === null ? [] : ['title' => $baseline]
            ));
            self::assertSame($wpshop === $dolibarr ? $wpshop : $baseline, $agreed['title'] ?? null, "agreed: $case");
        }
    }

    public function testAFieldThatDolibarrRefusedSaysSoUntilTheShopsValueIsAnother(): void
    {
        $note = static fn (string $wpshop, string $dolibarr): ?Note => Reconciliation::fields(
            ['price' => $wpshop],
            ['price' => $dolibarr],
            [],
            [],
            ['price' => ['dolibarr' => '14']]
        )[0]->note;
        self::assertSame(Note::Refused, $note('14', '12'));
        self::assertNull($note('15', '12'));
        self::assertNull($note('14', '14'));
    }

    public function testAFieldThatIsNotWrittenCannotBeChosenAndDoesNotCount(): void
    {
        $fields = Reconciliation::fields(['weight' => '1'], ['weight' => '0.45359237'], [], ['weight']);
        self::assertSame(Note::ReadOnly, $fields[0]->note);
        self::assertFalse($fields[0]->isChoosable());
        self::assertSame(Status::Synced, Verdict::of($fields)->status);
    }

    /**
     * @dataProvider verdicts
     * @param list<array{FieldState, Note|null}> $fields
     */
    public function testTheReasonIsTheOneThatNeedsThePersonMost(array $fields, Status $status, ?Reason $reason): void
    {
        $verdict = Verdict::of(array_map(
            static fn (array $field): Field => new Field('title', 'a', 'b', null, $field[0], $field[1]),
            $fields
        ));
        self::assertSame([$status, $reason], [$verdict->status, $verdict->reason]);
    }

    /** @return list<array{list<array{FieldState, Note|null}>, Status, Reason|null}> */
    public function verdicts(): array
    {
        $same = [FieldState::Same, null];
        $moved = [FieldState::DolibarrChanged, null];
        $refused = [FieldState::WpshopChanged, Note::Refused];
        $conflict = [FieldState::Conflict, null];
        return [
            [[$same, $same], Status::Synced, null],
            [[], Status::Synced, null],
            [[$same, $moved], Status::OutOfSync, Reason::Differs],
            [[$moved, $conflict], Status::OutOfSync, Reason::Conflict],
            [[$refused, $same], Status::OutOfSync, Reason::Refused],
            [[$refused, $moved], Status::OutOfSync, Reason::Differs],
            [[$refused, $conflict], Status::OutOfSync, Reason::Conflict],
        ];
    }
}
