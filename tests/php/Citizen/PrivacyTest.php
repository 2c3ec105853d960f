<?php

declare(strict_types=1);

namespace DoliSync\Tests\Citizen;

use DoliSync\Catalogue\RecordType;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\FieldChange;
use DoliSync\MassSync\Phase;
use DoliSync\MassSync\PlanKind;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\RunRecord;
use DoliSync\MassSync\RunRecords;
use DoliSync\Privacy\PolicyText;
use DoliSync\Services;
use DoliSync\Sync\Tables;
use DoliSync\Tests\MassSync\RecordCase;
use DoliSync\Tests\Support\StandIn;

/**
 * What a person may ask of a shop: a copy of the data that it keeps, and to erase them.
 */
final class PrivacyTest extends RecordCase
{
    private const JANE = 'jane@example.test';
    private const ZOE = 'zoe@example.test';

    /** @return array{data: list<array<string, mixed>>, done: bool} */
    private static function exported(string $email, int $page = 1): array
    {
        return (apply_filters('wp_privacy_personal_data_exporters', [])['dolisync']['callback'])($email, $page);
    }

    /** @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool} */
    private static function erased(string $email): array
    {
        return (apply_filters('wp_privacy_personal_data_erasers', [])['dolisync']['callback'])($email, 1);
    }

    /** @return array<string, list<string>> group → each fact as `name: value` */
    private static function facts(array $data): array
    {
        $facts = [];
        foreach ($data as $item) {
            foreach ($item['data'] as ['name' => $name, 'value' => $value]) {
                $facts[$item['group_id']][] = "{$name}: {$value}";
            }
        }
        return $facts;
    }

