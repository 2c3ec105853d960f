<?php

declare(strict_types=1);

namespace DoliSync\Privacy;

/** What a shop's privacy policy may say about DoliSync, suggested where WordPress collects such texts. */
final class PolicyText
{
    /** Action `admin_init`. */
    public static function suggest(): void
    {
        wp_add_privacy_policy_content('DoliSync', sprintf(
            '<p class="privacy-policy-tutorial">%s</p><p>%s</p><p>%s</p><p>%s</p>',
            esc_html__('DoliSync sends data to your own Dolibarr and to nobody else. What follows fits a shop that brings its customers and orders over from there.', 'dolisync'),
            '<strong>' . esc_html__('Suggested text:', 'dolisync') . '</strong> '
                . esc_html__('We keep our customers’ names, addresses, e-mail addresses, telephone numbers, proposals, orders, invoices and payments in our management software, Dolibarr, and a copy of them in this shop.', 'dolisync'),
            esc_html__('The shop records what was changed in this copy and when. These records are deleted after the time that we have set.', 'dolisync'),
            esc_html__('You can ask us for a copy of your data, or have them erased. We keep invoices and what the law tells us to keep for as long as it says.', 'dolisync')
        ));
    }
}
