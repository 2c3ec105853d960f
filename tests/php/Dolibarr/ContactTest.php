<?php

declare(strict_types=1);

namespace DoliSync\Tests\Dolibarr;

use DoliSync\Dolibarr\Contact;
use DoliSync\Services;
use DoliSync\Tests\Support\StandIn;
use DoliSync\Tests\Support\SyncCase;

/** What is noted by the way of Dolibarr’s answers. */
final class ContactTest extends SyncCase
{
    /** Makes what was noted older. */
    private static function age(string $moment): void
    {
        $noted = get_option(Contact::OPTION);
        $noted['at'] = $moment;
        update_option(Contact::OPTION, $noted, false);
    }

    public function testBeforeAnythingWasAskedNothingIsKnown(): void
    {
        $contact = Contact::last();
        self::assertSame([null, null, null, null], [$contact->at, $contact->version, $contact->latencyMs, $contact->problem]);
    }

    public function testAnswersAreNotedOnceAMinute(): void
    {
        [$id] = self::linkedMug();
        self::assertNotNull(Contact::last()->at);
        self::age('2026-01-01T00:00:00.000Z');
        self::row($id);
        $noted = Contact::last()->at;
        self::assertGreaterThan('2026-01-01T00:00:00.000Z', $noted);
        self::row($id);
        self::assertSame($noted, Contact::last()->at);
    }

    public function testAProblemStaysUntilTheNextAnswerAndTheTimeOfTheLastAnswerToo(): void
    {
        [$id] = self::linkedMug();
        self::age('2026-01-01T00:00:00.000Z');
        StandIn::fail(['kind' => 'html_500']);
        self::row($id);
        $contact = Contact::last();
        self::assertSame(['2026-01-01T00:00:00.000Z', 'dolisync_dolibarr_failing'], [$contact->at, $contact->problem['code']]);
        StandIn::heal();
        self::row($id);
        self::assertNull(Contact::last()->problem);
        self::assertGreaterThan('2026-01-01T00:00:00.000Z', Contact::last()->at);
    }

    public function testARefusalIsAnAnswer(): void
    {
        [$id] = self::linkedMug();
        self::age('2026-01-01T00:00:00.000Z');
        StandIn::fail(['kind' => 'status', 'status' => 400]);
        self::row($id);
        self::assertNull(Contact::last()->problem);
        self::assertGreaterThan('2026-01-01T00:00:00.000Z', Contact::last()->at);
    }

    public function testTheTestOfTheStoredConnectionTellsTheVersion(): void
    {
        Services::get()->probe()->run();
        self::assertStringStartsWith('16.', (string) Contact::last()->version);
        self::assertIsInt(Contact::last()->latencyMs);
    }

    public function testAConnectionThatIsOnlyTriedIsNoContact(): void
    {
        self::problem(static fn () => Services::get()->probe()->run('http://127.0.0.1:9', 'x'));
        Services::get()->probe()->run(StandIn::url(), 'reader-key');
        self::assertNull(Contact::last()->at);
        self::assertNull(Contact::last()->problem);
    }

    public function testAnotherDolibarrIsNotTheOneThatAnswered(): void
    {
        Services::get()->probe()->run();
        Services::get()->probe()->forget();
        self::assertNull(Contact::last()->at);
    }
}
