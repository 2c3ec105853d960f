<?php

declare(strict_types=1);

namespace DoliSync\Tests\Automation;

use DoliSync\Services;
use DoliSync\Tests\Support\AutomationCase;
use DoliSync\Tests\Support\StandIn;

/** What a person can have done about a product that one side no longer has; nothing of it by itself. */
final class DeletionsTest extends AutomationCase
{
    public function testGoneInDolibarrIsCreatedThereAgainAndTheAssociationGoesOn(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::mugInDolibarr(['ref' => 'OTHER', 'barcode' => '', 'label' => 'Other']);
        StandIn::delete($dolibarrId);
        $outcome = Services::get()->deletions()->recreate($id);
        self::assertSame(['synced', null], [$outcome->row->status->value, $outcome->row->reason]);
        self::assertNotSame($dolibarrId, $outcome->row->dolibarrId);
        self::assertSame($outcome->row->dolibarrId, Services::get()->links()->of($id)->dolibarrId);
        self::assertSame('MUG', StandIn::product($outcome->row->dolibarrId)['ref']);
        self::assertSame((string) $outcome->row->dolibarrId, get_post_meta($id, '_external_id', true));
        self::assertSame('recreate', Services::get()->journal()->page($id, 1)['entries'][0]->action);
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testRecreatingIsDoneOnceToo(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::mugInDolibarr(['ref' => 'OTHER', 'barcode' => '', 'label' => 'Other']);
        StandIn::delete($dolibarrId);
        StandIn::fail(['kind' => 'truncated', 'method' => 'POST', 'times' => 1]);
        StandIn::fail(['kind' => 'html_500', 'method' => 'GET', 'path' => '/products/ref_ext', 'times' => 1]);
        self::problem(static fn () => Services::get()->deletions()->recreate($id));
        self::assertSame($dolibarrId, Services::get()->links()->of($id)->dolibarrId);
        StandIn::heal();
        Services::get()->deletions()->recreate($id);
        self::assertCount(2, StandIn::products());
    }

    public function testWhatIsNotGoneIsLeftAlone(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        $deletions = Services::get()->deletions();
        $before = self::shop();
        foreach (
            [
                static fn () => $deletions->recreate($id),
                static fn () => $deletions->trash($id),
                static fn () => $deletions->restore($id),
                static fn () => $deletions->dissociate($id),
                static fn () => $deletions->deleteInDolibarr($id),
            ] as $doing
        ) {
            self::assertSame('dolisync_not_gone', self::problem($doing)->name);
        }
        // A problem is not an absence.
        StandIn::fail(['kind' => 'html_500']);
        self::assertSame('dolisync_dolibarr_failing', self::problem(static fn () => $deletions->recreate($id))->name);
        self::assertSame('dolisync_dolibarr_failing', self::problem(static fn () => $deletions->trash($id))->name);
        StandIn::heal();
        self::assertSame($before, self::shop());
        self::assertSame([], StandIn::writes());
        self::assertSame($dolibarrId, Services::get()->links()->of($id)->dolibarrId);
        self::assertSame('dolisync_not_linked', self::problem(static fn () => $deletions->trash(self::product(['title' => 'x'])))->name);
    }

    public function testGoneInDolibarrGoesToTheTrashAndComesBack(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::mugInDolibarr(['ref' => 'OTHER', 'barcode' => '']);
        StandIn::delete($dolibarrId);
        $entry = Services::get()->deletions()->trash($id);
        self::assertSame('trash', get_post_status($id));
        self::assertSame('trash', Services::get()->journal()->entry($entry)->action);
        self::requestIsOver();
        self::assertSame([], self::queued());
        Services::get()->deletions()->restore($id);
        self::assertSame('publish', get_post_status($id));
        self::work();
        self::assertSame('gone_in_dolibarr', self::row($id)->reason?->value);
    }

    public function testOutOfTheShopsTrashItIsAsItWas(): void
    {
        [$id] = self::linkedMug();
        wp_trash_post($id);
        $outcome = Services::get()->deletions()->restore($id);
        self::assertSame(['publish', $id], [get_post_status($id), $outcome->row->id]);
        self::work();
        self::assertSame('synced', self::row($id)->status->value);
    }

    public function testDeletedInTheShopItIsMadeAnewFromDolibarr(): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        wp_delete_post($id, true);
        self::requestIsOver();
        $outcome = Services::get()->deletions()->restore($id);
        self::assertNotSame($id, $outcome->row->id);
        self::assertSame([$dolibarrId, 'synced'], [$outcome->row->dolibarrId, $outcome->row->status->value]);
        self::assertSame('Mug bleu', self::values($outcome->row->id)['title']);
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame((string) $outcome->row->id, (string) StandIn::product($dolibarrId)['array_options']['options__wps_id']);
        self::assertSame('restore', Services::get()->journal()->page($outcome->row->id, 1)['entries'][0]->action);
    }

