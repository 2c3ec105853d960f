<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

/** WPshop's products: posts of the type `wps-product` and WPshop's own meta keys. */
final class WpshopProducts implements Catalogue
{
    private readonly ProductPosts $posts;
    private readonly ProductQueries $queries;
    private readonly ProductMarks $marks;
    private readonly NewProducts $new;
    private readonly UnassociatedProducts $unassociated;

    public function __construct(private readonly ShopCategories $categories)
    {
        $this->posts = new ProductPosts();
        $this->queries = new ProductQueries();
        $this->marks = new ProductMarks();
        $this->new = new NewProducts();
        $this->unassociated = new UnassociatedProducts();
    }

    public function exists(int $id): bool
    {
        return $this->posts->find($id) !== null;
    }

    public function read(int $id): ShopProduct
    {
        $this->posts->forget([$id]);
        return StoredProduct::read($this->posts->get($id), $this->categories->of([$id])[$id]);
    }

    public function readMany(array $ids): array
    {
        _prime_post_caches($ids, false, true);
        $categories = $this->categories->of($ids);
        $products = [];
        foreach ($ids as $id) {
            $post = $this->posts->find($id);
            if ($post !== null) {
                $products[$id] = StoredProduct::read($post, $categories[$id]);
            }
        }
        return $products;
    }

    public function titles(array $ids): array
    {
        _prime_post_caches($ids, false, false);
        $titles = [];
        foreach ($ids as $id) {
            $post = $this->posts->find($id);
            if ($post !== null) {
                $titles[$id] = Canonical::title($post->post_title);
            }
        }
        return $titles;
    }

    public function savedAt(int $id): string
    {
        return $this->posts->get($id)->post_modified_gmt;
    }

    public function write(int $id, array $values, PriceBase $base): void
    {
        $post = $this->posts->get($id);
        $product = StoredProduct::read($post);
        if (isset($values[ProductFields::CATEGORIES])) {
            $this->categories->put($id, $values[ProductFields::CATEGORIES]);
        }
        $this->posts->save($id, StoredProduct::columns($values, $post->post_status), StoredProduct::metas($product, $values, $base));
    }

    public function create(array $fields, ?int $importId = null): int
    {
        $base = PriceBase::of($fields['price_base'] ?? '');
        unset($fields['price_base']);
        $columns = StoredProduct::columns($fields + ['title' => '', 'description' => '', 'on_sale' => 'yes']);
        $id = $this->posts->insert($columns + ($importId === null ? [] : ['import_id' => $importId]));
        $this->write($id, array_diff_key($fields, StoredProduct::COLUMNS) + ['price' => '0', 'vat_rate' => '0', 'type' => 'product'], $base);
        return $id;
    }

    public function reserve(): int
    {
        return $this->posts->insert(['post_status' => 'auto-draft', 'post_title' => '']);
    }

    public function isReserved(int $id): bool
    {
        return $this->posts->isReserved($id);
    }

    public function fill(int $id, array $fields, PriceBase $base): void
    {
        $this->categories->put($id, $fields[ProductFields::CATEGORIES] ?? '');
        $this->posts->save($id, StoredProduct::columns($fields), StoredProduct::metas(StoredProduct::none($id), $fields, $base));
    }

    public function createMany(array $products): array
    {
        $ids = $this->new->insert(array_map(static fn (array $product, int $dolibarrId): array => [
            'title' => Canonical::storedTitle($product['values']['title']),
            'description' => $product['values']['description'],
            'is_public' => $product['values']['on_sale'] === 'yes',
            'metas' => StoredProduct::metasOfNew($product['values'], $product['base']) + [ProductMarks::META => (string) $dolibarrId],
        ], $products, array_keys($products)), array_keys($products));
        $categories = [];
        foreach ($products as $dolibarrId => $product) {
            $categories[$ids[$dolibarrId]] = $product['values'][ProductFields::CATEGORIES] ?? '';
        }
        $this->categories->putNew($categories);
        return $ids;
    }

    public function announce(array $ids): void
    {
        $this->new->announce($ids);
    }

    public function snapshot(int $id): array
    {
        $post = $this->posts->get($id);
        $snapshot = [];
        foreach (StoredProduct::COLUMNS as $column) {
            $snapshot[$column] = $post->$column;
        }
        foreach (StoredProduct::metasOf(ProductFields::KEYS) as $meta) {
            $snapshot[$meta] = metadata_exists('post', $id, $meta) ? get_post_meta($id, $meta, true) : null;
        }
        $snapshot[ProductType::CATEGORY] = $this->categories->snapshot($id);
        return $snapshot;
    }

    public function restore(int $id, array $snapshot, array $keys, PriceBase $base): void
    {
        $product = StoredProduct::read($this->posts->get($id));
        if (in_array(ProductFields::CATEGORIES, $keys, true)) {
            $this->categories->restore($id, $snapshot[ProductType::CATEGORY]);
        }
        $columns = array_intersect_key(StoredProduct::COLUMNS, array_flip($keys));
        $this->posts->saveToTheLetter(
            $id,
            array_intersect_key($snapshot, array_flip($columns)),
            StoredProduct::metasToRestore($product, $snapshot, $keys, $base)
        );
    }

    public function hold(array $ids): void
    {
        $this->posts->hold($ids);
    }

    public function trash(int $id): void
    {
        $this->posts->trash($id);
    }

    public function untrash(int $id): void
    {
        $this->posts->untrash($id);
    }

    public function isProduct(int $id): bool
    {
        return $this->posts->isProduct($id);
    }

    public function keepsIn(string $meta): ?string
    {
        return StoredProduct::fieldIn($meta);
    }

    public function columns(): array
    {
        return StoredProduct::COLUMNS;
    }

    public function keepsInTerms(string $taxonomy): ?string
    {
        return $taxonomy === ProductType::CATEGORY ? ProductFields::CATEGORIES : null;
    }

    public function markCategories(int $id): void
    {
        $this->categories->mark($id);
    }

    public function hasCategoryMarks(int $id): bool
    {
        return $this->categories->toMark($id) === [];
    }

    public function search(string $term, int $limit): array
    {
        return $this->queries->search($term, $limit);
    }

    public function withCode(string $reference, string $barcode): array
    {
        return $this->queries->withCode($reference, $barcode);
    }

    public function after(int $id, int $limit): array
    {
        return $this->queries->after($id, $limit);
    }

    public function newest(): int
    {
        return $this->queries->newest();
    }

    public function countBy(string $kind): array
    {
        return $this->queries->countBy($kind);
    }

    public function postStatuses(): array
    {
        return $this->queries->postStatuses();
    }

    public function unassociated(): UnassociatedProducts
    {
        return $this->unassociated;
    }

    public function markLinked(int $id, ?int $dolibarrId): void
    {
        $this->marks->set($id, $dolibarrId);
    }

    public function mark(int $id): ?int
    {
        return $this->marks->of($id);
    }

    public function marks(): array
    {
        return $this->marks->all();
    }
}
