<?php

declare(strict_types=1);

namespace DoliSync\Catalogue;

use DoliSync\Problem;

/** WPshop's products: posts of the type `wps-product` and WPshop's own meta keys. */
final class WpshopProducts implements Catalogue
{
    public const REFERENCE = '_ref';
    public const BARCODE = '_barcode';
    private const PRICE = '_price';
    private const PRICE_WITH_TAX = '_price_ttc';
    private const VAT_RATE = '_tva_tx';
    private const VAT_AMOUNT = '_tva_amount';
    private const TYPE = '_fk_product_type';
    private const DOLIBARR_ID = '_external_id';
    /** What a mark looks like that names a Dolibarr product. */
    private const ID = '/^[1-9][0-9]{0,17}$/D';
    private const STOCK = '_stock';

    /** Field → the post's column. */
    private const COLUMNS = ['title' => 'post_title', 'description' => 'post_content', 'on_sale' => 'post_status'];

    /** Field → the metas that a change of it writes. */
    private const METAS = [
        'reference' => [self::REFERENCE],
        'barcode' => [self::BARCODE],
        'price' => [self::PRICE, self::PRICE_WITH_TAX, self::VAT_AMOUNT],
        'vat_rate' => [self::VAT_RATE, self::PRICE, self::PRICE_WITH_TAX, self::VAT_AMOUNT],
        'type' => [self::TYPE],
        'weight' => ['_weight'],
        'length' => ['_length'],
        'width' => ['_width'],
        'height' => ['_height'],
        ProductFields::STOCK => [self::STOCK],
    ];

    private readonly UnassociatedProducts $unassociated;

    public function __construct(private readonly ShopCategories $categories)
    {
        $this->unassociated = new UnassociatedProducts();
    }

    public function exists(int $id): bool
    {
        return $this->post($id) !== null;
    }

    public function read(int $id): ShopProduct
    {
        // Another request may have saved it since this one read it first.
        wp_cache_delete($id, 'posts');
        wp_cache_delete($id, 'post_meta');
        return $this->product($this->known($id), $this->categories->of([$id])[$id]);
    }

    public function readMany(array $ids): array
    {
        _prime_post_caches($ids, false, true);
        $categories = $this->categories->of($ids);
        $products = [];
        foreach ($ids as $id) {
            $post = $this->post($id);
            if ($post !== null) {
                $products[$id] = $this->product($post, $categories[$id]);
            }
        }
        return $products;
    }

    public function titles(array $ids): array
    {
        _prime_post_caches($ids, false, false);
        $titles = [];
        foreach ($ids as $id) {
            $post = $this->post($id);
            if ($post !== null) {
                $titles[$id] = Canonical::title($post->post_title);
            }
        }
        return $titles;
    }

