<?php

declare(strict_types=1);

namespace DoliSync\Tests\Faults;

use DoliSync\Dolibarr\ProductRecord;

/**
 * One round: some products on both sides, random steps of people, of the shop's cron and of Dolibarr's webhook, faults
 * in between and in the middle; then the faults stop, and the verdict is given.
 */
final class Round
{
    /** Milliseconds that a call is given where a fault waits, and that such a fault takes. */
    private const PATIENCE = 150;
    private const WAIT = 400;

    /** Steps, each with its weight. */
    private const STEPS = [
        'edit in the shop' => 22, 'edit in Dolibarr' => 30, 'work' => 16, 'two at work' => 2, 'poll' => 8, 'decide' => 10,
        'undo' => 3, 'full check' => 2, 'look at the list' => 3, 'time passes' => 5, 'new in the shop' => 4, 'new in Dolibarr' => 4,
        'new in both' => 1, 'associate' => 3, 'create by hand' => 2, 'delete in Dolibarr' => 1, 'trash in the shop' => 1,
    ];
    /** What goes on while a request waits for Dolibarr. */
    private const MEANWHILE = [
        'edit in the shop' => 8, 'edit in Dolibarr' => 6, 'work' => 4, 'poll' => 2, 'decide' => 2, 'undo' => 1, 'look at the list' => 1,
    ];

    /** @var list<Product> */
    private array $products = [];
    private int $next = 1;
    /** Whether a request waits in the middle of something, the Dolibarr product that it has in hand, and the one it is about. */
    private bool $isInMiddle = false;
    private ?int $inHand = null;
    private ?int $about = null;
    /** The product about which a person's decision is being carried out. */
    private ?Product $decided = null;
    /** @var array<string, array{wpshop: string, dolibarr: string}> field → both versions, where the shop's is kept */
    private array $overruled = [];
    /** Whether something may have been created in the shop that is not known here yet. */
    private bool $hasWorked = false;

    public function __construct(
        private readonly Dolibarr $dolibarr,
        private readonly Figures $figures,
        private readonly int $seed,
        private readonly int $size
    ) {
    }

    /** @return list<string> what is wrong in the end; empty: all is well */
    public function run(): array
    {
        mt_srand($this->seed);
        $this->begin();
        for ($step = 0; $step < $this->size * 6; $step++) {
            // What one step drew changes nothing for the next: the same seed makes the same steps.
            mt_srand($this->seed * 1000 + $step);
            $this->step(self::draw(self::STEPS));
            $this->findNewcomers();
        }
        $this->figures->interleavings += count($this->products);
        $wrong = $this->calmDown();
        [$calls, $writes] = $this->dolibarr->countCalls();
        $this->figures->calls += $calls;
        $this->figures->writes += $writes;
        return [...$wrong, ...$this->isSettled(), ...$this->verdict()];
    }

    private function begin(): void
    {
        $this->dolibarr->reset($this->seed % 2 === 0 ? 16 : 20);
        Request::run(fn () => Shop::reset($this->dolibarr->url));
        $this->beginWith([
            ...array_fill(0, intdiv($this->size, 2), Product::LINKED),
            ...[Product::TWINS, Product::TWINS, Product::OLD_IN_SHOP, Product::OLD_IN_SHOP, Product::OLD_IN_DOLIBARR],
        ]);
        Request::run(static function (): void {
            Shop::turnAutomationOn();
            Shop::poll();
        });
    }

    /** @param list<string> $kinds of the products that are there before anything happens */
    private function beginWith(array $kinds): void
    {
        $products = array_map($this->add(...), $kinds);
        $values = array_map(static fn (Product $product): array => $product->freshValues(), $products);
        $numbers = Request::run(static fn (): array => array_map(
            static fn (Product $product, array $values): ?int => $product->kind === Product::OLD_IN_DOLIBARR
                ? null
                : Shop::create($values, $product->base),
            $products,
            $values
        ))->value;
        foreach ($products as $index => $product) {
            $product->wpId = $numbers[$index];
            $theirs = $product->kind === Product::TWINS ? $product->freshValues() : $values[$index];
            foreach (Product::FIELDS as $field) {
                $product->histories[$field]->begin($values[$index][$field]);
                $product->histories[$field]->begin($theirs[$field]);
            }
            if ($product->kind !== Product::OLD_IN_SHOP) {
                $product->dolibarrId = $this->dolibarr->create($product->record($theirs) + ['status' => 1, 'array_options' => [
                    'options__wps_id' => $product->kind === Product::LINKED ? $product->wpId : null,
                    'options__wps_status' => 'publish',
                ]]);
            }
        }
        Request::run(static function () use ($products, $values): void {
            foreach ($products as $index => $product) {
                if ($product->kind === Product::LINKED) {
                    Shop::associate($product->wpId, $product->dolibarrId, $values[$index], $product->base);
                }
            }
        });
    }

