<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;

/**
 * The products of a table's rows: title and numbers on both sides, with one query for all titles.
 */
final class ProductNames
{
    /** @param array<int, string> $titles */
    private function __construct(private readonly Services $services, private readonly array $titles)
    {
    }

    /** @param list<int> $ids products of the shop */
    public static function of(Services $services, array $ids): self
    {
        return new self($services, $services->catalogue()->titles(array_values(array_unique($ids))));
    }

    /** The title, or what stands for it. */
    public function plain(int $id): string
    {
        return match (true) {
            !isset($this->titles[$id]) => sprintf(
                /* translators: %d: the number of a product. */
                __('Product #%d (no longer in the shop)', 'dolisync'),
                $id
            ),
            $this->titles[$id] === '' => __('(no title)', 'dolisync'),
            default => $this->titles[$id],
        };
    }

    /** The title as a link to the product, and the numbers on both sides. */
    public function html(?int $id, ?int $dolibarrId, string $otherwise = ''): string
    {
        $title = $id === null ? esc_html($otherwise) : esc_html($this->plain($id));
        $edit = $id === null || !isset($this->titles[$id]) ? null : get_edit_post_link($id, 'raw');
        return sprintf(
            '<strong>%s</strong><div class="dolisync-numbers">%s</div>',
            $edit === null ? $title : sprintf('<a class="row-title" href="%s">%s</a>', esc_url($edit), $title),
            $this->linkedNumbers($id, $dolibarrId)
        );
    }

    /** The numbers on both sides, as the lists show them. @return list<string> */
    public static function numbers(int $id, int $dolibarrId): array
    {
        return [self::inWordPress($id), self::inDolibarr($dolibarrId)];
    }

    private function linkedNumbers(?int $id, ?int $dolibarrId): string
    {
        $numbers = $id === null ? [] : ['<span>' . esc_html(self::inWordPress($id)) . '</span>'];
        if ($dolibarrId !== null) {
            $name = esc_html(self::inDolibarr($dolibarrId));
            $url = $this->services->connection()->productUrl($dolibarrId);
            $numbers[] = $url === null ? "<span>$name</span>"
                : sprintf('<a href="%s" target="_blank" rel="noopener">%s</a>', esc_url($url), $name);
        }
        return implode(' ', $numbers);
    }

    public static function inWordPress(int $id): string
    {
        /* translators: %s: the product's id in WordPress. */
        return sprintf(__('#WP : %s', 'dolisync'), $id);
    }

    /** The number in Dolibarr, which is all there is of a product that the shop does not have. */
    public static function inDolibarr(int $id): string
    {
        /* translators: %s: the product's id in Dolibarr. */
        return sprintf(__('#Doli : %s', 'dolisync'), $id);
    }
}
