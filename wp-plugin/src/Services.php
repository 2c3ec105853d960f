<?php

declare(strict_types=1);

namespace DoliSync;

use DoliSync\Automation\Brakes;
use DoliSync\Automation\CategoryCheck;
use DoliSync\Automation\Deletions;
use DoliSync\Automation\FullCheck;
use DoliSync\Automation\Poll;
use DoliSync\Automation\ShopHooks;
use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\CategoryTree;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\ShopCategories;
use DoliSync\Catalogue\WpshopCategories;
use DoliSync\Catalogue\WpshopProducts;
use DoliSync\Dolibarr\Categories;
use DoliSync\Dolibarr\Client;
use DoliSync\Dolibarr\ConnectionSettings;
use DoliSync\Dolibarr\DocumentKind;
use DoliSync\Dolibarr\Greeting;
use DoliSync\Dolibarr\ProductCategories;
use DoliSync\Dolibarr\Products;
use DoliSync\Dolibarr\Records;
use DoliSync\Dolibarr\Refusals;
use DoliSync\Dolibarr\SeenCategories;
use DoliSync\Health\Probe;
use DoliSync\MassSync\Batches;
use DoliSync\MassSync\BatchWork;
use DoliSync\MassSync\CategoryStage;
use DoliSync\MassSync\ContactStage;
use DoliSync\MassSync\DocumentStage;
use DoliSync\MassSync\InvoiceStage;
use DoliSync\MassSync\MassSync;
use DoliSync\MassSync\Memberships;
use DoliSync\MassSync\MembershipWork;
use DoliSync\MassSync\OrderStage;
use DoliSync\MassSync\ProductStage;
use DoliSync\MassSync\Progress;
use DoliSync\MassSync\RunBrakes;
use DoliSync\MassSync\RunRecords;
use DoliSync\MassSync\Runs;
use DoliSync\MassSync\Stages;
use DoliSync\MassSync\ThirdPartyStage;
use DoliSync\MassSync\UndoWork;
use DoliSync\Overview\Overview;
use DoliSync\Overview\RecentErrors;
use DoliSync\Queue\Queue;
use DoliSync\Queue\Worker;
use DoliSync\Sync\Candidates;
use DoliSync\Sync\Comparisons;
use DoliSync\Sync\Creation;
use DoliSync\Sync\Dissociation;
use DoliSync\Sync\DissociationOfAll;
use DoliSync\Sync\DolibarrAudit;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Journal;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\KnownStatuses;
use DoliSync\Sync\LinkAudit;
use DoliSync\Sync\LinkingOfMany;
use DoliSync\Sync\LinkRepair;
use DoliSync\Sync\LinkRows;
use DoliSync\Sync\Links;
use DoliSync\Sync\Locks;
use DoliSync\Sync\ManyCreations;
use DoliSync\Sync\ManyDissociations;
use DoliSync\Sync\NewCategories;
use DoliSync\Sync\Newcomers;
use DoliSync\Sync\Propagation;
use DoliSync\Sync\Recovery;
use DoliSync\Sync\Settling;
use DoliSync\Sync\ShopCreation;
use DoliSync\Sync\StatusCheck;
use DoliSync\Sync\Suggestions;
use DoliSync\Sync\Synchronizer;
use DoliSync\Sync\TwoSidedWrite;
use DoliSync\Sync\Undoing;
use DoliSync\Sync\UnlinkedProducts;

/** The engine's parts, each made when it is first asked for. Those of one site of a network know nothing of another's. */
final class Services
{
    /** @var array<int, self> by the number of the site */
    private static array $instances = [];

    /** @var array<string, object> class name → the one object of it */
    private array $made = [];

    public static function get(): self
    {
        return self::$instances[get_current_blog_id()] ??= new self();
    }

    public function connection(): ConnectionSettings
    {
        return $this->once(ConnectionSettings::class, static fn () => new ConnectionSettings());
    }

    public function catalogue(): Catalogue
    {
        return $this->once(WpshopProducts::class, fn () => new WpshopProducts(
            new ShopCategories($this->wpshopCategories(), fn (): CategoryTree => $this->seenCategories()->tree())
        ));
    }

    public function wpshopCategories(): WpshopCategories
    {
        return $this->once(WpshopCategories::class, static fn () => new WpshopCategories());
    }

    public function categories(): Categories
    {
        return $this->once(Categories::class, fn () => new Categories($this->client()));
    }

    public function seenCategories(): SeenCategories
    {
        return $this->once(SeenCategories::class, fn () => new SeenCategories($this->connection()));
    }

    public function links(): Links
    {
        return $this->once(Links::class, fn () => new Links($this->catalogue()));
    }

    public function journal(): Journal
    {
        return $this->once(Journal::class, static fn () => new Journal());
    }

    public function journalSearch(): JournalSearch
    {
        return $this->once(JournalSearch::class, fn () => new JournalSearch($this->catalogue()));
    }

    public function linkAudit(): LinkAudit
    {
        return $this->once(LinkAudit::class, fn () => new LinkAudit($this->catalogue(), $this->links(), $this->dolibarrAudit()));
    }

