<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Catalogue\RecordType;
use DoliSync\MassSync\PlanKind;
use DoliSync\Tests\Support\StandIn;

/** Contacts are accounts: nobody is told, and nobody with rights of their own is touched. */
final class ContactStageTest extends RecordCase
{
    public function testAContactBecomesACustomersAccountOfItsThirdParty(): void
    {
        $jane = self::jane();
        $contact = self::contact($jane);
        self::bring('third_party');
        self::assertSame(["{$contact}: create"], self::bring('contact'));
        $user = get_user_by('email', 'zoe@example.test');
        $party = array_key_first(self::records(RecordType::ThirdParty));
        self::assertSame(['zoeexample-test', 'Client', ['subscriber']], [$user->user_login, $user->display_name, $user->roles]);
        $metas = array_map(static fn (array $values): string => $values[0], get_user_meta($user->ID));
        self::assertSame(
            [(string) $contact, (string) $party, 'Zoé', 'Client', '0600000000', '0700000000', hash('sha256', "{$contact},{$user->ID},Client,0600000000,0700000000,zoe@example.test")],
            [$metas['_external_id'], $metas['_third_party_id'], $metas['first_name'], $metas['last_name'], $metas['_phone'], $metas['_phone_mobile'], $metas['_sync_sha_256']]
        );
        self::assertSame("[{$user->ID}]", get_post_meta($party, '_contact_ids', true));
        self::assertSame([], self::writes(static fn () => self::assertSame(["{$contact}: same"], self::bring('contact'))));
    }

    public function testANewAddressIsWrittenWithoutTellingAnybodyAndUndoneSo(): void
    {
        $contact = self::contact(self::jane());
        self::bring('third_party');
        self::bring('contact');
        $id = get_user_by('email', 'zoe@example.test')->ID;
        $password = get_userdata($id)->user_pass;
        StandIn::put("contacts/{$contact}", ['email' => 'new@example.test', 'lastname' => 'Nouvelle']);
        self::assertSame(["{$contact}: change"], self::bring('contact'));
        self::assertSame(['new@example.test', 'Nouvelle', $password], [get_userdata($id)->user_email, get_userdata($id)->last_name, get_userdata($id)->user_pass]);
        self::undoLast();
        self::assertSame(['zoe@example.test', 'Client'], [get_userdata($id)->user_email, get_userdata($id)->last_name]);
    }

    public function testUndoingTakesTheAccountAwayUnlessItHasContentsOfItsOwn(): void
    {
        $contact = self::contact(self::jane());
        self::bring('third_party');
        self::bring('contact');
        $id = get_user_by('email', 'zoe@example.test')->ID;
        $post = wp_insert_post(['post_title' => 'Hers', 'post_author' => $id, 'post_status' => 'publish']);
        self::assertSame('dolisync_account_used', self::problem(static fn () => self::undoLast())->name);
        self::assertNotFalse(get_userdata($id));
        wp_delete_post($post, true);
        self::undoLast();
        clean_user_cache($id);
        self::assertFalse(get_userdata($id));
        self::assertSame('[]', get_post_meta(array_key_first(self::records(RecordType::ThirdParty)), '_contact_ids', true));
        self::assertSame(["{$contact}: create"], self::bring('contact'));
    }

    public function testAnAccountWithRightsIsNeverTouched(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        $admin = wp_get_current_user();
        $first = self::contact($jane, ['email' => $admin->user_email]);
        self::assertSame(["{$first}: skipped dolisync_account_privileged"], self::bring('contact'));
        $second = self::contact($jane);
        self::bring('contact');
        $user = get_user_by('email', 'zoe@example.test');
        $user->set_role('editor');
        StandIn::put("contacts/{$second}", ['email' => 'thief@example.test']);
        self::assertSame(
            ["{$first}: skipped dolisync_account_privileged", "{$second}: skipped dolisync_account_privileged"],
            self::bring('contact')
        );
        self::assertSame('zoe@example.test', get_userdata($user->ID)->user_email);
    }

    public function testACustomerWhoHasAnAccountKeepsIt(): void
    {
        $contact = self::contact(self::jane());
        self::bring('third_party');
        $id = wp_insert_user(['user_login' => 'zoe', 'user_email' => 'Zoe@Example.test', 'user_pass' => 'x', 'first_name' => 'Zoé', 'role' => 'subscriber']);
        $plan = self::preview('contact')[0];
        self::assertSame([$id, PlanKind::Change, ['email']], [$plan->wpId, $plan->kind, array_column($plan->overwritten(), 'field')]);
        self::bring('contact');
        self::assertSame(['zoe', (string) $contact], [get_userdata($id)->user_login, get_user_meta($id, '_external_id', true)]);
    }

    public function testTwoContactsWithOneAddressOrNoneAreSkippedWithTheReason(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        $ids = [self::contact($jane), self::contact($jane, ['firstname' => 'Her twin']), self::contact($jane, ['email' => '']), self::contact($jane, ['email' => 'nonsense'])];
        $expected = [
            "{$ids[0]}: create", "{$ids[1]}: skipped dolisync_email_taken",
            "{$ids[2]}: skipped dolisync_contact_without_email", "{$ids[3]}: skipped dolisync_contact_without_email",
        ];
        self::assertSame($expected, self::bring('contact'));
        $expected[0] = "{$ids[0]}: same";
        self::assertSame($expected, self::bring('contact'));
    }

    public function testNewAccountsGetNoRightsWhateverTheSiteGivesToNewcomers(): void
    {
        update_option('default_role', 'author');
        try {
            self::contact(self::jane());
            self::bring('third_party');
            self::bring('contact');
            self::assertSame(['subscriber'], get_user_by('email', 'zoe@example.test')->roles);
        } finally {
            update_option('default_role', 'subscriber');
        }
    }
}
