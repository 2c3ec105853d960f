<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\MassSync\RecordKind;
use DoliSync\Services;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** Rule 4 for a run: an edit of the shop is overwritten when the person saw it in the preview, and only then. */
final class LocalChangesTest extends MassSyncCase
{
    public function testOneThatThePreviewShowedIsOverwritten(): void
    {
        [$id] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'Mug de la boutique']);
        $run = self::written(self::previewed());
        self::assertSame('Mug bleu', self::values($id)['title']);
        self::assertSame('Mug de la boutique', self::records($run, RecordKind::Overwritten)[0]->changes[0]['wpshop']);
    }

    public function testOneThatCameAfterThePreviewIsLeftAlone(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['price' => '14', 'price_base_type' => 'HT']);
        $run = self::previewed();
        self::someoneEdits($id, ['title' => 'Mug de la boutique']);
        $run = self::written($run);
        self::assertSame('Mug de la boutique', self::values($id)['title']);
        self::assertSame('14', self::values($id)['price'], 'what Dolibarr changed comes all the same');
        $left = self::records($run, RecordKind::ChangedSincePreview);
        self::assertSame([['field' => 'title', 'wpshop' => 'Mug de la boutique', 'dolibarr' => 'Mug bleu']], $left[0]->changes);
        self::assertSame([], self::records($run, RecordKind::Overwritten));
        self::assertSame('out_of_sync', Services::get()->links()->of($id)->verdict->status->value);
    }

    public function testAnotherValueThanThePreviewShowedIsLeftAlone(): void
    {
        [$id] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'Mug de la boutique']);
        $run = self::previewed();
        self::someoneEdits($id, ['title' => 'Mug de la maison']);
        $run = self::written($run);
        self::assertSame('Mug de la maison', self::values($id)['title']);
        self::assertCount(1, self::records($run, RecordKind::ChangedSincePreview));
        self::assertSame(0, self::stage($run)['overwritten']);
    }

    public function testOneThatComesInWhileDolibarrAnswersIsLeftAlone(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['title' => 'x', 'label' => 'Mug rouge']);
        $run = self::previewed();
        $this->after('GET', static fn () => self::someoneEdits($id, ['title' => 'Mug de la boutique']));
        $run = self::written($run);
        self::assertSame('Mug de la boutique', self::values($id)['title']);
        self::assertCount(1, self::records($run, RecordKind::ChangedSincePreview));
    }

    public function testWhatWasSynchronizedWhileDolibarrAnsweredIsLookedAtAnew(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'Mug rouge']);
        $run = self::previewed();
        // A person keeps the shop's title, in both: the page that the run has in hand is of before.
        $this->after('GET', static fn () => self::sync($id, ['title' => 'wpshop']));
        self::written($run);
        self::assertSame('Mug bleu', self::values($id)['title']);
        self::assertSame('Mug bleu', StandIn::product($dolibarrId)['label']);
    }
}
