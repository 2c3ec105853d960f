<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\NewProducts;
use DoliSync\Sync\Policy;
use DoliSync\Sync\SynchronizationSettings;

/**
 * What DoliSync does by itself, and in which direction each field and new products travel.
 */
final class SynchronizationTab extends SettingsForm
{
    public const NAME = 'synchronization';

    private Policy $policy;
    private NewProducts $newProducts;
    /** @var array<string, FieldOwner> */
    private array $owners;

    public static function label(): string
    {
        return _x('Synchronization', 'settings', 'dolisync');
    }

    /** What was left out, or is nothing that the form offers, stays as it is. */
    public function take(array $sent): bool
    {
        $this->policy = Policy::tryFrom(self::text($sent, 'dolisync_policy')) ?? $this->policy;
        $this->newProducts = NewProducts::tryFrom(self::text($sent, 'dolisync_new_products')) ?? $this->newProducts;
        foreach (is_array($sent['dolisync_owner'] ?? null) ? $sent['dolisync_owner'] : [] as $key => $owner) {
            $owner = FieldOwner::tryFrom(is_string($owner) ? $owner : '');
            if ($owner !== null && isset($this->owners[$key]) && in_array($owner, FieldOwners::allowed($key), true)) {
                $this->owners[$key] = $owner;
            }
        }
        if ($this->wereSavedElsewhere($sent)) {
            return false;
        }
        (new SynchronizationSettings($this->policy, $this->owners(), $this->newProducts, null))->save();
        SettingsPage::say('success', [__('Settings saved.', 'dolisync')]);
        return true;
    }

    protected function restore(): void
    {
        $this->policy = Policy::current();
        $this->newProducts = NewProducts::current();
        $this->owners = FieldOwners::current()->all();
    }

    protected function stored(): array
    {
        return [Policy::current(), NewProducts::current(), FieldOwners::current()->all()];
    }

    protected function addSections(string $page): void
    {
        add_settings_section('automation', __('Automatic synchronization', 'dolisync'), '__return_empty_string', $page);
        add_settings_field('policy', __('What DoliSync does by itself', 'dolisync'), $this->showPolicy(...), $page, 'automation');
        add_settings_section('directions', __('Direction', 'dolisync'), $this->showDirections(...), $page);
        add_settings_section('others', __('Categories, customers, orders, invoices', 'dolisync'), self::showOthers(...), $page);
    }

    private function showPolicy(): void
    {
        printf('<fieldset><legend class="screen-reader-text">%s</legend>', esc_html__('What DoliSync does by itself', 'dolisync'));
        foreach (
            [
                [Policy::Automatic, __('Carry over what changed', 'dolisync'), __('An edit on one side reaches the other within minutes. What was changed differently on both sides waits for you.', 'dolisync')],
                [Policy::Ask, __('Show what changed', 'dolisync'), __('DoliSync finds what differs and marks it in the list of products; nothing is written before you say so.', 'dolisync')],
                [Policy::Off, __('Nothing', 'dolisync'), __('DoliSync compares and writes only when you press a button.', 'dolisync')],
            ] as [$policy, $words, $hint]
        ) {
            printf(
                '<p><label><input type="radio" name="dolisync_policy" value="%1$s"%2$s aria-describedby="dolisync-policy-%1$s"> %3$s</label></p>'
                    . '<p class="description" id="dolisync-policy-%1$s">%4$s</p>',
                esc_attr($policy->value),
                checked($policy->value, $this->policy->value, false),
                esc_html($words),
                esc_html($hint)
            );
        }
        echo '</fieldset>';
    }

    private function showDirections(): void
    {
        printf('<p>%s</p>', esc_html__('Which way the values of associated products travel. Both ways: whoever edits it, the other side gets it. One way: the other side’s value is replaced when the two differ.', 'dolisync'));
        printf(
            '<table class="widefat striped dolisync-owners"><thead><tr><th scope="col">%s</th><th scope="col">%s</th></tr></thead><tbody>',
            esc_html__('Field', 'dolisync'),
            esc_html__('Direction', 'dolisync')
        );
        self::row(
            'new-products',
            'dolisync_new_products',
            __('New products', 'dolisync'),
            $this->newProducts->value,
            [
                NewProducts::Both->value => __('Created on the other side, both ways', 'dolisync'),
                NewProducts::InDolibarr->value => __('WPshop → Dolibarr: created in Dolibarr only', 'dolisync'),
                NewProducts::InWpshop->value => __('Dolibarr → WPshop: created in WPshop only', 'dolisync'),
                NewProducts::Nowhere->value => __('Not created', 'dolisync'),
            ],
            __('Only when changes are carried over by themselves. What is there already does not travel: associate it, or create it from the dashboard.', 'dolisync')
        );
        foreach ($this->owners as $key => $owner) {
            $choices = [];
            foreach (FieldOwners::allowed($key) as $choice) {
                $choices[$choice->value] = self::direction($choice);
            }
            self::row("owner-$key", "dolisync_owner[$key]", FieldWords::heading($key), $owner->value, $choices, match ($key) {
                ProductFields::STOCK => __('Dolibarr counts its stock by movements: DoliSync never writes it there.', 'dolisync'),
                ProductFields::CATEGORIES => __('A category that the other side lacks is created there. What differed before DoliSync synchronized categories stays so until you choose for the product, or choose one direction here.', 'dolisync'),
                default => '',
            });
        }
        echo '</tbody></table>';
    }

    /** @param array<string, string> $choices value → words */
    private static function row(string $id, string $name, string $label, string $chosen, array $choices, string $hint): void
    {
        printf(
            '<tr><th scope="row"><label for="dolisync-%1$s">%2$s</label></th><td><select id="dolisync-%1$s" name="%3$s"%4$s>',
            esc_attr($id),
            esc_html($label),
            esc_attr($name),
            $hint === '' ? '' : ' aria-describedby="dolisync-' . esc_attr($id) . '-hint"'
        );
        foreach ($choices as $value => $words) {
            printf('<option value="%s"%s>%s</option>', esc_attr($value), selected($value, $chosen, false), esc_html($words));
        }
        echo '</select>';
        if ($hint !== '') {
            printf('<p class="description" id="dolisync-%s-hint">%s</p>', esc_attr($id), esc_html($hint));
        }
        echo '</td></tr>';
    }

    private static function showOthers(): void
    {
        printf(
            '<p>%s <a href="%s">%s</a></p>',
            esc_html__('They come from Dolibarr by mass synchronization, when you start one: there you choose which, and see first what will change. Nothing of them travels back.', 'dolisync'),
            esc_url(DashboardPage::url()),
            esc_html__('Open the dashboard', 'dolisync')
        );
    }

    /** @return array<string, string> */
    private function owners(): array
    {
        return array_map(static fn (FieldOwner $owner): string => $owner->value, $this->owners);
    }

    private static function direction(FieldOwner $owner): string
    {
        return match ($owner) {
            FieldOwner::Both => __('Both ways', 'dolisync'),
            FieldOwner::Dolibarr => __('Dolibarr → WPshop', 'dolisync'),
            FieldOwner::Wpshop => __('WPshop → Dolibarr', 'dolisync'),
            FieldOwner::None => __('Not synchronized', 'dolisync'),
        };
    }
}
