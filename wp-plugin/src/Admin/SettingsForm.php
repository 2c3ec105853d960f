<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Problem;
use DoliSync\Services;

/**
 * A tab of the settings with a form of its own: saving it leaves the other tabs alone. What was typed stays in the form
 * until it is accepted.
 */
abstract class SettingsForm extends SettingsTab
{
    /** What was stored when the form was printed, unreadably. */
    private const SEEN = 'dolisync_seen';

    /** @var array<string, string> field → what is wrong with it */
    private array $wrong = [];

    final public function __construct(Services $services)
    {
        parent::__construct($services);
        $this->restore();
    }

    /** Fills the form with what is stored. */
    abstract protected function restore(): void;

    /** What the form saves, as it is stored. @return array<string, mixed> */
    abstract protected function stored(): array;

    /** The sections and fields of the form, for `do_settings_sections` of this page. */
    abstract protected function addSections(string $page): void;

    public function show(): void
    {
        $page = SettingsPage::SLUG . '-' . static::NAME;
        $this->addSections($page);
        self::openForm('dolisync-settings');
        printf('<input type="hidden" name="%s" value="%s">', esc_attr(self::SEEN), esc_attr($this->fingerprint()));
        // Enter in a field presses the first button of the form: that must not be one beside a field.
        printf('<button type="submit" class="screen-reader-text" tabindex="-1" aria-hidden="true">%s</button>', esc_html__('Save Changes', 'dolisync'));
        do_settings_sections($page);
        submit_button(__('Save Changes', 'dolisync'));
        echo '</form>';
    }

    /** @param array<string, Problem> $problems field → what is wrong; the first one gets the focus */
    final protected function refuse(array $problems): void
    {
        $this->wrong = array_map(static fn (Problem $problem): string => $problem->getMessage(), $problems);
        $sentences = array_values(array_unique($this->wrong));
        SettingsPage::say('error', [...$sentences, __('Nothing was saved.', 'dolisync')]);
    }

    /** The field that a problem is about, which stands above the form as well. */
    final protected function mark(string $field, string $sentence): void
    {
        $this->wrong = [$field => $sentence];
    }

    /**
     * Whether somebody else, or another window, saved these settings since the form was printed. The person is told;
     * sent once more, the form counts.
     *
     * @param array<mixed> $sent
     */
    final protected function wereSavedElsewhere(array $sent): bool
    {
        $seen = $sent[self::SEEN] ?? null;
        if (!is_string($seen) || hash_equals($this->fingerprint(), $seen)) {
            return false;
        }
        SettingsPage::say('warning', [
            __('Meanwhile these settings were saved in another window or by somebody else. Nothing was saved now.', 'dolisync'),
            __('Your changes are still in the form: save once more to put them in place of the others. Or load the page anew to see those.', 'dolisync'),
        ]);
        return true;
    }

    /** The attributes that tie a field to its hint and to what is wrong with it. */
    final protected function attributes(string $field): string
    {
        $isFirst = array_key_first($this->wrong) === $field;
        return sprintf(
            'aria-describedby="dolisync-%1$s-error dolisync-%1$s-hint"%2$s%3$s',
            esc_attr($field),
            isset($this->wrong[$field]) ? ' aria-invalid="true"' : '',
            $isFirst ? ' autofocus' : ''
        );
    }

    /** What is wrong with a field, and the hint. The place for the first is there without a word too, for the script. */
    final protected function below(string $field, string $hint): void
    {
        printf(
            '<p class="dolisync-error" id="dolisync-%1$s-error"%2$s>%3$s</p><p class="description" id="dolisync-%1$s-hint">%4$s</p>',
            esc_attr($field),
            isset($this->wrong[$field]) ? '' : ' hidden',
            esc_html($this->wrong[$field] ?? ''),
            esc_html($hint)
        );
    }

    private function fingerprint(): string
    {
        return wp_hash((string) wp_json_encode($this->stored()), 'nonce');
    }
}