    /** What was created in the shop by now. */
    private function findNewcomers(): void
    {
        if (!$this->hasWorked) {
            return;
        }
        $this->hasWorked = false;
        $unknown = array_filter($this->products, static fn (Product $one): bool => $one->wpId === null && $one->kind === Product::NEW_IN_DOLIBARR);
        if ($unknown !== []) {
            $ids = array_flip(Request::run(static fn (): array => Shop::products())->value);
            foreach ($unknown as $product) {
                $product->wpId = $ids[$product->barcode()] ?? null;
            }
        }
    }

    private function add(string $kind): Product
    {
        $product = new Product($this->next++, $kind);
        $product->base = $kind === Product::LINKED && mt_rand(1, 4) === 1 ? 'TTC' : 'HT';
        return $this->products[] = $product;
    }

    private function step(string $name): void
    {
        $this->figures->step($name);
        match ($name) {
            'edit in the shop' => $this->editInShop(),
            'edit in Dolibarr' => $this->editInDolibarr(),
            'work' => $this->work(static fn () => Shop::work()),
            'two at work' => $this->work(static fn () => Shop::work(), static fn () => Shop::work()),
            'poll' => $this->ours(static fn () => Shop::poll()),
            'decide' => $this->decide(),
            'undo' => $this->undo(),
            'full check' => $this->ours(static fn () => Shop::check()),
            'look at the list' => $this->lookAtList(),
            'time passes' => $this->isInMiddle ?: Request::run(static fn () => Shop::letTimePass()),
            'new in the shop' => $this->createInShop($this->add(Product::NEW_IN_SHOP)),
            'new in Dolibarr' => $this->createInDolibarr($this->add(Product::NEW_IN_DOLIBARR)),
            'new in both' => $this->createInBoth(),
            'associate' => $this->associate(),
            'create by hand' => $this->createByHand(),
            'delete in Dolibarr' => $this->deleteInDolibarr(),
            'trash in the shop' => $this->trashInShop(),
        };
    }

    private function work(callable ...$works): void
    {
        $this->ours(...$works);
        $this->hasWorked = true;
    }

    /** A request of DoliSync's, with whatever befalls it. */
    private function ours(callable ...$works): Request
    {
        [$trouble, $waits] = $this->trouble();
        $requests = Request::together(array_values($works), $trouble, fn (array $where) => $this->meanwhile($where));
        foreach ($requests as $request) {
            if ($request->isKilled) {
                $this->figures->fault('killed');
            }
        }
        if (!$this->isInMiddle) {
            foreach ($this->dolibarr->heal() as $kind => $times) {
                $this->figures->fault($kind, $times);
            }
            if ($waits) {
                // What is on its way in Dolibarr arrives before a person there goes on.
                $this->dolibarr->awaitRest();
            }
        }
        return $requests[0];
    }

    /** @return array{Trouble, bool} and whether something may arrive in Dolibarr afterwards */
    private function trouble(): array
    {
        if ($this->isInMiddle || mt_rand(1, 100) > 65) {
            return [new Trouble(), false];
        }
        $kind = self::draw([
            'killed' => 30, 'paused' => 30, 'html_500' => 5, 'not_json_200' => 5, 'status' => 7, 'truncated' => 6, 'drop' => 6,
            'timeout_before' => 4, 'timeout_after' => 4, 'late' => 2,
        ]);
        $at = mt_rand(1, 3) === 1 ? mt_rand(1, 40) : mt_rand(1, 12);
        if ($kind === 'killed') {
            return [new Trouble($at), false];
        }
        if ($kind === 'paused') {
            return [new Trouble(null, $at), false];
        }
        $fault = ['kind' => $kind, 'ms' => self::WAIT, 'nth' => mt_rand(1, 6)];
        if (mt_rand(1, 4) === 1) {
            $fault = ['kind' => $kind, 'ms' => self::WAIT, 'times' => mt_rand(1, 3)];
        }
        if (mt_rand(1, 2) === 1) {
            $fault = ['method' => mt_rand(1, 3) === 1 ? 'POST' : 'PUT', 'nth' => mt_rand(1, 2)] + $fault;
        }
        if ($kind === 'status') {
            $fault['status'] = [401, 403, 404, 429, 500, 502, 503][mt_rand(0, 6)];
        }
        if ($kind === 'late') {
            $fault = ['kind' => $kind, 'ms' => self::WAIT, 'method' => 'POST', 'nth' => 1];
        }
        $this->dolibarr->fail($fault);
        $waits = in_array($kind, ['timeout_before', 'timeout_after', 'late'], true);
        return [$waits ? new Trouble(null, null, self::PATIENCE) : new Trouble(), $waits];
    }

