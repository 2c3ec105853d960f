<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;
use DoliSync\Sync\Policy;

/**
 * Says that everything automatic has stopped and why (rule 11), and takes a person's answer.
 */
final class BrakeNotice
{
    /** The action of admin-post.php, and its nonce. */
    public const ACTION = 'dolisync_brake';

    private const ANSWER = 'dolisync_answer';

    /**
     * @param bool $always also where a person said that it may stay so
     */
    public static function show(bool $always): void
    {
        $brake = Services::get()->brakes()->state();
        if ($brake === null || ($brake['kept'] && !$always) || self::stopsNothing()) {
            return;
        }
        printf(
            '<div class="notice notice-warning inline dolisync-brake" data-dolisync="notice"%s><p><strong>%s</strong> %s</p><p>%s</p>',
            Language::attribute(),
            esc_html__('DoliSync has stopped synchronizing by itself.', 'dolisync'),
            esc_html(BrakeWords::seen($brake)),
            /* translators: %s: date and time. */
            esc_html(sprintf(__('Nothing of it was carried over (%s). What changes meanwhile is kept, and you can still synchronize each product by hand.', 'dolisync'), StatusWords::dateTime($brake['at'])))
        );
        printf('<form method="post" action="%s"><p>', esc_url(admin_url('admin-post.php')));
        printf('<input type="hidden" name="action" value="%s">', esc_attr(self::ACTION));
        wp_nonce_field(self::ACTION);
        printf(
            '<button type="submit" class="button" name="%s" value="resume">%s</button>',
            esc_attr(self::ANSWER),
            esc_html__('This is as it should be: go on', 'dolisync')
        );
        if (!$brake['kept']) {
            printf(
                ' <button type="submit" class="button" name="%s" value="keep">%s</button>',
                esc_attr(self::ANSWER),
                esc_html__('Stay stopped', 'dolisync')
            );
        }
        echo '</p></form></div>';
    }

    /** Where nothing goes by itself, the brake only keeps what a person asked for. */
    private static function stopsNothing(): bool
    {
        return Policy::current() === Policy::Off && Services::get()->queue()->count() === 0;
    }

    /**
     * Action `admin_post_dolisync_brake`.
     */
    public static function answer(): void
    {
        Permission::guard(self::ACTION);
        $brakes = Services::get()->brakes();
        switch ($_POST[self::ANSWER] ?? '') {
            case 'resume':
                $brakes->resume();
                Said::keep('success', __('DoliSync synchronizes by itself again.', 'dolisync'));
                break;
            case 'keep':
                $brakes->keepStopped();
                Said::keep('success', __('DoliSync stays stopped until you let it go on here.', 'dolisync'));
                break;
        }
        wp_safe_redirect(WaitingPage::url());
        exit;
    }
}
