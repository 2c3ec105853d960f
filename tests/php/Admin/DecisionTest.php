<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

use DoliSync\Admin\AssociationsPage;
use DoliSync\Services;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Reason;
use DoliSync\Sync\Status;
use DoliSync\Sync\Verdict;
use DoliSync\Tests\Support\StandIn;

/**
 * A product that one side no longer has: a person decides, after being asked.
 */
final class DecisionTest extends ListPageCase
{
    /** @return array{int, int} */
    private static function associated(): array
    {
        $id = self::product(['title' => 'Mug <b>', 'reference' => 'MUG', 'price' => '12', 'vat_rate' => '20']);
        $dolibarrId = StandIn::create(['ref' => 'MUG', 'label' => 'Mug <b>', 'price' => '12', 'array_options' => ['options__wps_id' => $id, 'options__wps_status' => 'publish']]);
        // Only a list that is not empty proves that what is missing is gone.
        StandIn::create(['ref' => 'OTHER', 'label' => 'Something else', 'price' => '1']);
        Services::get()->links()->put($id, $dolibarrId, null);
        return [$id, $dolibarrId];
    }

    /** @return array{int, string} the product and what names the finding */
    private static function goneInDolibarr(): array
    {
        [$id, $dolibarrId] = self::associated();
        StandIn::delete($dolibarrId);
        Services::get()->links()->checked([$id => new Verdict(Status::OutOfSync, Reason::GoneInDolibarr)], Moment::now());
        StandIn::forgetCalls();
        return [$id, "gone_in_dolibarr.$id.$dolibarrId"];
    }

    private static function decide(string $decision, string $key): string
    {
        $before = [self::everything(), StandIn::products()];
        $question = self::send(AssociationsPage::class, ['dolisync_do' => "$decision:$key"]);
        self::assertStringContainsString('name="dolisync_confirmed" value="yes"', $question);
        self::assertStringContainsString("value=\"$decision:$key\"", $question);
        self::assertStringNotContainsString('<b>', $question);
        self::assertEquals($before, [self::everything(), StandIn::products()]);
        return self::send(AssociationsPage::class, ['dolisync_do' => "$decision:$key", 'dolisync_confirmed' => 'yes']);
    }

    public function testCreatedAgainInDolibarr(): void
    {
        [$id, $key] = self::goneInDolibarr();
        self::assertStringContainsString('The product was created again in Dolibarr.', self::decide('recreate', $key));
        $link = Services::get()->links()->of($id);
        self::assertSame('MUG', StandIn::product((int) $link?->dolibarrId)['ref']);
    }

    public function testWhatMayBeTheSameProductIsShownFirst(): void
    {
        [$id, $key] = self::goneInDolibarr();
        $twin = StandIn::create(['ref' => 'MUG', 'label' => 'Mug <i>', 'price' => '12']);
        $html = self::decide('recreate', $key);
        self::assertStringContainsString("Mug &lt;i&gt; (MUG) #$twin", $html);
        self::assertStringContainsString('Create anyway', $html);
        self::assertStringContainsString('was created again', self::send(AssociationsPage::class, [
            'dolisync_do' => "recreate:$key", 'dolisync_confirmed' => 'yes', 'dolisync_despite' => 'yes',
        ]));
        self::assertNotSame($twin, Services::get()->links()->of($id)?->dolibarrId);
    }

    public function testMovedToTheTrash(): void
    {
        [$id, $key] = self::goneInDolibarr();
        self::assertStringContainsString('The product is in the trash now.', self::decide('trash', $key));
        self::assertSame('trash', get_post_status($id));
    }

    public function testTakenOutOfTheTrash(): void
    {
        [$id, $dolibarrId] = self::associated();
        wp_trash_post($id);
        self::assertStringContainsString('The product is in the shop again.', self::decide('restore', "trashed.$id.$dolibarrId"));
        self::assertSame('publish', get_post_status($id));
    }

    public function testCreatedAgainInWpshop(): void
    {
        [$id, $dolibarrId] = self::associated();
        wp_delete_post($id, true);
        self::assertStringContainsString('The product is in the shop again.', self::decide('restore', "deleted.$id.$dolibarrId"));
        $links = array_keys(array_filter(Services::get()->links()->all(), static fn (array $link): bool => $link['dolibarr_id'] === $dolibarrId));
        self::assertCount(1, $links);
        self::assertSame('Mug <b>', Services::get()->catalogue()->titles($links)[$links[0]]);
    }

    public function testDeletedInDolibarrToo(): void
    {
        [$id, $dolibarrId] = self::associated();
        wp_trash_post($id);
        self::assertStringContainsString('The product was deleted in Dolibarr.', self::decide('delete_in_dolibarr', "trashed.$id.$dolibarrId"));
        self::assertNotContains($dolibarrId, array_map('intval', array_column(StandIn::products(), 'id')));
        self::assertNull(Services::get()->links()->of($id));
        self::assertSame('trash', get_post_status($id));
    }

    public function testWhatIsNoLongerSoIsNotDone(): void
    {
        [$id, $dolibarrId] = self::associated();
        StandIn::forgetCalls();
        foreach (["delete_in_dolibarr:trashed.$id.$dolibarrId", "trash:gone_in_dolibarr.$id.$dolibarrId", 'recreate:x'] as $sent) {
            $html = self::send(AssociationsPage::class, ['dolisync_do' => $sent, 'dolisync_confirmed' => 'yes']);
            self::assertStringContainsString('This was repaired or changed meanwhile.', $html, $sent);
        }
        // Dolibarr has it again: it is looked up before anything is done.
        Services::get()->links()->checked([$id => new Verdict(Status::OutOfSync, Reason::GoneInDolibarr)], Moment::now());
        $html = self::send(AssociationsPage::class, ['dolisync_do' => "trash:gone_in_dolibarr.$id.$dolibarrId", 'dolisync_confirmed' => 'yes']);
        self::assertStringContainsString('notice-error', $html);
        self::assertSame([[], 'publish'], [StandIn::writes(), get_post_status($id)]);
    }

    public function testAForgedFormAndAPersonWhoMayNotAreRefused(): void
    {
        [, $key] = self::goneInDolibarr();
        $sent = ['dolisync_do' => "recreate:$key", 'dolisync_confirmed' => 'yes'];
        self::assertRefused(static fn () => self::send(AssociationsPage::class, $sent, 'forged'));
        $this->logIn('editor');
        self::assertRefused(static fn () => self::send(AssociationsPage::class, $sent));
        self::assertSame([], StandIn::writes());
    }
}
