<?php

declare(strict_types=1);

namespace DoliSync\Automation;

use DoliSync\Catalogue\Catalogue;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Network;
use DoliSync\Queue\Queue;
use DoliSync\Services;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\Journal;
use DoliSync\Sync\Links;
use DoliSync\Sync\Moment;
use DoliSync\Sync\OwnWrites;
use DoliSync\Sync\Policy;
use DoliSync\Sync\Reason;
use DoliSync\Sync\StartingPoint;
use DoliSync\Sync\Status;
use DoliSync\Sync\Suggestions;
use DoliSync\Sync\Tables;
use DoliSync\Sync\Verdict;

/**
 * Hears what is saved in the shop, by whatever means, and notes the products that need a look: one entry a product,
 * due when the request is through. It is noted at once too, for a little later, so that a request that dies half-way
 * loses nothing. What DoliSync itself writes is not heard (rule 9).
 */
final class ShopHooks
{
    /** Longer than saving a product takes. */
    private const PROMISE_SECONDS = 30;

    /** @var array<int, true> the products of this request, by id */
    private array $noted = [];

    /** The site of the network that these products are on. */
    private readonly int $site;

    public function __construct(
        private readonly Catalogue $catalogue,
        private readonly Links $links,
        private readonly Journal $journal,
        private readonly Queue $queue,
        private readonly Suggestions $suggestions
    ) {
        $this->site = get_current_blog_id();
    }

    /** The parts are made when something is first heard. */
    public static function register(): void
    {
        $hear = static fn (string $method): \Closure => static function (mixed ...$arguments) use ($method): void {
            // A page of one site may save on another, which may have never seen DoliSync.
            if (Tables::areInstalled()) {
                Services::get()->shopHooks()->$method(...$arguments);
            }
        };
        add_action('wp_insert_post', $hear('inserted'), 10, 3);
        add_action('post_updated', $hear('updated'), 10, 3);
        add_action('transition_post_status', $hear('moved'), 10, 3);
        foreach (['added_post_meta', 'updated_post_meta', 'deleted_post_meta'] as $hook) {
            add_action($hook, $hear('metaChanged'), 10, 3);
        }
        foreach (['added_term_relationship', 'deleted_term_relationships'] as $hook) {
            add_action($hook, $hear('termsChanged'), 10, 3);
        }
        add_action('trashed_post', $hear('gone'));
        add_action('deleted_post', $hear('gone'));
        add_action('untrashed_post', $hear('back'));
    }

    /** Action `wp_insert_post`. */
    public function inserted(int $id, \WP_Post $post, bool $update): void
    {
        if (!$update) {
            $this->note($id);
        }
    }

    /** Action `post_updated`. */
    public function updated(int $id, \WP_Post $after, \WP_Post $before): void
    {
        $owners = FieldOwners::current();
        foreach ($this->catalogue->columns() as $field => $column) {
            if ($after->$column !== $before->$column && $owners->of($field) !== FieldOwner::None) {
                $this->note($id);
                return;
            }
        }
    }

    /** Action `transition_post_status`: a product whose time has come is put on sale without being updated. */
    public function moved(string $after, string $before, \WP_Post $post): void
    {
        if ($after === 'publish' && $before === 'future') {
            $this->note($post->ID);
        }
    }

    /**
     * Actions `added_post_meta`, `updated_post_meta`, `deleted_post_meta`.
     *
     * @param int|string|list<string> $metaId
     */
    public function metaChanged(mixed $metaId, mixed $id, string $key): void
    {
        $field = $this->catalogue->keepsIn($key);
        // What is sold in the shop changes its stock, which Dolibarr counts and nobody carries over.
        if ($field !== null && $field !== ProductFields::STOCK && FieldOwners::current()->of($field) !== FieldOwner::None) {
            $this->note((int) $id);
        }
    }

    /**
     * Actions `added_term_relationship`, `deleted_term_relationships`.
     *
     * @param int|list<int> $terms
     */
    public function termsChanged(mixed $id, mixed $terms, string $taxonomy): void
    {
        $field = $this->catalogue->keepsInTerms($taxonomy);
        if ($field !== null && FieldOwners::current()->of($field) !== FieldOwner::None) {
            $this->note((int) $id);
        }
    }

    /** Actions `trashed_post`, `deleted_post`: nothing is deleted in Dolibarr, a person decides. */
    public function gone(int $id): void
    {
        if (isset($this->noted[$id])) {
            unset($this->noted[$id]);
            $this->queue->forget($id);
        }
        if (OwnWrites::underWay()) {
            return;
        }
        if ($this->links->of($id) !== null) {
            $this->links->checked([$id => new Verdict(Status::OutOfSync, Reason::GoneInWpshop)], Moment::now());
            $this->queue->forget($id);
        } elseif ($this->suggestions->of($id) !== null) {
            $this->suggestions->remove($id);
        }
    }

    /** Action `untrashed_post`. */
    public function back(int $id): void
    {
        if (!OwnWrites::underWay() && $this->links->of($id) !== null) {
            $this->links->checked([$id => new Verdict(Status::Unknown)], Moment::now());
            $this->note($id);
        }
    }

    /** Action `shutdown`. */
    public function flush(): void
    {
        $noted = array_keys($this->noted);
        $this->noted = [];
        if ($noted === []) {
            return;
        }
        Network::on($this->site, function () use ($noted): void {
            foreach ($noted as $id) {
                if ($this->needsALook($id)) {
                    $this->queue->add('wp:' . $id, 'edit');
                }
            }
        });
    }

    private function note(int $id): void
    {
        $isKnown = isset($this->noted[$id]);
        if ($isKnown || OwnWrites::underWay() || Policy::current() === Policy::Off || !$this->catalogue->isProduct($id)) {
            return;
        }
        if ($this->noted === []) {
            add_action('shutdown', [$this, 'flush']);
        }
        $this->noted[$id] = true;
        if ($this->needsALook($id)) {
            $this->queue->add('wp:' . $id, 'edit', self::PROMISE_SECONDS);
        }
    }

    /** An associated product, or one that is new and public. */
    private function needsALook(int $id): bool
    {
        if (!$this->catalogue->exists($id)) {
            return false;
        }
        $status = get_post_status($id);
        return $status !== 'trash' && (
            $this->links->of($id) !== null
            || $status === 'publish' && StartingPoint::isNewInShop($id) && !$this->journal->knows($id)
        );
    }
}