    public function testGoneInTheShopTheAssociationCanEnd(): void
    {
        self::poll();
        [$id, $dolibarrId] = self::linkedMug();
        wp_delete_post($id, true);
        $entry = Services::get()->deletions()->dissociate($id);
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame('unlink', Services::get()->journal()->entry($entry)->action);
        self::assertSame('Mug bleu', StandIn::product($dolibarrId)['label']);
        self::assertSame('dolisync_not_linked', self::problem(static fn () => Services::get()->deletions()->dissociate($id))->name);
        // It is not created again by itself, also when nothing in Dolibarr says any more that it was associated.
        StandIn::change($dolibarrId, ['label' => 'theirs', 'array_options' => ['options__wps_id' => null, 'options__wps_status' => 'publish']]);
        self::poll();
        self::assertSame([], self::queued());
        Services::get()->queue()->add("doli:$dolibarrId", 'webhook');
        self::work();
        self::assertSame([], self::shop()['posts']);
    }

    /** @dataProvider lostAnswers */
    public function testGoneInTheShopItCanBeDeletedInDolibarrToo(?array $fault): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        self::mugInDolibarr(['ref' => 'OTHER', 'barcode' => '']);
        wp_trash_post($id);
        if ($fault !== null) {
            StandIn::fail($fault + ['method' => 'DELETE', 'times' => 1]);
        }
        $entry = Services::get()->journal()->entry(Services::get()->deletions()->deleteInDolibarr($id));
        self::assertSame(['OTHER'], array_column(StandIn::products(), 'ref'));
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame('delete', $entry->action);
        self::assertContains(['key' => 'title', 'before' => 'Mug bleu', 'after' => ''], $entry->changes->dolibarr);
        self::assertSame('Mug bleu', $entry->kept['deleted']['label'], 'rule 5: nothing is lost');
        self::assertSame('trash', get_post_status($id));
        self::assertFalse($entry->isUndoable());
        self::assertNotSame($dolibarrId, 0);
    }

    /** @return array<string, array{array<string, mixed>|null}> */
    public function lostAnswers(): array
    {
        return ['all is well' => [null], 'the answer got lost' => [['kind' => 'truncated']], 'the connection dropped' => [['kind' => 'drop']]];
    }

    public function testWhatDolibarrStillUsesStays(): void
    {
        StandIn::reset('empty', 20);
        [$id, $dolibarrId] = self::linkedMug();
        wp_trash_post($id);
        $problem = self::problem(static fn () => Services::get()->deletions()->deleteInDolibarr($id));
        self::assertSame(['dolisync_still_used', 'review'], [$problem->name, $problem->nextAction]);
        self::assertSame($dolibarrId, Services::get()->links()->of($id)->dolibarrId);
        self::assertSame('Mug bleu', StandIn::product($dolibarrId)['label']);
    }

    /** @return array<string, array{array<string, mixed>, list<string>, array<string, array{int, string}>, string, string}> */
    public function reasonsToKeep(): array
    {
        $service = ['type' => 1];
        $noRights = ['/users/info' => [401, '{"error":{"code":401,"message":"Unauthorized: Not allowed"}}']];
        $says = static fn (string $number): array => ['/products/' => [200, $number]];
        return [
            'a product that is used' => [[], [], $says('0'), 'dolisync_still_used', 'it says that orders'],
            'a service that is used' => [$service, [], $says('0'), 'dolisync_still_used', 'it says that orders'],
            'a service, without the right' => [$service, ['services'], [], 'dolisync_may_not_delete', '“Delete services”'],
            'a service, and who knows' => [$service, ['services'], $noRights, 'dolisync_still_used', 'one of two reasons'],
            'a product, without the right' => [[], [], ['/products/' => [401, '{"error":{"code":401,"message":"Unauthorized"}}']], 'dolisync_may_not_delete', '“Delete products”'],
            'it failed half-way' => [[], [], $says('-1'), 'dolisync_not_deleted', 'something there failed'],
        ];
    }

    /**
     * @dataProvider reasonsToKeep
     * @param array<string, mixed> $kind
     * @param list<string> $off
     * @param array<string, array{int, string}> $answers
     */
    public function testWhyDolibarrKeepsItIsSaidAsFarAsItIsKnown(array $kind, array $off, array $answers, string $name, string $words): void
    {
        [$id, $dolibarrId] = self::linkedMug();
        StandIn::change($dolibarrId, $kind);
        StandIn::settings(['modules_off' => $off]);
        wp_trash_post($id);
        $instead = static function (mixed $reply, array $arguments, string $url) use ($answers): mixed {
            foreach ($answers as $path => [$status, $body]) {
                if (str_contains($url, $path) && ($arguments['method'] === 'DELETE' || $path === '/users/info')) {
                    return ['headers' => [], 'body' => $body, 'response' => ['code' => $status, 'message' => ''], 'cookies' => [], 'filename' => null];
                }
            }
            return $reply;
        };
        add_filter('pre_http_request', $instead, 10, 3);
        $problem = self::problem(static fn () => Services::get()->deletions()->deleteInDolibarr($id));
        remove_filter('pre_http_request', $instead);
        self::assertSame($name, $problem->name);
        self::assertStringContainsString($words, $problem->getMessage());
        self::assertSame($dolibarrId, Services::get()->links()->of($id)->dolibarrId);
        self::assertSame('Mug bleu', StandIn::product($dolibarrId)['label']);
    }
}