    /** @param array{in_hand: int|null, about: int|null} $where */
    private function meanwhile(array $where): void
    {
        $this->figures->fault('others in the middle');
        [$this->isInMiddle, $this->inHand, $this->about] = [true, $where['in_hand'], $where['about']];
        for ($count = mt_rand(1, 3); $count > 0; $count--) {
            $this->step(self::draw(self::MEANWHILE));
        }
        [$this->isInMiddle, $this->inHand, $this->about] = [false, null, null];
    }

    private function editInShop(): void
    {
        $product = $this->pick(fn (Product $one): bool => $one->wpId !== null && $one->deletedIn !== 'wpshop');
        if ($product === null) {
            return;
        }
        $values = $this->freshFor($product);
        $edit = static function (callable $note) use ($product, $values): void {
            $note(Shop::values($product->wpId, $product->base));
            Shop::edit($product->wpId, $values, $product->base);
        };
        $kill = !$this->isInMiddle && mt_rand(1, 8) === 1 ? mt_rand(1, 8) : null;
        $request = Request::run($edit, new Trouble($kill));
        $seen = $request->notes[0] ?? [];
        $now = $values;
        if ($request->isKilled) {
            $this->figures->fault('killed');
            $now = Request::run(static fn () => Shop::values($product->wpId, $product->base))->value;
        }
        foreach ($values as $field => $value) {
            if ($now[$field] === $value) {
                $product->histories[$field]->edit('shop', $seen[$field], $value);
            }
        }
        $product->steps++;
    }

    private function editInDolibarr(): void
    {
        // Between a reading and a writing of ours nobody can keep Dolibarr's API from writing over a person's edit: it
        // knows no condition. So nobody edits the product that is in hand just then.
        $product = $this->pick(fn (Product $one): bool => $this->isInDolibarr($one) && $one->dolibarrId !== $this->inHand);
        if ($product === null) {
            return;
        }
        $seen = ProductRecord::from($this->dolibarr->product($product->dolibarrId))->values();
        $values = $this->freshFor($product);
        $webhooks = mt_rand(1, 2) === 1 ? [] : [mt_rand(1, 2) === 1, mt_rand(1, 6) === 1];
        $send = fn () => $this->isInMiddle ?: $this->webhook('PRODUCT_MODIFY', $product->dolibarrId);
        if ($webhooks !== [] && $webhooks[0]) {
            // As Dolibarr sends it: inside the save, so that whoever reads now sees the data before.
            $send();
        }
        $this->dolibarr->change($product->dolibarrId, $product->record($values));
        foreach ($values as $field => $value) {
            $versions = $product === $this->decided ? $this->overruled[$field] ?? null : null;
            if ($versions !== null && $versions['wpshop'] === $seen[$field]) {
                // Whatever becomes of the decision: somebody goes on from what it made of this field.
                $product->histories[$field]->choose($versions['wpshop'], $versions['dolibarr']);
            }
            $product->histories[$field]->edit('Dolibarr', $seen[$field], $value);
        }
        if ($webhooks !== [] && (!$webhooks[0] || $webhooks[1])) {
            $send();
        }
        $product->steps++;
    }

    private function webhook(string $code, int $dolibarrId): void
    {
        $this->figures->step('webhook');
        $this->ours(static fn (): int => Shop::webhook(['triggercode' => $code, 'object' => ['id' => (string) $dolibarrId]]));
    }

    private function decide(): void
    {
        $product = $this->pick(fn (Product $one): bool => $one->wpId !== null && $one->mustBeLinked && $one->deletedIn === null);
        if ($product !== null) {
            $this->decideAbout($product, null);
        }
    }

    private function associate(): void
    {
        $product = $this->pick(fn (Product $one): bool => in_array($one->kind, [Product::TWINS, Product::NEW_IN_BOTH], true)
            && !$one->mustBeLinked && $one->deletedIn === null);
        if ($product !== null) {
            $this->decideAbout($product, $product->dolibarrId);
        }
    }

