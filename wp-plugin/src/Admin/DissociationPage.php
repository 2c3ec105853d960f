<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Problem;

/**
 * Asks before the products that were chosen in the list are dissociated. In no menu: the list's bulk action leads here.
 */
final class DissociationPage extends Page
{
    public const SLUG = 'dolisync-dissociation';

    private const SELECTION = 'dolisync_selection';

    /** @param string $selection its name, from Selection::keep */
    public static function of(string $selection): string
    {
        return self::url([self::SELECTION => $selection]);
    }

    public function title(): string
    {
        return __('Dissociate products', 'dolisync');
    }

    public function menuTitle(): string
    {
        return $this->title();
    }

    public function load(): void
    {
        // WordPress finds no title for a page that is in no menu.
        $GLOBALS['title'] = $this->title();
        add_action('admin_enqueue_scripts', self::enqueueStyle(...));
        if (($_SERVER['REQUEST_METHOD'] ?? '') === 'POST') {
            Permission::guard($this->nonceAction());
            wp_safe_redirect(Question::isConfirmed(wp_unslash($_POST)) ? $this->dissociate() : ProductList::nativeUrl());
            exit;
        }
    }

    public function show(): void
    {
        $ids = $this->associated();
        if ($ids === []) {
            printf(
                '<div class="wrap dolisync-page"%s><h1>%s</h1><p>%s</p><p><a href="%s" class="button">%s</a></p></div>',
                Language::attribute(),
                esc_html($this->title()),
                esc_html__('There is nothing to dissociate: the products are dissociated already, or the choice was made too long ago.', 'dolisync'),
                esc_url(ProductList::nativeUrl()),
                esc_html__('Products', 'dolisync')
            );
            return;
        }
        $names = ProductNames::of($this->services, $ids);
        (new Question(
            /* translators: %s: a number of products. */
            heading: sprintf(_n('Dissociate %s product?', 'Dissociate %s products?', count($ids), 'dolisync'), number_format_i18n(count($ids))),
            sentences: [__('Both products of each association keep their data; what changes on one side no longer reaches the other. Each association can be brought back in the journal.', 'dolisync')],
            /* translators: %s: a number of products. */
            yes: sprintf(_n('Dissociate %s product', 'Dissociate %s products', count($ids), 'dolisync'), number_format_i18n(count($ids))),
            no: __('Change nothing', 'dolisync'),
            nonceAction: $this->nonceAction(),
            back: ProductList::nativeUrl(),
            names: array_map($names->plain(...), $ids),
            to: self::url([self::SELECTION => (string) wp_unslash($_GET[self::SELECTION])])
        ))->show();
    }

    /** @return string where what became of it is told */
    private function dissociate(): string
    {
        $ids = $this->associated();
        $problems = array_map(
            static fn (Problem $problem): string => $problem->getMessage(),
            $this->services->manyDissociations()->dissociate($ids)
        );
        return add_query_arg(BulkResult::DISSOCIATED, Selection::keep($ids, $problems), ProductList::nativeUrl());
    }

    /** @return list<int> those of the selection that are associated now */
    private function associated(): array
    {
        $ids = array_keys($this->services->catalogue()->titles(Selection::asked(self::SELECTION)?->ids ?? []));
        return array_keys($this->services->links()->ofMany($ids));
    }
}