    public function search(string $term, int $limit): array
    {
        global $wpdb;
        $part = '%' . $wpdb->esc_like($term) . '%';
        return array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT p.ID FROM {$wpdb->posts} p WHERE p.post_type = %s AND p.post_status <> 'auto-draft'
            AND (p.post_title LIKE %s OR p.post_title LIKE %s OR EXISTS (
                SELECT 1 FROM {$wpdb->postmeta} m
                WHERE m.post_id = p.ID AND m.meta_key IN (%s, %s) AND m.meta_value LIKE %s
            )) ORDER BY p.ID LIMIT %d",
            ProductType::POST_TYPE,
            $part,
            '%' . $wpdb->esc_like(htmlspecialchars($term, ENT_NOQUOTES)) . '%',
            self::REFERENCE,
            self::BARCODE,
            $part,
            $limit
        )));
    }

    public function write(int $id, array $values, PriceBase $base): void
    {
        $product = $this->product($this->known($id));
        if (isset($values[ProductFields::CATEGORIES])) {
            $this->categories->put($id, $values[ProductFields::CATEGORIES]);
        }
        $post = [];
        foreach (array_intersect_key(self::COLUMNS, $values) as $key => $column) {
            $post[$column] = match ($key) {
                'title' => Canonical::storedTitle($values[$key]),
                'on_sale' => self::postStatus($product->postStatus, $values[$key] === 'yes'),
                default => $values[$key],
            };
        }
        $this->store($id, $post, $this->metas($product, $values, $base));
    }

    public function create(array $fields, ?int $importId = null): int
    {
        $base = PriceBase::of($fields['price_base'] ?? '');
        unset($fields['price_base']);
        $post = [
            'post_type' => ProductType::POST_TYPE,
            'post_status' => ($fields['on_sale'] ?? 'yes') === 'yes' ? 'publish' : 'draft',
            'post_title' => Canonical::storedTitle($fields['title'] ?? ''),
            'post_content' => $fields['description'] ?? '',
        ] + ($importId === null ? [] : ['import_id' => $importId]);
        $id = WpshopForm::aside(static fn () => wp_insert_post(wp_slash($post), true));
        if (is_wp_error($id)) {
            throw self::refused();
        }
        unset($fields['title'], $fields['description'], $fields['on_sale']);
        $this->write($id, $fields + ['price' => '0', 'vat_rate' => '0', 'type' => 'product'], $base);
        return $id;
    }

    public function reserve(): int
    {
        $post = ['post_type' => ProductType::POST_TYPE, 'post_status' => 'auto-draft', 'post_title' => ''];
        $id = WpshopForm::aside(static fn () => wp_insert_post($post, true));
        return is_wp_error($id) ? throw self::refused() : $id;
    }

    public function isReserved(int $id): bool
    {
        wp_cache_delete($id, 'posts');
        $post = $id > 0 ? get_post($id) : null;
        return $post instanceof \WP_Post && $post->post_type === ProductType::POST_TYPE && $post->post_status === 'auto-draft';
    }

    public function fill(int $id, array $fields, PriceBase $base): void
    {
        $empty = new ShopProduct($id, array_fill_keys(ProductFields::KEYS, ''), '', 'auto-draft');
        $this->categories->put($id, $fields[ProductFields::CATEGORIES] ?? '');
        $this->store($id, [
            'post_title' => Canonical::storedTitle($fields['title']),
            'post_content' => $fields['description'],
            'post_status' => $fields['on_sale'] === 'yes' ? 'publish' : 'draft',
        ], $this->metas($empty, $fields, $base));
    }

    public function withCode(string $reference, string $barcode): array
    {
        global $wpdb;
        $found = [];
        foreach ([self::BARCODE => $barcode, self::REFERENCE => $reference] as $meta => $code) {
            if ($code === '') {
                continue;
            }
            $ids = $wpdb->get_col($wpdb->prepare(
                "SELECT p.ID FROM {$wpdb->posts} p INNER JOIN {$wpdb->postmeta} m ON m.post_id = p.ID
                WHERE p.post_type = %s AND p.post_status <> 'auto-draft' AND m.meta_key = %s AND m.meta_value = %s
                ORDER BY p.ID",
                ProductType::POST_TYPE,
                $meta,
                $code
            ));
            foreach ($ids as $id) {
                $found = [(int) $id => $meta === self::REFERENCE ? 'reference' : 'barcode'] + $found;
            }
        }
        return $found;
    }

    public function after(int $id, int $limit): array
    {
        global $wpdb;
        $listed = $wpdb->prepare(
            "FROM {$wpdb->posts} WHERE post_type = %s AND post_status NOT IN ('trash', 'auto-draft') AND ID > %d",
            ProductType::POST_TYPE,
            $id
        );
        $ids = array_map('intval', $wpdb->get_col("SELECT ID {$listed} ORDER BY ID" . $wpdb->prepare(' LIMIT %d', $limit)));
        return [$ids, (int) $wpdb->get_var("SELECT COUNT(*) {$listed}") - count($ids)];
    }

    public function newest(): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare("SELECT MAX(ID) FROM {$wpdb->posts} WHERE post_type = %s", ProductType::POST_TYPE));
    }

    public function isProduct(int $id): bool
    {
        return get_post_type($id) === ProductType::POST_TYPE;
    }

    public function keepsIn(string $meta): ?string
    {
        foreach (self::METAS as $field => $metas) {
            if ($metas[0] === $meta) {
                return $field;
            }
        }
        return $meta === self::PRICE_WITH_TAX ? 'price' : null;
    }

    public function columns(): array
    {
        return self::COLUMNS;
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

    public function trash(int $id): void
    {
        $this->known($id);
        if (!EMPTY_TRASH_DAYS) {
            throw Problem::named('dolisync_no_trash', __('This WordPress keeps no trash: the product would be deleted for good. Delete it by hand if that is what you want.', 'dolisync'), 'none', 409);
        }
        if (!wp_trash_post($id)) {
            throw self::refused();
        }
    }

    public function untrash(int $id): void
    {
        $this->known($id);
        // WordPress makes a draft of what comes out of the trash; what stood there before is what was trashed.
        add_filter('wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10, 3);
        try {
            $post = WpshopForm::aside(static fn () => wp_untrash_post($id));
        } finally {
            remove_filter('wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10);
        }
        if (!$post) {
            throw self::refused();
        }
    }

    public function snapshot(int $id): array
    {
        $post = $this->known($id);
        $snapshot = [];
        foreach (self::COLUMNS as $column) {
            $snapshot[$column] = $post->$column;
        }
        foreach (array_unique(array_merge(...array_values(self::METAS))) as $meta) {
            $snapshot[$meta] = metadata_exists('post', $id, $meta) ? get_post_meta($id, $meta, true) : null;
        }
        $snapshot[ProductType::CATEGORY] = $this->categories->snapshot($id);
        return $snapshot;
    }

    public function restore(int $id, array $snapshot, array $keys, PriceBase $base): void
    {
        $product = $this->product($this->known($id));
        if (in_array(ProductFields::CATEGORIES, $keys, true)) {
            $this->categories->restore($id, $snapshot[ProductType::CATEGORY]);
        }
        $columns = array_intersect_key(self::COLUMNS, array_flip($keys));
        $metas = array_merge([], ...array_values(array_intersect_key(self::METAS, array_flip($keys))));
        $stored = $this->amountsToRestore($product, $snapshot, $keys, $base) + array_intersect_key($snapshot, array_flip($metas));
        // What stood there before goes back to the letter, whatever the person who restores it may write anew.
        $filtered = has_filter('content_save_pre', 'wp_filter_post_kses') !== false;
        if ($filtered) {
            kses_remove_filters();
        }
        try {
            $this->store($id, array_intersect_key($snapshot, array_flip($columns)), $stored);
        } finally {
            if ($filtered) {
                kses_init_filters();
            }
        }
    }

    public function markLinked(int $id, ?int $dolibarrId): void
    {
        if ($dolibarrId === null) {
            delete_post_meta($id, self::DOLIBARR_ID);
        } else {
            update_post_meta($id, self::DOLIBARR_ID, (string) $dolibarrId);
        }
    }

    public function countBy(string $kind): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT {$kind} AS kind, COUNT(*) AS products FROM {$wpdb->posts} p
            WHERE p.post_type = %s AND p.post_status NOT IN ('trash', 'auto-draft') GROUP BY kind",
            ProductType::POST_TYPE
        ));
        return array_map('intval', array_column($rows, 'products', 'kind'));
    }

    public function postStatuses(): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT ID, post_status FROM {$wpdb->posts} WHERE post_type = %s AND post_status <> 'auto-draft'",
            ProductType::POST_TYPE
        ));
        return array_column($rows, 'post_status', 'ID');
    }

    public function mark(int $id): ?int
    {
        $mark = (string) get_post_meta($id, self::DOLIBARR_ID, true);
        return preg_match(self::ID, $mark) === 1 ? (int) $mark : null;
    }

    public function marks(): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT m.post_id, m.meta_value FROM {$wpdb->postmeta} m
            INNER JOIN {$wpdb->posts} p ON p.ID = m.post_id
            WHERE p.post_type = %s AND p.post_status NOT IN ('trash', 'auto-draft') AND m.meta_key = %s
            ORDER BY m.post_id",
            ProductType::POST_TYPE,
            self::DOLIBARR_ID
        ));
        $marks = [];
        foreach ($rows as $row) {
            if (preg_match(self::ID, (string) $row->meta_value) === 1) {
                $marks[(int) $row->post_id] = (int) $row->meta_value;
            }
        }
        return $marks;
    }

    public function hold(array $ids): void
    {
        global $wpdb;
        // Changes nothing: it takes the rows' locks (MySQL), or the database's (SQLite).
        $wpdb->query("UPDATE {$wpdb->posts} SET ID = ID WHERE ID IN (" . implode(',', array_map('intval', $ids)) . ')');
        wp_cache_delete_multiple($ids, 'posts');
        wp_cache_delete_multiple($ids, 'post_meta');
    }

    public function unassociated(): UnassociatedProducts
    {
        return $this->unassociated;
    }

    public function createMany(array $products): array
    {
        $ids = (new NewProducts())->insert(array_map(fn (array $product, int $dolibarrId): array => [
            'title' => Canonical::storedTitle($product['values']['title']),
            'description' => $product['values']['description'],
            'is_public' => $product['values']['on_sale'] === 'yes',
            'metas' => $this->metasOfNew($product['values'], $product['base']) + [self::DOLIBARR_ID => (string) $dolibarrId],
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
        (new NewProducts())->announce($ids);
    }

    public function savedAt(int $id): string
    {
        return $this->known($id)->post_modified_gmt;
    }

    /**
     * @param array<string, string> $values all fields
     * @return array<string, string> meta key → what is stored; what is not set is left out
     */
    private function metasOfNew(array $values, PriceBase $base): array
    {
        $empty = new ShopProduct(0, array_fill_keys(ProductFields::KEYS, ''), '', 'auto-draft');
        return array_filter($this->metas($empty, $values, $base), static fn (string $value): bool => $value !== '');
    }

    private function post(int $id): ?\WP_Post
    {
        $post = $id > 0 ? get_post($id) : null;
        $known = $post instanceof \WP_Post
            && $post->post_type === ProductType::POST_TYPE
            && $post->post_status !== 'auto-draft';
        return $known ? $post : null;
    }

    private function known(int $id): \WP_Post
    {
        return $this->post($id) ?? throw Problem::named(
            'dolisync_unknown_product',
            /* translators: %d: the number of a product. */
            sprintf(__('The shop has no product #%d.', 'dolisync'), $id),
            'none',
            404
        );
    }

    /** @param array{value: string, ids: list<int>} $categories left out where nobody asks for them */
    private function product(\WP_Post $post, array $categories = ['value' => '', 'ids' => []]): ShopProduct
    {
        $meta = static fn (string $key): string => (string) get_post_meta($post->ID, $key, true);
        $price = Canonical::given($meta(self::PRICE), Canonical::amount(...));
        $vatRate = Canonical::given($meta(self::VAT_RATE), Canonical::amount(...));
        $values = [
            'title' => Canonical::title($post->post_title),
            'reference' => Canonical::code($meta(self::REFERENCE)),
            'barcode' => Canonical::code($meta(self::BARCODE)),
            'description' => Canonical::html($post->post_content),
            'price' => $price,
            'vat_rate' => $vatRate,
            'type' => $meta(self::TYPE) === '1' ? 'service' : 'product',
            'on_sale' => $post->post_status === 'publish' ? 'yes' : 'no',
        ];
        foreach (ProductFields::MEASURES as $key) {
            $values[$key] = Canonical::given($meta('_' . $key), Canonical::measure(...));
        }
        $values[ProductFields::STOCK] = Canonical::quantity($meta(self::STOCK));
        $values[ProductFields::CATEGORIES] = $categories['value'];
        $withTax = Decimal::parse($meta(self::PRICE_WITH_TAX))?->rounded(Prices::DECIMALS);
        $withTax ??= Prices::of(PriceBase::WithoutTax, self::decimal($price), self::decimal($vatRate))->withTax;
        return new ShopProduct($post->ID, $values, (string) $withTax, $post->post_status, $categories['ids']);
    }

    /**
     * @param array<string, string> $values
     * @return array<string, string> meta key → what is stored
     */
    private function metas(ShopProduct $product, array $values, PriceBase $base): array
    {
        $metas = [];
        foreach (['reference', 'barcode', ...ProductFields::MEASURES, ProductFields::STOCK] as $key) {
            if (isset($values[$key])) {
                $metas[self::METAS[$key][0]] = $values[$key];
            }
        }
        if (isset($values['type'])) {
            $metas[self::TYPE] = $values['type'] === 'service' ? '1' : '0';
        }
        if (isset($values['vat_rate'])) {
            $metas[self::VAT_RATE] = $values['vat_rate'];
        }
        if (isset($values['price']) || isset($values['vat_rate'])) {
            $now = $values + $product->values($base);
            $prices = Prices::of($base, self::decimal($now['price']), self::decimal($now['vat_rate']));
            $metas[self::PRICE] = (string) $prices->withoutTax;
            $metas[self::PRICE_WITH_TAX] = (string) $prices->withTax;
            $metas[self::VAT_AMOUNT] = (string) $prices->vatAmount();
        }
        return $metas;
    }

    /**
     * One of the price and the VAT rate goes back and the other was changed since: that change stays, and the amounts
     * follow from both.
     *
     * @param array<string, mixed> $snapshot
     * @param list<string> $keys
     * @return array<string, string> meta key → what is stored; empty where the snapshot is what is stored
     */
    private function amountsToRestore(ShopProduct $product, array $snapshot, array $keys, PriceBase $base): array
    {
        $money = array_values(array_intersect(['price', 'vat_rate'], $keys));
        $then = [
            'price' => Canonical::amount($snapshot[$base === PriceBase::WithTax ? self::PRICE_WITH_TAX : self::PRICE]),
            'vat_rate' => Canonical::amount($snapshot[self::VAT_RATE]),
        ];
        $other = $money === ['price'] ? 'vat_rate' : 'price';
        return count($money) === 1 && $product->values($base)[$other] !== $then[$other]
            ? $this->metas($product, [$money[0] => $then[$money[0]]], $base)
            : [];
    }

    /**
     * @param array<string, string> $post column → value
     * @param array<string, string|null> $metas null deletes
     */
    private function store(int $id, array $post, array $metas): void
    {
        // The metas first: whoever listens to the saving of the post sees the whole product.
        foreach ($metas as $key => $value) {
            if ($value === null) {
                delete_post_meta($id, $key);
            } else {
                update_post_meta($id, $key, wp_slash($value));
            }
        }
        WpshopModel::keepTrue($id, $metas);
        if ($post !== []) {
            $saved = WpshopForm::aside(static fn () => OtherColumns::staying(
                $id,
                $post,
                static fn () => wp_update_post(wp_slash(['ID' => $id] + $post), true)
            ));
            if (is_wp_error($saved)) {
                throw self::refused();
            }
        }
        clean_post_cache($id);
    }

    /** A product taken off sale that was a draft or private already stays what it is. */
    private static function postStatus(string $now, bool $onSale): string
    {
        if ($onSale) {
            return 'publish';
        }
        return $now === 'publish' ? 'draft' : $now;
    }

    private static function decimal(string $value): Decimal
    {
        return Decimal::parse($value) ?? Decimal::zero();
    }

    public static function refused(): Problem
    {
        return Problem::named(
            'dolisync_wpshop_refused',
            __('WordPress did not save the product. Another plugin may have refused it; try again, or save the product by hand to see why.', 'dolisync'),
            'retry',
            500
        );
    }
}