    /** @param int|null $dolibarrId to associate with */
    private function decideAbout(Product $product, ?int $dolibarrId): void
    {
        $look = $this->ours(static fn (): array => Shop::look($product->wpId, $dolibarrId));
        if (!is_array($look->value)) {
            return;
        }
        if (!$this->isInMiddle && mt_rand(1, 3) === 1) {
            // The person thinks it over.
            $this->step(self::draw(self::MEANWHILE));
        }
        $choice = array_map(static fn (): string => mt_rand(0, 1) === 1 ? 'wpshop' : 'dolibarr', $look->value['fields']);
        if (!$this->isInMiddle) {
            $this->decided = $product;
            $this->overruled = array_intersect_key($look->value['fields'], array_intersect($choice, ['wpshop']));
        }
        $done = $this->ours(static fn (): array => Shop::decide($product->wpId, $dolibarrId, $look->value['revisions'], $choice));
        $this->decided = $this->isInMiddle ? $this->decided : null;
        $isCertain = is_array($done->value);
        if ($isCertain && $dolibarrId !== null) {
            $product->mustBeLinked = true;
        }
        if (!$isCertain && !$done->isKilled && !str_starts_with((string) $done->problem, 'dolisync_dolibarr_')) {
            return;
        }
        foreach ($choice as $field => $side) {
            if (isset($product->histories[$field]) && !in_array($field, $done->value['refused'] ?? [], true)) {
                $versions = $look->value['fields'][$field];
                $product->histories[$field]->choose($versions[$side], $versions[$side === 'wpshop' ? 'dolibarr' : 'wpshop'], $isCertain);
            }
        }
        $product->steps++;
    }

    private function undo(): void
    {
        $which = mt_rand(0, 7);
        $undone = $this->ours(static fn (callable $note) => Shop::undo($which, $note));
        $entry = $undone->notes[0] ?? null;
        if ($entry === null || ($undone->problem !== null && !str_starts_with($undone->problem, 'dolisync_dolibarr_'))) {
            return;
        }
        foreach ($this->products as $product) {
            if ($product->wpId === $entry['product_id'] || $product->dolibarrId === $entry['dolibarr_id']) {
                foreach (array_merge(...array_values($entry['changes'])) as $change) {
                    ($product->histories[$change['key']] ?? null)?->takeBack($change['after'], $change['before']);
                }
                $product->steps++;
            }
        }
    }

    private function lookAtList(): void
    {
        $ids = array_values(array_filter(array_map(
            static fn (Product $one): ?int => $one->deletedIn === 'wpshop' ? null : $one->wpId,
            $this->products
        )));
        $this->ours(static fn () => Shop::list($ids));
    }

    private function createInShop(Product $product): void
    {
        $values = $product->freshValues();
        $product->wpId = Request::run(static fn (): int => Shop::create($values, 'HT'))->value;
        $this->given($product, 'shop', $values);
    }

    private function createInDolibarr(Product $product): void
    {
        $values = $product->freshValues();
        $product->dolibarrId = $this->dolibarr->create($product->record($values) + ['status' => 1]);
        $this->given($product, 'Dolibarr', $values);
        if (mt_rand(1, 2) === 1) {
            $this->webhook('PRODUCT_CREATE', $product->dolibarrId);
        }
    }

    private function createInBoth(): void
    {
        $product = $this->add(Product::NEW_IN_BOTH);
        $values = $product->freshValues();
        $product->wpId = Request::run(static fn (): int => Shop::create($values, 'HT'))->value;
        $product->dolibarrId = $this->dolibarr->create($product->record($values) + ['status' => 1]);
        $this->given($product, 'both', $values);
    }

    /** @param array<string, string> $values */
    private function given(Product $product, string $side, array $values): void
    {
        foreach (Product::FIELDS as $field) {
            $product->histories[$field]->edit($side, '', $values[$field]);
        }
        $product->steps++;
    }

    private function createByHand(): void
    {
        $product = $this->pick(static fn (Product $one): bool => $one->deletedIn === null && $one->wpId !== null
            && in_array($one->kind, [Product::OLD_IN_SHOP, Product::NEW_IN_SHOP], true));
        if ($product === null) {
            return;
        }
        $product->mayBeInDolibarr = true;
        $created = $this->ours(static fn () => Shop::createInDolibarr($product->wpId));
        if (!$created->isKilled && $created->problem === null) {
            $product->mustBeLinked = true;
        }
        $product->steps++;
    }

