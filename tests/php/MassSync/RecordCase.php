<?php

declare(strict_types=1);

namespace DoliSync\Tests\MassSync;

use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopRecords;
use DoliSync\Dolibarr\Client;
use DoliSync\MassSync\Incoming;
use DoliSync\MassSync\Plan;
use DoliSync\MassSync\Stage;
use DoliSync\Problem;
use DoliSync\Services;
use DoliSync\Sync\Journal;
use DoliSync\Sync\Moment;
use DoliSync\Sync\Tables;
use DoliSync\Sync\Transaction;
use DoliSync\Tests\Support\SiteCase;
use DoliSync\Tests\Support\StandIn;

/** Third parties and documents: what people do in Dolibarr, and one pass of a stage over it. */
abstract class RecordCase extends SiteCase
{
    protected const RUN = 7;

    /** @var list<array<string, mixed>> what WordPress was about to send */
    protected array $mails = [];

    private ?\Closure $garbling = null;

    /** @var list<string> who was there before */
    private array $accounts = [];

    protected function setUp(): void
    {
        parent::setUp();
        $this->accounts = get_users(['fields' => 'ID']);
        $this->mails = [];
        add_filter('pre_wp_mail', [$this, 'noteMail'], 1, 2);
    }

    protected function tearDown(): void
    {
        if ($this->garbling !== null) {
            remove_filter('http_response', $this->garbling);
        }
        remove_filter('pre_wp_mail', [$this, 'noteMail'], 1);
        require_once ABSPATH . 'wp-admin/includes/user.php';
        foreach (get_users(['fields' => 'ID', 'exclude' => $this->accounts]) as $id) {
            wp_delete_user((int) $id);
        }
        self::assertSame([], $this->mails, 'nobody is sent anything');
        parent::tearDown();
    }

    /** @param array<string, mixed> $mail */
    public function noteMail(mixed $answer, array $mail): bool
    {
        $this->mails[] = $mail;
        return false;
    }

    protected static function stage(string $type): Stage
    {
        return Services::get()->stages()->ofType($type);
    }

    /** @return list<Plan> what a preview shows */
    protected static function preview(string $type): array
    {
        $page = self::stage($type)->page(0, 100);
        return self::plans(self::stage($type), $page->records);
    }

    /**
     * One pass, as the engine does it.
     *
     * @return list<string> what became of each record: `12: create`, `13: failed dolisync_…`
     */
    protected static function bring(string $type, int $limit = 100): array
    {
        $stage = self::stage($type);
        $done = [];
        $after = 0;
        do {
            $page = $stage->page($after, $limit);
            foreach (self::carriedOut($stage, self::plans($stage, $page->records)) as $plan) {
                $done[] = $plan->incoming->dolibarrId . ': ' . $plan->kind->value . ($plan->problem === null ? '' : ' ' . $plan->problem->name);
            }
            $after = $page->last;
        } while (!$page->isLast);
        return $done;
    }

    /**
     * @param list<Plan> $plans
     * @return list<Plan> what was done
     */
    private static function carriedOut(Stage $stage, array $plans): array
    {
        $writing = array_values(array_filter($plans, static fn (Plan $plan): bool => $plan->writes()));
        $done = [];
        foreach ($plans as $plan) {
            $done[$plan->incoming->dolibarrId] = $plan;
        }
        $completed = array_map(static function (Plan $plan) use ($stage): Incoming {
            try {
                return $stage->complete($plan);
            } catch (Problem $problem) {
                return Incoming::bad($plan->incoming->dolibarrId, $plan->incoming->title, $problem);
            }
        }, $writing);
        foreach (self::together($stage, $completed) ?? self::each($stage, $completed) as $plan) {
            $done[$plan->incoming->dolibarrId] = $plan;
        }
        return array_values($done);
    }

    /**
     * @param list<Incoming> $records
     * @return list<Plan>|null null: one of them spoilt it
     */
    private static function together(Stage $stage, array $records): ?array
    {
        try {
            return Transaction::during(static function () use ($stage, $records): array {
                $plans = self::plans($stage, $records);
                $writing = array_values(array_filter($plans, static fn (Plan $plan): bool => $plan->writes()));
                if ($writing !== []) {
                    $stage->carryOut($writing, self::RUN);
                }
                return $plans;
            });
        } catch (Problem) {
            return null;
        }
    }

    /**
     * @param list<Incoming> $records
     * @return list<Plan>
     */
    private static function each(Stage $stage, array $records): array
    {
        return array_map(static function (Incoming $record) use ($stage): Plan {
            try {
                return Transaction::during(static function () use ($stage, $record): Plan {
                    $plan = self::plans($stage, [$record])[0];
                    if ($plan->writes()) {
                        $stage->carryOut([$plan], self::RUN);
                    }
                    return $plan;
                });
            } catch (Problem $problem) {
                return Plan::failed($record, $problem);
            }
        }, $records);
    }

