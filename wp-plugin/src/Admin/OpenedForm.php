<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Services;
use WP_Post;

/**
 * Keeps a product's form from being saved over what DoliSync wrote since the form was opened: it still shows the values
 * from before, and saving it would carry them back to Dolibarr. What ProductForm holds is not concerned: it leaves alone
 * what nobody typed.
 */
final class OpenedForm
{
    /** The newest entry of the product's journal when the form was opened. */
    private const OPENED = 'dolisync_opened';

    /** The fields that are saved as the form shows them. */
    private const FIELDS = ['title', 'description', 'on_sale', 'categories'];
    /** Those of WPshop's form. */
    private const WPSHOPS_FIELDS = ['price', 'vat_rate'];

    private function __construct(private readonly Services $services)
    {
    }

    public static function register(Services $services): void
    {
        $form = new self($services);
        add_action('edit_form_top', $form->show(...));
        add_action('admin_action_editpost', $form->refuse(...));
    }

    /**
     * Action `edit_form_top`.
     */
    private function show(WP_Post $post): void
    {
        if ($post->post_type === ProductType::POST_TYPE) {
            printf('<input type="hidden" name="%s" value="%d">', esc_attr(self::OPENED), $this->newest($post->ID));
        }
    }

    /**
     * Action `admin_action_editpost`, before WordPress takes the form in. Ends the request, so that the browser's back
     * button leads to what was typed.
     */
    private function refuse(): void
    {
        $id = (int) ($_POST['post_ID'] ?? 0);
        $opened = $_POST[self::OPENED] ?? null;
        if (!is_string($opened) || !ctype_digit($opened) || get_post_type($id) !== ProductType::POST_TYPE) {
            return;
        }
        $changed = $this->changedSince($id, (int) $opened);
        if ($changed === [] || !current_user_can('edit_post', $id)) {
            return;
        }
        wp_die(
            sprintf(
                '<h1>%s</h1><p>%s</p><p>%s</p><p><a class="button" href="%s">%s</a></p>',
                esc_html__('Not saved', 'dolisync'),
                /* translators: %s: names of fields, as in “title, price”. */
                esc_html(sprintf(__('Since this page was opened, a synchronization changed the product: %s. Saving would have put the old values back.', 'dolisync'), FieldWords::names($changed))),
                esc_html__('If you typed something, go back in the browser and copy it first. Then open the product as it is now.', 'dolisync'),
                esc_url((string) get_edit_post_link($id, 'raw')),
                esc_html__('Open the product as it is now', 'dolisync')
            ),
            esc_html__('Not saved', 'dolisync'),
            409
        );
    }

    private function newest(int $id): int
    {
        return ($this->services->journal()->page($id, 1)['entries'][0] ?? null)?->id ?? 0;
    }

    /** @return list<string> the fields of the form that DoliSync changed in the shop after this entry of the journal */
    private function changedSince(int $id, int $entry): array
    {
        $fields = [];
        foreach ($this->services->journal()->page($id, 1)['entries'] as $written) {
            if ($written->id > $entry) {
                array_push($fields, ...array_column($written->changes->wpshop, 'key'));
            }
        }
        $ours = Wpshop::isActive() ? [...self::FIELDS, ...self::WPSHOPS_FIELDS] : self::FIELDS;
        return array_values(array_intersect($ours, $fields));
    }
}