    private function deleteInDolibarr(): void
    {
        $product = $this->pick(fn (Product $one): bool => $this->isInDolibarr($one) && self::mayGo($one));
        if ($product === null || mt_rand(1, 2) === 1) {
            return;
        }
        $product->last = ProductRecord::from($this->dolibarr->product($product->dolibarrId))->values();
        $this->dolibarr->delete($product->dolibarrId);
        $product->deletedIn = 'dolibarr';
        foreach ($product->histories as $history) {
            $history->note('deleted in Dolibarr');
        }
        if (mt_rand(1, 2) === 1) {
            $this->webhook('PRODUCT_DELETE', $product->dolibarrId);
        }
    }

    private function trashInShop(): void
    {
        $product = $this->pick(static fn (Product $one): bool => $one->wpId !== null && self::mayGo($one));
        if ($product === null || mt_rand(1, 2) === 1) {
            return;
        }
        Request::run(static fn () => Shop::trash($product->wpId));
        $product->deletedIn = 'wpshop';
        foreach ($product->histories as $history) {
            $history->note('put into the trash');
        }
    }

    /** Of two new ones that nobody associated, the one that stays is rightly created on the other side again. */
    private static function mayGo(Product $product): bool
    {
        return $product->deletedIn === null && ($product->kind !== Product::NEW_IN_BOTH || $product->mustBeLinked);
    }

    /** @return list<string> */
    private function calmDown(): array
    {
        $this->dolibarr->heal();
        for ($cycle = 0; $cycle < 12; $cycle++) {
            Request::run(static fn () => Shop::letTimePass());
            $did = $this->cycle();
            if ($did === 0 && $cycle > 0) {
                return [];
            }
        }
        return ["It does not come to rest: the twelfth cycle without faults still did {$did} things."];
    }

    /** What a quiet hour brings. @return int how much was written, created or failed */
    private function cycle(): int
    {
        $work = Request::run(static function (): array {
            Shop::poll();
            Shop::check();
            return Shop::work();
        })->value;
        return $work['written'] + $work['created'] + $work['failed'];
    }

    /** @return list<string> */
    private function isSettled(): array
    {
        $this->dolibarr->forgetCalls();
        $this->cycle();
        [, $writes] = $this->dolibarr->countCalls();
        return $writes === 0 ? [] : ["At rest, a further look writes {$writes} times to Dolibarr."];
    }

    /** @return list<string> */
    private function verdict(): array
    {
        $records = $this->dolibarr->products();
        $found = Request::run(static fn (): array => Shop::everything($records))->value;
        return (new Verdict($this->products, $found, $this->figures))->wrong();
    }

    /** @return array<string, string> one to three fields; in the middle of something any number, to meet what is under way */
    private function freshFor(Product $product): array
    {
        $fields = Product::FIELDS;
        shuffle($fields);
        $values = [];
        foreach (array_slice($fields, 0, mt_rand(1, $this->isInMiddle ? count($fields) : 3)) as $field) {
            $values[$field] = $product->fresh($field);
        }
        return $values;
    }

    private function isInDolibarr(Product $product): bool
    {
        if ($product->dolibarrId === null && $product->kind !== Product::OLD_IN_SHOP && !$this->isInMiddle) {
            foreach ($this->dolibarr->products() as $record) {
                if ($record['barcode'] === $product->barcode()) {
                    $product->dolibarrId = (int) $record['id'];
                }
            }
        }
        return $product->dolibarrId !== null && $product->deletedIn !== 'dolibarr';
    }

    /** What goes on in the middle of a request is half the time about the same product. @param callable(Product): bool $fits */
    private function pick(callable $fits): ?Product
    {
        $products = $this->products;
        shuffle($products);
        if ($this->about !== null && mt_rand(1, 2) === 1) {
            usort($products, fn (Product $one, Product $other): int
                => ($other->dolibarrId === $this->about) <=> ($one->dolibarrId === $this->about));
        }
        foreach ($products as $product) {
            if ($fits($product)) {
                return $product;
            }
        }
        return null;
    }

    /** @param array<string, int> $weights */
    private static function draw(array $weights): string
    {
        $at = mt_rand(1, array_sum($weights));
        foreach ($weights as $name => $weight) {
            $at -= $weight;
            if ($at <= 0) {
                return $name;
            }
        }
        throw new \LogicException('Weights are positive.');
    }
}