    /**
     * @param list<Incoming> $records
     * @return list<Plan>
     */
    private static function plans(Stage $stage, array $records): array
    {
        $good = array_values(array_filter($records, static fn (Incoming $one): bool => $one->problem === null));
        $plans = $good === [] ? [] : $stage->plan($good, Moment::now());
        foreach ($records as $record) {
            if ($record->problem !== null) {
                $plans[] = Plan::failed($record, $record->problem);
            }
        }
        return $plans;
    }

    /** Takes back everything that the run wrote, the newest first. */
    protected static function undo(): void
    {
        global $wpdb;
        $rows = $wpdb->get_results('SELECT * FROM ' . Tables::journal() . ' WHERE run_id = ' . self::RUN . ' ORDER BY id DESC');
        foreach (Journal::entries($rows) as $entry) {
            Transaction::during(static fn () => self::stage($entry->type)->putBack($entry));
        }
    }

    /** Takes back the newest write only. */
    protected static function undoLast(): void
    {
        global $wpdb;
        $rows = $wpdb->get_results('SELECT * FROM ' . Tables::journal() . ' ORDER BY id DESC LIMIT 1');
        $entry = Journal::entries($rows)[0];
        Transaction::during(static fn () => self::stage($entry->type)->putBack($entry));
    }

    /**
     * Dolibarr's answer to a list arrives with other records in it.
     *
     * @param callable(list<array<string, mixed>>): list<mixed> $garbling
     */
    protected function garble(string $route, callable $garbling): void
    {
        add_filter('http_response', $this->garbling = static function (array $answer, array $arguments, string $url) use ($route, $garbling): array {
            if (str_contains($url, "/{$route}?")) {
                $answer['body'] = json_encode($garbling(json_decode($answer['body'], true)));
            }
            return $answer;
        }, 10, 3);
    }

    /** @param array<string, mixed> $changes */
    protected static function jane(array $changes = []): int
    {
        return (int) StandIn::post('thirdparties', $changes + [
            'name' => 'Jane Client & fils', 'client' => 1, 'email' => 'jane@example.test', 'address' => "1 rue du Lac\nBât. B",
            'zip' => '34000', 'town' => 'Montpellier', 'country_id' => 1, 'phone' => '0400000000',
        ]);
    }

    /** @param array<string, mixed> $changes */
    protected static function contact(int $party, array $changes = []): int
    {
        return (int) StandIn::post('contacts', $changes + [
            'lastname' => 'Client', 'firstname' => 'Zoé', 'socid' => $party, 'email' => 'zoe@example.test',
            'phone_pro' => '0600000000', 'phone_mobile' => '0700000000',
        ]);
    }

    /**
     * A document with a line of two mugs.
     *
     * @param array<string, mixed> $changes
     */
    protected static function document(string $route, int $party, array $changes = []): int
    {
        return (int) StandIn::post($route, $changes + [
            'socid' => $party, 'date' => 1_790_000_000, 'type' => 0,
            'lines' => [['fk_product' => null, 'qty' => 2, 'subprice' => 10, 'tva_tx' => 20, 'desc' => 'Mug « bleu » <b>30 cl</b>']],
        ]);
    }

    /** @return array<int, array<string, string>> the shop's records, by the shop's number */
    protected static function records(RecordType $type): array
    {
        global $wpdb;
        $ids = $wpdb->get_col($wpdb->prepare("SELECT ID FROM {$wpdb->posts} WHERE post_type = %s ORDER BY ID", $type->postType()));
        return (new WpshopRecords($type))->read(array_map('intval', $ids));
    }

    /** Everything that WordPress keeps of the shop's records. @return array<string, mixed> */
    protected static function everything(): array
    {
        global $wpdb;
        return [
            'posts' => $wpdb->get_results("SELECT * FROM {$wpdb->posts} WHERE post_type LIKE 'wps-%' ORDER BY ID", ARRAY_A),
            'metas' => $wpdb->get_results("SELECT m.* FROM {$wpdb->postmeta} m INNER JOIN {$wpdb->posts} p ON p.ID = m.post_id
                WHERE p.post_type LIKE 'wps-%' ORDER BY meta_id", ARRAY_A),
            'users' => $wpdb->get_results("SELECT * FROM {$wpdb->users} ORDER BY ID", ARRAY_A),
            'links' => $wpdb->get_results('SELECT * FROM ' . Tables::links() . ' ORDER BY id', ARRAY_A),
            'journal' => $wpdb->get_results('SELECT * FROM ' . Tables::journal() . ' ORDER BY id', ARRAY_A),
        ];
    }

    /** The queries of some work that write. @return list<string> */
    protected static function writes(callable $work): array
    {
        $writes = [];
        $listener = static function (string $query) use (&$writes): string {
            if (preg_match('/^\s*(INSERT|UPDATE|DELETE|REPLACE)/i', $query) === 1) {
                $writes[] = $query;
            }
            return $query;
        };
        add_filter('query', $listener);
        try {
            $work();
        } finally {
            remove_filter('query', $listener);
        }
        return $writes;
    }

    /** How many queries some work makes. */
    protected static function queries(callable $work): int
    {
        global $wpdb;
        $before = $wpdb->num_queries;
        $work();
        return $wpdb->num_queries - $before;
    }
}
