<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Catalogue\ProductType;
use DoliSync\Catalogue\RecordType;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunState;
use DoliSync\Services;
use DoliSync\Tests\Support\MassSyncCase;
use DoliSync\Tests\Support\StandIn;

/** A whole shop: every kind of record in one run, as the engine does it. */
final class EverythingTest extends MassSyncCase
{
    private const PRODUCTS = 60;

    /** @var list<string> */
    private array $mails = [];

    protected function setUp(): void
    {
        parent::setUp();
        add_filter('pre_wp_mail', [$this, 'noteMail'], 1, 2);
    }

    protected function tearDown(): void
    {
        remove_filter('pre_wp_mail', [$this, 'noteMail'], 1);
        parent::tearDown();
    }

    /** @param array<string, mixed> $mail */
    public function noteMail(mixed $answer, array $mail): bool
    {
        $this->mails[] = $mail['subject'];
        return false;
    }

    /** @dataProvider versions */
    public function testARunDoesWhatItsPreviewSaidTheNextOneNothingAndBothSidesNameEachOther(int $version): void
    {
        StandIn::reset('shop', $version, self::PRODUCTS);
        $accounts = count_users()['total_users'];
        $run = self::everything();
        self::assertSame([RunState::Done, []], [$run->state, self::records($run, RecordKind::Failed)]);
        $there = self::assertAllStagesAsPreviewed($run);
        self::assertSame(['categories' => 8, 'products' => self::PRODUCTS, 'third_parties' => 14], array_slice($there, 0, 3));
        self::assertShopHasAllOfIt($there);
        self::assertSame($accounts, count_users()['total_users'], 'contacts were not asked for');

        StandIn::forgetCalls();
        $written = self::shopsRows();
        $again = self::everything();
        foreach (Services::get()->massSyncProgress()->stages(self::mass()->run($again->id)) as $stage) {
            self::assertSame([0, 0, $there[$stage['entity']]], [$stage['created'], $stage['changed'], $stage['same']], $stage['entity']);
        }
        self::assertSame($written, self::shopsRows());
        // A page of each kind for the preview and for the run, and one that counts the products; and each time the tree of
        // the eight categories, and what is in each.
        self::assertCount(13 + 2 * (1 + 8), StandIn::calls());
        self::assertSame([], StandIn::writes());
        self::assertSame([], $this->mails);
    }

    /** @return array<string, array{int}> */
    public function versions(): array
    {
        return ['Dolibarr 16' => [16], 'Dolibarr 20' => [20]];
    }

    public function testUndoingTheRunLeavesNothingOfIt(): void
    {
        StandIn::reset('shop', 16, 20);
        $before = self::shopsRows();
        $run = self::everything();
        $run = self::worked(self::mass()->undo($run->id));
        self::assertSame([RunState::Undone, []], [$run->state, self::records($run, RecordKind::NotUndone)]);
        // A product goes to the trash, where it can be taken out again.
        $posts = array_filter(self::shopsRows()['posts'], static fn (array $post): bool => $post['post_type'] !== ProductType::POST_TYPE);
        self::assertSame($before['posts'], array_values($posts));
        self::assertSame([], get_terms(['taxonomy' => ProductType::CATEGORY, 'hide_empty' => false]));
    }

    public function testDolibarrThatFailsNowAndThenLeavesEveryGoodRecordRight(): void
    {
        StandIn::reset('shop', 16, 40);
        $run = self::previewedAll();
        foreach ([3, 9, 14, 20] as $nth) {
            StandIn::fail(['kind' => 'html_500', 'method' => 'GET', 'nth' => $nth, 'times' => 1]);
        }
        StandIn::forgetCalls();
        $run = self::written($run);
        self::assertCount(4, array_filter(StandIn::calls(), static fn (array $call): bool => $call['status'] === 500));
        StandIn::heal();
        for ($tries = 0; $tries < 5 && self::records($run, RecordKind::Failed) !== []; $tries++) {
            $run = self::worked(self::mass()->retry($run->id, null));
        }
        self::assertSame([RunState::Done, []], [$run->state, self::records($run, RecordKind::Failed)]);
        self::assertShopHasAllOfIt(array_column(Services::get()->massSyncProgress()->stages(self::mass()->run($run->id)), 'done', 'entity'));
    }

