<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\Decimal;
use DoliSync\Catalogue\PriceBase;
use DoliSync\Catalogue\ProductFields;
use DoliSync\Catalogue\ProductType;
use DoliSync\Problem;
use DoliSync\Services;
use DoliSync\Sync\OwnWrites;
use WP_Post;

/**
 * What WordPress's own editor does not know of a product: a box with its reference, barcode, price, VAT
 * rate and weight. Only where WPshop, which has its own boxes, does not run.
 */
final class ProductForm
{
    private const NONCE = 'dolisync_product_nonce';
    private const REFUSED = 'dolisync_refused';
    /** What the form showed when it was opened. */
    private const SHOWN = 'dolisync_shown';

    private function __construct(private readonly Services $services)
    {
    }

    public static function register(Services $services): void
    {
        $form = new self($services);
        add_action('add_meta_boxes_' . ProductType::POST_TYPE, $form->add(...));
        add_action('save_post_' . ProductType::POST_TYPE, $form->save(...));
        add_action('admin_notices', $form->sayRefused(...));
    }

    private function add(): void
    {
        add_meta_box(
            'dolisync-product',
            __('Product data', 'dolisync'),
            $this->show(...),
            ProductType::POST_TYPE,
            'normal',
            'high'
        );
    }

    private function show(WP_Post $post): void
    {
        $catalogue = $this->services->catalogue();
        // A product that is being added is none yet.
        $values = $catalogue->exists($post->ID)
            ? $catalogue->read($post->ID)->values(PriceBase::WithoutTax)
            : array_fill_keys(ProductFields::KEYS, '');
        wp_nonce_field('dolisync_product_' . $post->ID, self::NONCE);
        foreach (array_keys(self::labels()) as $key) {
            printf('<input type="hidden" name="%s[%s]" value="%s">', self::SHOWN, esc_attr($key), htmlspecialchars($values[$key]));
        }
        echo '<table class="form-table" role="presentation"><tbody>';
        foreach (self::labels() as $key => $label) {
            printf(
                '<tr><th scope="row"><label for="dolisync-%1$s">%2$s</label></th><td><input type="text" id="dolisync-%1$s"'
                    . ' name="dolisync_product[%1$s]" value="%3$s" class="regular-text"%4$s></td></tr>',
                esc_attr($key),
                esc_html($label),
                htmlspecialchars($values[$key]),
                self::isNumber($key) ? ' inputmode="decimal"' : ' maxlength="128"'
            );
        }
        echo '</tbody></table>';
    }

    private function save(int $id): void
    {
        $typed = $_POST['dolisync_product'] ?? null;
        $nonce = $_POST[self::NONCE] ?? '';
        if (
            !is_array($typed) || !is_string($nonce) || OwnWrites::underWay() || wp_is_post_revision($id)
            || wp_verify_nonce($nonce, 'dolisync_product_' . $id) === false || !current_user_can('edit_post', $id)
        ) {
            return;
        }
        [$values, $refused] = self::read(wp_unslash($typed));
        // What the person left as it was shown may have come in anew from Dolibarr since: that stays.
        $shown = wp_unslash($_POST[self::SHOWN] ?? []);
        $values = array_diff_assoc($values, is_array($shown) ? array_filter($shown, is_string(...)) : []);
        try {
            $this->services->catalogue()->write($id, $values, PriceBase::WithoutTax);
        } catch (Problem) {
            $refused = array_keys(self::labels());
        }
        if ($refused !== []) {
            add_filter('redirect_post_location', static fn (string $url): string => add_query_arg(
                self::REFUSED,
                implode(',', $refused),
                $url
            ));
        }
    }

    /**
     * @param array<mixed> $typed
     * @return array{array<string, string>, list<string>} canonical values, keys of what is no such value
     */
    private static function read(array $typed): array
    {
        [$values, $refused] = [[], []];
        foreach (array_keys(self::labels()) as $key) {
            $text = trim(is_string($typed[$key] ?? null) ? sanitize_text_field($typed[$key]) : '');
            $value = self::isNumber($key) ? self::number($key, $text) : $text;
            if ($value === null || mb_strlen($text) > 128) {
                $refused[] = $key;
            } else {
                $values[$key] = $value;
            }
        }
        return [$values, $refused];
    }

    /**
     * Null for what is no number, or none that a price, rate or weight can be.
     */
    private static function number(string $key, string $text): ?string
    {
        if ($text === '') {
            return $key === 'weight' ? '' : '0';
        }
        // Spaces group the thousands in French.
        $number = (string) Decimal::parse(preg_replace('/[\s\x{a0}\x{202f}]+/u', '', $text));
        $tooMuch = $key === 'vat_rate' && strlen(explode('.', $number)[0]) > 2;
        return $number === '' || $tooMuch || str_starts_with($number, '-') ? null : $number;
    }

    private function sayRefused(): void
    {
        $keys = isset($_GET[self::REFUSED]) && is_string($_GET[self::REFUSED]) ? explode(',', $_GET[self::REFUSED]) : [];
        $labels = array_intersect_key(self::labels(), array_flip($keys));
        if ($labels !== [] && get_current_screen()?->post_type === ProductType::POST_TYPE) {
            printf('<div class="notice notice-error"><p>%s</p></div>', esc_html(sprintf(
                /* translators: %s: names of fields, as in “VAT rate (%), Weight (kg)”. */
                __('Not saved, because the number is not valid or the text is too long: %s. The previous value was kept.', 'dolisync'),
                implode(', ', $labels)
            )));
        }
    }

    private static function isNumber(string $key): bool
    {
        return in_array($key, ['price', 'vat_rate', 'weight'], true);
    }

    /** @return array<string, string> field → label */
    private static function labels(): array
    {
        return [
            'reference' => __('Reference', 'dolisync'),
            'barcode' => __('Barcode', 'dolisync'),
            'price' => __('Price without tax', 'dolisync'),
            'vat_rate' => __('VAT rate (%)', 'dolisync'),
            'weight' => __('Weight (kg)', 'dolisync'),
        ];
    }
}
