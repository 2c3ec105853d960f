<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\MassSync\Entity;
use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** What a person asks of a run, and when it can be asked. */
final class WishesTest extends MassSyncCase
{
    /** @return list<string> */
    private static function can(int $run): array
    {
        return array_keys(array_filter(Services::get()->massSyncProgress()->of(self::mass()->run($run))['can']));
    }

    public function testPauseAndGoOn(): void
    {
        StandIn::reset('large', 16, 250);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        self::mass()->work($run->id, 0);
        self::mass()->work($run->id, 0);
        self::mass()->pause($run->id);
        self::assertSame(['resume', 'cancel'], self::can($run->id));
        $stage = self::stage($run);
        self::assertSame(0, self::mass()->work($run->id, 1));
        self::assertSame($stage, self::stage($run));
        self::assertSame(100, $stage['created']);
        $run = self::worked(self::mass()->resume($run->id));
        self::assertSame(RunState::Done, $run->state);
        self::assertAsPreviewed($run);
    }

    public function testCancelKeepsWhatWasWritten(): void
    {
        StandIn::reset('large', 16, 250);
        $run = self::previewed();
        self::mass()->start($run->id, 0);
        self::mass()->work($run->id, 0);
        self::mass()->work($run->id, 0);
        $run = self::mass()->cancel($run->id);
        self::assertSame(RunState::Cancelled, $run->state);
        self::assertNotNull($run->endedAt);
        self::assertCount(100, self::shop()['posts']);
        self::assertSame(['undo'], self::can($run->id));
        self::assertSame(0, self::mass()->work($run->id, 1));
        // The next one finds what is there.
        $run = self::written(self::previewed());
        self::assertSame([100, 150], [self::stage($run)['same'], self::stage($run)['created']]);
    }

    public function testOnlyOneIsUnderWay(): void
    {
        $run = self::mass()->begin([Entity::Products]);
        $problem = self::problem(static fn () => self::mass()->begin([Entity::Products]));
        self::assertSame('dolisync_run_active', $problem->name);
        self::assertSame(['run_id' => $run->id], $problem->data);
        self::mass()->cancel($run->id);
        $next = self::mass()->begin([Entity::Products]);
        self::assertSame($next->id, self::mass()->current()->id);
    }

    public function testAnOldOneIsNotUndoneWhileAnotherIsUnderWay(): void
    {
        self::mugInDolibarr();
        $old = self::written(self::previewed());
        self::mass()->begin([Entity::Products]);
        self::assertSame('dolisync_run_active', self::problem(static fn () => self::mass()->undo($old->id))->name);
    }

    public function testNothingIsDoneOutOfTurn(): void
    {
        $run = self::mass()->begin([Entity::Products]);
        self::assertSame(['pause', 'cancel'], self::can($run->id));
        foreach (
            [
                static fn () => self::mass()->start($run->id, 0),
                static fn () => self::mass()->resume($run->id),
                static fn () => self::mass()->retry($run->id, null),
                static fn () => self::mass()->undo($run->id),
                static fn () => self::mass()->release($run->id),
            ] as $wish
        ) {
            self::assertSame('dolisync_run_state', self::problem($wish)->name);
        }
        $run = self::worked($run);
        self::assertSame(['start', 'cancel'], self::can($run->id));
        self::assertSame('dolisync_run_state', self::problem(static fn () => self::mass()->pause($run->id))->name);
        $run = self::written($run);
        self::assertSame([], self::can($run->id));
        self::assertSame('dolisync_run_state', self::problem(static fn () => self::mass()->start($run->id, 0))->name);
        self::assertSame('dolisync_run_state', self::problem(static fn () => self::mass()->cancel($run->id))->name);
    }

    public function testWithoutAConnectionNoneBegins(): void
    {
        $this->disconnect();
        self::assertSame('dolisync_not_configured', self::problem(static fn () => self::mass()->begin([Entity::Products]))->name);
        self::assertNull(self::mass()->current());
    }
}
