<?php

declare(strict_types=1);

namespace DoliSync\Tests\Automation;

use DoliSync\Services;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Moment;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** What is saved in the shop is heard, once a product, and what does not matter is not. */
final class ShopHooksTest extends AutomationCase
{
    public function testManySavingsOfOneRequestAreOneEntry(): void
    {
        [$id] = self::linkedMug();
        wp_update_post(['ID' => $id, 'post_title' => 'one']);
        update_post_meta($id, '_price', '13');
        update_post_meta($id, '_weight', '2');
        wp_update_post(['ID' => $id, 'post_title' => 'two']);
        [$entry] = self::queued();
        self::assertSame(["wp:$id", 'edit', 1], [$entry->subject, $entry->cause, $entry->version]);
        self::assertFalse($entry->isDue(Moment::now()), 'the request is not over');
        self::requestIsOver();
        [$entry] = self::queued();
        self::assertTrue($entry->isDue(Moment::now()));
    }

    /** @dataProvider meansOfEditing */
    public function testHearsWhateverSaves(callable $edit): void
    {
        [$id] = self::linkedMug();
        $edit($id);
        self::requestIsOver();
        self::assertSame(["wp:$id"], self::subjects());
    }

    /** @return array<string, array{callable}> */
    public function meansOfEditing(): array
    {
        return [
            'the title' => [static fn (int $id) => wp_update_post(['ID' => $id, 'post_title' => 'x'])],
            'the description' => [static fn (int $id) => wp_update_post(['ID' => $id, 'post_content' => 'x'])],
            'off sale' => [static fn (int $id) => wp_update_post(['ID' => $id, 'post_status' => 'draft'])],
            'a price' => [static fn (int $id) => update_post_meta($id, '_price', '13')],
            'a price with tax' => [static fn (int $id) => update_post_meta($id, '_price_ttc', '13')],
            'a weight that is deleted' => [static fn (int $id) => delete_post_meta($id, '_weight')],
            'a size that is new' => [static fn (int $id) => add_post_meta($id, '_length', '1')],
            'its time has come' => [static function (int $id): void {
                $soon = gmdate('Y-m-d H:i:s', time() + 3600);
                wp_update_post(['ID' => $id, 'post_status' => 'future', 'post_date' => $soon, 'post_date_gmt' => $soon, 'edit_date' => true]);
                self::requestIsOver();
                Services::get()->queue()->clear();
                wp_publish_post($id);
            }],
            'a category' => [static fn (int $id) => wp_set_object_terms($id, ['Mugs'], 'wps-product-cat')],
        ];
    }

    /** @dataProvider unimportant */
    public function testDoesNotHearWhatIsNotCompared(callable $edit): void
    {
        [$id] = self::linkedMug();
        $edit($id);
        self::requestIsOver();
        self::assertSame([], self::queued());
    }

    /** @return array<string, array{callable}> */
    public function unimportant(): array
    {
        return [
            'an excerpt' => [static fn (int $id) => wp_update_post(['ID' => $id, 'post_excerpt' => 'x'])],
            'another meta' => [static fn (int $id) => update_post_meta($id, '_thumbnail_id', '3')],
            'the same again' => [static fn (int $id) => update_post_meta($id, '_price', '12.5')],
            'our own mark' => [static fn (int $id) => update_post_meta($id, '_external_id', '3')],
            'a piece that is sold' => [static fn (int $id) => update_post_meta($id, '_stock', '3')],
            'another type of post' => [static fn () => wp_insert_post(['post_type' => 'page', 'post_title' => 'x', 'post_status' => 'publish'])],
            'a field that nobody owns' => [static function (int $id): void {
                FieldOwners::store(['title' => 'none', 'price' => 'none']);
                wp_update_post(['ID' => $id, 'post_title' => 'x']);
                update_post_meta($id, '_price', '13');
            }],
        ];
    }

    public function testRule9OurOwnWritesRaiseNoEcho(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, ['label' => 'theirs', 'price' => '14']);
        self::sync($id, ['title' => 'dolibarr', 'price' => 'dolibarr']);
        $entry = Services::get()->journal()->page($id, 1)['entries'][0]->id;
        Services::get()->synchronizer()->undo($entry);
        Services::get()->synchronizer()->unlink($id);
        self::requestIsOver();
        self::assertSame([], self::queued());
    }

    public function testWhatIsInTheTrashOrDeletedIsShownAndNothingIsDeletedInDolibarr(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::someoneEdits($id, ['title' => 'ours']);
        wp_trash_post($id);
        self::requestIsOver();
        self::assertSame([], self::queued());
        self::assertSame(['out_of_sync', 'gone_in_wpshop'], [self::row($id)->status->value, self::row($id)->reason?->value]);
        self::work();
        wp_untrash_post($id);
        self::requestIsOver();
        self::assertSame(["wp:$id"], self::subjects());
        wp_delete_post($id, true);
        self::requestIsOver();
        self::assertSame([], self::queued());
        self::assertSame('gone_in_wpshop', Services::get()->links()->of($id)->verdict->reason?->value);
        self::work();
        self::assertSame('Mug bleu', StandIn::product($dolibarrId)['label']);
    }

    public function testARequestThatDiesLosesNothing(): void
    {
        [$id] = self::linkedMug();
        self::process('update_post_meta(' . $id . ', "_price", "13"); posix_kill(getmypid(), SIGKILL);', false);
        self::assertSame(["wp:$id"], self::subjects());
    }

    public function testARequestThatEndsIsDueAtOnce(): void
    {
        [$id] = self::linkedMug();
        self::process('update_post_meta(' . $id . ', "_price", "13"); update_post_meta(' . $id . ', "_weight", "13");', true);
        [$entry] = self::queued();
        self::assertTrue($entry->isDue(Moment::now()));
        self::assertSame(2, $entry->version);
    }
}
