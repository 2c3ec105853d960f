<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Automation\Brakes;
use DoliSync\Automation\PollCursor;
use DoliSync\Services;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\Policy;
use DoliSync\Sync\StartingPoint;
use DoliSync\Tests\Support\StandIn;

/**
 * For how long DoliSync remembers, and the ways to start over.
 */
final class DataTabTest extends SettingsCase
{
    public function testForHowLongTheJournalIsKeptIsStored(): void
    {
        $html = self::send('data', ['dolisync_retention' => ' 30 ']);
        self::assertStringContainsString('Settings saved.', $html);
        self::assertSame(30, JournalSearch::retentionDays());
        self::assertStringContainsString('name="dolisync_retention" value="30"', $html);
    }

    public function testWhatWasTypedStaysWhenItIsNotAccepted(): void
    {
        foreach (['-1', '99999', 'long', '', '1.5', '30 days', '"><script>'] as $days) {
            $html = self::send('data', ['dolisync_retention' => $days, 'dolisync_delete_data' => 'yes']);
            self::assertStringContainsString('Nothing was saved.', $html, $days);
            self::assertStringContainsString('name="dolisync_retention" value="' . htmlspecialchars($days) . '"', $html);
            self::assertMatchesRegularExpression('/name="dolisync_delete_data"[^>]*checked/', $html);
            self::assertWrong('retention', $html);
            self::assertSame([365, false], [JournalSearch::retentionDays(), get_option('dolisync_delete_data')], $days);
        }
    }

    public function testDeletingTheDataIsAPersonsChoice(): void
    {
        self::send('data', ['dolisync_retention' => '365', 'dolisync_delete_data' => 'yes']);
        self::assertSame('yes', get_option('dolisync_delete_data'));
        self::send('data', ['dolisync_retention' => '365']);
        self::assertSame('no', get_option('dolisync_delete_data'));
    }

    /** @return list<int> the shop's ids */
    private static function associate(int $count): array
    {
        $ids = [];
        for ($i = 1; $i <= $count; $i++) {
            $ids[] = $id = self::product(['title' => "Mug $i", 'reference' => "MUG$i"]);
            $dolibarrId = StandIn::create(['ref' => "MUG$i", 'label' => "Mug $i", 'array_options' => ['options__wps_id' => $id]]);
            Services::get()->links()->put($id, $dolibarrId, null);
        }
        StandIn::forgetCalls();
        return $ids;
    }

    /** @param array<string, string> $more */
    private static function startOver(string $which, array $more = []): string
    {
        return self::send('data', ['dolisync_start_over' => $which] + $more);
    }

    public function testDissociatingAllAsksForAWordAndSaysWhatWillHappen(): void
    {
        self::associate(2);
        $html = self::startOver('dissociate_all');
        self::assertStringContainsString('2 associations end, in WPshop and in Dolibarr.', $html);
        self::assertStringContainsString('The data of all products stay as they are', $html);
        self::assertStringContainsString('To confirm, type “dissociate”:', $html);
        self::assertStringNotContainsString('aria-invalid', $html);
        foreach ([[], ['dolisync_word' => ''], ['dolisync_word' => 'yes'], ['dolisync_word' => 'dissociate']] as $more) {
            // The word without the yes is no yes.
            $isYes = !isset($more['dolisync_word']) || $more['dolisync_word'] !== 'dissociate';
            $html = self::startOver('dissociate_all', $more + ($isYes ? ['dolisync_confirmed' => 'yes'] : []));
            self::assertSame($isYes, str_contains($html, 'aria-invalid="true"'));
            self::assertStringContainsString('To confirm', $html);
        }
        self::assertSame(2, Services::get()->links()->count());
        self::assertSame([], $this->dolibarrCalls());
    }

    public function testAllAreDissociatedOnBothEndsAndCanBeRestored(): void
    {
        $ids = self::associate(3);
        $shop = self::shop()['posts'];
        $html = self::startOver('dissociate_all', ['dolisync_confirmed' => 'yes', 'dolisync_word' => ' Dissociate ']);
        self::assertStringContainsString('3 products were dissociated.', $html);
        self::assertSame(0, Services::get()->links()->count());
        self::assertSame([null, null, null], array_map(Services::get()->catalogue()->mark(...), $ids));
        foreach (StandIn::products() as $product) {
            self::assertEmpty($product['array_options']['options__wps_id'] ?? null);
        }
        self::assertSame($shop, self::shop()['posts']);
        $entries = Services::get()->journal()->page($ids[0], 1)['entries'];
        Services::get()->synchronizer()->undo($entries[0]->id);
        self::assertNotNull(Services::get()->links()->of($ids[0]));
    }

    public function testWhenDolibarrDoesNotAnswerNothingIsDissociated(): void
    {
        self::associate(2);
        StandIn::fail(['kind' => 'html_500']);
        $html = self::startOver('dissociate_all', ['dolisync_confirmed' => 'yes', 'dolisync_word' => 'dissociate']);
        self::assertStringContainsString('0 products were dissociated.', $html);
        self::assertStringContainsString('1 product: Dolibarr has a technical problem', $html);
        self::assertSame(2, Services::get()->links()->count());
    }

