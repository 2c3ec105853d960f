<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Problem;
use DoliSync\Sync\JournalSearch;
use DoliSync\Sync\SynchronizationSettings;

/**
 * For how long DoliSync remembers, and starting over: nothing of that without a second page that says what will happen.
 */
final class DataTab extends SettingsForm
{
    public const NAME = 'data';

    private const DELETE_OPTION = 'dolisync_delete_data';
    /** The button of a way to start over; its value is which. */
    private const START_OVER = 'dolisync_start_over';
    /** Sent with it: what was done up to here. */
    private const PROGRESS = 'dolisync_progress';

    /** As typed. */
    private string $days;
    private bool $deletesData;

    public static function label(): string
    {
        return _x('Data', 'settings', 'dolisync');
    }

    public function take(array $sent): bool
    {
        $startOver = StartOver::tryFrom(self::text($sent, self::START_OVER));
        if ($startOver !== null) {
            return $this->startOver($startOver, $sent);
        }
        $this->days = isset($sent['dolisync_retention']) ? self::text($sent, 'dolisync_retention') : $this->days;
        $this->deletesData = self::text($sent, 'dolisync_delete_data') === 'yes';
        return !$this->wereSavedElsewhere($sent) && $this->save();
    }

    public function show(): void
    {
        parent::show();
        printf('<div class="dolisync-danger"><h2>%s</h2>', esc_html__('Start over', 'dolisync'));
        printf('<p>%s</p>', esc_html__('Each of these asks you first on a page of its own. None of them changes or deletes a product, an order or anything else in WPshop or in Dolibarr.', 'dolisync'));
        self::openForm();
        foreach (StartOver::cases() as $startOver) {
            $why = $startOver->whyNot($this->services);
            printf(
                '<div class="dolisync-danger__step"><h3 id="dolisync-over-%1$s">%2$s</h3><p>%3$s</p><p><button type="submit" class="button" name="%4$s" value="%1$s" aria-describedby="dolisync-over-%1$s"%5$s>%6$s</button></p></div>',
                esc_attr($startOver->value),
                esc_html($startOver->title()),
                esc_html($why === '' ? $startOver->summary() : $why),
                esc_attr(self::START_OVER),
                $why === '' ? '' : ' disabled',
                esc_html($startOver->words() . '…')
            );
        }
        echo '</form></div>';
    }

    protected function restore(): void
    {
        $this->days = (string) JournalSearch::retentionDays();
        $this->deletesData = get_option(self::DELETE_OPTION) === 'yes';
    }

    protected function stored(): array
    {
        return [JournalSearch::retentionDays(), get_option(self::DELETE_OPTION) === 'yes'];
    }

    protected function addSections(string $page): void
    {
        add_settings_section('data', __('Data', 'dolisync'), '__return_empty_string', $page);
        add_settings_field('retention', __('Keep the journal for', 'dolisync'), $this->showRetention(...), $page, 'data', ['label_for' => 'dolisync-retention']);
        add_settings_field('delete_data', __('When the plugin is deleted', 'dolisync'), $this->showDeleteData(...), $page, 'data');
    }

    private function save(): bool
    {
        $days = preg_match('/^\d{1,9}$/', $this->days) === 1 ? (int) $this->days : -1;
        try {
            (new SynchronizationSettings(null, null, null, $days))->save();
        } catch (Problem $problem) {
            $this->refuse(['retention' => $problem]);
            return false;
        }
        update_option(self::DELETE_OPTION, $this->deletesData ? 'yes' : 'no', false);
        SettingsPage::say('success', [__('Settings saved.', 'dolisync')]);
        return true;
    }

    /** @param array<mixed> $sent */
    private function startOver(StartOver $startOver, array $sent): bool
    {
        $progress = self::text($sent, self::PROGRESS);
        if (!Question::isConfirmed($sent) || !Question::isWordGiven($sent, $startOver->word())) {
            $this->ask($this->before($startOver, Question::isConfirmed($sent)));
            return false;
        }
        try {
            $done = $startOver->carryOut($this->services, $progress);
        } catch (Problem $problem) {
            SettingsPage::say('error', [$problem->getMessage()]);
            return true;
        }
        if ($done['next'] !== null) {
            $this->ask(self::goOn($startOver, $done['next'], $done['sentences']));
            return false;
        }
        SettingsPage::say($done['type'], $done['sentences']);
        return true;
    }

    /** @param bool $isWordWrong the person said yes with another word than the one that was asked for */
    private function before(StartOver $startOver, bool $isWordWrong): Question
    {
        return new Question(
            /* translators: %s: what will be done, as in “Dissociate all products”. */
            heading: sprintf(__('%s?', 'dolisync'), $startOver->title()),
            sentences: $startOver->consequences($this->services),
            yes: $startOver->words(),
            no: __('Change nothing', 'dolisync'),
            nonceAction: SettingsPage::SLUG,
            back: self::url(),
            fields: [self::START_OVER => $startOver->value],
            word: $startOver->word(),
            isWordWrong: $isWordWrong
        );
    }

    /**
     * There is more to do than one request can: the next one does the rest. Without the script a person sends it.
     *
     * @param list<string> $sentences what was done so far
     */
    private static function goOn(StartOver $startOver, string $progress, array $sentences): Question
    {
        return new Question(
            heading: $startOver->title(),
            sentences: $sentences,
            yes: __('Go on', 'dolisync'),
            no: __('Stop here', 'dolisync'),
            nonceAction: SettingsPage::SLUG,
            back: self::url(),
            fields: [self::START_OVER => $startOver->value, self::PROGRESS => $progress, Question::WORD => $startOver->word()],
            goesOn: true
        );
    }

    private function showRetention(): void
    {
        printf(
            '<input type="text" inputmode="numeric" id="dolisync-retention" name="dolisync_retention" value="%s" class="small-text" %s> %s',
            htmlspecialchars($this->days),
            $this->attributes('retention'),
            esc_html__('days', 'dolisync')
        );
        $this->below('retention', __('0: for ever. Older entries, and the reports of older mass synchronizations, go once a day; values that they held can then no longer be restored.', 'dolisync'));
    }

    private function showDeleteData(): void
    {
        printf(
            '<label><input type="checkbox" name="dolisync_delete_data" value="yes"%s aria-describedby="dolisync-delete_data-hint"> %s</label><p class="description" id="dolisync-delete_data-hint">%s</p>',
            checked($this->deletesData, true, false),
            esc_html__('Delete DoliSync’s data too', 'dolisync'),
            esc_html__('The associations, the history and these settings. The products stay.', 'dolisync')
        );
    }
}
