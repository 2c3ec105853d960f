<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\DocumentLines;
use DoliSync\Catalogue\RecordSearch;
use DoliSync\Catalogue\RecordType;
use DoliSync\Catalogue\WpshopRecords;
use DoliSync\MassSync\RecordWords;
use WP_Post;

/**
 * What the shop keeps of a third party or a document, to be read: it comes from Dolibarr, and is changed there. Only
 * where WPshop, which has its own pages for them, does not run.
 */
final class RecordDetails
{
    /** What nobody wants to read: numbers of Dolibarr's. */
    private const HIDDEN = ['country_id', 'links'];

    public static function register(): void
    {
        foreach (RecordType::cases() as $type) {
            add_action('add_meta_boxes_' . $type->postType(), static fn () => self::add($type), 20);
            add_filter("bulk_actions-edit-{$type->postType()}", self::withoutEditing(...));
        }
        add_filter('post_row_actions', self::rowActions(...), 10, 2);
    }

    private static function add(RecordType $type): void
    {
        // There is nothing to save.
        remove_meta_box('submitdiv', $type->postType(), 'side');
        remove_meta_box('slugdiv', $type->postType(), 'normal');
        add_meta_box(
            'dolisync-record',
            __('From Dolibarr', 'dolisync'),
            static fn (WP_Post $post) => self::show($type, $post->ID),
            $type->postType(),
            'normal',
            'high'
        );
    }

    private static function show(RecordType $type, int $id): void
    {
        $values = array_diff_key((new WpshopRecords($type))->read([$id])[$id] ?? [], array_flip(self::HIDDEN));
        echo '<table class="widefat striped"><tbody>';
        foreach (array_filter($values, static fn (string $value): bool => $value !== '' && $value !== '[]') as $field => $value) {
            printf('<tr><th scope="row">%s</th><td>%s</td></tr>', esc_html(RecordWords::label($field)), self::value($field, $value));
        }
        if ($type === RecordType::Invoice) {
            printf('<tr><th scope="row">%s</th><td>%s</td></tr>', esc_html__('Payments', 'dolisync'), self::payments($id));
        }
        echo '</tbody></table>';
    }

    /** @return string HTML */
    private static function value(string $field, string $value): string
    {
        return match ($field) {
            'third_party', 'order' => self::linked((int) $value),
            'total_ht', 'total_tva', 'total_ttc', 'paid_total', 'remains', 'amount' => esc_html(Price::shown($value)),
            'lines' => nl2br(esc_html(DocumentLines::words($value))),
            default => nl2br(esc_html(RecordWords::value($field, $value))),
        };
    }

    private static function linked(int $id): string
    {
        $link = get_edit_post_link($id);
        $title = esc_html(get_the_title($id));
        return $link === null ? $title : sprintf('<a href="%s">%s</a>', esc_url($link), $title);
    }

    private static function payments(int $invoice): string
    {
        $lines = [];
        $payments = (new RecordSearch(RecordType::Payment))->childrenOf([$invoice])[$invoice] ?? [];
        foreach ((new WpshopRecords(RecordType::Payment))->read($payments) as $payment) {
            if ($payment['status'] === 'present') {
                $lines[] = esc_html(sprintf('%s, %s: %s', $payment['reference'], $payment['means'], Price::shown($payment['amount'])));
            }
        }
        return $lines === [] ? '—' : implode('<br>', $lines);
    }

    /**
     * @param array<string, string> $actions
     * @return array<string, string>
     */
    private static function withoutEditing(array $actions): array
    {
        unset($actions['edit']);
        return $actions;
    }

    /**
     * @param array<string, string> $actions
     * @return array<string, string>
     */
    private static function rowActions(array $actions, WP_Post $post): array
    {
        if (RecordType::ofPostType($post->post_type) !== null) {
            unset($actions['inline hide-if-no-js']);
        }
        return $actions;
    }
}