    public function testWhenDolibarrGoesAwayTheRestStaysAndIsCounted(): void
    {
        self::associate(3);
        // In the middle of the second.
        $puts = 0;
        $goes = static function (mixed $answer, array $arguments) use (&$puts): mixed {
            $puts += $arguments['method'] === 'PUT' ? 1 : 0;
            if ($puts === 2) {
                StandIn::fail(['kind' => 'html_500']);
            }
            return $answer;
        };
        add_filter('pre_http_request', $goes, 10, 2);
        $html = self::startOver('dissociate_all', ['dolisync_confirmed' => 'yes', 'dolisync_word' => 'dissociate']);
        remove_filter('pre_http_request', $goes);
        self::assertStringContainsString('1 product was dissociated.', $html);
        self::assertStringContainsString('2 are still associated.', $html);
        self::assertStringContainsString('1 product: Dolibarr has a technical problem', $html);
        self::assertSame(2, Services::get()->links()->count());
    }

    public function testOneThatCannotBeDissociatedStopsNoOther(): void
    {
        [$first, $second] = self::associate(2);
        wp_trash_post($first);
        $html = self::startOver('dissociate_all', ['dolisync_confirmed' => 'yes', 'dolisync_word' => 'dissociate']);
        self::assertStringContainsString('1 product was dissociated.', $html);
        self::assertStringContainsString('1 product: This product is in the trash.', $html);
        self::assertNotNull(Services::get()->links()->of($first));
        self::assertNull(Services::get()->links()->of($second));
    }

    public function testWhatOneRequestCannotFinishGoesOn(): void
    {
        $ids = self::associate(25);
        $report = Services::get()->dissociationOfAll()->run(0, 0);
        self::assertSame(1, $report['done']);
        self::assertNull(Services::get()->links()->of($ids[0]));
        $report = Services::get()->dissociationOfAll()->run((int) $report['last'], 60);
        self::assertSame([24, null], [$report['done'], $report['last']]);
    }

    public function testTheConnectionIsForgottenAndTheAssociationsStay(): void
    {
        self::associate(1);
        $html = self::startOver('disconnect');
        self::assertStringContainsString('The 1 association stays.', $html);
        self::assertStringContainsString(StandIn::url(), $html);
        self::assertTrue(Services::get()->connection()->isConfigured());
        $html = self::startOver('disconnect', ['dolisync_confirmed' => 'yes']);
        self::assertStringContainsString('The connection is forgotten.', $html);
        self::assertSame([false, '', 'none'], [
            Services::get()->connection()->isConfigured(), Services::get()->connection()->url(), Services::get()->connection()->keySource(),
        ]);
        self::assertSame(1, Services::get()->links()->count());
        self::assertSame([], $this->dolibarrCalls());
        // Once more there is nothing to forget.
        self::assertStringContainsString('Dolibarr is not connected.', self::startOver('disconnect', ['dolisync_confirmed' => 'yes']));
    }

    public function testTheAutomaticModeStartsAnew(): void
    {
        Services::get()->queue()->clear();
        $id = self::product(['title' => 'Before']);
        Services::get()->queue()->add("wp:$id", 'edit');
        StartingPoint::setInDolibarr(3);
        (new PollCursor('x', '2026-01-01 00:00:00', 1))->store();
        Services::get()->brakes()->stop(Brakes::MANY_CREATIONS, []);
        self::assertTrue(StartingPoint::isNewInShop($id));
        $html = self::startOver('anew');
        self::assertStringContainsString('1 product that waits is no longer carried over', $html);
        self::assertSame(1, Services::get()->queue()->count());
        $html = self::startOver('anew', ['dolisync_confirmed' => 'yes']);
        self::assertStringContainsString('starts anew', $html);
        self::assertSame([0, false, false, false, null], [
            Services::get()->queue()->count(),
            StartingPoint::isNewInShop($id),
            StartingPoint::isSetInDolibarr(),
            Services::get()->brakes()->isOn(),
            PollCursor::load('x'),
        ]);
    }

    public function testWhatCannotBeDoneSaysWhy(): void
    {
        Policy::store(Policy::Off);
        $html = self::open('data');
        self::assertMatchesRegularExpression('/value="anew"[^>]* disabled>/', $html);
        self::assertMatchesRegularExpression('/value="dissociate_all"[^>]* disabled>/', $html);
        self::assertStringContainsString('No product is associated.', $html);
        self::assertStringContainsString('nothing to start anew', self::startOver('anew', ['dolisync_confirmed' => 'yes']));
    }

    public function testAForgedFormStartsNothingOver(): void
    {
        self::associate(1);
        foreach (['dissociate_all', 'disconnect', 'anew'] as $which) {
            $sent = ['dolisync_start_over' => $which, 'dolisync_confirmed' => 'yes', 'dolisync_word' => 'dissociate'];
            self::assertRefused('data', $sent, false);
            $this->logIn('editor');
            self::assertRefused('data', $sent, true);
            $this->logIn('administrator');
        }
        self::assertSame(1, Services::get()->links()->count());
        self::assertTrue(Services::get()->connection()->isConfigured());
    }
}
