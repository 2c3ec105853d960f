<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunRecord;
use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** Rule 5 for a run: what it wrote is put back, one entry or all of it, where nobody changed anything since. */
final class UndoTest extends MassSyncCase
{
    private static function undone(Run $run): Run
    {
        return self::worked(self::mass()->undo($run->id));
    }

    public function testItPutsBackWhatTheRunWrote(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $before = Services::get()->catalogue()->snapshot($id);
        $link = Services::get()->links()->of($id);
        StandIn::change($dolibarrId, ['price' => '14', 'price_base_type' => 'HT', 'label' => 'Mug rouge']);
        $new = self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '']);
        $run = self::written(self::previewed());
        $made = Services::get()->links()->toDolibarr($new)->wpId;
        StandIn::forgetCalls();
        $run = self::undone($run);
        self::assertSame(RunState::Undone, $run->state);
        self::assertSame([], StandIn::calls(), 'Dolibarr has nothing to do with it');
        self::assertSame($before, Services::get()->catalogue()->snapshot($id));
        self::assertSame($link->baseline, Services::get()->links()->of($id)->baseline);
        self::assertSame('trash', get_post_status($made));
        self::assertNull(Services::get()->links()->toDolibarr($new));
        self::assertNull(Services::get()->catalogue()->mark($made));
        self::assertSame('differs', self::row($id)->reason?->value);
        self::assertFalse(Services::get()->massSyncProgress()->of($run)['can']['undo']);
        $stage = self::stage($run);
        self::assertSame([2, 2, 'done'], [$stage['done'], $stage['total'], $stage['state']]);
    }

    public function testWhatWasPutBackDoesNotComeAgainByItself(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'Mug rouge']);
        self::undone(self::written(self::previewed()));
        Services::get()->queue()->add('wp:' . $id, 'check');
        self::work();
        self::assertSame('Mug bleu', self::values($id)['title']);
    }

    public function testANewRunBringsItAllAgain(): void
    {
        StandIn::reset('large', 16, 120);
        $run = self::undone(self::written(self::previewed()));
        self::assertSame(RunState::Undone, $run->state);
        $run = self::written(self::previewed());
        self::assertSame(120, self::stage($run)['created']);
    }

    public function testWhatWasChangedSinceIsLeftAndListed(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'Mug rouge']);
        $new = self::mugInDolibarr(['ref' => 'NEW', 'barcode' => '']);
        $other = self::mugInDolibarr(['ref' => 'OTHER', 'barcode' => '']);
        $run = self::written(self::previewed());
        $made = Services::get()->links()->toDolibarr($new)->wpId;
        self::someoneEdits($id, ['title' => 'Mug de la boutique']);
        self::someoneEdits($made, ['description' => 'Mieux.']);
        $run = self::undone($run);
        self::assertSame('Mug de la boutique', self::values($id)['title']);
        self::assertSame('publish', get_post_status($made));
        self::assertNull(Services::get()->links()->toDolibarr($other));
        $left = self::records($run, RecordKind::NotUndone);
        self::assertCount(2, $left);
        self::assertSame('dolisync_changed_meanwhile', $left[0]->problem['code']);
        self::assertTrue(Services::get()->massSyncProgress()->of($run)['can']['undo'], 'it can be tried again');

        self::someoneEdits($id, ['title' => 'Mug rouge']);
        $run = self::undone($run);
        self::assertSame('Mug bleu', self::values($id)['title']);
        self::assertCount(1, self::records($run, RecordKind::NotUndone));
    }

    public function testAProductThatGotSomethingThatDoliSyncDoesNotKnowIsLeft(): void
    {
        $new = self::mugInDolibarr();
        $run = self::written(self::previewed());
        $made = Services::get()->links()->toDolibarr($new)->wpId;
        $later = gmdate('Y-m-d H:i:s', time() + 2);
        $GLOBALS['wpdb']->update($GLOBALS['wpdb']->posts, ['post_modified_gmt' => $later, 'post_excerpt' => 'Un résumé'], ['ID' => $made]);
        clean_post_cache($made);
        $run = self::undone($run);
        self::assertSame('publish', get_post_status($made));
        self::assertCount(1, self::records($run, RecordKind::NotUndone));
    }

    /** Rule 12: another plugin that fails at one product stops no other. */
    public function testAFaultAtOneRecordStopsNoOther(): void
    {
        [$bad, $good] = [self::mugInDolibarr(['ref' => 'BAD', 'barcode' => '']), self::mugInDolibarr(['ref' => 'GOOD', 'barcode' => ''])];
        $run = self::written(self::previewed());
        $made = Services::get()->links()->toDolibarrMany([$bad, $good]);
        $otherPlugin = static function (int $id) use ($made, $bad): void {
            if ($id === $made[$bad]->wpId) {
                throw new \TypeError('A fault of another plugin.');
            }
        };
        add_action('wp_trash_post', $otherPlugin);
        $log = ini_set('error_log', '/dev/null');
        $run = self::undone($run);
        ini_set('error_log', (string) $log);
        remove_action('wp_trash_post', $otherPlugin);
        self::assertSame(RunState::Undone, $run->state);
        self::assertSame(['publish', 'trash'], [get_post_status($made[$bad]->wpId), get_post_status($made[$good]->wpId)]);
        $left = self::records($run, RecordKind::NotUndone);
        self::assertSame([[$bad, 'Mug bleu', 'dolisync_unexpected']], array_map(
            static fn (RunRecord $record): array => [$record->dolibarrId, $record->title, $record->problem['code']],
            $left
        ));
    }

    public function testOneEntryAloneIsUndoneAsEver(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'Mug rouge']);
        $run = self::written(self::previewed());
        $entry = Services::get()->journal()->ofRun($run->id, PHP_INT_MAX, 1)[0];
        self::assertTrue($entry->isUndoable());
        Services::get()->synchronizer()->undo($entry->id);
        self::assertSame('Mug bleu', self::values($id)['title']);
        self::assertSame('Mug rouge', StandIn::product($dolibarrId)['label']);
        self::assertFalse(Services::get()->massSyncProgress()->of(self::mass()->run($run->id))['can']['undo']);
    }

    public function testKilledOnTheWayItGoesOn(): void
    {
        StandIn::reset('large', 16, 70);
        $run = self::mass()->undo(self::written(self::previewed())->id);
        self::process('add_action("trashed_post", static function () use (&$trashed) {
            if (++$trashed === 60) { posix_kill(getmypid(), SIGKILL); }
        }); ' . self::workerCode($run, 30), false);
        wp_cache_flush();
        self::leasesRunOut();
        $run = self::worked($run);
        self::assertSame(RunState::Undone, $run->state);
        self::assertSame(['product' => ['written' => 70, 'undone' => 70]], Services::get()->journal()->tallyOfRun($run->id));
        self::assertSame([], self::records($run, RecordKind::NotUndone));
        self::assertSame(0, Services::get()->links()->count());
    }
}
