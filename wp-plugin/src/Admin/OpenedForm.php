<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductType;
use DoliSync\Services;
use WP_Post;

/**
 * Keeps a product's form, and WordPress's quick edit of it in the list, from being saved over what DoliSync wrote since they
 * were opened: they still show the values from before, and saving them would carry these back to Dolibarr. What ProductForm
 * holds is not concerned: it leaves alone what nobody typed.
 */
final class OpenedForm
{
    /** The newest entry of the product's journal when the form was opened, or the list's row was printed. */
    private const OPENED = 'dolisync_opened';

    /** The fields that are saved as the form shows them. */
    private const FIELDS = ['title', 'description', 'on_sale', 'categories'];
    /** Those of WPshop's form. */
    private const WPSHOPS_FIELDS = ['price', 'vat_rate'];
    /** Those of the quick edit. */
    private const QUICK_FIELDS = ['title', 'on_sale', 'categories'];

    /** @var array<int, int> product → its newest entry, of the list's page at once */
    private array $newest = [];
    private bool $isHeld = false;

    private function __construct(private readonly Services $services)
    {
    }

    public static function register(Services $services): void
    {
        $form = new self($services);
        add_action('edit_form_top', $form->show(...));
        add_action('admin_action_editpost', $form->refuse(...));
        add_action('add_inline_data', $form->mark(...));
        add_action('quick_edit_custom_box', $form->holdMark(...), 10, 2);
        add_action('admin_enqueue_scripts', self::enqueue(...));
        // Before WordPress's own.
        add_action('wp_ajax_inline-save', $form->refuseQuickEdit(...), 0);
    }

    /**
     * Action `edit_form_top`.
     */
    private function show(WP_Post $post): void
    {
        if ($post->post_type === ProductType::POST_TYPE) {
            printf('<input type="hidden" name="%s" value="%d">', esc_attr(self::OPENED), $this->services->journal()->newestOf([$post->ID])[$post->ID]);
        }
    }

    /**
     * Action `add_inline_data`: in the list's row, where WordPress keeps what the quick edit begins with. A row that is
     * printed anew has it anew.
     */
    private function mark(WP_Post $post): void
    {
        if ($post->post_type === ProductType::POST_TYPE) {
            if (!isset($this->newest[$post->ID])) {
                $page = array_map('intval', wp_list_pluck($GLOBALS['wp_query']->posts ?? [], 'ID'));
                $this->newest = $this->services->journal()->newestOf(array_values(array_unique([...$page, $post->ID])));
            }
            printf('<div class="%s">%d</div>', esc_attr(self::OPENED), $this->newest[$post->ID]);
        }
    }

    /**
     * Action `quick_edit_custom_box`, for each column: quick-edit.js fills it from the row.
     */
    private function holdMark(string $column, string $postType): void
    {
        if ($postType === ProductType::POST_TYPE && !$this->isHeld) {
            $this->isHeld = true;
            printf('<input type="hidden" name="%s">', esc_attr(self::OPENED));
        }
    }

    /**
     * Action `admin_enqueue_scripts`.
     */
    private static function enqueue(): void
    {
        if (Screens::isNativeList()) {
            Asset::script('dolisync-quick-edit', 'quick-edit.js', ['inline-edit-post']);
        }
    }

    /**
     * Action `wp_ajax_inline-save`. WordPress shows what is answered below what was typed.
     */
    private function refuseQuickEdit(): void
    {
        $changed = array_intersect(self::QUICK_FIELDS, $this->changed());
        if ($changed !== []) {
            wp_die(esc_html(self::why($changed) . ' ' . __('Copy what you typed, then load the page again.', 'dolisync')));
        }
    }

    /**
     * Action `admin_action_editpost`, before WordPress takes the form in. Ends the request, so that the browser's back
     * button leads to what was typed.
     */
    private function refuse(): void
    {
        $ours = Wpshop::isActive() ? [...self::FIELDS, ...self::WPSHOPS_FIELDS] : self::FIELDS;
        $changed = array_intersect($ours, $this->changed());
        if ($changed === []) {
            return;
        }
        wp_die(
            sprintf(
                '<h1>%s</h1><p>%s</p><p>%s</p><p><a class="button" href="%s">%s</a></p>',
                esc_html__('Not saved', 'dolisync'),
                esc_html(self::why($changed)),
                esc_html__('If you typed something, go back in the browser and copy it first. Then open the product as it is now.', 'dolisync'),
                esc_url((string) get_edit_post_link((int) $_POST['post_ID'], 'raw')),
                esc_html__('Open the product as it is now', 'dolisync')
            ),
            esc_html__('Not saved', 'dolisync'),
            409
        );
    }

    /** @return list<string> the fields of the product that is being sent which DoliSync changed since it was opened */
    private function changed(): array
    {
        $id = (int) ($_POST['post_ID'] ?? 0);
        $opened = $_POST[self::OPENED] ?? null;
        $isOurs = is_string($opened) && ctype_digit($opened) && get_post_type($id) === ProductType::POST_TYPE && current_user_can('edit_post', $id);
        return $isOurs ? $this->services->journal()->changedInShopSince($id, (int) $opened) : [];
    }

    /** @param array<string> $changed fields */
    private static function why(array $changed): string
    {
        /* translators: %s: names of fields, as in “title, price”. */
        return sprintf(__('Since this page was opened, a synchronization changed the product: %s. Saving would have put the old values back.', 'dolisync'), FieldWords::names(array_values($changed)));
    }
}
