<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\MassSync\FieldChange;
use DoliSync\MassSync\RecordComparison;
use PHPUnit\Framework\TestCase;

/** What a record of Dolibarr changes in the shop, case by case. */
final class RecordComparisonTest extends TestCase
{
    /**
     * @dataProvider cases
     * @param array<string, string>|null $baseline
     * @param list<array{string, string, bool}> $changes the shop's value, Dolibarr's, whether it is an edit of the shop
     */
    public function testEveryCase(string $dolibarr, string $wpshop, ?array $baseline, array $changes, bool $isNewAgreement): void
    {
        $comparison = RecordComparison::between(['town' => $dolibarr], ['town' => $wpshop], $baseline);
        self::assertSame($changes, array_map(
            static fn (FieldChange $change): array => [$change->wpshop, $change->dolibarr, $change->isLocal],
            $comparison->changes
        ));
        self::assertSame($isNewAgreement, $comparison->isNewAgreement);
    }

    /** @return array<string, array{string, string, array<string, string>|null, list<array{string, string, bool}>, bool}> */
    public function cases(): array
    {
        return [
            'the same, as agreed' => ['a', 'a', ['town' => 'a'], [], false],
            'the same, agreed on another value' => ['b', 'b', ['town' => 'a'], [], true],
            'the same, never agreed' => ['a', 'a', null, [], true],
            'Dolibarr moved' => ['b', 'a', ['town' => 'a'], [['a', 'b', false]], false],
            'the shop moved' => ['a', 'b', ['town' => 'a'], [['b', 'a', true]], false],
            'both moved' => ['b', 'c', ['town' => 'a'], [['c', 'b', true]], false],
            'the shop emptied it' => ['a', '', ['town' => 'a'], [['', 'a', true]], false],
            'never agreed, the shop has something' => ['b', 'a', null, [['a', 'b', true]], false],
            'never agreed, the shop has nothing' => ['b', '', null, [['', 'b', false]], false],
            'agreed before this field was kept' => ['b', '', ['zip' => '1'], [['', 'b', false]], false],
        ];
    }

    public function testWhatOneSideDoesNotKeepIsNotCompared(): void
    {
        $comparison = RecordComparison::between(['town' => 'a', 'vat' => '4'], ['town' => 'a', 'mood' => 'good'], ['town' => 'a']);
        self::assertSame([[], false], [$comparison->changes, $comparison->isNewAgreement]);
    }
}
