<?php

declare(strict_types=1);

namespace DoliSync\Tests\Sync;

use DoliSync\Sync\Moment;
use PHPUnit\Framework\TestCase;

/** @group plain */
final class MomentTest extends TestCase
{
    public function testIsInUtcAndSortsAsText(): void
    {
        self::assertMatchesRegularExpression('/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/', Moment::now());
        self::assertLessThan(Moment::now(), Moment::in(-86_400));
        self::assertGreaterThan(Moment::now(), Moment::in(60));
        self::assertSame('2026-11-24T20:00:00.123Z', Moment::of(new \DateTimeImmutable('2026-11-24T21:00:00.123+01:00')));
    }

    public function testSaysHowFarOffItIs(): void
    {
        self::assertSame(1_795_550_400, Moment::timestamp('2026-11-24T20:00:00.999Z'));
        self::assertEqualsWithDelta(60, Moment::secondsUntil(Moment::in(60)), 5);
        self::assertEqualsWithDelta(-60, Moment::secondsUntil(Moment::in(-60)), 5);
    }
}