    public function dolibarrAudit(): DolibarrAudit
    {
        return $this->once(DolibarrAudit::class, fn () => new DolibarrAudit($this->links(), $this->products()));
    }

    public function linkRepair(): LinkRepair
    {
        return $this->once(LinkRepair::class, fn () => new LinkRepair(
            $this->catalogue(),
            $this->links(),
            $this->products(),
            $this->journal(),
            new Locks(),
            new Dissociation($this->catalogue(), $this->comparisons(), $this->links(), $this->journal(), $this->write()),
            $this->linkAudit(),
            $this->dolibarrAudit()
        ));
    }

    public function probe(): Probe
    {
        return $this->once(Probe::class, fn () => new Probe($this->connection(), $this->journal()));
    }

    public function overview(): Overview
    {
        return $this->once(Overview::class, fn () => new Overview(
            $this->connection(),
            new Greeting($this->client()),
            $this->knownStatuses(),
            $this->queue(),
            $this->brakes(),
            $this->massSync(),
            $this->massSyncProgress(),
            new RecentErrors($this)
        ));
    }

    public function knownStatuses(): KnownStatuses
    {
        return $this->once(KnownStatuses::class, fn () => new KnownStatuses($this->catalogue()));
    }

    public function suggestions(): Suggestions
    {
        return $this->once(Suggestions::class, static fn () => new Suggestions());
    }

    public function queue(): Queue
    {
        return $this->once(Queue::class, fn () => new Queue($this->links()));
    }

    public function worker(): Worker
    {
        return $this->once(Worker::class, fn () => new Worker(
            $this->queue(),
            $this->brakes(),
            $this->connection(),
            $this->catalogue(),
            $this->links(),
            $this->journal(),
            $this->products(),
            $this->propagation(),
            new Newcomers(
                $this->catalogue(),
                $this->candidates(),
                $this->products(),
                $this->links(),
                $this->journal(),
                new Locks(),
                $this->suggestions(),
                $this->queue(),
                $this->creation(),
                $this->shopCreation(),
                $this->brakes()
            )
        ));
    }

    public function propagation(): Propagation
    {
        return $this->once(Propagation::class, fn () => new Propagation(
            $this->catalogue(),
            $this->comparisons(),
            $this->links(),
            new Locks(),
            $this->write(),
            $this->settling(),
            new Recovery($this->links(), $this->journal()),
            $this->brakes()
        ));
    }

    public function brakes(): Brakes
    {
        return $this->once(Brakes::class, static fn () => new Brakes());
    }

    public function poll(): Poll
    {
        return $this->once(Poll::class, fn () => new Poll(
            $this->connection(),
            $this->products(),
            $this->links(),
            $this->catalogue(),
            $this->journal(),
            $this->queue(),
            $this->brakes(),
            new Locks()
        ));
    }

    public function fullCheck(): FullCheck
    {
        return $this->once(FullCheck::class, fn () => new FullCheck(
            $this->connection(),
            $this->products(),
            $this->links(),
            $this->catalogue(),
            $this->queue(),
            $this->brakes(),
            new Locks(),
            new CategoryCheck($this->categories(), $this->products(), $this->seenCategories(), $this->links(), $this->brakes())
        ));
    }

    public function shopHooks(): ShopHooks
    {
        return $this->once(ShopHooks::class, fn () => new ShopHooks(
            $this->catalogue(),
            $this->links(),
            $this->journal(),
            $this->queue(),
            $this->suggestions()
        ));
    }

    public function deletions(): Deletions
    {
        return $this->once(Deletions::class, fn () => new Deletions(
            $this->catalogue(),
            $this->products(),
            $this->links(),
            $this->journal(),
            new Locks(),
            $this->creation(),
            $this->shopCreation(),
            $this->write(),
            $this->queue(),
            $this->suggestions()
        ));
    }

    public function statusCheck(): StatusCheck
    {
        return $this->once(StatusCheck::class, fn () => new StatusCheck(
            $this->catalogue(),
            $this->links(),
            $this->products(),
            $this->connection(),
            $this->queue(),
            $this->suggestions()
        ));
    }

    public function comparisons(): Comparisons
    {
        return $this->once(Comparisons::class, fn () => new Comparisons(
            $this->catalogue(),
            $this->links(),
            $this->products(),
            $this->connection()
        ));
    }

    public function candidates(): Candidates
    {
        return $this->once(Candidates::class, fn () => new Candidates(
            $this->catalogue(),
            $this->links(),
            $this->products(),
            $this->suggestions()
        ));
    }

    public function synchronizer(): Synchronizer
    {
        return $this->once(Synchronizer::class, fn () => new Synchronizer(
            $this->catalogue(),
            $this->comparisons(),
            $this->links(),
            $this->journal(),
            new Locks(),
            $this->write(),
            $this->creation(),
            new Dissociation($this->catalogue(), $this->comparisons(), $this->links(), $this->journal(), $this->write()),
            new Undoing($this->catalogue(), $this->comparisons(), $this->links(), $this->journal(), $this->write(), $this->settling())
        ));
    }

