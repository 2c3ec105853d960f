<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Problem;
use DoliSync\Rest\WebhookSecret;

/**
 * The settings: where Dolibarr is and the key to it. Saves and tests without JavaScript; what was typed
 * stays in the form when it is not accepted. The key is stored and tested, never printed.
 */
final class SettingsPage extends Page
{
    public const SLUG = 'dolisync-settings';

    private const SAVED_MESSAGES = 'settings_errors';

    private SettingsForm $form;

    protected function prepare(): void
    {
        $this->form = SettingsForm::stored($this->services->connection());
    }

    public function title(): string
    {
        return __('DoliSync settings', 'dolisync');
    }

    public function menuTitle(): string
    {
        return __('DoliSync', 'dolisync');
    }

    /**
     * Before the page is printed: takes in what was sent.
     */
    public function load(): void
    {
        add_action('admin_enqueue_scripts', static function (): void {
            self::enqueueStyle();
            $script = dirname(DOLISYNC_FILE) . '/assets/settings.js';
            wp_enqueue_script(
                'dolisync-settings',
                plugins_url('assets/settings.js', DOLISYNC_FILE),
                [],
                DOLISYNC_VERSION . '-' . dechex((int) filemtime($script)),
                true
            );
        });
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
            return;
        }
        $this->guard();
        $this->form = SettingsForm::typed(wp_unslash($_POST), $this->services->connection());
        if (isset($_POST['dolisync_test'])) {
            $this->test();
        } elseif (isset($_POST[WebhookForm::RENEW]) || $this->save()) {
            if (isset($_POST[WebhookForm::RENEW])) {
                WebhookSecret::renew();
                $this->say('renewed', [__('There is a new address now. Enter it in Dolibarr: the old one does nothing any more.', 'dolisync')], 'success');
            }
            // WordPress keeps the messages across the redirect, so that a reload sends nothing again.
            set_transient(self::SAVED_MESSAGES, get_settings_errors(), 30);
            wp_safe_redirect(add_query_arg('settings-updated', 'true', self::url()));
            exit;
        }
    }

    public function show(): void
    {
        echo '<div class="wrap dolisync-page"' . Language::attribute() . '>';
        $this->heading();
        echo '<hr class="wp-header-end">';
        // `inline`: WordPress would move them out of the place where a test without reloading shows its own.
        echo '<div id="dolisync-settings-messages" aria-live="polite">';
        foreach (get_settings_errors(self::SLUG) as $said) {
            printf('<div class="notice notice-%s inline">%s</div>', esc_attr($said['type']), wp_kses_post($said['message']));
        }
        echo '</div>';
        BrakeNotice::show(true);
        $this->form->tell($this->services->probe()->last());
        $this->form->show();
        echo '</div>';
    }

    private function save(): bool
    {
        $connection = $this->services->connection();
        $before = [$connection->url(), $connection->entity()];
        try {
            $this->form->synchronization->settings()->check();
            $connection->save($this->form->url, $this->form->key, $this->form->entity);
            $this->form->synchronization->settings()->save();
        } catch (Problem $problem) {
            $this->form->refuse($problem);
            $this->say($problem->name, [$problem->getMessage(), __('Nothing was saved.', 'dolisync')], 'error');
            return false;
        }
        if ($this->form->key !== null || [$connection->url(), $connection->entity()] !== $before) {
            $this->services->probe()->forget();
        }
        update_option('dolisync_delete_data', $this->form->deleteData ? 'yes' : 'no', false);
        $this->say('saved', [__('Settings saved.', 'dolisync')], 'success');
        // A key that was just stored is worth nothing until Dolibarr takes it: the person learns it now.
        $this->form = SettingsForm::stored($this->services->connection());
        if ($this->services->connection()->isConfigured()) {
            $this->test();
        }
        return true;
    }

    private function test(): void
    {
        try {
            $found = $this->services->probe()->run($this->form->url, $this->form->key, $this->form->entity);
            [$type, $sentences] = [ConnectionReport::type($found), ConnectionReport::sentences($found)];
            $this->say('tested', $sentences, $type);
        } catch (Problem $problem) {
            $this->form->refuse($problem);
            $this->say($problem->name, [$problem->getMessage()], 'error');
        }
    }

    /**
     * @param list<string> $sentences
     */
    private function say(string $code, array $sentences, string $type): void
    {
        $html = array_map(static fn (string $sentence): string => '<p>' . esc_html($sentence) . '</p>', $sentences);
        add_settings_error(self::SLUG, $code, implode('', $html), $type);
    }
}
