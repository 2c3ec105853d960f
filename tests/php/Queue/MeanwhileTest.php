<?php

declare(strict_types=1);

namespace DoliSync\Tests\Queue;

use DoliSync\Services;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** Rules 5 and 10: nothing is lost when somebody edits while a product is written, or when the writing is cut off. */
final class MeanwhileTest extends AutomationCase
{
    public function testAnEditInTheShopWhileDolibarrIsWrittenIsCarriedOverToo(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'first']);
        $this->after('PUT', static fn () => self::someoneEdits($id, ['title' => 'second']));
        self::work();
        self::assertSame('second', self::values($id)['title']);
        self::work();
        self::assertSame('second', StandIn::product($dolibarrId)['label']);
        self::assertSame('synced', self::row($id)->status->value);
    }

    /** The old value again: it would look as if Dolibarr had moved. */
    public function testAnEditThatIsTakenBackWhileDolibarrIsWrittenWins(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'first']);
        $this->after('PUT', static fn () => self::someoneEdits($id, ['title' => 'Mug bleu']));
        self::work();
        self::work();
        self::assertSame(['Mug bleu', 'Mug bleu'], [self::values($id)['title'], StandIn::product($dolibarrId)['label']]);
    }

    public function testAnEditInTheShopIsNotOverwrittenByWhatWasReadBefore(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'theirs', 'barcode' => '9']);
        self::someoneEdits($id, ['weight' => '0.4']);
        $this->after('PUT', static fn () => self::someoneEdits($id, ['title' => 'ours']));
        self::work();
        self::assertSame(['ours', '9'], [self::values($id)['title'], self::values($id)['barcode']]);
        self::work();
        self::assertSame(['conflict', ['title']], [self::row($id)->reason?->value, self::row($id)->fields]);
        self::assertSame(['ours', 'theirs'], [self::values($id)['title'], StandIn::product($dolibarrId)['label']]);
    }

    public function testAnEditInDolibarrWhileItIsWrittenIsCarriedOverToo(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::poll();
        self::someoneEdits($id, ['title' => 'ours']);
        $this->after('PUT', static fn () => StandIn::change($dolibarrId, ['barcode' => '9']));
        self::work();
        self::poll();
        self::work();
        self::assertSame(['ours', '9'], [StandIn::product($dolibarrId)['label'], self::values($id)['barcode']]);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testAnEditInTheShopWhileItIsUndoneStays(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        self::someoneEdits($id, ['barcode' => '9']);
        self::work();
        $entry = Services::get()->journal()->page($id, 1)['entries'][0]->id;
        $this->after('PUT', static fn () => self::someoneEdits($id, ['title' => 'newer']));
        $problem = self::problem(static fn () => Services::get()->synchronizer()->undo($entry));
        self::assertSame('dolisync_changed_meanwhile', $problem->name);
        self::assertSame(['newer', '9'], [self::values($id)['title'], StandIn::product($dolibarrId)['barcode']]);
        self::work();
        self::assertSame('newer', StandIn::product($dolibarrId)['label']);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testAnEditInDolibarrWhileAnUndoingIsPutBackStays(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'theirs']);
        self::someoneEdits($id, ['barcode' => '9', 'weight' => '0.4']);
        self::work();
        $entry = Services::get()->journal()->page($id, 1)['entries'][0]->id;
        $this->after('PUT', static function () use ($id, $dolibarrId): void {
            StandIn::change($dolibarrId, ['barcode' => '8']);
            self::someoneEdits($id, ['title' => 'newer']);
        });
        self::assertSame('dolisync_changed_meanwhile', self::problem(static fn () => Services::get()->synchronizer()->undo($entry))->name);
        $record = StandIn::product($dolibarrId);
        self::assertSame(['8', '0.4'], [$record['barcode'], (string) $record['weight']]);
        self::timePasses();
        self::work();
        self::assertSame(['newer', '8'], [StandIn::product($dolibarrId)['label'], self::values($id)['barcode']]);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testTwoWorkersAtOnceAndAPersonDoNotGetInEachOthersWay(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'ours']);
        $nested = null;
        $this->before('PUT', function () use ($id, &$nested): void {
            // The same product, while it is written.
            Services::get()->queue()->add("wp:$id", 'poll');
            self::assertSame('dolisync_busy', self::problem(static fn () => Services::get()->synchronizer()->unlink($id))->name);
            $nested = Services::get()->worker()->run(5);
        });
        self::work();
        self::assertSame(0, $nested->looked, 'it is claimed by the first');
        self::work();
        self::assertSame([], self::queued());
        self::assertSame('ours', StandIn::product($dolibarrId)['label']);
    }

    /**
     * A request that dies after a step of its own: the next look goes on, and takes nothing of it for an edit.
     *
     * @dataProvider deaths
     */
    public function testARequestThatDiesHalfWayIsFinishedByTheNext(string $after, callable $meanwhile, string $title, string $barcode): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'ours']);
        StandIn::change($dolibarrId, ['barcode' => '9']);
        self::workAndDieAt(...($after === 'Dolibarr'
            ? ['http_response', '$arguments[1]["method"] === "PUT"']
            : ['updated_post_meta', '$arguments[2] === "_barcode"']));
        $meanwhile($id, $dolibarrId);
        self::timePasses();
        self::work();
        self::assertSame([$title, $title], [self::values($id)['title'], StandIn::product($dolibarrId)['label']]);
        self::assertSame([$barcode, $barcode], [self::values($id)['barcode'], StandIn::product($dolibarrId)['barcode']]);
        self::assertSame('synced', self::row($id)->status->value);
    }

    /** @return array<string, array{string, callable, string, string}> */
    public function deaths(): array
    {
        $nothing = static fn () => null;
        return [
            'after Dolibarr was written' => ['Dolibarr', $nothing, 'ours', '9'],
            'after the shop was written' => ['shop', $nothing, 'ours', '9'],
            'and the shop takes its edit back' => ['Dolibarr', static fn (int $id) => self::someoneEdits($id, ['title' => 'Mug bleu']), 'Mug bleu', '9'],
            'and Dolibarr takes its edit back' => [
                'shop',
                static fn (int $id, int $dolibarrId) => StandIn::change($dolibarrId, ['barcode' => '3760000000017']),
                'ours',
                '3760000000017',
            ],
        ];
    }

    /** @dataProvider lostAnswers */
    public function testAnAnswerThatGotLostIsNoReasonToWriteTwice(array $fault): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'ours']);
        StandIn::fail($fault + ['method' => 'PUT', 'times' => 1]);
        self::work();
        self::timePasses();
        self::work();
        self::timePasses();
        self::work();
        self::assertSame(['ours', 'ours'], [self::values($id)['title'], StandIn::product($dolibarrId)['label']]);
        self::assertSame('synced', self::row($id)->status->value);
        self::assertSame([], self::queued());
    }

    /** @return array<string, array{array<string, mixed>}> */
    public function lostAnswers(): array
    {
        return [
            'written, and the answer too late' => [['kind' => 'timeout_after', 'ms' => 1500]],
            'not written' => [['kind' => 'timeout_before', 'ms' => 1500]],
            'half an answer' => [['kind' => 'truncated']],
            'dropped' => [['kind' => 'drop']],
        ];
    }
}
