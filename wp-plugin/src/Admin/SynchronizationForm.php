<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Catalogue\ProductFields;
use DoliSync\Sync\FieldOwner;
use DoliSync\Sync\FieldOwners;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\Policy;
use DoliSync\Sync\SynchronizationSettings;

/**
 * The part of the settings about what DoliSync does by itself: the policy, who has the say about each field, for how
 * long the journal is kept.
 */
final class SynchronizationForm
{
    /**
     * @param array<string, FieldOwner> $owners
     * @param string $days as typed
     */
    private function __construct(
        private readonly Policy $policy,
        private readonly array $owners,
        private readonly string $days
    ) {
    }

    public static function stored(): self
    {
        return new self(Policy::current(), FieldOwners::current()->all(), (string) JournalSearch::retentionDays());
    }

    /**
     * What was left out, or is nothing that the form offers, stays as it is.
     *
     * @param array<mixed> $sent without WordPress's slashes
     */
    public static function typed(array $sent): self
    {
        $stored = self::stored();
        $text = static fn (mixed $value): string => is_string($value) ? trim($value) : '';
        $owners = $stored->owners;
        foreach (is_array($sent['dolisync_owner'] ?? null) ? $sent['dolisync_owner'] : [] as $key => $owner) {
            $owner = FieldOwner::tryFrom($text($owner));
            if ($owner !== null && isset($owners[$key]) && in_array($owner, FieldOwners::allowed($key), true)) {
                $owners[$key] = $owner;
            }
        }
        return new self(
            Policy::tryFrom($text($sent['dolisync_policy'] ?? '')) ?? $stored->policy,
            $owners,
            isset($sent['dolisync_retention']) ? $text($sent['dolisync_retention']) : $stored->days
        );
    }

    public function settings(): SynchronizationSettings
    {
        return new SynchronizationSettings(
            $this->policy,
            array_map(static fn (FieldOwner $owner): string => $owner->value, $this->owners),
            preg_match('/^\d{1,9}$/', $this->days) === 1 ? (int) $this->days : -1
        );
    }

    public function addSections(): void
    {
        $page = SettingsPage::SLUG;
        add_settings_section('automation', __('Automatic synchronization', 'dolisync'), '__return_empty_string', $page);
        add_settings_field('policy', __('What DoliSync does by itself', 'dolisync'), $this->showPolicy(...), $page, 'automation');
        add_settings_section('owners', __('Fields', 'dolisync'), $this->showOwners(...), $page);
        add_settings_section('journal', __('Journal', 'dolisync'), '__return_empty_string', $page);
        add_settings_field('retention', __('Keep entries for', 'dolisync'), $this->showRetention(...), $page, 'journal', ['label_for' => 'dolisync-retention']);
    }

    private function showPolicy(): void
    {
        printf('<fieldset><legend class="screen-reader-text">%s</legend>', esc_html__('What DoliSync does by itself', 'dolisync'));
        foreach (
            [
                [Policy::Automatic, __('Carry over what changed', 'dolisync'), __('An edit on one side reaches the other within minutes, and new products are created there. What was changed differently on both sides waits for you.', 'dolisync')],
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

    private function showOwners(): void
    {
        printf('<p>%s</p>', esc_html__('For each field, whose value counts where the two sides differ.', 'dolisync'));
        printf(
            '<table class="widefat striped dolisync-owners"><thead><tr><th scope="col">%s</th><th scope="col">%s</th></tr></thead><tbody>',
            esc_html__('Field', 'dolisync'),
            esc_html__('Whose value counts', 'dolisync')
        );
        foreach ($this->owners as $key => $owner) {
            printf(
                '<tr><th scope="row"><label for="dolisync-owner-%1$s">%2$s</label></th><td><select id="dolisync-owner-%1$s" name="dolisync_owner[%1$s]">',
                esc_attr($key),
                esc_html(FieldWords::heading($key))
            );
            foreach (FieldOwners::allowed($key) as $choice) {
                printf('<option value="%s"%s>%s</option>', esc_attr($choice->value), selected($choice->value, $owner->value, false), esc_html(self::owner($choice)));
            }
            echo '</select>';
            if ($key === ProductFields::STOCK) {
                printf('<p class="description">%s</p>', esc_html__('Dolibarr counts its stock by movements: DoliSync never writes it there.', 'dolisync'));
            }
            if ($key === ProductFields::CATEGORIES) {
                printf('<p class="description">%s</p>', esc_html__('A category that the other side lacks is created there. What differed before DoliSync synchronized categories stays so until you choose for the product, or give one side the say here.', 'dolisync'));
            }
            echo '</td></tr>';
        }
        echo '</tbody></table>';
    }

    private function showRetention(): void
    {
        printf(
            '<input type="number" id="dolisync-retention" name="dolisync_retention" value="%s" min="0" max="%d" step="1" class="small-text" aria-describedby="dolisync-retention-hint"> %s'
                . '<p class="description" id="dolisync-retention-hint">%s</p>',
            htmlspecialchars($this->days),
            JournalSearch::LONGEST_RETENTION,
            esc_html__('days', 'dolisync'),
            esc_html__('0: for ever. What is older goes once a day; values that it held can then no longer be restored.', 'dolisync')
        );
    }

    private static function owner(FieldOwner $owner): string
    {
        return match ($owner) {
            FieldOwner::Both => __('Either side’s: an edit is carried over', 'dolisync'),
            FieldOwner::Dolibarr => __('Dolibarr’s', 'dolisync'),
            FieldOwner::Wpshop => __('WPshop’s', 'dolisync'),
            FieldOwner::None => __('Each its own: not synchronized', 'dolisync'),
        };
    }
}
