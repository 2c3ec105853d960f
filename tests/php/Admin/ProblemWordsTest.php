<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\ProblemWords;
use DoliSync\Dolibarr\Problems;
use DoliSync\Problem;

/**
 * A noted problem is read in the reader's language, whatever language it was noted in.
 */
final class ProblemWordsTest extends AdminCase
{
    public function testWhatIsKnownIsSaidAnew(): void
    {
        foreach (
            [
                Problems::timeout(), Problems::unreachable(), Problems::blocked(), Problems::certificate(), Problems::unreadable(),
                Problems::redirected(), Problems::notAnApi(), Problems::apiOff(), Problems::productsOff(), Problems::guarded(),
                Problems::keyRefused(), Problems::forbidden(), Problems::notListed(),
                Problems::gone(),
            ] as $problem
        ) {
            self::assertSame($problem->getMessage(), ProblemWords::message(['message' => 'Autre langue'] + $problem->toArray()), $problem->name);
        }
    }

    public function testWhatSaysSomethingOfItsOwnIsLeft(): void
    {
        self::assertSame('“Mug” is not free.', ProblemWords::message(Problem::named('dolisync_taken', '“Mug” is not free.')->toArray()));
        self::assertSame(Problems::failing(502)->getMessage(), ProblemWords::message(Problems::failing(502)->toArray()));
    }

    public function testADamagedNoteIsNoFault(): void
    {
        foreach ([[], ['code' => 3, 'message' => ['x']], ['message' => null]] as $noted) {
            self::assertSame('', ProblemWords::message($noted));
        }
    }
}
