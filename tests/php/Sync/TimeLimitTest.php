<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Sync\TimeLimit;
use PHPUnit\Framework\TestCase;

/** @group plain */
final class TimeLimitTest extends TestCase
{
    /** @return array<string, array{int|float, float, bool}> seconds of the limit, seconds from now, whether it is up then */
    public static function limits(): array
    {
        return [
            'none is up at once' => [0, 0, true],
            'one that was over before it began' => [-60, 0, true],
            'a minute is not up at once' => [60, 0, false],
            'nor after most of it' => [60, 59, false],
            'it is when as much has passed' => [60, 60, true],
            'and after that' => [60, 61, true],
            'a time that was before' => [60, -10, false],
            'none, and a time that was before' => [0, -10, false],
            'parts of a second count' => [0.5, 0.4, false],
            'so that this one is up' => [0.5, 0.6, true],
        ];
    }

    /** @dataProvider limits */
    public function testIsUpOnceSoManySecondsHavePassed(int|float $seconds, float $from, bool $isUp): void
    {
        $limit = TimeLimit::in($seconds);
        self::assertSame($isUp, $limit->isUpIn($from));
        if ($from === 0.0) {
            self::assertSame($isUp, $limit->isUp());
        }
    }

    public function testItsTimePasses(): void
    {
        $limit = TimeLimit::in(0.2);
        self::assertFalse($limit->isUp());
        usleep(201_000);
        self::assertTrue($limit->isUp());
    }
}
