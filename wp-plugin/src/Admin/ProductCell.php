<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Sync\Reason;
use DoliSync\Sync\Row;
use DoliSync\Sync\Status;

/**
 * The cell of one product: a placeholder for the panel that already holds what the panel will draw,
 * so that the page is useful before the panel arrives and if it never does.
 *
 * The markup is the panel's own (product_cell.rs): nothing moves when the panel takes over.
 */
final class ProductCell
{
    /**
     * @param bool $configured whether there is a connection to Dolibarr; without one there is no button
     */
    public static function html(Row $row, bool $configured): string
    {
        // Only ASCII letters and escapes are left: no quote, angle bracket or entity to misread.
        $json = (string) wp_json_encode($row, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT);
        return sprintf(
            '<div class="dolisync-cell" data-dolisync="cell" data-product="%d" data-row="%s"%s>%s%s%s</div>',
            $row->id,
            htmlspecialchars($json),
            Language::attribute(),
            self::ids($row),
            $configured ? self::button($row) : '',
            $configured ? self::status($row) : self::unconfigured()
        );
    }

    private static function ids(Row $row): string
    {
        /* translators: %s: the product's id in WordPress. */
        $ids = self::id(sprintf(__('#WP : %s', 'dolisync'), $row->id));
        if ($row->dolibarrId !== null) {
            /* translators: %s: the product's id in Dolibarr. */
            $name = sprintf(__('#Doli : %s', 'dolisync'), $row->dolibarrId);
            $ids .= ' ' . ($row->dolibarrUrl === null ? self::id($name) : sprintf(
                '<a class="dolisync-id" href="%s" target="_blank" rel="noopener">%s</a>',
                esc_url($row->dolibarrUrl),
                htmlspecialchars($name)
            ));
        }
        return '<span class="dolisync-ids">' . $ids . '</span>';
    }

    private static function id(string $name): string
    {
        return '<span class="dolisync-id">' . htmlspecialchars($name) . '</span>';
    }

    /** Pressed before the panel runs, it is pressed again once it does (PanelScripts). */
    private static function button(Row $row): string
    {
        $words = StatusWords::button($row->status);
        return sprintf(
            '<button type="button" class="button dolisync-button"%s aria-label="%s">%s</button>',
            $row->status === Status::Unknown ? '' : ' aria-haspopup="dialog"',
            /* translators: 1: what the button does, 2: the product's title. */
            htmlspecialchars(sprintf(__('%1$s: %2$s', 'dolisync'), $words, $row->title)),
            htmlspecialchars($words)
        );
    }

    private static function status(Row $row): string
    {
        $reason = htmlspecialchars(StatusWords::reason($row));
        return sprintf(
            '<span class="dolisync-status dolisync-status--%s%s" title="%s">%s'
                . '<span class="screen-reader-text">%s</span></span>',
            $row->status->value,
            $row->reason === Reason::Pending ? ' dolisync-status--pending' : '',
            $reason,
            self::dotAndWords(StatusWords::row($row)),
            $reason
        );
    }

    private static function unconfigured(): string
    {
        return '<span class="dolisync-status dolisync-status--unconfigured">'
            . self::dotAndWords(__('Not configured', 'dolisync')) . '</span>';
    }

    private static function dotAndWords(string $words): string
    {
        return '<span class="dolisync-status__dot" aria-hidden="true"></span>'
            . '<span class="dolisync-status__words">' . htmlspecialchars($words) . '</span>';
    }
}