    public function testAWorkerThatIsKilledAmongTheRecordsLeavesNothingHalfWrittenAndNothingTwice(): void
    {
        StandIn::reset('shop', 16, 30);
        $run = self::previewedAll();
        self::mass()->start($run->id, 0);
        foreach (['wps-third-party' => 3, 'wps-proposal' => 2, 'wps-order' => 9, 'wps-doli-invoice' => 2, 'wps-doli-payment' => 3] as $type => $nth) {
            self::process('add_action("save_post_' . $type . '", static function () use (&$saved) {
                if (++$saved === ' . $nth . ') { posix_kill(getmypid(), SIGKILL); }
            }); ' . self::workerCode($run, 20), false);
            wp_cache_flush();
            self::leasesRunOut();
        }
        $run = self::worked(self::mass()->run($run->id));
        self::assertSame([RunState::Done, []], [$run->state, self::records($run, RecordKind::Failed)]);
        self::assertShopHasAllOfIt(self::assertAllStagesAsPreviewed($run));
        self::assertSame([], array_values(array_filter(
            Services::get()->journal()->tallyOfRun($run->id),
            static fn (array $tally): bool => $tally['undone'] !== 0
        )));
    }

    private static function previewedAll(): Run
    {
        $run = self::worked(self::mass()->begin(array_filter(Entity::cases(), static fn (Entity $entity): bool => $entity !== Entity::Contacts)));
        self::assertSame(RunState::Ready, $run->state);
        return $run;
    }

    private static function everything(): Run
    {
        return self::written(self::previewedAll());
    }

    /** @return array<string, int> entity → how many records */
    private static function assertAllStagesAsPreviewed(Run $run): array
    {
        $there = [];
        foreach (Services::get()->massSyncProgress()->stages(self::mass()->run($run->id)) as $stage) {
            self::assertSame($stage['preview']['create'], $stage['created'], $stage['entity']);
            self::assertSame($stage['preview']['total'], $stage['done'], $stage['entity']);
            $there[$stage['entity']] = $stage['done'];
        }
        return $there;
    }

    /** @param array<string, int> $there */
    private static function assertShopHasAllOfIt(array $there): void
    {
        global $wpdb;
        $counts = array_map('intval', array_column($wpdb->get_results(
            "SELECT post_type, COUNT(*) AS n FROM {$wpdb->posts} WHERE post_type LIKE 'wps-%' AND post_status NOT IN ('auto-draft', 'trash') GROUP BY post_type"
        ), 'n', 'post_type'));
        foreach (['third_parties' => RecordType::ThirdParty, 'proposals' => RecordType::Proposal, 'orders' => RecordType::Order, 'invoices' => RecordType::Invoice] as $entity => $type) {
            self::assertSame($there[$entity], $counts[$type->postType()], $entity);
        }
        $dolibarr = static fn (int $id): int => (int) get_post_meta($id, '_external_id', true);
        $payments = 0;
        foreach (self::idsOf('wps-doli-invoice') as $id) {
            $theirs = StandIn::get('invoices/' . $dolibarr($id));
            self::assertSame((int) $theirs['socid'], $dolibarr((int) get_post_meta($id, '_third_party_id', true)));
            self::assertSame([(int) current($theirs['linkedObjectsIds']['commande'])], [$dolibarr((int) get_post($id)->post_parent)]);
            $paid = StandIn::get("invoices/{$theirs['id']}/payments");
            $payments += count($paid);
            self::assertSame(array_column($paid, 'ref'), array_map('get_the_title', self::idsOf('wps-doli-payment', $id)));
        }
        self::assertSame($payments, $counts['wps-doli-payment'] ?? 0);
        self::assertGreaterThan(2, $payments);
        foreach (self::idsOf('wps-order') as $id) {
            $theirs = StandIn::get('orders/' . $dolibarr($id));
            self::assertSame((int) $theirs['socid'], $dolibarr((int) get_post($id)->post_parent));
            self::assertCount(count($theirs['lines']), json_decode(get_post_meta($id, '_lines', true), true));
        }
    }

    /** @return list<int> */
    private static function idsOf(string $postType, ?int $parent = null): array
    {
        global $wpdb;
        return array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT ID FROM {$wpdb->posts} WHERE post_type = %s AND post_status <> 'trash'" . ($parent === null ? '' : ' AND post_parent = ' . $parent) . ' ORDER BY ID',
            $postType
        )));
    }

    /** @return array<string, list<array<string, mixed>>> */
    private static function shopsRows(): array
    {
        global $wpdb;
        return [
            'posts' => $wpdb->get_results("SELECT * FROM {$wpdb->posts} WHERE post_type LIKE 'wps-%' ORDER BY ID", ARRAY_A),
            'metas' => $wpdb->get_results("SELECT m.* FROM {$wpdb->postmeta} m INNER JOIN {$wpdb->posts} p ON p.ID = m.post_id
                WHERE p.post_type LIKE 'wps-%' ORDER BY meta_id", ARRAY_A),
        ];
    }
}