    /** Whether any of these words is anywhere in what WordPress and DoliSync keep, but for the accounts themselves. */
    private static function findable(string ...$words): array
    {
        global $wpdb;
        $kept = [$wpdb->get_results("SELECT * FROM {$wpdb->posts} WHERE post_type LIKE 'wps-%'"), $wpdb->get_results("SELECT * FROM {$wpdb->postmeta}")];
        foreach (Tables::all() as $table) {
            $kept[$table] = $wpdb->get_results("SELECT * FROM {$table}");
        }
        $all = (string) wp_json_encode($kept, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
        return array_values(array_filter($words, static fn (string $word): bool => stripos($all, $word) !== false));
    }

    public function testNothingIsKeptOfSomebodyElse(): void
    {
        self::jane();
        self::bring('third_party');
        self::assertSame(['data' => [], 'done' => true], self::exported('nobody@example.test'));
        self::assertSame(
            ['items_removed' => false, 'items_retained' => false, 'messages' => [], 'done' => true],
            self::erased('nobody@example.test')
        );
        // An address that a record lacks is nobody's.
        self::jane(['name' => 'Without', 'email' => '']);
        self::bring('third_party');
        self::assertSame(['data' => [], 'done' => true], self::exported(''));
        self::assertFalse(self::erased('')['items_removed']);
        self::assertNotSame([], self::findable(self::JANE));
    }

    public function testACopyHoldsTheThirdPartyItsDocumentsAndItsHistory(): void
    {
        $jane = self::jane();
        self::contact($jane);
        self::document('orders', $jane);
        self::document('invoices', $jane);
        self::jane(['name' => 'Other', 'email' => 'other@example.test']);
        foreach (['third_party', 'contact', 'order', 'invoice'] as $type) {
            self::bring($type);
        }
        $answer = self::exported(self::JANE);
        self::assertTrue($answer['done']);
        $facts = self::facts($answer['data']);
        self::assertSame(['dolisync-third_party', 'dolisync-order', 'dolisync-invoice', 'dolisync-history'], array_keys($facts));
        self::assertContains('Name: Jane Client &amp; fils', $facts['dolisync-third_party']);
        self::assertContains('Town: Montpellier', $facts['dolisync-third_party']);
        self::assertContains('Total with tax: 24', $facts['dolisync-order']);
        self::assertContains('Telephone:  → 0400000000', $facts['dolisync-history']);
        self::assertStringNotContainsString('Other', (string) wp_json_encode($facts));
        self::assertStringNotContainsString(StandIn::KEY, (string) wp_json_encode($answer));
        self::assertStringContainsString('Zoé', (string) wp_json_encode(self::facts(self::exported(self::ZOE)['data']), JSON_UNESCAPED_UNICODE));
    }

    public function testAContactLearnsNothingOfTheCompanysDocuments(): void
    {
        $jane = self::jane();
        self::contact($jane);
        self::document('orders', $jane);
        foreach (['third_party', 'contact', 'order'] as $type) {
            self::bring($type);
        }
        $facts = self::facts(self::exported(self::ZOE)['data']);
        self::assertSame(['dolisync-contact', 'dolisync-history'], array_keys($facts));
        self::assertContains('Mobile telephone: 0700000000', $facts['dolisync-contact']);
    }

    public function testAHundredOrdersComeInPages(): void
    {
        $jane = self::jane();
        for ($order = 0; $order < 99; $order++) {
            self::document('orders', $jane);
        }
        self::bring('third_party');
        self::bring('order');
        $items = [];
        for ($page = 1; $page <= 3; $page++) {
            $answer = self::exported(self::JANE, $page);
            self::assertSame($page === 3, $answer['done']);
            array_push($items, ...array_column($answer['data'], 'item_id'));
        }
        // The third party, its entry in the history, and the orders: each once.
        self::assertCount(101, $items);
        self::assertCount(101, array_unique($items));
    }

    public function testWithoutDocumentsNothingIsLeft(): void
    {
        $jane = self::jane();
        self::contact($jane);
        self::bring('third_party');
        self::bring('contact');
        $id = array_key_first(self::records(RecordType::ThirdParty));
        $account = get_user_by('email', self::ZOE)->ID;
        update_post_meta($id, 'third-party', '{"phone":"0400000000","other":"kept"}');
        StandIn::put("thirdparties/{$jane}", ['email' => 'janes-new@example.test']);
        self::bring('third_party');

        $answer = self::erased('janes-new@example.test');
        self::assertSame([true, false, true], [$answer['items_removed'], $answer['items_retained'], $answer['done']]);
        self::assertStringContainsString('Dolibarr still has', implode(' ', $answer['messages']));
        self::assertSame([], self::findable(self::JANE, 'janes-new@example.test', 'Jane Client', 'jane-client', '0400000000', 'rue du Lac'));
        self::assertSame('[deleted]', get_the_title($id));
        self::assertSame(['phone' => '', 'other' => 'kept'], json_decode(get_post_meta($id, 'third-party', true), true));
        // The association is no personal data: what is in Dolibarr is not taken for somebody new.
        self::assertSame(PlanKind::Change, self::preview('third_party')[0]->kind);

        $answer = self::erased(self::ZOE);
        self::assertSame([true, true], [$answer['items_removed'], $answer['items_retained']]);
        self::assertStringContainsString('Users page', $answer['messages'][0]);
        self::assertSame([], self::findable(self::ZOE, 'Zoé', '0600000000', '0700000000'));
        self::assertSame(['', self::ZOE], [get_user_meta($account, '_phone', true), get_userdata($account)->user_email]);
    }

    public function testInvoicesStayWithTheNameAndTheAddressOnThem(): void
    {
        $jane = self::jane();
        self::document('invoices', $jane);
        self::bring('third_party');
        self::bring('invoice');
        $before = self::records(RecordType::Invoice);
        $answer = self::erased(self::JANE);
        self::assertSame([true, true], [$answer['items_removed'], $answer['items_retained']]);
        self::assertStringContainsString('the law', $answer['messages'][0]);
        self::assertSame($before, self::records(RecordType::Invoice));
        $values = array_values(self::records(RecordType::ThirdParty))[0];
        self::assertSame(['Jane Client & fils', 'Montpellier', '', ''], [$values['title'], $values['town'], $values['phone'], $values['email']]);
    }

    public function testReportsOfMassSynchronizationsForgetThePersonToo(): void
    {
        global $wpdb;
        $jane = self::jane();
        self::bring('third_party');
        $id = array_key_first(self::records(RecordType::ThirdParty));
        update_post_meta($id, '_town', 'Lattes');
        $plan = self::preview('third_party')[0];
        $run = Services::get()->massSync()->begin([Entity::ThirdParties]);
        $record = RunRecord::withChanges(Entity::ThirdParties, RecordKind::Overwritten, $plan, [new FieldChange('town', 'Lattes', 'Montpellier', true)]);
        (new RunRecords())->note($run, Phase::Preview, [$record]);
        self::assertSame(['Lattes'], self::findable('Lattes'));
        self::erased(self::JANE);
        self::assertSame([], self::findable('Lattes', 'Jane Client'));
        $noted = (new RunRecords())->list($run, RecordKind::Overwritten, null, 0, 10);
        self::assertSame(['[deleted]', 'town', $jane], [$noted[0]->title, $noted[0]->changes[0]['field'], $noted[0]->dolibarrId]);
    }

    public function testWhatWasErasedIsNotPutBackByUndoing(): void
    {
        $jane = self::jane();
        self::bring('third_party');
        StandIn::put("thirdparties/{$jane}", ['town' => 'Sète']);
        self::bring('third_party');
        self::erased(self::JANE);
        $id = array_key_first(self::records(RecordType::ThirdParty));
        self::assertSame('dolisync_erased', self::problem(static fn () => self::undoLast())->name);
        self::assertSame('', get_post_meta($id, '_town', true));
    }

    public function testATextForThePrivacyPolicyIsSuggested(): void
    {
        require_once ABSPATH . 'wp-admin/includes/admin.php';
        require_once ABSPATH . 'wp-admin/includes/class-wp-privacy-policy-content.php';
        set_current_screen('dashboard');
        $GLOBALS['wp_actions']['admin_init'] = 1;
        PolicyText::suggest();
        $texts = new \ReflectionProperty(\WP_Privacy_Policy_Content::class, 'policy_content');
        unset($GLOBALS['wp_actions']['admin_init'], $GLOBALS['current_screen']);
        self::assertStringContainsString('Dolibarr', (string) wp_json_encode($texts->getValue()));
    }
}