    public function dissociationOfAll(): DissociationOfAll
    {
        return $this->once(DissociationOfAll::class, fn () => new DissociationOfAll($this->links(), $this->synchronizer(), $this->products()));
    }

    public function unlinkedProducts(): UnlinkedProducts
    {
        return $this->once(UnlinkedProducts::class, fn () => new UnlinkedProducts(
            $this->catalogue(),
            $this->links(),
            $this->products()
        ));
    }

    public function linkingOfMany(): LinkingOfMany
    {
        return $this->once(LinkingOfMany::class, fn () => new LinkingOfMany(
            $this->synchronizer(),
            $this->comparisons(),
            $this->products(),
            $this->links(),
            $this->statusCheck()
        ));
    }

    public function manyCreations(): ManyCreations
    {
        return $this->once(ManyCreations::class, fn () => new ManyCreations($this->synchronizer(), $this->links(), $this->products()));
    }

    public function manyDissociations(): ManyDissociations
    {
        return $this->once(ManyDissociations::class, fn () => new ManyDissociations($this->synchronizer(), $this->products()));
    }

    public function massSync(): MassSync
    {
        return $this->once(MassSync::class, function (): MassSync {
            [$runs, $batches, $records] = [new Runs(new Locks()), new Batches(), new RunRecords()];
            $brakes = new RunBrakes($runs, $batches);
            $memberships = new Memberships($batches, new LinkRows('product'), $this->catalogue());
            return new MassSync(
                $runs,
                $batches,
                $records,
                new BatchWork($runs, $batches, $records, $brakes, new Locks(), $memberships),
                new MembershipWork(
                    $batches,
                    $memberships,
                    $this->categories(),
                    $this->products(),
                    $this->seenCategories(),
                    new Refusals($this->client())
                ),
                new UndoWork($batches, $records, $this->journal(), new Locks(), $this->stages()),
                $brakes,
                $this->connection(),
                $this->fullCheck(),
                $this->stages()
            );
        });
    }

    /** What is known of a mass synchronization, for whoever shows it. */
    public function massSyncProgress(): Progress
    {
        return $this->once(Progress::class, fn () => new Progress(
            new Batches(),
            new RunRecords(),
            $this->journal(),
            $this->stages(),
            $this->seenCategories()
        ));
    }

    /** What a mass synchronization can bring over. */
    public function stages(): Stages
    {
        return $this->once(Stages::class, fn () => new Stages(
            new CategoryStage($this->records(), $this->journal()),
            new ProductStage(
                $this->catalogue(),
                $this->products(),
                $this->links(),
                new LinkRows('product'),
                $this->journal(),
                $this->suggestions()
            ),
            new ThirdPartyStage($this->records(), $this->journal()),
            new ContactStage($this->records(), $this->journal()),
            new DocumentStage(DocumentKind::Proposal, RecordType::Proposal, $this->records(), $this->journal()),
            new OrderStage($this->records(), $this->journal()),
            new InvoiceStage($this->records(), $this->journal())
        ));
    }

    private function write(): TwoSidedWrite
    {
        return $this->once(TwoSidedWrite::class, fn () => new TwoSidedWrite(
            $this->catalogue(),
            $this->products(),
            $this->links(),
            $this->journal(),
            $this->statusCheck(),
            $this->settling(),
            $this->newCategories()
        ));
    }

    private function settling(): Settling
    {
        return $this->once(Settling::class, fn () => new Settling($this->catalogue(), $this->links(), $this->suggestions()));
    }

    private function creation(): Creation
    {
        return $this->once(Creation::class, fn () => new Creation(
            $this->catalogue(),
            $this->candidates(),
            $this->products(),
            $this->journal(),
            $this->write(),
            $this->settling(),
            $this->newCategories()
        ));
    }

    private function newCategories(): NewCategories
    {
        return $this->once(NewCategories::class, fn () => new NewCategories(
            $this->wpshopCategories(),
            $this->categories(),
            $this->seenCategories()
        ));
    }

    private function shopCreation(): ShopCreation
    {
        return $this->once(ShopCreation::class, fn () => new ShopCreation(
            $this->catalogue(),
            $this->products(),
            $this->links(),
            $this->journal(),
            $this->write(),
            $this->settling()
        ));
    }

    private function records(): Records
    {
        return $this->once(Records::class, fn () => new Records($this->client()));
    }

    private function products(): Products
    {
        return $this->once(Products::class, fn () => new Products($this->client(), new ProductCategories(
            $this->categories(),
            $this->seenCategories(),
            static fn (): bool => FieldOwners::current()->of(ProductFields::CATEGORIES) !== FieldOwner::None
        )));
    }

    private function client(): Client
    {
        return $this->once(Client::class, fn () => new Client(fn () => $this->connection()->connection(), true));
    }

    /**
     * @template T of object
     * @param class-string<T> $class
     * @param callable(): T $make
     * @return T
     */
    private function once(string $class, callable $make): object
    {
        /** @var T */
        return $this->made[$class] ??= $make();
    }
}
