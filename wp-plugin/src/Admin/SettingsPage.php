<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Plugin;
use DoliSync\Problem;
use DoliSync\Services;

/**
 * The settings: where Dolibarr is and the key to it. Saves and tests without JavaScript; what was typed
 * stays in the form when it is not accepted. The key is stored and tested, never printed.
 */
final class SettingsPage
{
    public const SLUG = 'dolisync-settings';

    private const SAVED_MESSAGES = 'settings_errors';

    private SettingsForm $form;

    public function __construct(private readonly Services $services)
    {
        $this->form = SettingsForm::stored($services->connection());
    }

    public static function url(): string
    {
        return admin_url('admin.php?page=' . self::SLUG);
    }

    /**
     * Before the page is printed: takes in what was sent.
     */
    public function load(): void
    {
        add_action('admin_enqueue_scripts', static function (): void {
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
        check_admin_referer(self::SLUG);
        if (!current_user_can(Plugin::CAPABILITY)) {
            wp_die(esc_html__('Your account may not use DoliSync. Ask an administrator of this site.', 'dolisync'), '', 403);
        }
        $this->form = SettingsForm::typed(wp_unslash($_POST), $this->services->connection());
        if (isset($_POST['dolisync_test'])) {
            $this->test();
        } elseif ($this->save()) {
            // WordPress keeps the messages across the redirect, so that a reload sends nothing again.
            set_transient(self::SAVED_MESSAGES, get_settings_errors(), 30);
            wp_safe_redirect(add_query_arg('settings-updated', 'true', self::url()));
            exit;
        }
    }

    public function show(): void
    {
        echo '<div class="wrap"><h1>' . esc_html__('DoliSync settings', 'dolisync') . '</h1>';
        // `inline`: WordPress would move them out of the place where a test without reloading shows its own.
        echo '<div id="dolisync-settings-messages" aria-live="polite">';
        foreach (get_settings_errors(self::SLUG) as $said) {
            printf('<div class="notice notice-%s inline">%s</div>', esc_attr($said['type']), wp_kses_post($said['message']));
        }
        echo '</div>';
        $this->form->show();
        echo '</div>';
    }

    private function save(): bool
    {
        try {
            $this->services->connection()->save($this->form->url, $this->form->key, $this->form->entity);
        } catch (Problem $problem) {
            $this->form->refuse($problem);
            $this->say($problem->name, [$problem->getMessage(), __('Nothing was saved.', 'dolisync')], 'error');
            return false;
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
            $found = $this->services->connection()->test($this->form->url, $this->form->key, $this->form->entity);
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
